"""SPICE: screens of virtual machines, how each of their channels begins (SPICE protocol, section 3). Messages behind it
are bytes.
"""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Measured, Mode, Pieces, Protocol, bound, certain, client, enter, finding,
                      le32, names, octets, of, server, sized, u8, u32, when)

MAGIC = 0x52454451          # REDQ
CHANNEL = names(1, "main", 2, "display", 3, "inputs", 4, "cursor", 5, "playback", 6, "record", 7, "tunnel",
                8, "smart card", 9, "USB", 10, "port", 11, "WebDAV")
RESULT = names(0, "ok", 1, "error", 2, "invalid magic", 3, "invalid data", 4, "version mismatch", 5, "needs TLS",
               6, "needs no TLS", 7, "permission denied", 8, "bad connection", 9, "channel not available")
HEAD = (Field("magic", u32, base=16, only=(MAGIC,), says="always REDQ"), certain(),
        Field("major_version", le32, scope="session", keep="distinct", says="of SPICE"),
        Field("minor_version", le32, says="of the version"))
LENGTH = Field("length", le32, unit="bytes", only=(range(4096),), says="of what follows")
KINDS = (Field("common_capabilities", le32, says="words of them"),
         Field("channel_capabilities", le32, says="words of them"),
         Field("capabilities_at", le32, unit="bytes", says="where they are"))

SPICE = Protocol(
    key="spice", title="SPICE", reference="SPICE protocol", layer=7, rides_on={"tcp.port": (5900, 5930)},
    starts=(b"REDQ",), framing=Measured(most=8192),
    layout=(*HEAD, client(), enter("answer", OTHER), bound(
        LENGTH, Field("connection", le32, base=16, says="of the client; 0: a new one"),
        Field("channel", u8, names=CHANNEL, scope="session", keep="distinct", says="what the connection is for"),
        Field("channel_number", u8, says="which of these"), *KINDS), enter("rest")),
    modes=(
        Mode("answer", (*HEAD, server(), bound(
            LENGTH, Field("result", le32, names=RESULT, scope="session", keep="distinct", says="outcome"),
            when(of("result") > 0, finding("refused")),
            Field("public_key", sized(162, octets), says="by which the password is encrypted"), *KINDS),
            enter("rest"))),
        Mode("rest", framing=Pieces()),
    ),
    info=("{channel}", "{result}"),
    findings=(Finding("refused", Severity.NOTE, "A SPICE server refused a channel."),))
