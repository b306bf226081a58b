"""X11: programs that draw on another machine's screen: how they connect (X Window System Protocol, version 11, section
8). Requests and events behind it are bytes. Numbers are in the order that the client's first byte says.
"""
from typing import Any

from ...model import Severity
from ..define import (OTHER, Field, Finding, Measured, Mode, Pieces, Protocol, Type, align, bound, client, enter,
                      finding, le16, le32, likely, names, octets, of, read_as, remember, server, sized, switch, take,
                      text, u8, u16, u32, when)

ORDER = names(0x42, "high byte first", 0x6C, "low byte first")
STATUS = names(0, "refused", 1, "success", 2, "proof wanted")
HIGH_FIRST = 0x42
MAJOR = Field("major_version", u16, scope="session", keep="distinct", only=(11,), says="of X")
MINOR = Field("minor_version", u16, only=(0,), says="of X")
SERVER_MAJOR = Field("server_major", u16, says="version of X that the server speaks")
SERVER_MINOR = Field("server_minor", u16, says="of that version")
RELEASE = Field("release", u32, says="of the server's program")
LONGEST = Field("longest_request", u16, unit="words", says="that the server takes")
REASON = Field("reason", sized("reason_length", text), scope="session", keep="distinct", says="why it was refused")
VENDOR = Field("vendor", sized("vendor_length", text), scope="session", keep="distinct", says="who made the server")


def setup(short: Type) -> tuple[Any, ...]:
    """What the client says, with numbers of this kind."""
    return (read_as(MAJOR, short), read_as(MINOR, short), likely(), take("name_length", short),
            take("data_length", short), take("unused_2", u16))


def answer(short: Type, long: Type) -> tuple[Any, ...]:
    """What the server says, with numbers of these kinds."""
    return (read_as(SERVER_MAJOR, short), read_as(SERVER_MINOR, short), take("words", short),
            bound(of("words") * 4, switch("status", {
                1: (read_as(RELEASE, long), take("resources", sized(12, octets)), take("vendor_length", short),
                    read_as(LONGEST, short), Field("screens", u8, says="of the server"), take("formats", u8),
                    take("images", sized(10, octets)), VENDOR),
                0: (REASON, finding("refused")),
            })), enter("rest"))


X11 = Protocol(
    key="x11", title="X11", reference="X Window System Protocol, version 11", layer=7,
    rides_on={"tcp.port": tuple(range(6000, 6016))}, starts=(), framing=Measured(most=1 << 18),
    layout=(
        client(), enter("answer", OTHER),
        Field("byte_order", u8, names=ORDER, only=tuple(ORDER.names), says="of numbers"), take("unused_1", u8),
        remember("order", "byte_order"),
        when(of("byte_order") == HIGH_FIRST, *setup(u16), otherwise=setup(le16)),
        Field("authorization", sized("name_length", text), scope="session", keep="distinct",
              says="how the client proves that it may"), align(4),
        Field("authorization_data", sized("data_length", octets), says="proves it"), align(4),
        when(of("data_length") == 0, finding("open")), enter("rest")),
    modes=(
        Mode("answer", (
            server(), Field("status", u8, names=STATUS, scope="session", keep="distinct", only=(0, 1, 2),
                            says="outcome"),
            take("reason_length", u8),
            when(of("order") == HIGH_FIRST, *answer(u16, u32), otherwise=answer(le16, le32)))),
        Mode("rest", framing=Pieces()),
    ),
    info=("{status}", "{vendor}", "{authorization}", "{reason}"),
    findings=(Finding("refused", Severity.NOTE, "An X server refused a program."),
              Finding("open", Severity.NOTE, "A program connected to an X server without any proof that it may.")))
