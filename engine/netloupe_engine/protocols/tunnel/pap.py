"""PPP's Password Authentication Protocol: name and password in the clear. Reference: RFC 1334, section 2."""
from ...model import Severity
from ..define import Field, Finding, Protocol, names, text, u8, u16

CODE = names(1, "authenticate request", 2, "authenticate ack", 3, "authenticate nak")

PAP = Protocol(
    key="pap", title="Password Authentication Protocol", reference="RFC 1334", layer=4,
    rides_on={"ppp.protocol": 0xC023},
    fields=(
        Field("code", u8, at=0, names=CODE, says="what the packet is"),
        Field("identifier", u8, at=1, says="the same in a request and its reply"),
        Field("length", u16, at=2, unit="bytes", says="the whole packet"),
        Field("name", text, says="who wants to be let in"),
        Field("password", text, says="password"),
        Field("message", text, says="what the other side says"),
    ),
    header=4, twin="_ppp_login",
    info=("{code}", "{name}", "{message}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),))
