"""Skinny (SCCP): Cisco's telephones and their call manager (no public specification; fields as their users tell)."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, client, expect_session, finding, ipv4, le32, left, malformed,
                      names, octets, of, server, sized, skip, switch, text, when)

MESSAGE = names(
    0, "KeepAliveReq", 1, "RegisterReq", 2, "IpPort", 3, "KeypadButton", 4, "EnblocCall", 5, "Stimulus", 6, "OffHook",
    7, "OnHook", 8, "HookFlash", 9, "ForwardStatReq", 10, "SpeedDialStatReq", 11, "LineStatReq", 12, "ConfigStatReq",
    13, "TimeDateReq", 14, "ButtonTemplateReq", 15, "VersionReq", 16, "CapabilitiesRes", 18, "ServerReq", 32, "Alarm",
    33, "MulticastMediaReceptionAck", 34, "OpenReceiveChannelAck", 35, "ConnectionStatisticsRes",
    36, "OffHookWithCallingPartyNumber", 37, "SoftKeySetReq", 38, "SoftKeyEvent", 39, "UnregisterReq",
    40, "SoftKeyTemplateReq", 41, "RegisterTokenReq", 42, "MediaTransmissionFailure", 43, "HeadsetStatus",
    44, "MediaResourceNotification", 45, "RegisterAvailableLines", 46, "DeviceToUserData",
    47, "DeviceToUserDataResponse", 48, "UpdateCapabilities", 49, "OpenMultiMediaReceiveChannelAck",
    50, "ClearConference", 51, "ServiceURLStatReq", 52, "FeatureStatReq", 53, "CreateConferenceRes",
    54, "DeleteConferenceRes", 55, "ModifyConferenceRes", 56, "AddParticipantRes", 57, "AuditConferenceRes",
    64, "AuditParticipantRes", 65, "DeviceToUserDataVersion1", 66, "DeviceToUserDataResponseVersion1",
    67, "CapabilitiesV2Res", 68, "CapabilitiesV3Res", 69, "PortRes", 70, "QoSResvNotify", 71, "QoSErrorNotify",
    72, "SubscriptionStatReq", 73, "MediaPathEvent", 74, "MediaPathCapability", 76, "MwiNotification",
    129, "RegisterAck", 130, "StartTone", 131, "StopTone", 133, "SetRinger", 134, "SetLamp", 135, "SetHookFlashDetect",
    136, "SetSpeakerMode", 137, "SetMicroMode", 138, "StartMediaTransmission", 139, "StopMediaTransmission",
    143, "CallInfo", 144, "ForwardStatRes", 145, "SpeedDialStatRes", 146, "LineStatRes", 147, "ConfigStatRes",
    148, "TimeDateRes", 149, "StartSessionTransmission", 150, "StopSessionTransmission", 151, "ButtonTemplateRes",
    152, "VersionRes", 153, "DisplayText", 154, "ClearDisplay", 155, "CapabilitiesReq", 157, "RegisterReject",
    158, "ServerRes", 159, "Reset", 256, "KeepAliveAck", 257, "StartMulticastMediaReception",
    258, "StartMulticastMediaTransmission", 259, "StopMulticastMediaReception", 260, "StopMulticastMediaTransmission",
    261, "OpenReceiveChannel", 262, "CloseReceiveChannel", 263, "ConnectionStatisticsReq", 264, "SoftKeyTemplateRes",
    265, "SoftKeySetRes", 272, "SelectSoftKeys", 273, "CallState", 274, "DisplayPromptStatus", 275, "ClearPromptStatus",
    276, "DisplayNotify", 277, "ClearNotify", 278, "ActivateCallPlane", 279, "DeactivateCallPlane",
    280, "UnregisterAck", 281, "BackSpaceRes", 282, "RegisterTokenAck", 283, "RegisterTokenReject",
    284, "StartMediaFailureDetection", 285, "DialedNumber", 286, "UserToDeviceData", 287, "FeatureStatRes",
    288, "DisplayPriNotify", 289, "ClearPriNotify", 290, "StartAnnouncement", 291, "StopAnnouncement",
    292, "AnnouncementFinish", 295, "NotifyDtmfTone", 296, "SendDtmfTone", 297, "SubscribeDtmfPayloadReq",
    298, "SubscribeDtmfPayloadRes", 299, "SubscribeDtmfPayloadErr", 300, "UnSubscribeDtmfPayloadReq",
    301, "UnSubscribeDtmfPayloadRes", 302, "UnSubscribeDtmfPayloadErr", 303, "ServiceURLStatRes",
    304, "CallSelectStatRes", 305, "OpenMultiMediaReceiveChannel", 306, "StartMultiMediaTransmission",
    307, "StopMultiMediaTransmission", 308, "MiscellaneousCommand", 309, "FlowControlCommand",
    310, "CloseMultiMediaReceiveChannel", 311, "CreateConferenceReq", 312, "DeleteConferenceReq",
    313, "ModifyConferenceReq", 314, "AddParticipantReq", 315, "DropParticipantReq", 316, "AuditConferenceReq",
    317, "AuditParticipantReq", 318, "ChangeParticipantReq", 319, "UserToDeviceDataVersion1",
    320, "VideoDisplayCommand", 321, "FlowControlNotify", 322, "ConfigStatV2Res", 323, "DisplayNotifyV2",
    324, "DisplayPriNotifyV2", 325, "DisplayPromptStatusV2", 326, "FeatureStatV2Res", 327, "LineStatV2Res",
    328, "ServiceURLStatV2Res", 329, "SpeedDialStatV2Res", 330, "CallInfoV2", 331, "PortReq", 332, "PortClose",
    333, "QoSListen", 334, "QoSPath", 335, "QoSTeardown", 336, "UpdateDSCP", 337, "QoSModify",
    338, "SubscriptionStatRes", 339, "Notification", 340, "StartMediaTransmissionAck",
    341, "StartMultiMediaTransmissionAck", 342, "CallHistoryInfo", 343, "LocationInfo", 344, "MwiRes",
    345, "AddOnDeviceCapabilities", 346, "EnhancedAlarm", 350, "CallCountReq", 351, "CallCountResp",
    352, "RecordingStatus", 32768, "SPCPRegisterTokenReq", 33024, "SPCPRegisterTokenAck",
    33025, "SPCPRegisterTokenReject")
CODEC = names(
    2, "G.711 A-law", 3, "G.711 A-law 56k", 4, "G.711 u-law", 6, "G.722", 9, "G.723.1", 10, "G.728", 11, "G.729",
    12, "G.729A", 15, "G.729B", 16, "G.729AB", 18, "GSM full rate", 25, "wide band", 80, "GSM", 82, "G.726", 86, "iLBC",
    89, "iSAC", 90, "Opus", 100, "H.261", 101, "H.263", 103, "H.264", 106, "H.224", 257, "RFC 2833")
CALL = names(
    0, "idle", 1, "off hook", 2, "on hook", 3, "ring out", 4, "ring in", 5, "connected", 6, "busy", 7, "congestion",
    8, "hold", 9, "call waiting", 10, "call transfer", 11, "call park", 12, "proceed", 13, "remote multiline",
    14, "invalid number", 15, "hold revert", 16, "whisper", 17, "remote hold")
OLD = of("header_version") < 17     # newer ones say of an address which kind it is, and have room for IPv6
ADDRESS = (when(OLD, Field("address", ipv4, scope="session", keep="distinct"),
                otherwise=(Field("address_kind", le32, names=names(0, "IPv4", 1, "IPv6")),
                           when(of("address_kind") == 0, Field("address", ipv4, scope="session", keep="distinct"),
                                skip(12), otherwise=Field("address6", sized(16, octets))))),
           Field("port", le32))
LINE_AND_CALL = when(left >= 8, Field("line", le32), Field("call", le32, scope="session", keep="distinct"))
REST = when(left > 0, Field("data", octets))


def fixed(size: int, name: str, keep_most: int = 64) -> Field:
    """A text in a field of fixed size, filled up with zeros."""
    return Field(name, sized(size, text), scope="session", keep="distinct", keep_most=keep_most)


SKINNY = Protocol(
    key="skinny", title="Skinny", reference="-", layer=7, rides_on={"tcp.port": 2000}, starts=(),
    framing=Framing(header=12, length=le32, at=0, adds=8, most=4096),
    layout=(
        Field("length", le32, unit="bytes", only=(range(4, 4089),), says="from the message's number on"),
        Field("header_version", le32, only=(0, range(10, 23)), says="0, or the version from 10 on"),
        Field("message", le32, names=MESSAGE, scope="session", keep="distinct", only=tuple(MESSAGE.names), base=16),
        switch("message", {
            # What keeps a connection alive is short; zeros are not it.
            0x00: (client(), when(of("length") > 16, malformed())),
            0x100: (server(), when(of("length") > 16, malformed())),
            0x01: (client(), fixed(16, "device"), Field("user_id", le32), Field("instance", le32),
                   Field("address", ipv4, scope="session", keep="distinct"), Field("device_type", le32)),
            0x03: (client(), Field("button", le32, says="14: star, 15: pound"), LINE_AND_CALL),
            0x06: client(), 0x07: client(), 0x26: (client(), Field("soft_key", le32), LINE_AND_CALL),
            0x22: (client(), Field("status", le32), *ADDRESS,
                   when(of("status") == 0, expect_session("protocol", "rtp", reason="media", port=of("port"),
                                                          transport=17, seconds=600))),
            0x81: (server(), Field("keep_alive", le32, unit="s")),
            0x8A: (server(), Field("conference", le32), Field("party", le32), *ADDRESS,
                   Field("packet_ms", le32, unit="ms"),
                   Field("codec", le32, names=CODEC, scope="session", keep="distinct")),
            0x8F: (server(), when(OLD, fixed(40, "calling_name"), fixed(24, "calling_number"), fixed(40, "called_name"),
                                  fixed(24, "called_number"), Field("line", le32),
                                  Field("call", le32, scope="session", keep="distinct"))),
            0x99: fixed(32, "display"), 0x9D: (server(), fixed(32, "reject_reason"), finding("rejected")),
            0x105: (server(), Field("conference", le32), Field("party", le32), Field("packet_ms", le32, unit="ms"),
                    Field("codec", le32, names=CODEC, scope="session", keep="distinct")),
            0x111: (server(), Field("call_state", le32, names=CALL, scope="session", keep="distinct"), LINE_AND_CALL),
            0x112: (server(), Field("timeout", le32, unit="s"), fixed(32, "prompt"), LINE_AND_CALL),
            0x11D: (server(), fixed(24, "dialled"), LINE_AND_CALL),
        }),
        REST),
    info=("{message}", "{device}", "{call_state}", "{called_number}"),
    findings=(Finding("rejected", Severity.NOTE, "A telephone was not let in by its call manager."),))
