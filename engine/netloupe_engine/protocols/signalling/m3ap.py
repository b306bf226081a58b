"""M3 Application Protocol: broadcast sessions of the core (3GPP TS 36.444)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "MBMSsessionStart", "MBMSsessionStop", "ErrorIndication", "PrivateMessage", "Reset", "MBMSsessionUpdate",
    "MCEConfigurationUpdate", "M3Setup")

M3AP = Protocol(
    key="m3ap", title="M3 Application Protocol", reference="3GPP TS 36.444", layer=7, rides_on={"sctp.payload": 44},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
