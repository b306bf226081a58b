"""LCS Application Protocol, known by its number in SCTP. Reference: 3GPP TS 29.171."""
from ..define import Protocol

LCSAP = Protocol(
    key="lcsap", title="LCS Application Protocol", reference="3GPP TS 29.171", layer=7, rides_on={"sctp.payload": 29})
