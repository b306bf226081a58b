"""MSDP: rendezvous points tell each other of multicast sources. Reference: RFC 3618, section 12."""
from ..define import Field, Framing, Protocol, ipv4, names, octets, repeat, skip, switch, u8, u16

TYPE = names(1, "source active", 2, "source request", 3, "source response", 4, "keepalive", 5, "notification")

MSDP = Protocol(
    key="msdp", title="Multicast Source Discovery Protocol", reference="RFC 3618", layer=7, rides_on={"tcp.port": 639},
    starts=(), framing=Framing(header=3, length=u16, at=1, most=9216),
    layout=(
        Field("type", u8, names=TYPE, scope="session", keep="distinct", only=(range(1, 6),)),
        Field("length", u16, unit="bytes", only=(3, range(8, 9217),)),
        switch("type", {
            (1, 3): (Field("entries", u8), Field("rendezvous_point", ipv4, scope="session", keep="distinct"), repeat(
                skip(3), Field("prefix_length", u8, only=(32,)), Field("group", ipv4, scope="session", keep="distinct"),
                Field("source", ipv4, scope="session", keep="distinct"), count="entries")),
            2: (skip(1), Field("group", ipv4, scope="session", keep="distinct")),
        }), Field("data", octets),
    ),
    info=("{type}", "group {group}"))
