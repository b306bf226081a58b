"""Diameter: authentication, authorization and charging, not only of mobile networks (RFC 6733; AVPs also RFC 8506,
3GPP TS 29.061, 29.212, 29.229, 29.272)."""
from ..define import (Field, Framing, Protocol, align, bits, bound, call, define, finding, flag, ipv4, ipv6, left,
                      names, nested, node, octets, of, refute, repeat, switch, text, total, u8, u16, u24, u32, unix32,
                      when)
from ..findings import REJECTED

COMMAND = names(
    257, "Capabilities-Exchange", 258, "Re-Auth", 260, "AA-Mobile-Node", 265, "AA", 268, "Diameter-EAP",
    271, "Accounting", 272, "Credit-Control", 274, "Abort-Session", 275, "Session-Termination", 280, "Device-Watchdog",
    282, "Disconnect-Peer", 283, "SIP User-Authorization", 284, "SIP Server-Assignment", 285, "SIP Location-Info",
    286, "SIP Multimedia-Auth", 287, "SIP Registration-Termination", 288, "SIP Push-Profile", 300, "User-Authorization",
    301, "Server-Assignment", 302, "Location-Info", 303, "Multimedia-Auth", 304, "Registration-Termination",
    305, "Push-Profile", 306, "User-Data", 307, "Profile-Update", 308, "Subscribe-Notifications",
    309, "Push-Notification", 310, "Bootstrapping-Info", 316, "Update-Location", 317, "Cancel-Location",
    318, "Authentication-Information", 319, "Insert-Subscriber-Data", 320, "Delete-Subscriber-Data", 321, "Purge-UE",
    322, "Reset", 323, "Notify", 324, "ME-Identity-Check", 325, "MIP6", 326, "QoS-Authorization", 327, "QoS-Install",
    8388620, "Provide-Location", 8388621, "Location-Report", 8388622, "LCS-Routing-Info", 8388635, "Spending-Limit",
    8388636, "Spending-Status-Notification", 8388637, "TDF-Session", 8388641, "Subscriber-Information",
    8388643, "Device-Trigger", 8388645, "MO-Forward-Short-Message", 8388646, "MT-Forward-Short-Message",
    8388647, "Send-Routing-Info-for-SM", 8388648, "Alert-Service-Centre", 8388649, "Report-SM-Delivery-Status")
APPLICATION = names(
    0, "common messages", 1, "NASREQ", 2, "Mobile IPv4", 3, "base accounting", 4, "credit control", 5, "EAP", 6, "SIP",
    7, "Mobile IPv6 IKE", 8, "Mobile IPv6 Auth", 9, "QoS", 10, "capabilities update", 16777216, "Cx/Dx",
    16777217, "Sh/Ph", 16777218, "Re/Rf", 16777219, "Wx", 16777220, "Zn", 16777221, "Zh", 16777222, "Gq",
    16777223, "Gmb", 16777224, "Gx, old", 16777229, "Rx, release 6", 16777236, "Rx", 16777238, "Gx", 16777250, "STa",
    16777251, "S6a/S6d", 16777252, "S13", 16777255, "SLg", 16777264, "SWm", 16777265, "SWx", 16777266, "Gxx",
    16777267, "S9", 16777268, "Zpn", 16777272, "S6b", 16777291, "SLh", 16777302, "Sy", 16777303, "Sd", 16777308, "S7a",
    16777309, "Tsp", 16777310, "S6m", 16777311, "T4", 16777312, "S6c", 16777313, "SGd", 16777345, "S6t",
    16777346, "T6a/T6b", 0xFFFFFFFF, "relay")
