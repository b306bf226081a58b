"""Home Node B Application Part, known by its number in SCTP. Reference: 3GPP TS 25.469."""
from ..define import Protocol

HNBAP = Protocol(
    key="hnbap", title="Home Node B Application Part", reference="3GPP TS 25.469", layer=7,
    rides_on={"sctp.payload": 20})
