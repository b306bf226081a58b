"""SCCP User Adaptation, known by its number in SCTP. Reference: RFC 3868."""
from ..define import Protocol

SUA = Protocol(
    key="sua", title="SCCP User Adaptation", reference="RFC 3868", layer=7, rides_on={"sctp.payload": 4})
