"""NAT-PMP: ports that a router opens for a host (RFC 6886)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, client, cut, finding, flag, ipv4, likely, names, of, refute,
                      server, switch, total, u8, u16, u32, when)

OPERATION = names(0, "address", 1, "map UDP", 2, "map TCP")
RESULT = names(0, "success", 1, "unsupported version", 2, "not authorized", 3, "network failure", 4, "out of resources",
               5, "unsupported operation")
PORT, OPEN = Field("port", u16, scope="session", keep="distinct", says="the host's port"), Field(
    "external_port", u16, scope="session", keep="distinct", says="the router's port that leads to it")
LIFETIME = Field("lifetime", u32, unit="s", says="how long it stays open; 0: no longer")
EPOCH = Field("epoch", u32, unit="s", says="since the router forgot its ports")
SIZES = {0: (2, 12), 1: (12, 16), 2: (12, 16)}      # bytes of request and answer

NAT_PMP = Protocol(
    key="nat_pmp", title="NAT-PMP", reference="RFC 6886", layer=7, rides_on={"udp.port": (5351, 5350)}, starts=(),
    layout=(
        Field("version", u8, only=(0,), says="of NAT-PMP"),
        bits(u8, Field("response", flag, mask=0x80, says="an answer"),
             Field("operation", u8, mask=0x7F, names=OPERATION, scope="session", keep="distinct", only=(0, 1, 2),
                   says="what is wanted")),
        when(of("response") == 1, server(), switch("operation", {
            operation: when((total != answer) & (cut == 0), refute()) for operation, (_, answer) in SIZES.items()}),
             Field("result", u16, names=RESULT, scope="session", keep="distinct", says="outcome", only=(range(6),)),
             likely(), when(of("result") > 0, finding("refused")), EPOCH,
             switch("operation", {0: Field("external_address", ipv4, scope="session", keep="distinct",
                                           says="the router's address that others see")},
                    default=(PORT, OPEN, LIFETIME)),
             otherwise=(
                 client(), switch("operation", {
                     operation: when((total != asked) & (cut == 0), refute())
                     for operation, (asked, _) in SIZES.items()}),
                 when(of("operation") > 0, Field("reserved", u16, only=(0,), says="zero"), PORT, OPEN, LIFETIME)))),
    info=("{operation}", "{external_address}", "port {port}", "as {external_port}", "{result}"),
    findings=(Finding("refused", Severity.NOTE, "A router did not open a port."),))
