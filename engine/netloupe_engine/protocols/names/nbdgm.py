"""NetBIOS datagrams: announcements of Windows' local networks (RFC 1002 section 4.4)."""
from ..define import (Field, Protocol, bits, carry, flag, ipv4, left, names, netbios_name, of, peek, refute, switch,
                      u8, u16, u32, when)

TYPE = names(0x10, "direct, one receiver", 0x11, "direct, a group", 0x12, "broadcast", 0x13, "error",
             0x14, "query", 0x15, "positive answer", 0x16, "negative answer")
NODE = names(0, "broadcast", 1, "point to point", 2, "mixed", 3, "distribution server")
ERROR = names(0x82, "destination name not present", 0x83, "invalid source name", 0x84, "invalid destination name")

NBDGM = Protocol(
    key="nbdgm", title="NetBIOS datagrams", reference="RFC 1002", layer=7, rides_on={"udp.port": 138}, starts=(),
    layout=(
        Field("type", u8, names=TYPE, scope="session", keep="distinct", only=(range(0x10, 0x17),)),
        bits(u8, Field("reserved", u8, mask=0xF0, only=(0,)), Field("node_type", u8, mask=0x0C, names=NODE),
             Field("first", flag, mask=0x02), Field("more", flag, mask=0x01)),
        Field("id", u16, base=16), Field("source_address", ipv4), Field("source_port", u16),
        switch("type", {
            (0x10, 0x11, 0x12): (
                Field("length", u16, unit="bytes", says="of names and data"), Field("offset", u16, unit="bytes"),
                Field("source_name", netbios_name, scope="session", keep="distinct"),
                Field("destination_name", netbios_name, scope="session", keep="distinct"),
                when(left >= 4, peek(Field("message", u32, base=16, says="what begins the message")),
                     carry("netbios.message", of("message")))),
            0x13: (Field("error_code", u8, names=ERROR, only=(range(0x82, 0x85),)), when(left > 0, refute())),
            (0x14, 0x15, 0x16): Field("destination_name", netbios_name, scope="session", keep="distinct"),
        }),
    ),
    info=("{type}", "{source_name}", "{destination_name}", "{error_code}"))
