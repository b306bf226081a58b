"""ISDN Q.921 User Adaptation, known by its number in SCTP. Reference: RFC 4233."""
from ..define import Protocol

IUA = Protocol(
    key="iua", title="ISDN Q.921 User Adaptation", reference="RFC 4233", layer=7, rides_on={"sctp.payload": 1})
