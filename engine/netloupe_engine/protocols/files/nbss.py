"""NetBIOS sessions: messages on a stream (RFC 1002 section 4.3), and SMB's use of them without NetBIOS on port 445."""
from ..define import (Field, Framing, Protocol, ahead, carry, ipv4, left, likely, malformed, names, netbios_name, of,
                      peek, refute, switch, u8, u16, u24, u32, when)

TYPE = names(0x00, "message", 0x81, "session request", 0x82, "session granted", 0x83, "session refused",
             0x84, "ask elsewhere", 0x85, "keep alive")
SMB = int.from_bytes(b"SMB", "big")
ERROR = names(0x80, "not listening on called name", 0x81, "not listening for calling name",
              0x82, "called name not present", 0x83, "insufficient resources", 0x8F, "unspecified")

NBSS = Protocol(
    key="nbss", title="NetBIOS sessions", reference="RFC 1002", layer=7, tells=False,
    rides_on={"tcp.port": (139, 445)},
    # [MS-SMB2] section 2.1: 24 bits of length; NetBIOS has 17 and flags that are 0 above them
    framing=Framing(header=4, length=u24, at=1, adds=4, most=1 << 24),
    layout=(
        Field("type", u8, names=TYPE, only=(0, range(0x81, 0x86))), Field("length", u24, unit="bytes"),
        switch("type", {
            0x00: when(ahead(u24, SMB, behind=1), likely(), otherwise=refute()),
            (0x82, 0x85): when(of("length") > 0, malformed()),
            0x83: when(of("length") != 1, malformed()),
            0x84: when(of("length") != 6, malformed()),
        }),
        switch("type", {
            0x00: when(left >= 4, peek(Field("message", u32, base=16, says="what begins the message")),
                       carry("netbios.message", of("message"))),
            0x81: (Field("called_name", netbios_name, scope="session", keep="distinct"),
                   Field("calling_name", netbios_name, scope="session", keep="distinct")),
            0x83: Field("error_code", u8, names=ERROR),
            0x84: (Field("address", ipv4), Field("port", u16)),
        }),
    ),
    info=("{type}", "{called_name}", "{calling_name}", "{error_code}"))
