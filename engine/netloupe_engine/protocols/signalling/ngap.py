"""NG Application Protocol: between base stations and the core of 5G networks (3GPP TS 38.413)."""
from ..define import Protocol, bound, carry
from ._elementary import CAUSES, FINDINGS, INFO, NODE_NAME, identifier, length, named, procedures

PROCEDURE = named(
    0, "AMFConfigurationUpdate", "AMFStatusIndication", "CellTrafficTrace", "DeactivateTrace", "DownlinkNASTransport",
    "DownlinkNonUEAssociatedNRPPaTransport", "DownlinkRANConfigurationTransfer", "DownlinkRANStatusTransfer",
    "DownlinkUEAssociatedNRPPaTransport", "ErrorIndication", "HandoverCancel", "HandoverNotification",
    "HandoverPreparation", "HandoverResourceAllocation", "InitialContextSetup", "InitialUEMessage",
    "LocationReportingControl", "LocationReportingFailureIndication", "LocationReport", "NASNonDeliveryIndication",
    "NGReset", "NGSetup", "OverloadStart", "OverloadStop", "Paging", "PathSwitchRequest", "PDUSessionResourceModify",
    "PDUSessionResourceModifyIndication", "PDUSessionResourceRelease", "PDUSessionResourceSetup",
    "PDUSessionResourceNotify", "PrivateMessage", "PWSCancel", "PWSFailureIndication", "PWSRestartIndication",
    "RANConfigurationUpdate", "RerouteNASRequest", "RRCInactiveTransitionReport", "TraceFailureIndication",
    "TraceStart", "UEContextModification", "UEContextRelease", "UEContextReleaseRequest", "UERadioCapabilityCheck",
    "UERadioCapabilityInfoIndication", "UETNLABindingRelease", "UplinkNASTransport",
    "UplinkNonUEAssociatedNRPPaTransport", "UplinkRANConfigurationTransfer", "UplinkRANStatusTransfer",
    "UplinkUEAssociatedNRPPaTransport", "WriteReplaceWarning", "SecondaryRATDataUsageReport",
    "UplinkRIMInformationTransfer", "DownlinkRIMInformationTransfer", "RetrieveUEInformation", "UEInformationTransfer",
    "RANCPRelocationIndication", "UEContextResume", "UEContextSuspend", "UERadioCapabilityIDMapping",
    "HandoverSuccess", "UplinkRANEarlyStatusTransfer", "DownlinkRANEarlyStatusTransfer", "AMFCPRelocationIndication",
    "ConnectionEstablishmentIndication", "BroadcastSessionModification", "BroadcastSessionRelease",
    "BroadcastSessionSetup", "DistributionSetup", "DistributionRelease", "MulticastSessionActivation",
    "MulticastSessionDeactivation", "MulticastSessionUpdate", "MulticastGroupPaging", "BroadcastSessionReleaseRequired")
MESSAGE = procedures(
    PROCEDURE,
    elements={1: "AMFName", 10: "AMF-UE-NGAP-ID", 15: "Cause", 19: "CriticalityDiagnostics", 21: "DefaultPagingDRX",
              26: "FiveG-S-TMSI", 27: "GlobalRANNodeID", 28: "GUAMI", 38: "NAS-PDU", 82: "RANNodeName",
              85: "RAN-UE-NGAP-ID", 86: "RelativeAMFCapacity", 90: "RRCEstablishmentCause", 94: "SecurityKey",
              96: "ServedGUAMIList", 102: "SupportedTAList", 80: "PLMNSupportList",
              117: "UERadioCapability", 119: "UESecurityCapabilities", 121: "UserLocationInformation"},
    cases={1: NODE_NAME, 82: NODE_NAME, 10: identifier("amf_ue_id"), 85: identifier("ran_ue_id"), 15: CAUSES,
           38: (*length("nas_bytes"), bound("nas_bytes", carry("ngap.nas", 0)))})

NGAP = Protocol(
    key="ngap", title="NG Application Protocol", reference="3GPP TS 38.413", layer=7, rides_on={"sctp.payload": 60},
    layout=MESSAGE, starts=(), info=(*INFO, "{node_name}"), findings=FINDINGS)
