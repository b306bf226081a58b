"""Kerberos: tickets by which users and services prove who they are (RFC 4120). What is encrypted stays bytes."""
from typing import Any

from ...layouts import ber
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, ahead, client, finding, i32, joined, names, nested, node,
                      octets, of, peek, repeat, require, said, server, take, text, u8, u32, when)

MESSAGE = names(0x6A, "AS-REQ", 0x6B, "AS-REP", 0x6C, "TGS-REQ", 0x6D, "TGS-REP", 0x6E, "AP-REQ", 0x6F, "AP-REP",
                0x74, "KRB-SAFE", 0x75, "KRB-PRIV", 0x76, "KRB-CRED", 0x7E, "KRB-ERROR")
ENCRYPTION = names(1, "DES-CBC-CRC", 2, "DES-CBC-MD4", 3, "DES-CBC-MD5", 16, "DES3-CBC-SHA1", 17, "AES128-CTS-SHA1",
                   18, "AES256-CTS-SHA1", 19, "AES128-CTS-SHA256", 20, "AES256-CTS-SHA384", 23, "RC4-HMAC",
                   24, "RC4-HMAC-EXP", 25, "Camellia128-CTS-CMAC", 26, "Camellia256-CTS-CMAC")
# RFC 4120 section 7.5.9
ERROR = names(
    0, "none", 1, "client's entry has expired", 2, "server's entry has expired", 3, "protocol version not supported",
    4, "client's key is old", 5, "server's key is old", 6, "client not found", 7, "server not found",
    8, "principal not unique", 9, "no key", 10, "cannot be postdated", 11, "never valid", 12, "policy",
    13, "bad option", 14, "encryption type not supported", 15, "checksum type not supported",
    16, "pre-authentication type not supported", 17, "transited type not supported", 18, "client's credentials revoked",
    19, "server's credentials revoked", 20, "ticket revoked", 21, "client not yet valid", 22, "server not yet valid",
    23, "password has expired", 24, "pre-authentication failed", 25, "pre-authentication required",
    26, "server does not match", 27, "only user to user", 28, "path not accepted", 29, "service unavailable",
    31, "integrity check failed", 32, "ticket has expired", 33, "ticket not yet valid", 34, "a copy", 35, "not for us",
    36, "ticket and authenticator do not match", 37, "clock skew", 38, "wrong address", 39, "wrong version",
    40, "wrong message type", 41, "changed", 42, "out of order", 44, "key version not available", 45, "no key",
    46, "mutual authentication failed", 47, "wrong direction", 48, "other method required", 49, "wrong sequence",
    50, "wrong checksum", 51, "path not accepted", 52, "too big for UDP", 60, "other", 61, "field too long",
    68, "wrong realm")
PADATA = names(1, "PA-TGS-REQ", 2, "PA-ENC-TIMESTAMP", 3, "PA-PW-SALT", 11, "PA-ETYPE-INFO", 14, "PA-PK-AS-REQ (old)",
               15, "PA-PK-AS-REP (old)", 16, "PA-PK-AS-REQ", 17, "PA-PK-AS-REP", 19, "PA-ETYPE-INFO2",
               128, "PA-PAC-REQUEST", 129, "PA-FOR-USER", 133, "PA-FX-COOKIE", 136, "PA-FX-FAST",
               149, "PA-REQ-ENC-PA-REP", 150, "PA-AS-FRESHNESS", 165, "PA-SUPPORTED-ENCTYPES", 167, "PA-PAC-OPTIONS")
WEAK = (1, 2, 3, 23, 24)
GENERAL_STRING, TIME, BITS = 0x1B, 0x18, 3


def name(field: Field) -> Any:
    """A principal's name: its parts with slashes between them."""
    return ber.sequence(
        ber.sequence(ber.integer(Field("name_type", i32, says="kind of the name")), tag=0xA0),
        joined(field, ber.sequence(ber.sequence(repeat(ber.element(GENERAL_STRING, said(take("part", text))))),
                                   tag=0xA1),
               between="/"))


def inside(tag: int, *words: Any) -> Any:
    """What may be there under this tag."""
    return ber.optional(tag, ber.sequence(*words, tag=tag))


def string(field: Field, tag: int = GENERAL_STRING) -> Any:
    """A string or time of ASN.1."""
    return ber.element(tag, field)


CLIENT = Field("client", text, scope="session", keep="distinct", says="who asks, or is meant")
SERVICE = Field("service", text, scope="session", keep="distinct", says="for whom the ticket is")
REALM = Field("realm", text, scope="session", keep="distinct", says="whose users and services they are")
TICKET_REALM = Field("ticket_realm", text, says="of the service")
STATED = ber.sequence(ber.integer(Field("version", u32, only=(5,), says="of Kerberos")), tag=0xA1)
TYPE = Field("type", u32, says="the message again, as a number")
OFFER = Field("offered_encryption", i32, names=ENCRYPTION, scope="session", keep="distinct",
              says="encryption that the client can use")
CHOSEN = Field("encryption", i32, names=ENCRYPTION, scope="session", keep="distinct", says="encryption that is used")
TICKET_ENCRYPTION = Field("ticket_encryption", i32, names=ENCRYPTION, scope="session", keep="distinct",
                          says="encryption of the ticket")


def encrypted(field: Field, contents: Field) -> Any:
    """Encrypted data (section 5.2.9)."""
    return ber.sequence(
        ber.sequence(ber.integer(field), tag=0xA0), when_weak(field.name),
        inside(0xA1, ber.integer(Field("key_version", u32, says="of the key"))),
        ber.sequence(ber.string(contents), tag=0xA2))


