"""S7comm-plus: Siemens' controllers since the S7-1200 (no public specification; fields as their users document them).

From version 3 on a digest protects what is said, and newer devices encrypt it by TLS: then this is all there is.
"""
from ..define import (Field, Protocol, ahead, certain, finding, left, names, octets, of, refute, sized, switch, total,
                      u8, u16, u32, when)
from ..findings import CONTROLLED, WRITTEN

OPERATION = names(0x31, "request", 0x32, "response", 0x33, "notification")
FUNCTION = names(
    0x04BB, "explore", 0x04CA, "create object", 0x04D4, "delete object", 0x04F2, "set variable", 0x04FC, "get link",
    0x0524, "set several variables in parts", 0x0542, "set several variables", 0x054C, "get several variables",
    0x0556, "begin sequence", 0x0560, "end sequence", 0x056B, "invoke", 0x057C, "get variable in parts",
    0x0586, "get several variables in parts")
VERSION = names(1, "1", 2, "2", 3, "3", 0xFE, "system event", 0xFF, "keep alive")

S7COMM_PLUS = Protocol(
    key="s7comm_plus", title="S7comm-plus", reference="-", layer=7,
    layout=(
        Field("protocol_id", u8, base=16, only=(0x72,), says="always 0x72"),
        Field("version", u8, names=VERSION, scope="session", keep="distinct", only=(1, 2, 3, 0xFE, 0xFF)),
        Field("length", u16, unit="bytes", says="what follows, without the trailer"),
        # Its first bytes and no length follow, after messages in several parts behind the last alone.
        when(total - of("length") < 4, refute()),
        when((of("version") == 3) & ahead(u8, 32), Field("digest_bytes", u8, unit="bytes"),
             Field("digest", sized("digest_bytes", octets))),
        when((of("version") < 4) & (left >= 10),
             Field("operation", u8, names=OPERATION, scope="session", keep="distinct", only=(0x31, 0x32, 0x33)),
             when(of("operation").one_of(0x31, 0x32),
                  Field("reserved", u16, only=(0,)),
                  Field("function", u16, names=FUNCTION, base=16, scope="session", keep="distinct"),
                  Field("reserved_too", u16, only=(0,)), Field("sequence", u16), certain(),
                  when(of("operation") == 0x31, Field("session_id", u32, base=16), switch("function", {
                      (0x04F2, 0x0524, 0x0542): finding("write"), (0x04CA, 0x04D4, 0x056B): finding("control")})))),
        when(left > 0, Field("data", octets)),
    ),
    info=("{operation}", "{function}"),
    findings=(WRITTEN, CONTROLLED))
