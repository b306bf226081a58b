"""Node B Application Part, known by its number in SCTP. Reference: 3GPP TS 25.433."""
from ..define import Protocol

NBAP = Protocol(
    key="nbap", title="Node B Application Part", reference="3GPP TS 25.433", layer=7, rides_on={"sctp.payload": 25})
