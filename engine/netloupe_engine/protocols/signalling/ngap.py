"""NG Application Protocol, known by its number in SCTP. Reference: 3GPP TS 38.413."""
from ..define import Protocol

NGAP = Protocol(
    key="ngap", title="NG Application Protocol", reference="3GPP TS 38.413", layer=7, rides_on={"sctp.payload": 60})
