"""OSPF: routers tell each other the map of their network. Versions 2 and 3.

References: RFC 2328, appendix A; RFC 5340, appendix A.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, finding, flag, ipv4, left, names, nested, node, octets, of,
                      read_as, repeat, sized, skip, switch, text, u8, u16, u24, u32, when)

TYPE = names(1, "hello", 2, "database description", 3, "link state request", 4, "link state update",
             5, "link state acknowledgement")
AUTHENTICATION = names(0, "none", 1, "password", 2, "cryptographic")
LSA = names(
    1, "router", 2, "network", 3, "summary (network)", 4, "summary (router)", 5, "external", 7, "not-so-stubby",
    8, "external attributes", 9, "opaque (link)", 10, "opaque (area)", 11, "opaque (all)",
    0x2001, "router", 0x2002, "network", 0x2003, "inter-area prefix", 0x2004, "inter-area router", 0x4005, "external",
    0x2007, "not-so-stubby", 0x0008, "link", 0x2009, "intra-area prefix", 0x000C, "grace")
LINK = names(1, "point to point", 2, "transit network", 3, "stub network", 4, "virtual link")
OPTION = names(0x02, "external routes", 0x04, "multicast", 0x08, "not-so-stubby area", 0x10, "link-local signalling",
               0x20, "demand circuits", 0x40, "opaque")

LINK_STATE = Field("link_state", ipv4, says="what it is about")
ADVERTISING = Field("advertising_router", ipv4, says="who made it")
LSA_TYPE = Field("lsa_type", u8, names=LSA, says="what it tells")
HEADER_2 = (Field("age", u16, unit="seconds", says="since it was made"), Field("lsa_options", u8, flags=OPTION),
            LSA_TYPE)
HEADER_3 = (Field("age", u16, unit="seconds", says="since it was made"), read_as(LSA_TYPE, u16))
HEADER = (when(of("version") == 2, *HEADER_2, otherwise=HEADER_3),
          LINK_STATE, ADVERTISING,
          Field("lsa_sequence", u32, base=16), Field("lsa_checksum", u16, base=16),
          Field("lsa_length", u16, unit="bytes", says="with its header"))
ONE = Field("lsa", nested, says="a part of the map")
HEADERS = repeat(node(ONE, *HEADER))
MASK = Field("network_mask", ipv4)
METRIC = Field("metric", u24)
BODY_2 = switch("lsa_type", {
    1: (Field("router_flags", u8, flags=names(1, "area border", 2, "AS boundary", 4, "virtual link")), skip(1),
        Field("links", u16), repeat(node(
            Field("link", nested), Field("link_id", ipv4), Field("link_data", ipv4),
            Field("link_type", u8, names=LINK), Field("tos_count", u8), Field("link_metric", u16),
            skip(of("tos_count") * 4)), count="links")),
    2: (MASK, repeat(Field("attached_router", ipv4))),
    (3, 4): (MASK, skip(1), METRIC),
    (5, 7): (MASK, bits(u8, Field("external_metric", flag, mask=0x80, says="not comparable with others")), METRIC,
             Field("forwarding_address", ipv4), Field("route_tag", u32)),
}, Field("lsa_data", octets))
UPDATE = (Field("lsa_count", u32), repeat(node(
    ONE, *HEADER, bound(of("lsa_length") - 20, when(of("version") == 2, BODY_2, otherwise=Field("lsa_data", octets)))),
    count="lsa_count"))
NEIGHBOURS = repeat(Field("neighbour", ipv4, scope="session", keep="distinct", says="a router that was heard"))
ROUTERS = (Field("designated_router", ipv4, scope="session", keep="last"),
           Field("backup_router", ipv4, scope="session", keep="last"))
EXCHANGE = (bits(u8, Field("init", flag, mask=4), Field("more", flag, mask=2), Field("master", flag, mask=1)),
            Field("description_sequence", u32), HEADERS)
MESSAGES_2 = switch("type", {
    1: (MASK, Field("hello_interval", u16, unit="seconds"), Field("options", u8, flags=OPTION), Field("priority", u8),
        Field("dead_interval", u32, unit="seconds"), *ROUTERS, NEIGHBOURS),
    2: (Field("mtu", u16, unit="bytes"), Field("options", u8, flags=OPTION), *EXCHANGE),
    3: repeat(node(ONE, Field("requested_type", u32, names=LSA), LINK_STATE, ADVERTISING)),
    4: UPDATE, 5: HEADERS})
MESSAGES_3 = switch("type", {
    1: (Field("interface", u32), Field("priority", u8), Field("options_3", u24, base=16),
        Field("hello_interval", u16, unit="seconds"), Field("dead_interval_3", u16, unit="seconds"), *ROUTERS,
        NEIGHBOURS),
    2: (skip(1), Field("options_3", u24, base=16), Field("mtu", u16, unit="bytes"), skip(1), *EXCHANGE),
    3: repeat(node(ONE, skip(2), Field("requested_type_3", u16, names=LSA, base=16), LINK_STATE, ADVERTISING)),
    4: UPDATE, 5: HEADERS})

OSPF = Protocol(
    key="ospf", title="Open Shortest Path First", reference="RFC 2328, RFC 5340", layer=4,
    rides_on={"ip.protocol": 89}, header=16,
    layout=(
        Field("version", u8, scope="session", keep="distinct", only=(2, 3)),
        Field("type", u8, names=TYPE, scope="session", keep="distinct", says="what the message is"),
        Field("length", u16, unit="bytes", says="the whole message"),
        Field("router", ipv4, scope="session", keep="distinct", says="who sends it"),
        Field("area", ipv4, scope="session", keep="distinct"),
        Field("checksum", u16, base=16),
        when(of("version") == 2,
             Field("authentication", u16, names=AUTHENTICATION, scope="session", keep="distinct"),
             when(of("authentication") == 1, Field("password", sized(8, text)), finding("clear_text_credentials"),
                  otherwise=Field("authentication_data", sized(8, octets))),
             bound(of("length") - 24, MESSAGES_2),
             otherwise=(Field("instance", u8), skip(1), bound(of("length") - 16, MESSAGES_3))),
        when(left > 0, Field("trailer", octets, says="authentication, link-local signalling")),
    ),
    info=("{type}", "router {router}", "area {area}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),))
