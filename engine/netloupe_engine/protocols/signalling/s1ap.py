"""S1 Application Protocol: between base stations and the core of LTE networks (3GPP TS 36.413)."""
from ..define import Protocol, bound, carry
from ._elementary import CAUSES, FINDINGS, INFO, NODE_NAME, identifier, length, named, procedures

PROCEDURE = named(
    0, "HandoverPreparation", "HandoverResourceAllocation", "HandoverNotification", "PathSwitchRequest",
    "HandoverCancel", "E-RABSetup", "E-RABModify", "E-RABRelease", "E-RABReleaseIndication", "InitialContextSetup",
    "Paging", "DownlinkNASTransport", "InitialUEMessage", "UplinkNASTransport", "Reset", "ErrorIndication",
    "NASNonDeliveryIndication", "S1Setup", "UEContextReleaseRequest", "DownlinkS1cdma2000tunnelling",
    "UplinkS1cdma2000tunnelling", "UEContextModification", "UECapabilityInfoIndication", "UEContextRelease",
    "ENBStatusTransfer", "MMEStatusTransfer", "DeactivateTrace", "TraceStart", "TraceFailureIndication",
    "ENBConfigurationUpdate", "MMEConfigurationUpdate", "LocationReportingControl",
    "LocationReportingFailureIndication", "LocationReport", "OverloadStart", "OverloadStop", "WriteReplaceWarning",
    "ENBDirectInformationTransfer", "MMEDirectInformationTransfer", "PrivateMessage", "ENBConfigurationTransfer",
    "MMEConfigurationTransfer", "CellTrafficTrace", "Kill", "DownlinkUEAssociatedLPPaTransport",
    "UplinkUEAssociatedLPPaTransport", "DownlinkNonUEAssociatedLPPaTransport", "UplinkNonUEAssociatedLPPaTransport",
    "UERadioCapabilityMatch", "PWSRestartIndication", "E-RABModificationIndication", "PWSFailureIndication",
    "RerouteNASRequest", "UEContextModificationIndication", "ConnectionEstablishmentIndication", "UEContextSuspend",
    "UEContextResume", "NASDeliveryIndication", "RetrieveUEInformation", "UEInformationTransfer",
    "ENBCPRelocationIndication", "MMECPRelocationIndication", "SecondaryRATDataUsageReport",
    "UERadioCapabilityIDMapping", "HandoverSuccess", "ENBEarlyStatusTransfer", "MMEEarlyStatusTransfer")
MESSAGE = procedures(
    PROCEDURE,
    elements={0: "MME-UE-S1AP-ID", 2: "Cause", 8: "eNB-UE-S1AP-ID", 26: "NAS-PDU", 43: "UEPagingID",
              59: "Global-ENB-ID",
              60: "eNBname", 61: "MMEname", 64: "SupportedTAs", 67: "TAI", 73: "SecurityKey", 74: "UERadioCapability",
              96: "S-TMSI", 100: "EUTRAN-CGI", 105: "ServedGUMMEIs", 107: "UESecurityCapabilities",
              134: "RRC-Establishment-Cause", 137: "DefaultPagingDRX"},
    cases={60: NODE_NAME, 61: NODE_NAME, 0: identifier("mme_ue_id"), 8: identifier("enb_ue_id"), 2: CAUSES,
           26: (*length("nas_bytes"), bound("nas_bytes", carry("s1ap.nas", 0)))})

S1AP = Protocol(
    key="s1ap", title="S1 Application Protocol", reference="3GPP TS 36.413", layer=7, rides_on={"sctp.payload": 18},
    layout=MESSAGE, starts=(), info=(*INFO, "{node_name}"), findings=FINDINGS)
