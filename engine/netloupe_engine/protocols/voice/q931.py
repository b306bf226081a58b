"""Q.931: calls of telephones, as H.323 has them over TCP (ITU-T Q.931, H.225.0 clause 7.2)."""
from ..define import (Field, Protocol, bits, bound, carry, flag, left, names, nested, node, octets, of, repeat, skip,
                      switch, text, u8, u16, when)

MESSAGE = names(
    0x01, "alerting", 0x02, "call proceeding", 0x03, "progress", 0x05, "setup", 0x07, "connect",
    0x0D, "setup acknowledge", 0x0F, "connect acknowledge", 0x20, "user information", 0x45, "disconnect",
    0x4D, "release", 0x5A, "release complete", 0x62, "facility", 0x6E, "notify", 0x75, "status inquiry",
    0x7B, "information", 0x7D, "status")
ELEMENT = names(
    0x04, "bearer capability", 0x08, "cause", 0x14, "call state", 0x18, "channel", 0x1C, "facility", 0x1E, "progress",
    0x27, "notification", 0x28, "display", 0x34, "signal", 0x6C, "calling number", 0x70, "called number",
    0x7E, "user-user")
CAUSE = names(
    1, "unallocated number", 3, "no route to destination", 16, "normal clearing", 17, "user busy",
    18, "no user responding", 19, "no answer", 21, "call rejected", 22, "number changed",
    27, "destination out of order", 28, "invalid number", 31, "normal", 34, "no circuit available",
    41, "temporary failure", 42, "switch congestion", 47, "resource unavailable", 88, "incompatible destination",
    102, "recovery on timer", 127, "interworking")
USER_USER = 0x7E


def told(name: str) -> Field:
    """Text by which users filter."""
    return Field(name, text, scope="session", keep="distinct", keep_most=64)


NUMBER = bits(u8, Field("last", flag, mask=0x80, says="no more about the kind of number follows"),
              Field("number_kind", u8, mask=0x70))
Q931 = Protocol(
    key="q931", title="Q.931", reference="ITU-T Q.931", layer=7, rides_on={"tpkt.packet": 1}, tells=False, starts=(),
    layout=(
        Field("discriminator", u8, only=(8,)), Field("reference_bytes", u8, only=(range(1, 4),)),
        switch("reference_bytes", {2: Field("reference", u16, base=16, says="of the call")},
               default=skip("reference_bytes")),
        Field("message", u8, names=MESSAGE, base=16, scope="session", keep="distinct", only=tuple(MESSAGE.names)),
        repeat(node(
            Field("element", nested, says="a part of the message"),
            Field("element_type", u8, names=ELEMENT, base=16),
            when(of("element_type") < 0x80, when(
                of("element_type") == USER_USER,
                bound(Field("user_bytes", u16, unit="bytes"), carry("q931.user", 5)),
                otherwise=bound(Field("element_bytes", u8, unit="bytes"), switch("element_type", {
                    0x08: (skip(1), bits(u8, Field("cause", u8, mask=0x7F, names=CAUSE, scope="session",
                                                   keep="distinct"))),
                    0x28: told("display"),
                    0x6C: (NUMBER, when(of("last") == 0, skip(1)), told("calling_number")),
                    0x70: (NUMBER, told("called_number")),
                }, default=when(left > 0, Field("data", octets))), rest=Field("element_rest", octets)))))),
    ),
    info=("{message}", "{calling_number}", "{called_number}", "{cause}"))
