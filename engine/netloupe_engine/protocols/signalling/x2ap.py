"""X2 Application Protocol: between base stations of LTE networks (3GPP TS 36.423)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "HandoverPreparation", "HandoverCancel", "LoadIndication", "ErrorIndication", "SnStatusTransfer",
    "UEContextRelease", "X2Setup", "Reset", "ENBConfigurationUpdate", "ResourceStatusReportingInitiation",
    "ResourceStatusReporting", "PrivateMessage", "MobilitySettingsChange", "RLFIndication", "HandoverReport",
    "CellActivation", "X2Release", "X2APMessageTransfer", "X2Removal", "SeNBAdditionPreparation",
    "SeNBReconfigurationCompletion", "MeNBinitiatedSeNBModificationPreparation", "SeNBinitiatedSeNBModification",
    "MeNBinitiatedSeNBRelease", "SeNBinitiatedSeNBRelease", "SeNBCounterCheck", "RetrieveUEContext",
    "SgNBAdditionPreparation", "SgNBReconfigurationCompletion", "MeNBinitiatedSgNBModificationPreparation",
    "SgNBinitiatedSgNBModification", "MeNBinitiatedSgNBRelease", "SgNBinitiatedSgNBRelease", "SgNBCounterCheck",
    "SgNBChange", "RRCTransfer", "EndcX2Setup", "EndcConfigurationUpdate", "SecondaryRATDataUsageReport",
    "EndcCellActivation", "EndcPartialReset", "EUTRANRCellResourceCoordination", "SgNBActivityNotification",
    "EndcX2Removal", "DataForwardingAddressIndication", "GNBStatusIndication", "DeactivateTrace", "TraceStart",
    "EndcConfigurationTransfer", "HandoverSuccess", "ConditionalHandoverCancel", "EarlyStatusTransfer",
    "CellTrafficTrace", "EndcresourceStatusReporting", "EndcresourceStatusReportingInitiation", "F1CTrafficTransfer",
    "UERadioCapabilityIDMapping", "AccessAndMobilityIndication", "MIMOPRBusageInformation", "CPC-cancel")

X2AP = Protocol(
    key="x2ap", title="X2 Application Protocol", reference="3GPP TS 36.423", layer=7, rides_on={"sctp.payload": 27},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
