"""OSI session: what MMS is carried in (ITU-T X.225, ISO 8327-1; over TCP by RFC 1006)."""
from ..define import (Field, Protocol, ahead, begins, bound, carry, certain, contains, left, names, nested, node,
                      octets, of, repeat, skip, switch, u8, u16, when)

SPDU = names(
    1, "data", 2, "token please", 5, "expedited", 8, "not finished", 9, "finish", 10, "disconnect", 12, "refuse",
    13, "connect", 14, "accept", 25, "abort", 26, "abort accepted")
PARAMETER = names(
    1, "connection identifier", 5, "connect and accept items", 17, "transport disconnect", 20, "requirements",
    50, "reason", 51, "calling selector", 52, "called selector", 193, "user data", 194, "more user data")
DATA = b"\x01\x00\x01\x00"      # tokens are given, and data follow: one message after the other
DEEP = when(left > 0, carry("session.data", 0))
VALUE = switch("parameter_type", {(193, 194): DEEP}, default=when(left > 0, Field("value", octets)))
NORMAL_MODE = b"\xa0\x03\x80\x01\x01"    # how a presentation begins what it says of a connection

SES = Protocol(
    key="ses", title="OSI session", reference="ITU-T X.225", layer=7, tells=False,
    starts=(DATA, b"\x0d", b"\x0e"),
    probe=(when(begins(DATA + b"\x61", DATA + b"\x30"), certain()),
           when((ahead(u8, 13) | ahead(u8, 14)) & contains(NORMAL_MODE), certain())),
    layout=(
        Field("spdu", u8, names=SPDU, scope="session", keep="distinct", only=tuple(SPDU.names)),
        when((of("spdu") == 1) & begins(b"\0\1\0"), skip(3), DEEP, otherwise=(
            # A length of 255 says that two bytes behind it have it.
            when(ahead(u8, 255), skip(1), Field("long_size", u16, unit="bytes"),
                 otherwise=Field("size", u8, unit="bytes")),
            repeat(node(
                Field("parameter", nested, says="a parameter"),
                Field("parameter_type", u8, names=PARAMETER),
                when(ahead(u8, 255), skip(1), bound(Field("long_parameter", u16, unit="bytes"), VALUE),
                     otherwise=bound(Field("parameter_bytes", u8, unit="bytes"), VALUE)))))),
    ),
    info=("{spdu}",))
