"""F1 Application Protocol: between central and distributed units of a base station (3GPP TS 38.473)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = named(
    0, "Reset", "F1Setup", "ErrorIndication", "GNBDUConfigurationUpdate", "GNBCUConfigurationUpdate", "UEContextSetup",
    "UEContextRelease", "UEContextModification", "UEContextModificationRequired", "UEMobilityCommand",
    "UEContextReleaseRequest", "InitialULRRCMessageTransfer", "DLRRCMessageTransfer", "ULRRCMessageTransfer",
    "PrivateMessage", "UEInactivityNotification", "GNBDUResourceCoordination", "SystemInformationDeliveryCommand",
    "Paging", "Notify", "WriteReplaceWarning", "PWSCancel", "PWSRestartIndication", "PWSFailureIndication",
    "GNBDUStatusIndication", "RRCDeliveryReport", "F1Removal", "NetworkAccessRateReduction", "TraceStart",
    "DeactivateTrace", "DUCURadioInformationTransfer", "CUDURadioInformationTransfer", "BAPMappingConfiguration",
    "GNBDUResourceConfiguration", "IABTNLAddressAllocation", "IABUPConfigurationUpdate",
    "ResourceStatusReportingInitiation", "ResourceStatusReporting", "AccessAndMobilityIndication", "AccessSuccess",
    "CellTrafficTrace", "PositioningMeasurementExchange", "PositioningAssistanceInformationControl",
    "PositioningAssistanceInformationFeedback", "PositioningMeasurementReport", "PositioningMeasurementAbort",
    "PositioningMeasurementFailureIndication", "PositioningMeasurementUpdate", "TRPInformationExchange",
    "PositioningInformationExchange", "PositioningActivation", "PositioningDeactivation", "E-CIDMeasurementInitiation",
    "E-CIDMeasurementFailureIndication", "E-CIDMeasurementReport", "E-CIDMeasurementTermination",
    "PositioningInformationUpdate", "ReferenceTimeInformationReport", "ReferenceTimeInformationReportingControl")

F1AP = Protocol(
    key="f1ap", title="F1 Application Protocol", reference="3GPP TS 38.473", layer=7, rides_on={"sctp.payload": 62},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
