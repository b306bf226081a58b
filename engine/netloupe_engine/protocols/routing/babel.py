"""Babel: routing where links are lossy. Reference: RFC 8966, section 4."""
from ..define import Field, Protocol, bound, names, nested, octets, sized, skip, tlv, u8, u16

TYPE = names(0, "padding", 1, "more padding", 2, "acknowledgement request", 3, "acknowledgement", 4, "hello",
             5, "I heard you", 6, "router", 7, "next hop", 8, "update", 9, "route request", 10, "sequence request",
             11, "protection", 16, "MAC", 17, "packet counter", 18, "challenge request", 19, "challenge reply")
INTERVAL = Field("interval", u16, unit="10 ms")

BABEL = Protocol(
    key="babel", title="Babel", reference="RFC 8966", layer=7, rides_on={"udp.port": 6696}, starts=(),
    layout=(
        Field("magic", u8, only=(42,)), Field("version", u8, only=(2,)),
        Field("length", u16, unit="bytes", only=(range(1, 1500),)),
        bound("length", tlv(
            Field("tlv_type", u8, names=TYPE, scope="session", keep="distinct"), Field("tlv_length", u8), {
                4: (Field("hello_flags", u16), Field("sequence", u16), INTERVAL),
                5: (Field("encoding", u8), skip(1), Field("cost", u16), INTERVAL, Field("heard", octets)),
                6: (skip(2), Field("router", sized(8, octets), scope="session", keep="distinct")),
                8: (Field("encoding", u8), Field("update_flags", u8), Field("prefix_length", u8), Field("omitted", u8),
                    INTERVAL, Field("route_sequence", u16), Field("metric", u16), Field("prefix", octets)),
            }, Field("data", octets), single=(0,), inside=Field("tlv", nested), rest=Field("rest", octets))),
    ),
    info=("{tlv_type}", "router {router}"))
