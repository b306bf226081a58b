"""RADIUS: who may come in, and what was used (RFC 2865, RFC 2866, RFC 3162, RFC 5176)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bound, finding, ipv4, ipv6, likely, names, nested, octets, of, sized,
                      switch, text, tlv, total, u8, u16, u32, unix32, when)

CODE = names(1, "access request", 2, "access accept", 3, "access reject", 4, "accounting request",
             5, "accounting response", 11, "access challenge", 12, "status server", 13, "status client",
             40, "disconnect request", 41, "disconnect acknowledged", 42, "disconnect refused",
             43, "change of authorization", 44, "change acknowledged", 45, "change refused")
ATTRIBUTE = names(
    1, "User-Name", 2, "User-Password", 3, "CHAP-Password", 4, "NAS-IP-Address", 5, "NAS-Port", 6, "Service-Type",
    7, "Framed-Protocol", 8, "Framed-IP-Address", 9, "Framed-IP-Netmask", 10, "Framed-Routing", 11, "Filter-Id",
    12, "Framed-MTU", 13, "Framed-Compression", 14, "Login-IP-Host", 15, "Login-Service", 16, "Login-TCP-Port",
    18, "Reply-Message", 19, "Callback-Number", 20, "Callback-Id", 22, "Framed-Route", 23, "Framed-IPX-Network",
    24, "State", 25, "Class", 26, "Vendor-Specific", 27, "Session-Timeout", 28, "Idle-Timeout",
    29, "Termination-Action", 30, "Called-Station-Id", 31, "Calling-Station-Id", 32, "NAS-Identifier",
    33, "Proxy-State", 34, "Login-LAT-Service", 35, "Login-LAT-Node", 36, "Login-LAT-Group",
    37, "Framed-AppleTalk-Link", 38, "Framed-AppleTalk-Network", 39, "Framed-AppleTalk-Zone", 40, "Acct-Status-Type",
    41, "Acct-Delay-Time", 42, "Acct-Input-Octets", 43, "Acct-Output-Octets", 44, "Acct-Session-Id",
    45, "Acct-Authentic", 46, "Acct-Session-Time", 47, "Acct-Input-Packets", 48, "Acct-Output-Packets",
    49, "Acct-Terminate-Cause", 50, "Acct-Multi-Session-Id", 51, "Acct-Link-Count", 52, "Acct-Input-Gigawords",
    53, "Acct-Output-Gigawords", 55, "Event-Timestamp", 60, "CHAP-Challenge", 61, "NAS-Port-Type", 62, "Port-Limit",
    63, "Login-LAT-Port", 64, "Tunnel-Type", 65, "Tunnel-Medium-Type", 66, "Tunnel-Client-Endpoint",
    67, "Tunnel-Server-Endpoint", 69, "Tunnel-Password", 77, "Connect-Info", 79, "EAP-Message",
    80, "Message-Authenticator", 81, "Tunnel-Private-Group-ID", 85, "Acct-Interim-Interval", 87, "NAS-Port-Id",
    88, "Framed-Pool", 89, "Chargeable-User-Identity", 95, "NAS-IPv6-Address", 96, "Framed-Interface-Id",
    97, "Framed-IPv6-Prefix", 98, "Login-IPv6-Host", 101, "Error-Cause", 123, "Delegated-IPv6-Prefix")
SERVICE = names(1, "login", 2, "framed", 3, "callback login", 4, "callback framed", 5, "outbound", 6, "administrative",
                7, "NAS prompt", 8, "authenticate only", 9, "callback NAS prompt", 10, "call check",
                11, "callback administrative", 17, "authorize only")
STATUS = names(1, "start", 2, "stop", 3, "interim update", 7, "accounting on", 8, "accounting off")
VENDOR = names(9, "Cisco", 10, "Acc", 166, "Shiva", 311, "Microsoft", 529, "Ascend", 1584, "Bay Networks",
               2636, "Juniper", 3561, "DSL Forum", 4874, "Juniper (Unisphere)", 6527, "Nokia", 8741, "SonicWall",
               10415, "3GPP", 12356, "Fortinet", 14179, "Airespace", 14823, "Aruba", 14988, "MikroTik",
               25053, "Ruckus", 25506, "H3C", 11344, "FreeRADIUS")

VALUES = {
    1: Field("user_name", text, scope="session", keep="distinct"),
    2: Field("user_password", octets, says="hidden by the shared secret"),
    3: Field("chap_password", octets),
    4: Field("nas_address", ipv4, scope="session", keep="distinct"), 5: Field("nas_port", u32),
    6: Field("service_type", u32, names=SERVICE),
    8: Field("framed_address", ipv4, scope="session", keep="distinct", says="address that the user is given"),
    9: Field("framed_netmask", ipv4), 11: Field("filter_id", text), 12: Field("framed_mtu", u32, unit="bytes"),
    18: Field("reply_message", text, scope="session", keep="distinct"),
    24: Field("state", octets), 25: Field("class", octets),
    26: (Field("vendor", u32, names=VENDOR),
         switch("vendor", {9: tlv(Field("vendor_type", u8), Field("vendor_length", u8, unit="bytes"),
                                  {1: Field("vendor_text", text)}, Field("vendor_data", octets), covers=2)},
                default=Field("vendor_data", octets))),
    27: Field("session_timeout", u32, unit="s"), 28: Field("idle_timeout", u32, unit="s"),
    30: Field("called_station", text, scope="session", keep="distinct"),
    31: Field("calling_station", text, scope="session", keep="distinct"),
    32: Field("nas_identifier", text, scope="session", keep="distinct"),
    40: Field("accounting_status", u32, names=STATUS, scope="session"),
    41: Field("delay_time", u32, unit="s"), 42: Field("input_bytes", u32, unit="bytes"),
    43: Field("output_bytes", u32, unit="bytes"), 44: Field("accounting_session", text),
    46: Field("session_time", u32, unit="s"), 47: Field("input_packets", u32), 48: Field("output_packets", u32),
    49: Field("terminate_cause", u32), 50: Field("multi_session", text), 55: Field("event_time", unix32),
    60: Field("chap_challenge", octets), 61: Field("nas_port_type", u32), 77: Field("connect_info", text),
    79: Field("eap_message", octets), 80: Field("message_authenticator", octets), 87: Field("nas_port_id", text),
    89: Field("chargeable_user", text), 95: Field("nas_ipv6_address", ipv6), 101: Field("error_cause", u32),
}

RADIUS = Protocol(
    key="radius", title="RADIUS", reference="RFC 2865", layer=7,
    rides_on={"udp.port": (1812, 1813, 1645, 1646, 3799)},
    layout=(
        Field("code", u8, names=CODE, scope="session", only=(range(1, 6), range(11, 14), range(40, 46))),
        Field("identifier", u8, says="the answer has the request's"),
        Field("length", u16, unit="bytes", only=(range(20, 4097),)),
        Field("authenticator", sized(16, octets)),
        when(of("length") - total <= 0, likely()),
        bound(of("length") - 20,
              tlv(Field("attribute_type", u8, names=ATTRIBUTE), Field("attribute_length", u8, unit="bytes"), VALUES,
                  Field("data", octets), covers=2, inside=Field("attribute", nested), rest=Field("rest", octets))),
        when(of("code") == 3, finding("rejected")),
    ),
    info=("{code}", "{user_name}"),
    findings=(Finding("rejected", Severity.NOTE, "A user was not let in."),))
