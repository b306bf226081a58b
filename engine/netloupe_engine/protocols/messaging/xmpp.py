"""XMPP: messages and presence in a stream of XML (RFC 6120), with STARTTLS and SASL. Each tag is a message here, with
the text in front of it: a stream that begins anew behind a login needs nothing else."""
from ...model import Severity
from ..define import (Field, Finding, Lines, Protocol, begins, certain, client, contains, ended, finding, left, likely,
                      of, repeat, server, skip, switch, switch_to, take, text, trimmed, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

NAME = ended((b" ", b"\t", b"\r", b"\n", b"/"), or_end=True)
VALUE = ended((b"'", b'"'), or_end=True)
SPACE = repeat(when(begins(b" ", b"\t", b"\r", b"\n"), skip(1)))
TLS, SASL = "urn:ietf:params:xml:ns:xmpp-tls", "urn:ietf:params:xml:ns:xmpp-sasl"


def kept(name: str, says: str) -> Field:
    """An attribute of a tag that the session keeps."""
    return Field(name, VALUE, scope="session", keep="distinct", keep_most=32, says=says)


ATTRIBUTES = repeat(
    SPACE,
    when(begins(b"/", b"?"), skip(left), otherwise=(
        take("name", ended(b"=", trimmed, or_end=True)), SPACE,
        when(left > 0, skip(1), switch("name", {
            "to": kept("to", "whom it is for"),
            "from": kept("from", "who sends it"),
            "mechanism": kept("mechanism", "how the client proves who it is (SASL)"),
            "id": Field("id", VALUE, says="by which an answer is known"),
            "type": Field("type", VALUE, says="kind of message, presence or question"),
            "xmlns": Field("namespace", VALUE, says="what the tag belongs to"),
        }, default=take("value", VALUE))))))

XMPP = Protocol(
    key="xmpp", title="XMPP", reference="RFC 6120", layer=7,
    rides_on={"tcp.port": (5222, 5269, 5280), "websocket.protocol": "xmpp"},
    starts=(b"<?xml", b"<stream:stream"), framing=Lines(most=16384, ends=b">"),
    probe=(when(begins(b"<stream:stream") & contains(b"http://etherx.jabber.org/streams"), certain()),
           when(begins(b"<?xml", b"<stream:stream"), likely())),
    layout=(
        SPACE,
        when(begins(b"<"), skip(1),
             otherwise=when(left > 0, Field("text", ended(b"<", or_end=True), says="what stands in front of the tag"))),
        when(begins(b"/"), skip(1), Field("closed", text, says="tag that ends"),
             otherwise=when(
                 left > 0, Field("element", NAME, says="tag that begins"), ATTRIBUTES,
                 switch("element", {
                     "auth": (client(), when(of("mechanism").one_of("PLAIN", "LOGIN"),
                                             finding("clear_text_credentials"))),
                     "stream:features": server(),
                     "failure": when(of("namespace") == SASL, finding("login_failed")),
                     "stream:error": finding("error"),
                     "proceed": when(of("namespace") == TLS, server(), switch_to("protocol", "tls")),
                 }))),
    ),
    info=("{element}", "{to}", "{from}", "{text}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "An XMPP server refused a login."),
              Finding("error", Severity.NOTE, "An XMPP stream was ended because of an error.")))
