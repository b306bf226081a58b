"""Label Distribution Protocol: which label leads where. Reference: RFC 5036, section 3."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, bound, finding, flag16, ipv4, ipv6, names, nested, node,
                      octets, of, partial_ipv4, partial_ipv6, repeat, switch, u8, u16, u32)
from ._prefix import prefix

MESSAGE = names(
    0x0001, "notification", 0x0100, "hello", 0x0200, "initialization", 0x0201, "keepalive", 0x0202, "capability",
    0x0300, "address", 0x0301, "address withdraw", 0x0400, "label mapping", 0x0401, "label request",
    0x0402, "label withdraw", 0x0403, "label release", 0x0404, "label abort request")
TLV = names(
    0x0100, "FEC", 0x0101, "addresses", 0x0103, "hop count", 0x0104, "path vector", 0x0200, "generic label",
    0x0201, "ATM label", 0x0202, "frame relay label", 0x0300, "status", 0x0301, "extended status",
    0x0302, "returned PDU", 0x0303, "returned message", 0x0400, "hello parameters", 0x0401, "IPv4 transport address",
    0x0402, "configuration sequence", 0x0403, "IPv6 transport address", 0x0500, "session parameters",
    0x0600, "label request", 0x096A, "pseudowire status")
STATUS = names(0, "success", 1, "bad LDP identifier", 2, "bad protocol version", 3, "bad PDU length",
               4, "unknown message", 5, "bad message length", 6, "unknown TLV", 7, "bad TLV length", 8, "malformed TLV",
               9, "hold timer expired", 10, "shutdown", 11, "loop detected", 12, "unknown FEC", 13, "no route",
               14, "no label resources", 16, "session rejected: no hello", 20, "keepalive timer expired",
               25, "internal error")
KIND = names(1, "wildcard", 2, "prefix", 3, "host address", 128, "pseudowire", 129, "generalised pseudowire")
NETWORK = Field("network", partial_ipv4, scope="session", keep="distinct")
NETWORK_6 = Field("network_ipv6", partial_ipv6, scope="session", keep="distinct")


VALUES = {
    0x0100: repeat(Field("element", u8, names=KIND), switch("element", {
        1: (), 2: (Field("family", u16), Field("prefix_length", u8),
                   switch("family", {1: prefix(NETWORK, 4), 2: prefix(NETWORK_6, 16)}, Field("data", octets)))},
        Field("element_data", octets))),
    0x0101: (Field("family", u16), switch("family", {
        1: repeat(Field("address", ipv4, scope="session", keep="distinct")), 2: repeat(Field("address_ipv6", ipv6))},
        Field("data", octets))),
    0x0200: Field("label", u32, scope="session", keep="distinct"),
    0x0300: (bits(u32, Field("fatal", u32, mask=0x80000000), Field("status", u32, mask=0x3FFFFFFF, names=STATUS)),
             Field("about_message", u32), Field("about_type", u16)),
    0x0400: (Field("hello_hold_time", u16, unit="seconds"), bits(u16, Field("targeted", flag16, mask=0x8000))),
    0x0401: Field("transport_address", ipv4), 0x0402: Field("configuration", u32),
    0x0403: Field("transport_ipv6", ipv6),
    0x0500: (Field("protocol_version", u16), Field("keepalive_time", u16, unit="seconds"), Field("modes", u16, base=16),
             Field("most_bytes", u16, unit="bytes"), Field("receiver", ipv4), Field("receiver_space", u16)),
}

LDP = Protocol(
    key="ldp", title="Label Distribution Protocol", reference="RFC 5036", layer=7,
    rides_on={"udp.port": 646, "tcp.port": 646}, datagrams=True, starts=(),
    framing=Framing(header=4, length=u16, at=2, adds=4, most=65_535),
    layout=(
        Field("version", u16, only=(1,)), Field("length", u16, unit="bytes", only=(range(14, 65_532),)),
        Field("router", ipv4, scope="session", keep="distinct", says="who sends it"), Field("label_space", u16),
        bound(of("length") - 6, repeat(node(
            Field("message", nested),
            bits(u16, Field("unknown", flag16, mask=0x8000, says="not to be told if it is not known"),
                 Field("message_type", u16, mask=0x7FFF, names=MESSAGE, scope="session", keep="distinct",
                       only=(0x0001, 0x0100, range(0x0200, 0x0203), 0x0300, 0x0301, range(0x0400, 0x0405),
                             range(0x3E00, 0x4000)))),
            Field("message_length", u16, unit="bytes"),
            bound("message_length",
                  Field("message_id", u32),
                  repeat(node(Field("tlv", nested),
                              bits(u16, Field("tlv_unknown", flag16, mask=0x8000),
                                   Field("tlv_forward", flag16, mask=0x4000),
                                   Field("tlv_type", u16, mask=0x3FFF, names=TLV)),
                              Field("tlv_length", u16, unit="bytes"),
                              bound("tlv_length", switch("tlv_type", VALUES, Field("data", octets)),
                                    rest=Field("rest", octets)))))))),
        switch("fatal", {1: finding("fatal")}),
    ),
    info=("{message_type}", "router {router}", "{status}"),
    findings=(Finding("fatal", Severity.WARNING, "A router ended an LDP session because of an error."),))
