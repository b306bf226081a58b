"""PCP: ports that a router or the provider's translator opens for a host (RFC 6887)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, align, bits, bound, client, finding, flag, ipv6, left, likely, names,
                      nested, node, octets, of, repeat, server, sized, switch, text, u8, u16, u32, when)

OPERATION = names(0, "announce", 1, "map", 2, "peer", 3, "authentication")
RESULT = names(
    0, "success", 1, "unsupported version", 2, "not authorized", 3, "malformed request", 4, "unsupported operation",
    5, "unsupported option", 6, "malformed option", 7, "network failure", 8, "no resources", 9, "unsupported protocol",
    10, "user exceeds quota", 11, "cannot provide external", 12, "address mismatch", 13, "excessive remote peers")
OPTION = names(1, "third party", 2, "prefer failure", 3, "filter", 128, "description")
MAPPING = (
    Field("nonce", sized(12, octets), says="proves whose the port is"),
    Field("protocol", u8, names=names(0, "all", 6, "TCP", 17, "UDP"), says="of which it is a port"),
    Field("reserved_bytes", sized(3, octets), says="zero"),
    Field("port", u16, scope="session", keep="distinct", says="the host's port"),
    Field("external_port", u16, scope="session", keep="distinct", says="the router's port that leads to it"),
    Field("external_address", ipv6, scope="session", keep="distinct",
          says="the router's address that others see; IPv4 in its last four bytes"))
PORTCONTROL = Protocol(
    key="portcontrol", title="Port Control Protocol", reference="RFC 6887", layer=7,
    rides_on={"udp.port": (5351, 5350)}, starts=(),
    layout=(
        Field("version", u8, only=(1, 2), says="of PCP"),
        bits(u8, Field("response", flag, mask=0x80, says="an answer"),
             Field("operation", u8, mask=0x7F, names=OPERATION, scope="session", keep="distinct", only=(range(4),),
                   says="what is wanted")),
        Field("reserved", u8, only=(0,), says="zero"),
        Field("result", u8, names=RESULT, scope="session", keep="distinct", only=(range(14),), says="outcome"),
        when((of("response") == 1) | (of("result") == 0), likely()),
        when(of("result") > 0, finding("refused")),
        Field("lifetime", u32, unit="s", says="how long it stays open; 0: no longer"),
        when(of("response") == 1, server(), Field("epoch", u32, unit="s", says="since the router forgot its ports"),
             Field("unused", sized(12, octets), says="zero"),
             otherwise=(client(), Field("client", ipv6, says="who asks; IPv4 in its last four bytes"))),
        switch("operation", {1: MAPPING, 2: (
            *MAPPING, Field("peer_port", u16, says="of whom it talks with"), Field("unused_2", u16, says="zero"),
            Field("peer_address", ipv6, scope="session", keep="distinct", says="with whom it talks"))}),
        repeat(node(
            Field("option", nested, says="one option"), Field("option_code", u8, names=OPTION, says="which option"),
            Field("option_reserved", u8, says="zero"),
            bound(Field("option_length", u16, unit="bytes", says="of its value"), switch("option_code", {
                1: Field("third_party", ipv6, says="for whom it is asked"),
                128: Field("description", text, scope="session", keep="distinct", says="what the port is for"),
            }, default=when(left > 0, Field("option_data", octets, says="value of another option"))))), align(4))),
    info=("{operation}", "port {port}", "as {external_port}", "{external_address}", "{result}"),
    findings=(Finding("refused", Severity.NOTE, "A router did not open a port."),))
