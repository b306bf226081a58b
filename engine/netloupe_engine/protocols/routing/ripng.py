"""RIPng: routers tell their neighbours how far networks of IPv6 are. Reference: RFC 2080, section 2."""
from ..define import Field, Protocol, ipv6, likely, names, nested, node, repeat, u8, u16

COMMAND = names(1, "request", 2, "response")

RIPNG = Protocol(
    key="ripng", title="RIPng", reference="RFC 2080", layer=7, rides_on={"udp.port": 521}, starts=(),
    layout=(
        Field("command", u8, names=COMMAND, scope="session", keep="distinct", only=(1, 2), says="what the message is"),
        Field("version", u8, only=(1,)), Field("unused", u16, only=(0,)), likely(),
        repeat(node(Field("entry", nested, says="a network, or the next hop of those behind it"),
                    Field("network", ipv6, scope="session", keep="distinct"), Field("route_tag", u16),
                    Field("prefix_length", u8), Field("metric", u8, says="16: not reachable; 255: a next hop"))),
    ),
    info=("{command}", "{network}"))
