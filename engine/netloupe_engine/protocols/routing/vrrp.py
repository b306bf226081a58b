"""Virtual Router Redundancy Protocol: several routers that stand for one.

References: RFC 3768 (version 2), RFC 9568.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, finding, ipv4, ipv6, left, names, octets, of, repeat, sized, text,
                      u8, u16, when)

ADDRESS = Field("address", ipv4, scope="session", keep="distinct", says="that all stand for")
ADDRESS_6 = Field("address_ipv6", ipv6, scope="session", keep="distinct", says="that all stand for")
AUTHENTICATION = names(0, "none", 1, "password", 2, "IP authentication header")

VRRP = Protocol(
    key="vrrp", title="Virtual Router Redundancy Protocol", reference="RFC 9568, RFC 3768", layer=4,
    rides_on={"ip.protocol": 112}, header=8,
    layout=(
        bits(u8, Field("version", u8, mask=0xF0, only=(2, 3)),
             Field("type", u8, mask=0x0F, names=names(1, "advertisement"))),
        Field("virtual_router", u8, scope="session", keep="distinct", says="number of the group"),
        Field("priority", u8, scope="session", keep="distinct", says="255: owns the address; 0: goes"),
        Field("count", u8, says="addresses"),
        when(of("version") == 2,
             Field("authentication", u8, names=AUTHENTICATION), Field("interval", u8, unit="seconds"),
             Field("checksum", u16, base=16),
             repeat(ADDRESS, count="count"),
             when(of("authentication") == 1, Field("password", sized(8, text)), finding("clear_text_credentials"),
                  otherwise=when(left >= 8, Field("authentication_data", sized(8, octets)))),
             otherwise=(
                 Field("interval_3", u16, unit="10 ms"), Field("checksum", u16, base=16),
                 when(of("count") * 16 - left == 0,
                      repeat(ADDRESS_6, count="count"),
                      otherwise=repeat(ADDRESS, count="count")))),
        when(of("priority") == 0, finding("resigned")),
    ),
    info=("router {virtual_router}", "priority {priority}", "{address}", "{address_ipv6}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),
              Finding("resigned", Severity.NOTE, "A router gives up a virtual address.")))
