"""Protocol Independent Multicast: which routers want which groups. Reference: RFC 7761, section 4.9."""
from ..define import (Field, Protocol, bits, bound, ipv4, ipv6, left, names, nested, node, octets, repeat, skip, switch,
                      tlv, u8, u16, u32, when)

TYPE = names(0, "hello", 1, "register", 2, "register stop", 3, "join or prune", 4, "bootstrap", 5, "assert", 6, "graft",
             7, "graft acknowledgement", 8, "candidate rendezvous point", 9, "state refresh", 10, "DF election")
OPTION = names(1, "hold time", 2, "LAN prune delay", 19, "designated router priority", 20, "generation",
               21, "state refresh", 22, "bidirectional", 24, "addresses")
SOURCE_FLAG = names(1, "rendezvous point tree", 2, "wildcard", 4, "sparse")


def address(name: str, says: str, *between: object) -> tuple[object, ...]:
    """An encoded address (section 4.9.1): family, encoding, `between`, address."""
    return (Field(f"{name}_family", u8, names=names(1, "IPv4", 2, "IPv6")), skip(1), *between,
            switch(f"{name}_family", {
                1: Field(name, ipv4, scope="session", keep="distinct", says=says),
                2: Field(f"{name}_ipv6", ipv6, scope="session", keep="distinct", says=says)}))


GROUP = address("group", "multicast group", skip(1), Field("group_mask", u8))
SOURCE = address("source", "who sends to it", Field("source_flags", u8, flags=SOURCE_FLAG), Field("source_mask", u8))
JOINS = (
    *address("upstream", "router that is asked"), skip(1), Field("groups", u8), Field("hold_time", u16, unit="seconds"),
    repeat(node(Field("entry", nested, says="one group"), *GROUP, Field("joins", u16), Field("prunes", u16),
                repeat(node(Field("join", nested), *SOURCE), count="joins"),
                repeat(node(Field("prune", nested), *SOURCE), count="prunes")), count="groups"))
ONE = address("sender", "who sends to it")

PIM = Protocol(
    key="pim", title="Protocol Independent Multicast", reference="RFC 7761", layer=4, rides_on={"ip.protocol": 103},
    header=8, next="type", children=("pim.type",),
    layout=(
        bits(u8, Field("version", u8, mask=0xF0),
             Field("type", u8, at=0, mask=0x0F, names=TYPE, scope="session", keep="distinct",
                   says="what the message is")),
        skip(1), Field("checksum", u16, base=16),
        switch("type", {
            0: tlv(Field("option_type", u16, names=OPTION), Field("option_length", u16, unit="bytes"), {
                1: Field("hello_hold_time", u16, unit="seconds"),
                2: (Field("propagation_delay", u16, unit="ms"), Field("override_interval", u16, unit="ms")),
                19: Field("priority", u32), 20: Field("generation", u32, base=16),
            }, Field("data", octets), inside=Field("option", nested), rest=Field("rest", octets)),
            1: bits(u32, Field("register_flags", u32, mask=0xC0000000, names=names(1, "null", 2, "border"))),
            2: (*GROUP, *ONE), (3, 6, 7): JOINS,
            5: (*GROUP, *ONE, Field("preference", u32), Field("metric", u32)),
        }, when(left > 0, bound(left, Field("content", octets)))),
    ),
    info=("{type}", "group {group}", "group {group_ipv6}"))
