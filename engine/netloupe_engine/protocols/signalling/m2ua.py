"""MTP2 User Adaptation, known by its number in SCTP. Reference: RFC 3331."""
from ..define import Protocol

M2UA = Protocol(
    key="m2ua", title="MTP2 User Adaptation", reference="RFC 3331", layer=7, rides_on={"sctp.payload": 2})
