"""OLSR: routing of radios that form a net themselves. Reference: RFC 3626, section 3.3."""
from ..define import (
                      Field,
                      Protocol,
                      bound,
                      cut,
                      ipv4,
                      malformed,
                      names,
                      nested,
                      node,
                      octets,
                      of,
                      repeat,
                      skip,
                      switch,
                      total,
                      u8,
                      u16,
                      when,
)

TYPE = names(1, "hello", 2, "topology", 3, "several interfaces", 4, "networks")

OLSR = Protocol(
    key="olsr", title="Optimized Link State Routing", reference="RFC 3626", layer=7,
    rides_on={"udp.port": 698}, starts=(),
    layout=(
        Field("length", u16, unit="bytes", only=(range(16, 1500),)), Field("sequence", u16),
        when((of("length") - total != 0) & (cut == 0), malformed()),
        repeat(node(
            Field("message", nested),
            Field("message_type", u8, names=TYPE, scope="session", keep="distinct",
                  only=(range(1, 5), range(128, 135))),
            Field("validity", u8), Field("message_length", u16, unit="bytes", only=(range(12, 1500),)),
            Field("originator", ipv4, scope="session", keep="distinct"), Field("ttl", u8), Field("hops", u8),
            Field("message_sequence", u16),
            bound(of("message_length") - 12, switch("message_type", {
                2: (Field("neighbour_sequence", u16), skip(2), repeat(Field("neighbour", ipv4))),
                3: repeat(Field("interface", ipv4)),
                4: repeat(Field("network", ipv4), Field("mask", ipv4)),
            }, Field("data", octets))))),
    ),
    info=("{message_type}", "from {originator}"))
