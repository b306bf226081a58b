"""PPP's Challenge Handshake Authentication Protocol. Reference: RFC 1994."""
from ..define import Field, Protocol, names, octets, text, u8, u16

CODE = names(1, "challenge", 2, "response", 3, "success", 4, "failure")

CHAP = Protocol(
    key="chap", title="Challenge Handshake Authentication Protocol", reference="RFC 1994", layer=4,
    rides_on={"ppp.protocol": 0xC223},
    fields=(
        Field("code", u8, at=0, names=CODE, says="what the packet is"),
        Field("identifier", u8, at=1, says="the same in a challenge, its response and the verdict"),
        Field("length", u16, at=2, unit="bytes", says="the whole packet"),
        Field("value", octets, says="the challenge, or what was made of it and the secret"),
        Field("name", text, says="who sent it"),
        Field("message", text, says="what the other side says"),
    ),
    header=4, twin="_ppp_login",
    info=("{code}", "{name}", "{message}"))
