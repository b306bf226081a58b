"""Datagrams by way of a SOCKS proxy, which a connection to it asks for (RFC 1928 section 7)."""
from ..define import (Field, Protocol, bits, carry_by_probe, counted, flag, ipv4, ipv6, names, octets, of, switch,
                      text, u8, u16, when)

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
        when(of("part") == 0, carry_by_probe("port"), otherwise=carry_by_probe("port", last="last", whole=Field(
            "datagram", octets, says="what parts that follow each other are together"))),
    ),
    info=("{name}", "{ipv4}", "{ipv6}", "{port}"))
