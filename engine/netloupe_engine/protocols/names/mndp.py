"""MNDP: routers of MikroTik that tell who they are (MikroTik Neighbor Discovery Protocol)."""
from ..define import (Field, Protocol, bound, cut, ipv4, ipv6, le32, likely, mac, names, nested, node,
                      of, refute, repeat, switch, text, total, u8, u16, when)

ENTRY = names(1, "MAC address", 5, "identity", 7, "version", 8, "platform", 10, "uptime", 11, "software ID",
              12, "board", 14, "unpacking", 15, "IPv6 address", 16, "interface", 17, "IPv4 address")


def said(name: str, says: str) -> Field:
    """One text that a router tells of itself."""
    return Field(name, text, scope="session", keep="distinct", says=says)


VALUES = {
    1: Field("mac", mac, scope="session", keep="distinct", says="the router's"), 5: said("identity",
                                                                                         "the router's name"),
    7: said("version", "of its system"), 8: said("platform", "who made it"),
    10: Field("uptime", le32, unit="s", says="since it started"), 11: said("software_id", "licence of its system"),
    12: said("board", "what the router is"), 14: Field("unpacking", u8, says="how packets may be packed"),
    15: Field("ipv6", ipv6, says="the router's address"), 16: said("interface", "by which it sends"),
    17: Field("ipv4", ipv4, says="the router's address"),
}

MNDP = Protocol(
    key="mndp", title="MikroTik Neighbor Discovery", reference="MNDP", layer=7, rides_on={"udp.port": 5678}, starts=(),
    layout=(
        Field("header", u16, base=16, says="of no known meaning"), Field("sequence", u16, says="counts packets"),
        when((total == 4) & (of("header") == 0) & (of("sequence") == 0), likely()),     # a question
        when((total == 4) & ((of("header") > 0) | (of("sequence") > 0)) & (cut == 0), refute()),
        repeat(node(
            Field("entry", nested, says="one thing that is told"),
            Field("entry_type", u16, names=ENTRY, says="what is told", only=(1, 5, 7, 8, range(10, 13), range(14, 18))),
            bound(Field("entry_length", u16, unit="bytes", says="of its value"), switch("entry_type", VALUES)))),
    ),
    info=("{identity}", "{board}", "{version}"))
