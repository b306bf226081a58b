"""Diameter, known by its number in SCTP. Reference: RFC 6733."""
from ..define import Protocol

DIAMETER = Protocol(
    key="diameter", title="Diameter", reference="RFC 6733", layer=7, rides_on={"sctp.payload": 46})