RESULT = names(
    1001, "multi-round authentication", 2001, "success", 2002, "limited success", 2003, "first registration",
    2004, "subsequent registration", 2005, "unregistered service", 3001, "command unsupported",
    3002, "unable to deliver", 3003, "realm not served", 3004, "too busy", 3005, "loop detected", 3006, "redirect",
    3007, "application unsupported", 3008, "invalid header bits", 3009, "invalid AVP bits", 3010, "unknown peer",
    4001, "authentication rejected", 4002, "out of space", 4003, "election lost", 4010, "end user service denied",
    4011, "credit control not applicable", 4012, "credit limit reached", 4181, "authentication data unavailable",
    5001, "AVP unsupported", 5002, "unknown session", 5003, "authorization rejected", 5004, "invalid AVP value",
    5005, "missing AVP", 5006, "resources exceeded", 5007, "contradicting AVPs", 5008, "AVP not allowed",
    5009, "AVP too often", 5010, "no common application", 5011, "unsupported version", 5012, "unable to comply",
    5014, "invalid AVP length", 5015, "invalid message length", 5017, "no common security", 5030, "user unknown",
    5031, "rating failed", 5032, "user unknown", 5065, "initial parameters", 5420, "unknown EPS subscription",
    5421, "RAT not allowed", 5422, "equipment unknown", 5423, "unknown serving node")
VENDOR = names(
    0, "none", 9, "Cisco", 193, "Ericsson", 2011, "Huawei", 5535, "3GPP2", 10415, "3GPP", 13019, "ETSI", 94, "Nokia",
    637, "Alcatel-Lucent", 3830, "Oracle")
AVP = names(
    1, "User-Name", 4, "NAS-IP-Address", 6, "Service-Type", 8, "Framed-IP-Address", 25, "Class", 27, "Session-Timeout",
    30, "Called-Station-Id", 31, "Calling-Station-Id", 33, "Proxy-State", 50, "Acct-Multi-Session-Id",
    55, "Event-Timestamp", 257, "Host-IP-Address", 258, "Auth-Application-Id", 259, "Acct-Application-Id",
    260, "Vendor-Specific-Application-Id", 261, "Redirect-Host-Usage", 263, "Session-Id", 264, "Origin-Host",
    265, "Supported-Vendor-Id", 266, "Vendor-Id", 267, "Firmware-Revision", 268, "Result-Code", 269, "Product-Name",
    270, "Session-Binding", 273, "Disconnect-Cause", 274, "Auth-Request-Type", 277, "Auth-Session-State",
    278, "Origin-State-Id", 279, "Failed-AVP", 280, "Proxy-Host", 281, "Error-Message", 282, "Route-Record",
    283, "Destination-Realm", 284, "Proxy-Info", 285, "Re-Auth-Request-Type", 291, "Authorization-Lifetime",
    292, "Redirect-Host", 293, "Destination-Host", 294, "Error-Reporting-Host", 295, "Termination-Cause",
    296, "Origin-Realm", 297, "Experimental-Result", 298, "Experimental-Result-Code", 299, "Inband-Security-Id",
    412, "CC-Input-Octets", 414, "CC-Output-Octets", 415, "CC-Request-Number", 416, "CC-Request-Type", 420, "CC-Time",
    421, "CC-Total-Octets", 431, "Granted-Service-Unit", 432, "Rating-Group", 437, "Requested-Service-Unit",
    439, "Service-Identifier", 443, "Subscription-Id", 444, "Subscription-Id-Data", 446, "Used-Service-Unit",
    448, "Validity-Time", 450, "Subscription-Id-Type", 455, "Multiple-Services-Indicator",
    456, "Multiple-Services-Credit-Control", 461, "Service-Context-Id", 480, "Accounting-Record-Type",
    485, "Accounting-Record-Number", 873, "Service-Information", 874, "PS-Information", 1407, "Visited-PLMN-Id",
    1408, "Requested-EUTRAN-Authentication-Info", 1413, "Authentication-Info", 1414, "E-UTRAN-Vector", 1032, "RAT-Type",
    1027, "IP-CAN-Type", 1001, "Charging-Rule-Install", 1003, "Charging-Rule-Definition", 1005, "Charging-Rule-Name",
    1016, "QoS-Information", 1400, "Subscription-Data", 1405, "ULR-Flags", 601, "Public-Identity", 602, "Server-Name",
    606, "User-Data", 628, "Supported-Features")
