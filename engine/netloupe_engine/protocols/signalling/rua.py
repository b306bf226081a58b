"""RANAP User Adaptation: RANAP of small base stations at home (3GPP TS 25.468)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    1, "Connect", "DirectTransfer", "Disconnect", "ConnectionlessTransfer", "ErrorIndication", "PrivateMessage")

RUA = Protocol(
    key="rua", title="RANAP User Adaptation", reference="3GPP TS 25.468", layer=7, rides_on={"sctp.payload": 19},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
