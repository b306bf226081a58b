"""Datagrams by way of a SOCKS proxy, which a connection to it asks for (RFC 1928 section 7)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, carry_by_probe, counted, finding, flag, ipv4, ipv6, names, octets,
                      of, switch, text, u8, u16, when)

ADDRESS_TYPE = names(1, "IPv4", 3, "name", 4, "IPv6")

# Nothing tells these bytes from others: the session that announced them does.
SOCKS_UDP = Protocol(
    key="socks_udp", title="SOCKS datagrams", reference="RFC 1928 section 7", layer=7, starts=(), tells=False,
    layout=(
        Field("reserved", u16, only=(0,), says="not used"),
        bits(u8, Field("last", flag, mask=0x80, says="the last part of a datagram"),
             Field("part", u8, mask=0x7F, says="which part of a datagram, 0: it is whole")),
        Field("type", u8, names=ADDRESS_TYPE, only=(1, 3, 4), says="kind of address that follows"),
        switch("type", {1: Field("ipv4", ipv4, scope="session", keep="distinct", says="the other end behind the proxy"),
                        3: Field("name", counted(u8, text), scope="session", keep="distinct",
                                 says="the other end behind the proxy, by name"),
                        4: Field("ipv6", ipv6, scope="session", keep="distinct",
                                 says="the other end behind the proxy")}),
        Field("port", u16, scope="session", keep="distinct", says="the other end's port"),
        # Those who do not join parts drop them (section 7): some are lost, come twice or out of order, and only a
        # relay keeps the time after which they are nobody's.
        when((of("part") == 0) & (of("last") == 0), carry_by_probe("port"),
             otherwise=(Field("fragment", octets, says="a part of a datagram, which is not read"), finding("parts"))),
    ),
    findings=(Finding("parts", Severity.NOTE, "Datagrams come to a SOCKS proxy in parts, which are not joined."),),
    info=("{name}", "{ipv4}", "{ipv6}", "{port}"))
