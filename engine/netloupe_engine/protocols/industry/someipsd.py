"""SOME/IP service discovery: who offers which service where (AUTOSAR PRS_SOMEIPServiceDiscovery).

Where an offer says a port, a session of it is expected.
"""
from ..define import (Field, Protocol, bits, bound, counted, expect_session, flag, ipv4, ipv6, left, names, nested,
                      node, octets, of, repeat, skip, switch, text, u8, u16, u24, u32, when)

ENTRY = names(
    0x00, "find service", 0x01, "offer service", 0x04, "find group", 0x05, "publish group", 0x06, "subscribe to group",
    0x07, "subscription acknowledged")
OPTION = names(
    0x01, "configuration", 0x02, "load balancing", 0x04, "IPv4 endpoint", 0x06, "IPv6 endpoint", 0x14, "IPv4 multicast",
    0x16, "IPv6 multicast", 0x24, "IPv4 discovery endpoint", 0x26, "IPv6 discovery endpoint")
TRANSPORT = names(6, "TCP", 17, "UDP")
SERVICE = Field("service", u16, base=16, scope="session", keep="distinct", keep_most=256)
TRANSPORT_AND_PORT = (skip(1), Field("transport", u8, names=TRANSPORT), Field("port", u16))
EXPECTED = switch("transport", {
    6: expect_session("protocol", "someip", reason="service", port=of("port"), seconds=600),
    17: expect_session("protocol", "someip", reason="service", port=of("port"), transport=17, seconds=600)})

SOMEIPSD = Protocol(
    key="someipsd", title="SOME/IP service discovery", reference="AUTOSAR PRS_SOMEIPServiceDiscovery", layer=7,
    rides_on={"someip.message": 0xFFFF}, tells=False, starts=(),
    layout=(
        bits(u8, Field("reboot", flag, mask=0x80), Field("unicast", flag, mask=0x40)), skip(3),
        bound(Field("entries_bytes", u32, unit="bytes"), repeat(node(
            Field("entry", nested, says="what is found, offered or subscribed to"),
            Field("entry_type", u8, names=ENTRY, scope="session", keep="distinct"),
            Field("first_options", u8), Field("second_options", u8),
            bits(u8, Field("first_count", u8, mask=0xF0), Field("second_count", u8, mask=0x0F)),
            SERVICE, Field("instance", u16, base=16), Field("major_version", u8),
            Field("lifetime", u24, unit="s", says="0: no more; 0xFFFFFF: until it is taken back"),
            when(of("entry_type") < 4, Field("minor_version", u32),
                 otherwise=(skip(2), Field("group", u16, base=16)))))),
        when(left >= 4, bound(Field("options_bytes", u32, unit="bytes"), repeat(node(
            Field("option", nested),
            Field("option_length", u16, unit="bytes", says="behind the next byte"),
            Field("option_type", u8, names=OPTION, base=16), bound("option_length", skip(1), switch("option_type", {
                0x01: repeat(Field("configuration", counted(u8, text))),
                (0x04, 0x24): (Field("address", ipv4), *TRANSPORT_AND_PORT,
                               when(of("option_type") == 0x04, EXPECTED)),
                0x14: (Field("address", ipv4), *TRANSPORT_AND_PORT),
                (0x06, 0x26): (Field("address6", ipv6), *TRANSPORT_AND_PORT,
                               when(of("option_type") == 0x06, EXPECTED)),
                0x16: (Field("address6", ipv6), *TRANSPORT_AND_PORT),
            }, default=when(left > 0, Field("option_data", octets)))))))),
    ),
    info=("{entry_type}", "{service}"))