FAMILY = names(1, "IPv4", 2, "IPv6", 8, "E.164")


def told(name: str, keep_most: int = 64) -> Field:
    """Text by which users filter."""
    return Field(name, text, scope="session", keep="distinct", keep_most=keep_most)


REFUSED = when(of("result") >= 3000, finding("rejected"))
RESULT_CODE = Field("result", u32, names=RESULT, scope="session", keep="distinct", number_first=True)
GROUPED = (260, 279, 284, 297, 431, 437, 443, 446, 456, 873, 874, 1001, 1003, 1400, 1408, 1413, 1414, 1016)
VALUES = {
    (1,): told("user_name"), (8,): Field("framed_address", ipv4, scope="session", keep="distinct", keep_most=64),
    (30,): told("called_station"), (31,): told("calling_station"), (55,): Field("time", unix32),
    (257,): (Field("family", u16, names=FAMILY), switch("family",
                                                        {1: Field("address", ipv4), 2: Field("address6", ipv6)},
                                                        default=Field("data", octets))),
    (258, 259): Field("supported_application", u32, names=APPLICATION, scope="session", keep="distinct"),
    (263,): told("session_id", 256), (264,): told("origin_host"), (296,): told("origin_realm"),
    (265, 266): Field("vendor_id", u32, names=VENDOR), (268, 298): (RESULT_CODE, REFUSED), (269,): told("product"),
    (281,): told("error_message"), (283,): told("destination_realm"), (293,): told("destination_host"),
    (282,): told("route"), (278,): Field("origin_state", u32),
    (273, 274, 277, 285, 295, 299, 415, 416, 450, 480, 485, 432, 439, 1032, 1027): Field("number", u32),
    (27, 291, 420, 448): Field("seconds", u32, unit="s"),
    (444,): told("subscription"), (461,): told("service_context"), (1005, 602, 601): Field("text", text),
    GROUPED: call("avps"),
}

DIAMETER = Protocol(
    key="diameter", title="Diameter", reference="RFC 6733", layer=7,
    rides_on={"tcp.port": 3868, "sctp.payload": (46, 47)}, starts=(),
    framing=Framing(header=20, length=u24, at=1, most=1 << 20), datagrams=True,
    layout=(
        define("avps", repeat(node(
            Field("avp", nested, says="an attribute with its value"),
            Field("code", u32, names=AVP),
            bits(u8, Field("vendor_specific", flag, mask=0x80), Field("mandatory", flag, mask=0x40),
                 Field("protected", flag, mask=0x20)),
            Field("avp_length", u24, unit="bytes", says="of the whole attribute"),
            when(of("vendor_specific") == 1, Field("vendor", u32, names=VENDOR),
                 bound(of("avp_length") - 12, switch("code", VALUES, default=when(left > 0, Field("data", octets)))),
                 otherwise=bound(of("avp_length") - 8,
                                 switch("code", VALUES, default=when(left > 0, Field("data", octets))))),
            when(left > 0, align(4))))),
        Field("version", u8, only=(1,)),
        Field("length", u24, unit="bytes", only=(range(20, 1 << 20),), says="of the whole message"),
        when(of("length") != total, refute()),
        bits(u8, Field("request", flag, mask=0x80), Field("proxiable", flag, mask=0x40),
             Field("error", flag, mask=0x20),
             Field("retransmitted", flag, mask=0x10), Field("reserved", u8, mask=0x0F, only=(0,))),
        Field("command", u24, names=COMMAND, scope="session", keep="distinct", only=tuple(COMMAND.names)),
        Field("application", u32, names=APPLICATION, scope="session", keep="distinct"),
        Field("hop_id", u32, base=16, says="the answer has the request's"), Field("end_id", u32, base=16),
        call("avps"),
    ),
    info=("{command}", "{application}", "{result}", "{origin_host}"),
    findings=(REJECTED,))
