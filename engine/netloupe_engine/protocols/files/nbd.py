"""NBD: disks over TCP (Network Block Device protocol): agreement on an export, then reads and writes.

Answers of old say no length: behind the first of them the server's bytes are only counted.
"""
from ...model import Severity
from ..define import (OTHER, SELF, Field, Finding, Measured, Mode, Pieces, Protocol, ahead, certain, client, enter,
                      finding, hop, left, names,
                      of, read_as, server, sized, skip, switch, text, u16, u32, u64, when)

OPTION = names(1, "export name", 2, "abort", 3, "list", 4, "peek", 5, "TLS", 6, "information", 7, "go", 8,
               "structured replies",
               9, "list contexts", 10, "set contexts", 11, "extended headers")
REPLY = names(1, "acknowledged", 2, "server", 3, "information", 4, "context", 0x80000001, "unsupported", 0x80000002,
              "not allowed",
              0x80000003, "invalid", 0x80000004, "not on this platform", 0x80000005, "TLS required", 0x80000006,
              "unknown export",
              0x80000007, "shutting down", 0x80000008, "size of blocks required", 0x80000009, "too big")
COMMAND = names(0, "read", 1, "write", 2, "disconnect", 3, "flush", 4, "trim", 5, "cache", 6, "write zeroes", 7,
                "block status", 8, "resize")
NEW, OLD, ANSWER, REQUEST = 0x49484156454F5054, 0x00420281861253, 0x0003E889045565A9, 0x25609513
EXPORT_SIZE = Field("export_size", u64, unit="bytes", says="of the disk")
EXPORT = Field("export", sized("option_length", text), scope="session", keep="distinct", says="disk that is wanted")

REQUESTED = (
    Field("request_magic", u32, base=16, only=(REQUEST,)), client(), Field("command_flags", u16, base=16),
    Field("command", u16, names=COMMAND, scope="session", keep="distinct", says="what the disk is to do"),
    Field("handle", u64, base=16, says="an answer has the request's"), Field("offset", u64, unit="bytes", says="where"),
    Field("length", u32, unit="bytes", says="how much"), when(of("command") == 1, hop("length")))
OPTED = (
    Field("option_magic", u64, base=16, only=(NEW,)), client(),
    Field("option", u32, names=OPTION, scope="session", keep="distinct", says="what is agreed on"),
    Field("option_length", u32, unit="bytes"), switch("option", {
        1: EXPORT, (6, 7): when(of("option_length") > 5, Field("name_length", u32, unit="bytes"), read_as(
            EXPORT, sized("name_length", text)), skip(of("option_length") - of("name_length") - 4))},
        default=hop("option_length")))
ANSWERED = (
    Field("answer_magic", u64, base=16, only=(ANSWER,)), server(), Field("answered_option", u32, names=OPTION),
    Field("reply", u32, names=REPLY, base=16, scope="session", keep="distinct", says="what the server says to it"),
    Field("reply_length", u32, unit="bytes"), hop("reply_length"), when(of("reply") > 0x80000000, finding("refused")))
DONE_HANDLE = Field("done_handle", u64, base=16, says="of the request")
SIMPLE, STRUCTURED = 0x67446698, 0x668E33EF
DONE = (
    Field("done_magic", u32, base=16, only=(SIMPLE, STRUCTURED)), when(
        of("done_magic") == SIMPLE, Field("error", u32, says="0: none"), DONE_HANDLE,
        when(of("error") > 0, finding("error")), enter("data"),
        otherwise=(Field("chunk_flags", u16, base=16), Field("chunk_type", u16), DONE_HANDLE,
                   Field("chunk_length", u32, unit="bytes"), hop("chunk_length"))))

NBD = Protocol(
    key="nbd", title="NBD", reference="Network Block Device protocol", layer=7, rides_on={"tcp.port": 10809},
    starts=(b"NBDM",),
    framing=Measured(most=8192),
    layout=(
        Field("magic", u64, base=16, only=(0x4E42444D41474943,)), certain(), server(),
        Field("style", u64, base=16, only=(NEW, OLD), says="how one agrees on an export"),
        when(of("style") == NEW, Field("flags", u16, base=16), enter("asked", OTHER), enter("answers", SELF),
             otherwise=(EXPORT_SIZE, Field("export_flags", u32, base=16), skip(124),
                        enter("requests", OTHER), enter("data", SELF)))),
    modes=(
        Mode("asked", (client(), Field("client_flags", u32, base=16), enter("options")), framing=Measured(most=64)),
        Mode("options", (when(ahead(u32, REQUEST), *REQUESTED, otherwise=OPTED),), framing=Measured(most=8192)),
        Mode("requests", REQUESTED, framing=Measured(most=64)),
        Mode("answers", (when(ahead(u64, ANSWER), *ANSWERED, otherwise=when(
            ahead(u32, SIMPLE) | ahead(u32, STRUCTURED), *DONE, otherwise=(
                EXPORT_SIZE, Field("transmission_flags", u16, base=16),
                enter("data")))),), framing=Measured(most=8192)),
        Mode("data", (skip(left),), framing=Pieces())),
    info=("{command} {offset}", "{command}", "{option} {export}", "{option}", "{reply}"),
    findings=(Finding("refused", Severity.NOTE, "A server of disks refused an option."),
              Finding("error", Severity.NOTE, "A disk could not do what was asked.")))
