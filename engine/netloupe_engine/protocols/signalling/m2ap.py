"""M2 Application Protocol: broadcast services of base stations (3GPP TS 36.443)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "SessionStart", "SessionStop", "MbmsSchedulingInformation", "ErrorIndication", "Reset", "M2Setup",
    "ENBConfigurationUpdate", "MCEConfigurationUpdate", "PrivateMessage", "SessionUpdate", "MbmsServiceCounting",
    "MbmsServiceCountingResultsReport", "MbmsOverloadNotification")

M2AP = Protocol(
    key="m2ap", title="M2 Application Protocol", reference="3GPP TS 36.443", layer=7, rides_on={"sctp.payload": 43},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