def when_weak(encryption: str) -> Any:
    """RFC 6649, RFC 8429: not to be used any more."""
    return when(of(encryption).one_of(*WEAK), finding("weak_encryption"))


CIPHERTEXT, TICKET_DATA = Field("ciphertext", octets, says="encrypted"), Field("ticket", octets,
                                                                              says="for the service alone")
TICKET = ber.element(0x61, ber.sequence(
    ber.sequence(ber.ignored(ber.INTEGER), tag=0xA0), ber.sequence(string(TICKET_REALM), tag=0xA1),
    ber.sequence(name(SERVICE), tag=0xA2), ber.sequence(encrypted(TICKET_ENCRYPTION, TICKET_DATA), tag=0xA3)))
PREAUTHENTICATION = ber.sequence(repeat(node(
    Field("padata", nested, says="something before the answer"), ber.sequence(
        ber.sequence(ber.integer(Field("padata_type", i32, names=PADATA, says="what it is")), tag=0xA1),
        ber.sequence(ber.string(Field("padata_value", octets, says="its value")), tag=0xA2)))))
BODY = ber.sequence(
    ber.sequence(ber.string(Field("options", octets, says="how the ticket shall be, behind a byte of zero"), BITS),
                 tag=0xA0),
    inside(0xA1, name(CLIENT)), ber.sequence(string(REALM), tag=0xA2), inside(0xA3, name(SERVICE)),
    inside(0xA4, string(Field("valid_from", text, says="wanted"), TIME)),
    inside(0xA5, string(Field("valid_until", text, says="wanted"), TIME)),
    inside(0xA6, string(Field("renewable_until", text, says="wanted"), TIME)),
    inside(0xA7, ber.integer(Field("nonce", u32, says="the answer has it, too"))),
    inside(0xA8, ber.sequence(repeat(ber.integer(OFFER)))),
    repeat(ber.ignored()))
REQUEST = ber.sequence(STATED, ber.sequence(ber.integer(TYPE), tag=0xA2), inside(0xA3, PREAUTHENTICATION),
                       ber.sequence(BODY, tag=0xA4))
VERSION_0 = ber.sequence(ber.integer(Field("version", u32, only=(5,), says="of Kerberos")), tag=0xA0)
TYPE_1 = ber.sequence(ber.integer(TYPE), tag=0xA1)
REPLY = ber.sequence(
    VERSION_0, TYPE_1, inside(0xA2, PREAUTHENTICATION), ber.sequence(string(REALM), tag=0xA3),
    ber.sequence(name(CLIENT), tag=0xA4), ber.sequence(TICKET, tag=0xA5),
    ber.sequence(encrypted(CHOSEN, CIPHERTEXT), tag=0xA6))
APPLY = ber.sequence(
    VERSION_0, TYPE_1, ber.sequence(ber.string(Field("ap_options", octets, says="how to answer"), BITS), tag=0xA2),
    ber.sequence(TICKET, tag=0xA3), ber.sequence(encrypted(CHOSEN, CIPHERTEXT), tag=0xA4))
FAILED = ber.sequence(
    VERSION_0, TYPE_1, inside(0xA2, string(Field("client_time", text, says="of the client"), TIME)),
    inside(0xA3, ber.ignored()), inside(0xA4, string(Field("server_time", text, says="of the server"), TIME)),
    inside(0xA5, ber.ignored()),
    ber.sequence(ber.integer(Field("error_code", u32, names=ERROR, scope="session", keep="distinct",
                                   says="why it failed")), tag=0xA6),
    when(of("error_code") == 24, finding("login_failed"),
         otherwise=when(of("error_code") != 25, finding("error"))),
    inside(0xA7, string(REALM)), inside(0xA8, name(CLIENT)), inside(0xA9, string(REALM)), inside(0xAA, name(SERVICE)),
    inside(0xAB, string(Field("error_text", text, scope="session", keep="distinct", says="the same in words"))),
    inside(0xAC, ber.string(Field("error_data", octets, says="more about it"))))
REST = Field("data", octets, says="of another message")

KERBEROS = Protocol(
    key="kerberos", title="Kerberos", reference="RFC 4120", layer=7, rides_on={"udp.port": 88, "tcp.port": 88},
    framing=Framing(header=4, length=u32, at=0, adds=4, most=1 << 20), datagrams=True, starts=(),
    layout=(
        when(ahead(u8, 0), take("length", u32)),        # in a stream; no message begins so
        peek(Field("message", u8, names=MESSAGE, scope="session", keep="distinct", only=tuple(MESSAGE.names),
                   says="what the message is")),
        ber.choice({
            (0x6A, 0x6C): (client(), REQUEST), (0x6B, 0x6D): (server(), REPLY), 0x6E: (client(), APPLY),
            0x7E: (server(), FAILED), (0x6F, 0x74, 0x75, 0x76): (require(u8, ber.SEQUENCE), REST)})),
    info=("{message}", "{client}", "{service}", "{realm}", "{error_code}"),
    findings=(
        Finding("error", Severity.NOTE, "A Kerberos server refused a request."),
        Finding("login_failed", Severity.NOTE, "Somebody's password was wrong, said a Kerberos server."),
        Finding("weak_encryption", Severity.WARNING, "A ticket or message is encrypted by DES or RC4.")))
