"""ZeroMQ: messages between sockets (ZMTP 3.1; RFC 23 and RFC 37 of ZeroMQ). Messages are passed over; what sockets are,
and how they prove who they are, is read."""
from ...model import Severity
from ..define import (SELF, Field, Finding, Measured, Mode, Protocol, bits, bound, certain, counted, enter, finding,
                      flag, hop, names, octets, of, remember, repeat, sized, skip, switch, text, u8, u32, u64, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMAND_MOST = 1024
NAME = Field("command", counted(u8, text), scope="session", keep="distinct", says="what is told")
PROPERTY = (Field("property", counted(u8, text), says="its name"), switch("property", {
    "Socket-Type": Field("socket_type", counted(u32, text), scope="session", keep="distinct",
                         says="what the socket is for"),
    "Identity": Field("identity", counted(u32, text), scope="session", keep="distinct", says="name of the socket")},
    default=Field("property_value", counted(u32, octets))))

ZMTP = Protocol(
    key="zmtp", title="ZeroMQ", reference="ZMTP 3.1", layer=7, rides_on={"tcp.port": (5555, 5556)},
    starts=(b"\xff\0\0\0",),
    framing=Measured(most=4096),
    layout=(
        Field("signature", u8, base=16, only=(0xFF,)), Field("filler", u64, only=(0, 1)),
        Field("signature_end", u8, base=16, only=(0x7F,)), certain(),
        Field("version", u8, only=(0, 1, 2, 3), scope="session", keep="distinct", says="of ZMTP"),
        when(of("version") == 3,
             Field("minor_version", u8),
             Field("mechanism", sized(20, text), scope="session", keep="distinct",
                   says="how sockets prove who they are"),
             Field("is_server", flag, says="of the proof"), skip(31), enter("frames", SELF),
             otherwise=(Field("old_socket_type", u8, names=names(
                 0, "PAIR", 1, "PUB", 2, "SUB", 3, "REQ", 4, "REP", 5, "DEALER", 6, "ROUTER", 7, "PULL", 8, "PUSH")),
                 enter("frames", SELF)))),
    modes=(Mode("frames", (
        bits(u8, Field("more", flag, mask=1, says="of the message"), Field("long", flag, mask=2),
             Field("is_command", flag, mask=4), Field("reserved", u8, mask=0xF8, only=(0,))),
        when(of("long") == 1, Field("size", u64, unit="bytes"), remember("bytes", "size"), otherwise=(
            Field("short_size", u8, unit="bytes"), remember("bytes", "short_size"))),
        when((of("is_command") == 1) & (of("bytes") < COMMAND_MOST),
             bound(of("bytes"), NAME, switch("command", {
                 "READY": repeat(*PROPERTY),
                 "HELLO": when((of("bytes") > 6) & (of("bytes") < 200),
                               Field("user", counted(u8, text), scope="session", keep="distinct", says="who connects"),
                               Field("password", counted(u8, octets), says="for all to read"),
                               finding("clear_text_credentials")),
                 "ERROR": (Field("reason", counted(u8, text), scope="session", keep="distinct"), finding("refused")),
             })), otherwise=hop("bytes"))), framing=Measured(most=4096)),),
    info=("{command} {socket_type}", "{command}", "{mechanism}", "{reason}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("refused", Severity.NOTE, "A socket of ZeroMQ refused another.")))
