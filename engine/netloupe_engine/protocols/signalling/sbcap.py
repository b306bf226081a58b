"""SBc Application Part, known by its number in SCTP. Reference: 3GPP TS 29.168."""
from ..define import Protocol

SBCAP = Protocol(
    key="sbcap", title="SBc Application Part", reference="3GPP TS 29.168", layer=7, rides_on={"sctp.payload": 24})
