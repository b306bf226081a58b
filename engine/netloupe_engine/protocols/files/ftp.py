"""FTP: files over sessions of their own (RFC 959), with EPSV and EPRT (RFC 2428), AUTH TLS (RFC 4217)."""
from ...model import Severity
from ..define import (Field, Finding, Lines, Protocol, Type, Word, ahead, begins, certain, client, computed, contains,
                      decimal, digits, ended, expect_session, find, finding, ipv4, left, likely, malformed, number,
                      of, peek, remember, server, sized, skip, switch, switch_to, take, text, trimmed, u8, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

VERBS = begins(
    b"USER", b"PASS", b"ACCT", b"CWD", b"CDUP", b"SMNT", b"QUIT", b"REIN", b"PORT", b"PASV", b"TYPE", b"STRU", b"MODE",
    b"RETR", b"STOR", b"STOU", b"APPE", b"ALLO", b"REST", b"RNFR", b"RNTO", b"ABOR", b"DELE", b"RMD", b"MKD") | begins(
    b"PWD", b"LIST", b"NLST", b"SITE", b"SYST", b"STAT", b"HELP", b"NOOP", b"FEAT", b"OPTS", b"AUTH", b"PBSZ", b"PROT",
    b"EPRT", b"EPSV", b"MDTM", b"SIZE", b"MLSD", b"MLST", b"CLNT", b"XPWD", b"LANG", b"CCC", b"HOST")
IS_REPLY = digits(3) & (ahead(u8, ord(" "), behind=3) | ahead(u8, ord("-"), behind=3) | (left == 3))
PART = ended(b",", decimal)


def announced(reason: str) -> Word:
    """The session for a file or a listing."""
    return expect_session("protocol", "ftp_data", port="data_port", reason=reason, seconds=120)


def at_most(most: int, name: str, written: Type = PART) -> tuple[Word, ...]:
    """A number that is no larger, or the message is not in order."""
    return take(name, written), when(of(name) > most, malformed())


# Six numbers: an address and a port (RFC 959 section 4.1.2).
ENDPOINT = (
    *at_most(255, "a1"), *at_most(255, "a2"), *at_most(255, "a3"), *at_most(255, "a4"),
    computed(Field("data_address", ipv4, scope="session", keep="distinct", says="where the data session is to go"),
             of("a1") * (1 << 24) + of("a2") * (1 << 16) + of("a3") * 256 + of("a4")),
    *at_most(255, "p1"), *at_most(255, "p2", ended((b")", b".", b" "), decimal, or_end=True)),
    computed(Field("data_port", number, scope="session", keep="distinct", says="port of the data session"),
             of("p1") * 256 + of("p2")))
# Between bars (RFC 2428): protocol, address, port.
BARRED = (find(b"|"), find(b"|"), take("shown_address", ended(b"|")),
          *at_most(65_535, "p2", ended(b"|", decimal)),
          computed(Field("data_port", number, scope="session", keep="distinct", says="port of the data session"),
                   of("p2")))

FTP = Protocol(
    key="ftp", title="FTP", reference="RFC 959", layer=7, rides_on={"tcp.port": 21},
    starts=(b"220",), framing=Lines(most=4096),
    probe=(when(begins(b"220") & contains(b"FTP"), certain()), when(IS_REPLY | VERBS, likely())),
    layout=(
        when(IS_REPLY,
             server(),
             # of a reply in several lines the last one counts
             when(ahead(u8, ord("-"), behind=3), take("more", sized(3, decimal)),
                  otherwise=Field("response_code", sized(3, decimal), scope="session", number_first=True,
                                  says="outcome of a command")),
             when(left > 0, skip(1)), peek(Field("response", trimmed, says="the same in words")),
             switch("response_code", {
                 227: when(contains(b"("), find(b"("), *ENDPOINT, announced("PASV")),
                 229: when(contains(b"(|"), find(b"("), *BARRED, announced("EPSV")),
                 234: when(of("asked_tls") == 1, switch_to("protocol", "tls")),
                 530: finding("login_failed"),
             }),
             remember("asked_tls", 0),
             otherwise=when(
                 VERBS, client(),
                 Field("command", word, scope="session", says="what is asked for"),
                 peek(Field("argument", trimmed, says="of the command")),
                 switch("command", {
                     "USER": Field("user", trimmed, scope="session", keep="distinct", says="who logs in"),
                     "PASS": (Field("password", trimmed, says="for all to read"), finding("clear_text_credentials")),
                     "PORT": (*ENDPOINT, announced("PORT")),
                     "EPRT": (*BARRED, announced("EPRT")),
                     "AUTH": remember("asked_tls", 1),
                     ("RETR", "STOR", "STOU", "APPE"): Field("file", trimmed, scope="session", keep="distinct",
                                                             says="what is fetched or stored"),
                 }),
                 otherwise=Field("text", text, says="a line that is no command"))),
    ),
    info=("{command} {argument}", "{command}", "{response_code} {response}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "An FTP server refused a login.")))
