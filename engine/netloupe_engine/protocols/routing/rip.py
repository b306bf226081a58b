"""RIP: routers tell their neighbours how far networks are. References: RFC 1058; RFC 2453, section 4."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, finding, ipv4, likely, names, nested, node, octets, repeat, sized,
                      switch, text, u8, u16, u32)

COMMAND = names(1, "request", 2, "response", 3, "trace on", 4, "trace off", 9, "triggered request",
                10, "triggered response", 11, "triggered acknowledgement")
FAMILY = names(0, "all", 2, "IPv4", 0xFFFF, "authentication")

RIP = Protocol(
    key="rip", title="Routing Information Protocol", reference="RFC 2453", layer=7, rides_on={"udp.port": 520},
    starts=(),
    layout=(
        Field("command", u8, names=COMMAND, scope="session", keep="distinct", only=(range(1, 5), range(9, 12)),
              says="what the message is"),
        Field("version", u8, scope="session", keep="distinct", only=(1, 2)),
        Field("unused", u16, only=(0,)), likely(),
        repeat(node(
            Field("entry", nested, says="a network, or who says so"), Field("family", u16, names=FAMILY),
            switch("family", {
                0xFFFF: (Field("authentication", u16, names=names(2, "password", 3, "cryptographic")),
                         switch("authentication", {
                             2: (Field("password", sized(16, text)), finding("clear_text_credentials"))},
                             Field("authentication_data", sized(16, octets)))),
            }, default=(
                Field("route_tag", u16), Field("network", ipv4, scope="session", keep="distinct"),
                Field("mask", ipv4), Field("next_hop", ipv4), Field("metric", u32, says="16: not reachable"))))),
    ),
    info=("{command}", "{network}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),))
