"""Xn Application Protocol: between base stations of 5G networks (3GPP TS 38.423)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = (
    *named(0, "HandoverPreparation", "SNStatusTransfer", "HandoverCancel", "RetrieveUEContext", "RANPaging",
           "XnUAddressIndication", "UEContextRelease", "SNGRANnodeAdditionPreparation",
           "SNGRANnodeReconfigurationCompletion", "MNGRANnodeinitiatedSNGRANnodeModificationPreparation",
           "SNGRANnodeinitiatedSNGRANnodeModificationPreparation", "MNGRANnodeinitiatedSNGRANnodeRelease",
           "SNGRANnodeinitiatedSNGRANnodeRelease", "SNGRANnodeCounterCheck", "SNGRANnodeChange", "RRCTransfer",
           "XnRemoval", "XnSetup", "NGRANnodeConfigurationUpdate", "CellActivation", "Reset", "ErrorIndication",
           "PrivateMessage", "NotificationControl", "ActivityNotification", "E-UTRA-NR-CellResourceCoordination",
           "SecondaryRATDataUsageReport", "DeactivateTrace", "TraceStart", "HandoverSuccess",
           "ConditionalHandoverCancel", "EarlyStatusTransfer", "FailureIndication", "HandoverReport",
           "ResourceStatusReportingInitiation", "ResourceStatusReporting", "MobilitySettingsChange",
           "AccessAndMobilityIndication", "CellTrafficTrace", "RANMulticastGroupPaging", "ScgFailureInformationReport"),
    *named(42, "ScgFailureTransfer", "F1CTrafficTransfer", "IABTransportMigrationManagement",
           "IABTransportMigrationModification", "IABResourceCoordination", "RetrieveUEContextConfirm", "CPCCancel",
           "PartialUEContextTransfer"))

XNAP = Protocol(
    key="xnap", title="Xn Application Protocol", reference="3GPP TS 38.423", layer=7, rides_on={"sctp.payload": 61},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
