"""LCS Application Protocol: the core asks where a phone is (3GPP TS 29.171)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "Location-Service-Request", "Connection-Oriented-Information-Transfer", "Connectionless-Information-Transfer",
    "Location-Abort", "Reset", "Ciphering-Key-Data-Delivery")

LCSAP = Protocol(
    key="lcsap", title="LCS Application Protocol", reference="3GPP TS 29.171", layer=7, rides_on={"sctp.payload": 29},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
