"""Internet Control Message Protocol for IPv6, with neighbour discovery and multicast listener discovery.

References: RFC 4443; RFC 4861 (neighbour discovery), 4191 (router preference, routes), 8106 (name servers), 3971
(nonce), 8781 (PREF64); RFC 2710 and 3810 (multicast listeners); RFC 8335 (extended echo).
"""
from ..define import Field, Flow, Protocol, flag, ipv6, mac, names, nested, number, octets, text, u8, u16
from ..numbers import IP_PROTOCOL
from ._quoted_fields import SHARED

TYPE = names(
    1, "destination unreachable", 2, "packet too big", 3, "time exceeded", 4, "parameter problem", 128, "echo request",
    129, "echo reply", 130, "multicast listener query", 131, "multicast listener report",
    132, "multicast listener done", 133, "router solicitation", 134, "router advertisement",
    135, "neighbour solicitation", 136, "neighbour advertisement", 137, "redirect", 138, "router renumbering",
    139, "node information query", 140, "node information response", 141, "inverse neighbour solicitation",
    142, "inverse neighbour advertisement", 143, "multicast listener report (v2)",
    144, "home agent address discovery request", 145, "home agent address discovery reply",
    146, "mobile prefix solicitation", 147, "mobile prefix advertisement", 148, "certification path solicitation",
    149, "certification path advertisement", 151, "multicast router advertisement",
    152, "multicast router solicitation", 153, "multicast router termination", 155, "RPL control",
    157, "duplicate address request", 158, "duplicate address confirmation", 160, "extended echo request",
    161, "extended echo reply")
# Type and code together, where the code says more.
MESSAGE = names(
    0x0100, "no route to destination", 0x0101, "administratively prohibited", 0x0102, "beyond scope of source address",
    0x0103, "address unreachable", 0x0104, "port unreachable", 0x0105, "source address failed policy",
    0x0106, "reject route to destination", 0x0107, "error in source routing header", 0x0200, "packet too big",
    0x0300, "hop limit exceeded in transit", 0x0301, "fragment reassembly time exceeded",
    0x0400, "erroneous header field", 0x0401, "unrecognized next header", 0x0402, "unrecognized option",
    0x0403, "incomplete header chain in first fragment", 0x8000, "echo request", 0x8100, "echo reply",
    0x8200, "multicast listener query", 0x8300, "multicast listener report", 0x8400, "multicast listener done",
    0x8500, "router solicitation", 0x8600, "router advertisement", 0x8700, "neighbour solicitation",
    0x8800, "neighbour advertisement", 0x8900, "redirect", 0x8F00, "multicast listener report (v2)")
OPTION = names(
    1, "source link-layer address", 2, "target link-layer address", 3, "prefix information", 4, "redirected header",
    5, "MTU", 14, "nonce", 24, "route information", 25, "recursive DNS server", 26, "RA flags", 31, "DNS search list",
    37, "captive portal", 38, "PREF64")
PREFERENCE = names(0, "medium", 1, "high", 2, "reserved", 3, "low")
RECORD = names(
    1, "mode is include", 2, "mode is exclude", 3, "change to include", 4, "change to exclude", 5, "allow new sources",
    6, "block old sources")

ICMPV6 = Protocol(
    key="icmpv6", title="Internet Control Message Protocol version 6", reference="RFC 4443, RFC 4861, RFC 3810",
    layer=4, rides_on={"ip.protocol": 58},
    fields=(
        Field("type", u8, at=0, names=TYPE, says="what the message is"),
        Field("code", u8, at=1, says="which case of the type"),
        Field("message", u16, at=0, base=16, names=MESSAGE, says="type and code together"),
        Field("checksum", u16, at=2, base=16, says="over pseudo header and message"),
        Field("identifier", number, says="the same in a request and its reply"),
        Field("sequence", number, says="number of the request and its reply"),
        Field("data", octets, says="what an echo brings back"),
        Field("mtu", number, unit="bytes", says="largest packet the next network takes, or the advertised link"),
        Field("pointer", number, says="byte of the quoted packet that is wrong"),
        Field("hop_limit", number, says="hop limit hosts should use; 0: not said"),
        Field("flag_managed", flag, says="addresses come by DHCPv6"),
        Field("flag_other", flag, says="other settings come by DHCPv6"),
        Field("preference", number, names=PREFERENCE, says="of the router or the route"),
        Field("router_lifetime", number, unit="s", says="how long it serves as default router; 0: it does not"),
        Field("reachable_time", number, unit="ms", says="how long a neighbour counts as reachable; 0: not said"),
        Field("retransmit_time", number, unit="ms", says="between solicitations; 0: not said"),
        Field("flag_router", flag, says="the sender is a router"),
        Field("flag_solicited", flag, says="answers a solicitation"),
        Field("flag_override", flag, says="replaces a cached link-layer address"),
        Field("target", ipv6, says="address that is asked for, announced, or the better next hop"),
        Field("redirected", ipv6, says="destination that is better reached by the target"),
        Field("max_response_time", number, unit="ms", says="longest time a listener may wait with its report"),
        Field("group", ipv6, says="multicast group; :: in a query means all"),
        Field("suppress", flag, says="routers shall not update their timers"),
        Field("robustness", number, says="how many lost messages the querier expects to survive"),
        Field("query_interval", number, unit="s", says="time between general queries"),
        Field("source", ipv6, says="a source that is asked for, or wanted, or not"),
        Field("record", nested, says="what the listener says of one group"),
        Field("record_type", number, names=RECORD, says="how the list of sources is meant"),
        Field("option", nested, says="one option of neighbour discovery"),
        Field("option_type", number, names=OPTION, says="what the option is"),
        Field("option_length", number, unit="bytes", scale=8, says="the whole option"),
        Field("link_address", mac, says="link-layer address of the sender or the target"),
        Field("prefix", ipv6, says="prefix of a network"),
        Field("prefix_length", number, unit="bits", says="bits of the prefix that count"),
        Field("flag_on_link", flag, says="addresses of the prefix are neighbours"),
        Field("flag_autonomous", flag, says="hosts make their own addresses of the prefix"),
        Field("lifetime", number, unit="s", says="how long it is valid; 4294967295: for ever"),
        Field("preferred_lifetime", number, unit="s", says="how long addresses of the prefix are preferred"),
        Field("dns_server", ipv6, says="address of a recursive name server"),
        Field("search_domain", text, says="domain to look names up in"),
        Field("option_data", octets, says="content of an option that is not taken apart"),
        Field("quoted", nested, says="beginning of the packet the message is about"),
        Field("quoted_source", ipv6, says="sender of the quoted packet"),
        Field("quoted_destination", ipv6, says="receiver of the quoted packet"),
        Field("quoted_protocol", number, names=IP_PROTOCOL, says="protocol of the quoted packet"),
        Field("quoted_source_port", number, says="source port of the quoted packet"),
        Field("quoted_destination_port", number, says="destination port of the quoted packet"),
        Field("quoted_sequence", number, says="TCP sequence number of the quoted packet"),
        Field("quoted_identifier", number, says="echo identifier of the quoted packet"),
    ),
    header=8, flow=Flow.IDENTIFIER, twin="_icmpv6", numbered_first=SHARED,
    info=("{message}", "id {identifier} seq {sequence}"))
