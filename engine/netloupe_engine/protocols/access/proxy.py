"""PROXY protocol: in front of a connection, whose it was before a load balancer took it (HAProxy, "The PROXY protocol",
versions 1 and 2)."""
from typing import Any

from ..define import (Field, Measured, Protocol, Word, ahead, begins, bits, bound, certain, client, computed, decimal,
                      ended, ipv4, ipv6, malformed, names, nested, octets, of, peek, sized, switch, switch_by_probe,
                      take, text, tlv, u8, u16, u32, when)

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
COMMAND = names(0, "local: of the proxy itself", 1, "proxy")
FAMILY = names(0, "unspecified", 0x11, "TCP over IPv4", 0x12, "UDP over IPv4", 0x21, "TCP over IPv6",
               0x22, "UDP over IPv6", 0x31, "Unix stream", 0x32, "Unix datagram")
OPTION = names(1, "ALPN", 2, "authority", 3, "CRC-32C", 4, "nothing", 5, "unique identifier", 0x20, "TLS",
               0x21, "TLS version", 0x22, "TLS common name", 0x23, "TLS cipher", 0x24, "TLS signature algorithm",
               0x25, "TLS key algorithm", 0x30, "network namespace", 0xEA, "AWS", 0xEE, "Azure")
UNIX_PATH = 108

(SOURCE, SOURCE_IPV4, SOURCE_IPV6, SOURCE_PORT,
 DESTINATION, DESTINATION_IPV4, DESTINATION_IPV6, DESTINATION_PORT) = (
    Field(f"{end}{what}", type, scope="session", keep="distinct", says=says + how)
    for end, says in (("source", "who connected"), ("destination", "where to"))
    for what, type, how in (("", ended(b" "), ", as it is written"), ("_ipv4", ipv4, ""), ("_ipv6", ipv6, ""),
                            ("_port", u16, ": the port")))
PART = ended(b".", decimal)
VERSION = Field("version", u8, mask=0xF0, only=(2,), says="of the PROXY protocol")


def written(field: Field) -> tuple[object, ...]:
    """An IPv4 address in four decimal numbers."""
    return (take("a1", PART), take("a2", PART), take("a3", PART), take("a4", ended(b" ", decimal)),
            computed(field, of("a1") * (1 << 24) + of("a2") * (1 << 16) + of("a3") * 256 + of("a4")))


LINE = (
    take("keyword", sized(6, text)), when(of("keyword") != "PROXY ", malformed()), client(), computed(VERSION, 1),
    when(begins(b"UNKNOWN"), take("unknown", ended(b"\r\n")), otherwise=(
        take("transport", ended(b" ")),
        switch("transport", {
            "TCP4": (peek(SOURCE), *written(SOURCE_IPV4), peek(DESTINATION), *written(DESTINATION_IPV4)),
            "TCP6": (SOURCE, DESTINATION),
        }, default=malformed()),
        take("number", ended(b" ", decimal)), computed(SOURCE_PORT, of("number")),
        take("number", ended(b"\r\n", decimal)), computed(DESTINATION_PORT, of("number")))))
OPTION_WORDS = (
    Field("option_type", u8, names=OPTION, says="what an option says"),
    Field("option_length", u16, unit="bytes", says="length of its value"))
DATA = Field("option_data", octets, says="value of an option")


def options(cases: dict[Any, Any]) -> Word:
    """Options to the end, each in a node."""
    return tlv(*OPTION_WORDS, cases, default=DATA, inside=Field("option", nested, says="one option"))


HEADER = (
    take("signature", sized(len(SIGNATURE), text)), when(of("signature") != SIGNATURE.decode(), malformed()), client(),
    bits(u8, VERSION, Field("command", u8, mask=0x0F, names=COMMAND, only=(0, 1), says="whose connection this is")),
    Field("family", u8, names=FAMILY, says="kind of the addresses"),
    bound(Field("length", u16, unit="bytes", says="what follows in the header"),
          switch("family", {
              (0x11, 0x12): (SOURCE_IPV4, DESTINATION_IPV4, SOURCE_PORT, DESTINATION_PORT),
              (0x21, 0x22): (SOURCE_IPV6, DESTINATION_IPV6, SOURCE_PORT, DESTINATION_PORT),
              (0x31, 0x32): (Field("source_path", sized(UNIX_PATH, text), says="Unix socket of who connected"),
                             Field("destination_path", sized(UNIX_PATH, text), says="Unix socket it connected to")),
          }),
          options({
              1: Field("alpn", text, scope="session", keep="distinct", says="protocol agreed on within TLS"),
              2: Field("authority", text, scope="session", keep="distinct", says="host name the client asked for"),
              3: Field("checksum", u32, base=16, says="CRC-32C of the header"),
              5: Field("unique_id", octets, says="identifies the connection"),
              0x20: (Field("tls_client", u8, base=16, says="1: over TLS, 2 and 4: with a certificate"),
                     Field("tls_verify", u32, says="0: the certificate is good"),
                     options({
                         0x21: Field("tls_version", text, scope="session", keep="distinct", says="version of TLS"),
                         0x22: Field("tls_common_name", text, scope="session", keep="distinct",
                                     says="whom the client's certificate names"),
                         0x23: Field("tls_cipher", text, says="cipher suite of TLS"),
                         0x24: Field("tls_signature", text, says="signature algorithm of the certificate"),
                         0x25: Field("tls_key", text, says="key algorithm of the certificate"),
                     })),
              0x30: Field("namespace", text, says="network namespace of the connection"),
          })))

PROXY = Protocol(
    key="proxy", title="PROXY protocol", reference="HAProxy, The PROXY protocol", layer=7,
    starts=(b"PROXY ", SIGNATURE), framing=Measured(most=8192),
    probe=(when(begins(SIGNATURE, b"PROXY TCP4 ", b"PROXY TCP6 ", b"PROXY UNKNOWN"), certain()),),
    layout=(when(ahead(u8, SIGNATURE[0]), *HEADER, otherwise=LINE), switch_by_probe("destination_port")),
    info=("{source}", "{source_ipv4}", "{source_ipv6}", "{destination}", "{destination_ipv4}", "{destination_ipv6}"))
