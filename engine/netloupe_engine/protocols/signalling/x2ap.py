"""X2 Application Protocol, known by its number in SCTP. Reference: 3GPP TS 36.423."""
from ..define import Protocol

X2AP = Protocol(
    key="x2ap", title="X2 Application Protocol", reference="3GPP TS 36.423", layer=7, rides_on={"sctp.payload": 27})
