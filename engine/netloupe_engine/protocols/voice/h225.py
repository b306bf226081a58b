"""H.225.0: calls of H.323, and terminals that register at their gatekeeper (RAS) (ITU-T H.225.0).

It is ASN.1 in packed encoding rules: named, with the message's kind, and not taken apart.
"""
from ..define import Field, Protocol, ahead, bits, contains, flag, left, likely, names, octets, u8, when

RAS = names(
    0, "gatekeeper request", 1, "gatekeeper confirm", 2, "gatekeeper reject", 3, "registration request",
    4, "registration confirm", 5, "registration reject", 6, "unregistration request", 7, "unregistration confirm",
    8, "unregistration reject", 9, "admission request", 10, "admission confirm", 11, "admission reject",
    12, "bandwidth request", 13, "bandwidth confirm", 14, "bandwidth reject", 15, "disengage request",
    16, "disengage confirm", 17, "disengage reject", 18, "location request", 19, "location confirm",
    20, "location reject", 21, "information request", 22, "information response", 23, "non-standard message",
    24, "unknown message")
H225_OBJECT = b"\x06\x00\x08\x91\x4a\x00"       # its length, 0.0.8.2250.0, and a byte with the version
CALL = ahead(u8, 5) & ahead(u8, 0x20, 0xA0, behind=1)

H225 = Protocol(
    key="h225", title="H.225.0", reference="ITU-T H.225.0", layer=7,
    rides_on={"udp.port": (1719, 1718), "q931.user": 5}, starts=(),
    probe=(when(contains(H225_OBJECT), likely()),),
    layout=(
        when(CALL,
             Field("discriminator", u8, says="5: ASN.1 follows"),
             otherwise=bits(u8, Field("extended", flag, mask=0x80),
                            Field("message", u8, mask=0x7C, names=RAS, scope="session", keep="distinct"))),
        when(left > 0, Field("data", octets, says="packed")),
    ),
    info=("{message}",))
