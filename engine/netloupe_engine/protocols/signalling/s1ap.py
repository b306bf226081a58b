"""S1 Application Protocol, known by its number in SCTP. Reference: 3GPP TS 36.413."""
from ..define import Protocol

S1AP = Protocol(
    key="s1ap", title="S1 Application Protocol", reference="3GPP TS 36.413", layer=7, rides_on={"sctp.payload": 18})
