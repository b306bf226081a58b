"""SBc Application Part: warnings to all phones of an area (3GPP TS 29.168)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "WriteReplaceWarning", "StopWarning", "ErrorIndication", "WriteReplaceWarningIndication",
    "StopWarningIndication", "PWSRestartIndication", "PWSFailureIndication")

SBCAP = Protocol(
    key="sbcap", title="SBc Application Part", reference="3GPP TS 29.168", layer=7, rides_on={"sctp.payload": 24},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
