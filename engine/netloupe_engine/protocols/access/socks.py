"""SOCKS: connections by way of a proxy, versions 4 and 4a (as published by NEC) and 5 (RFC 1928), with logins by user
name and password (RFC 1929) and GSS-API (RFC 1961)."""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Held, Measured, Mode, Protocol, ahead, certain, client, counted, cstring,
                      enter, expect_session, finding, ipv4, ipv6, likely, names, octets, of, remember,
                      repeat, server, skip, switch, switch_by_probe, text, u8, u16, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMAND = names(1, "connect", 2, "bind", 3, "UDP associate")
METHOD = names(0, "none", 1, "GSS-API", 2, "user name and password", 3, "challenge and response",
               5, "challenge, answer", 6, "TLS", 7, "NDS", 8, "several", 9, "JSON", 255, "none is acceptable")
ADDRESS_TYPE = names(1, "IPv4", 3, "name", 4, "IPv6")
# Version 5's replies from 0 on, version 4's from 90 on.
REPLY = names(0, "succeeded", 1, "general failure", 2, "not allowed", 3, "network unreachable", 4, "host unreachable",
              5, "connection refused", 6, "time to live expired", 7, "command not supported",
              8, "address type not supported", 90, "granted", 91, "rejected or failed", 92, "no identd of the client",
              93, "identd says another user")
CONNECT, BIND, UDP_ASSOCIATE, GSS_API = 1, 2, 3, 1


def endpoint(of_whom: str, says: str) -> tuple[object, ...]:
    """An address of either kind, or a name, and a port."""
    return (Field(f"{of_whom}_type", u8, names=ADDRESS_TYPE, only=(1, 3, 4), says="kind of address that follows"),
            switch(f"{of_whom}_type", {1: IPV4[of_whom], 3: NAME[of_whom],
                                       4: Field(f"{of_whom}_ipv6", ipv6, scope="session", keep="distinct",
                                                says=says)}), PORT[of_whom])


SAYS = {"destination": "where the client wants to go", "bound": "address the proxy uses for it"}
IPV4 = {whom: Field(f"{whom}_ipv4", ipv4, scope="session", keep="distinct", says=says) for whom, says in SAYS.items()}
NAME = {whom: Field(f"{whom}_name", counted(u8, text), scope="session", keep="distinct", says=f"{says}, by name")
        for whom, says in SAYS.items()}
PORT = {whom: Field(f"{whom}_port", u16, scope="session", keep="distinct", says="port of that address")
        for whom in SAYS}

VERSION = Field("version", u8, only=(4, 5), scope="session", keep="distinct", says="of SOCKS")
COMMANDED = Field("command", u8, names=COMMAND, only=(1, 2, 3), scope="session", keep="distinct",
                  says="what the proxy is asked to do")
USER = Field("user", cstring, scope="session", keep="distinct", says="who asks")
REPLIED = Field("reply", u8, names=REPLY, scope="session", keep="distinct", says="what became of it")
LOGIN_VERSION = Field("login_version", u8, only=(1,), says="of the login's own messages")
ASKED = (remember("port", "destination_port"), remember("asked", "command"), enter("held"))
# Of a BIND the first reply says where the proxy listens, the second that somebody came.
GRANTED = when((of("asked") == CONNECT) | ((of("asked") == BIND) & (of("replies") == 1)), switch_by_probe("port"),
               otherwise=(remember("replies", 1), when(of("asked") == UDP_ASSOCIATE, expect_session(
                   "protocol", "socks_udp", port="bound_port", reason="UDP association", transport=17,
                   seconds=600))))
REFUSED = finding("refused")
TOKEN = (Field("token_type", u8, says="of GSS-API's messages"),
         Field("token", counted(u16, octets), says="what GSS-API says"))

SOCKS = Protocol(
    key="socks", title="SOCKS", reference="RFC 1928", layer=7, rides_on={"tcp.port": (1080, 1081, 9050)},
    framing=Measured(most=1024),
    probe=(VERSION, switch("version", {
        4: (Field("probed_command", u8, only=(CONNECT, BIND)), skip(2),
            when(ahead(u8, 0) & ahead(u8, 0, behind=1) & ahead(u8, 0, behind=2) & ~ahead(u8, 0, behind=3), certain(),
                 otherwise=likely())),
        # a few methods that everybody knows, none of them twice
        5: (Field("probed_count", u8, only=(range(1, 256),)), likely(),
            when((of("probed_count") == 1) & (ahead(u8, 0) | ahead(u8, 2)), certain()),
            when((of("probed_count") == 2) & ahead(u8, 0) & (ahead(u8, 1, behind=1) | ahead(u8, 2, behind=1)),
                 certain()),
            when((of("probed_count") == 3) & ahead(u8, 0) & ahead(u8, 1, behind=1) & ahead(u8, 2, behind=2),
                 certain()))})),
    layout=(
        VERSION, client(), enter("answer", OTHER),
        switch("version", {
            4: (COMMANDED, PORT["destination"], IPV4["destination"], USER,
                when((of("destination_ipv4") > 0) & (of("destination_ipv4") < 256),
                     Field("destination_host", cstring, scope="session", keep="distinct",
                           says="name of where the client wants to go, in version 4a")),
                *ASKED),
            5: (Field("methods", u8, says="how many follow"),
                repeat(Field("offered_method", u8, names=METHOD, says="proof of who asks that the client can give"),
                       count="methods"),
                enter("request")),
        })),
    modes=(
        Mode("request", (
            when(ahead(u8, 1), LOGIN_VERSION,
                 when(of("chosen_method") == GSS_API, *TOKEN,
                      otherwise=(Field("user_name", counted(u8, text), scope="session", keep="distinct",
                                       says="who asks, with a password"),
                                 Field("password", counted(u8, text), says="the password, for all to read"),
                                 finding("clear_text_credentials"))),
                 otherwise=(VERSION, COMMANDED, skip(1), *endpoint("destination", SAYS["destination"]), *ASKED)),)),
        Mode("answer", (
            server(),
            when(ahead(u8, 0), Field("reply_version", u8, says="0: the reply of version 4"), REPLIED,
                 PORT["bound"], IPV4["bound"], when(of("reply") == 90, GRANTED, otherwise=REFUSED),
                 otherwise=when(
                     ahead(u8, 1), LOGIN_VERSION, when(of("chosen_method") == GSS_API, *TOKEN, otherwise=(
                         Field("login_status", u8, says="0: the password is right"),
                         when(of("login_status") > 0, finding("login_failed")))),
                     otherwise=(VERSION, when(
                         of("chosen") == 0,
                         Field("method", u8, names=METHOD, scope="session", keep="distinct",
                               says="proof of who asks that the server wants"),
                         remember("chosen", 1), remember("chosen_method", "method"),
                         when(of("method") == 255, REFUSED),
                         otherwise=(REPLIED, skip(1), *endpoint("bound", SAYS["bound"]),
                                    when(of("reply") == 0, GRANTED, otherwise=REFUSED)))))))),
        # What a client says at once, without waiting for the reply, is for whom the reply connects it to.
        Mode("held", framing=Held()),
    ),
    info=("{command}", "{destination_name}", "{destination_host}", "{destination_ipv4}", "{reply}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("refused", Severity.NOTE, "A SOCKS proxy refused a connection."),
              Finding("login_failed", Severity.NOTE, "A SOCKS proxy refused a login.")))
