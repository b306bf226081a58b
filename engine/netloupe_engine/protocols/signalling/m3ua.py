"""MTP3 User Adaptation, known by its number in SCTP. Reference: RFC 4666."""
from ..define import Protocol

M3UA = Protocol(
    key="m3ua", title="MTP3 User Adaptation", reference="RFC 4666", layer=7, rides_on={"sctp.payload": 3})
