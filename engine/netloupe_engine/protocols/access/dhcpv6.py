"""DHCPv6: addresses, prefixes and what hosts need besides (RFC 8415; leasequery RFC 5007, DHCPv4 in it RFC 7341)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, bits, call, client, counted, cut, define, domain_name, finding,
                      flag, ipv6, left, likely, names, nested, octets, of, partial_domain_name, refute, repeat, server,
                      sized, switch, text, tlv, u8, u16, u24, u32, when)

MESSAGE = names(
    1, "solicit", 2, "advertise", 3, "request", 4, "confirm", 5, "renew", 6, "rebind", 7, "reply", 8, "release",
    9, "decline", 10, "reconfigure", 11, "information request", 12, "relay forward", 13, "relay reply",
    14, "leasequery", 15, "leasequery reply", 16, "leasequery done", 17, "leasequery data", 18, "reconfigure request",
    19, "reconfigure reply", 20, "DHCPv4 query", 21, "DHCPv4 response", 22, "active leasequery", 23, "STARTTLS",
    36, "address registration", 37, "address registration reply")
OPTION = names(
    1, "client identifier", 2, "server identifier", 3, "IA_NA", 4, "IA_TA", 5, "IA address", 6, "option request",
    7, "preference", 8, "elapsed time", 9, "relay message", 11, "authentication", 12, "server unicast",
    13, "status code", 14, "rapid commit", 15, "user class", 16, "vendor class", 17, "vendor options",
    18, "interface identifier", 19, "reconfigure message", 20, "reconfigure accept", 21, "SIP server names",
    22, "SIP servers", 23, "DNS servers", 24, "domain search list", 25, "IA_PD", 26, "IA prefix", 31, "SNTP servers",
    32, "information refresh time", 37, "remote identifier", 38, "subscriber identifier", 39, "client FQDN",
    44, "leasequery", 45, "client data", 46, "time since contact", 56, "NTP servers", 59, "boot file URL",
    60, "boot file parameters", 61, "client architecture", 62, "client network interface", 64, "AFTR name",
    79, "client link-layer address", 82, "SOL_MAX_RT", 83, "INF_MAX_RT", 87, "DHCPv4 message")
DUID = names(1, "link-layer address and time", 2, "enterprise", 3, "link-layer address", 4, "UUID")
# RFC 8415 table 3, RFC 5007 section 4.1.3
STATUS = names(0, "success", 1, "unspecified failure", 2, "no addresses available", 3, "no binding", 4, "not on link",
               5, "use multicast", 6, "no prefixes available", 7, "unknown query type", 8, "malformed query",
               9, "not configured", 10, "not allowed")

DUID_TYPE = Field("duid_type", u16, names=DUID)
HARDWARE = Field("hardware_type", u16)
ADDRESS = Field("link_layer_address", octets)
OPTIONS = call("options")
IDENTIFIER = (DUID_TYPE, switch("duid_type", {
    1: (HARDWARE, Field("duid_time", u32, unit="s", says="since 2000"), ADDRESS),
    2: (Field("enterprise", u32), Field("identifier", octets)),
    3: (HARDWARE, ADDRESS),
    4: Field("uuid", sized(16, octets)),
}, default=Field("duid", octets)))
ASSOCIATION = (Field("iaid", u32, base=16, says="one of the client's groups of addresses or prefixes"),
               Field("t1", u32, unit="s", says="when to ask the same server for more time"),
               Field("t2", u32, unit="s", says="when to ask any server"), OPTIONS)
LIFETIMES = (Field("preferred_lifetime", u32, unit="s"), Field("valid_lifetime", u32, unit="s"))
ENTERPRISE = Field("enterprise", u32)
SERVER_ADDRESS = repeat(Field("server_address", ipv6))

VALUES = {
    (1, 2): IDENTIFIER,
    (3, 25): ASSOCIATION,
    4: (Field("iaid", u32, base=16, says="one of the client's groups of addresses or prefixes"), OPTIONS),
    5: (Field("address", ipv6, scope="session", keep="distinct"), *LIFETIMES, OPTIONS),
    26: (*LIFETIMES, Field("prefix_length", u8, unit="bits"),
         Field("prefix", ipv6, scope="session", keep="distinct"), OPTIONS),
    6: repeat(Field("requested_option", u16, names=OPTION)),
    7: Field("preference", u8),
    8: Field("elapsed", u16, unit="10 ms", says="since the client began to ask"),
    9: call("message"),
    12: SERVER_ADDRESS,
    13: (Field("status", u16, names=STATUS, scope="session", keep="distinct"), Field("status_text", text),
         when(of("status") > 0, finding("refused"))),
    15: repeat(Field("user_class", counted(u16, octets))),
    16: (ENTERPRISE, repeat(Field("vendor_class", counted(u16, text), scope="session", keep="distinct"))),
    17: (ENTERPRISE, Field("vendor_options", octets)),
    18: Field("interface", octets),
    19: Field("wanted_message", u8, names=MESSAGE),
    (21, 24): repeat(Field("domain", domain_name)),
    (22, 23, 31): SERVER_ADDRESS,
    32: Field("refresh_time", u32, unit="s"),
    37: (ENTERPRISE, Field("remote_identifier", octets)),
    39: (bits(u8, Field("fqdn_server_updates", flag, mask=1, says="the server is to enter the address in the DNS")),
         when(left > 0, Field("fqdn", partial_domain_name, scope="session", keep="distinct"))),
    59: Field("boot_url", text, scope="session", keep="distinct"),
    64: Field("aftr", domain_name),
    79: (HARDWARE, ADDRESS),
}
MESSAGES = (
    Field("message_type", u8, names=MESSAGE, scope="session", only=(range(1, 24), 36, 37)),
    switch("message_type", {(1, 3, 4, 5, 6, 8, 9, 11): client(), (2, 7, 10): server()}),
    switch("message_type", {(12, 13): (
        Field("hops", u8, says="relays before this one"), Field("link_address", ipv6, says="tells the client's link"),
        Field("peer_address", ipv6, says="who sent what is relayed"))},
        default=Field("transaction", u24, base=16, says="the answer has the request's")),
    when((cut == 0) & (left < 4), refute()),        # every message has an option that it must have (section 18)
    when(ahead(u16, 0, 0xFF00) & ahead(u16, 0, 0xFE00, behind=2), likely()),    # a first option of usual size
    OPTIONS)

DHCPV6 = Protocol(
    key="dhcpv6", title="DHCPv6", reference="RFC 8415", layer=7, rides_on={"udp.port": (546, 547)}, starts=(),
    layout=(
        *MESSAGES,
        define("message", *MESSAGES),
        define("options", tlv(
            Field("option_code", u16, names=OPTION), Field("option_length", u16, unit="bytes"), VALUES,
            Field("option_data", octets), inside=Field("option", nested), rest=Field("option_rest", octets)))),
    info=("{message_type}", "{address}", "{prefix}", "{fqdn}", "{status}"),
    findings=(Finding("refused", Severity.NOTE, "A DHCPv6 server did not give what was asked for."),))
