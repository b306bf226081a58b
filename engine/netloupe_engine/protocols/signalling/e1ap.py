"""E1 Application Protocol: between control and user plane of a central unit (3GPP TS 38.463)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "Reset", "ErrorIndication", "PrivateMessage", "GNB-CU-UP-E1Setup", "GNB-CU-CP-E1Setup",
    "GNB-CU-UP-ConfigurationUpdate", "GNB-CU-CP-ConfigurationUpdate", "E1Release", "BearerContextSetup",
    "BearerContextModification", "BearerContextModificationRequired", "BearerContextRelease",
    "BearerContextReleaseRequest", "BearerContextInactivityNotification", "DLDataNotification", "DataUsageReport",
    "GNB-CU-UP-CounterCheck", "GNB-CU-UP-StatusIndication", "ULDataNotification", "MRDC-DataUsageReport", "TraceStart",
    "DeactivateTrace", "ResourceStatusReportingInitiation", "ResourceStatusReporting", "IAB-UPTNLAddressUpdate",
    "CellTrafficTrace", "EarlyForwardingSNTransfer", "GNB-CU-CPMeasurementResultsInformation", "IABPSKNotification")

E1AP = Protocol(
    key="e1ap", title="E1 Application Protocol", reference="3GPP TS 38.463", layer=7, rides_on={"sctp.payload": 64},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
