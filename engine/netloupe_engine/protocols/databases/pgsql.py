"""PostgreSQL: queries and answers, version 3 of the protocol (PostgreSQL documentation, chapter "Frontend/Backend
Protocol"), and the encryption that may be asked for first."""
from ..define import (OTHER, SELF, Field, Framing, Mode, Protocol, client, cstring, enter, finding, left, names,
                      of, octets, peek, repeat, server, sized, skip, switch, switch_to, take, text, u8, u32, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

SSL_REQUEST, GSS_REQUEST, CANCEL, VERSION_3 = 80877103, 80877104, 80877102, 196608
REQUEST = names(VERSION_3, "start, version 3.0", SSL_REQUEST, "TLS wanted", GSS_REQUEST, "GSS encryption wanted",
                CANCEL, "cancel a query")
AUTHENTICATION = names(0, "done", 2, "Kerberos", 3, "password in clear", 5, "MD5", 7, "GSS", 8, "GSS, continued",
                       9, "SSPI", 10, "SASL", 11, "SASL, continued", 12, "SASL, final")

LENGTH = Field("length", u32, unit="bytes", says="of the message, but for its type")
QUERY = Field("query", cstring, scope="session", keep="distinct", keep_most=64, says="what is asked, in SQL")
MESSAGE = (
    peek(Field("type", sized(1, text), says="letter of the message; its meaning depends on who sends it")),
    take("letter", u8),
    LENGTH,
    switch("letter", {
        ord("Q"): (client(), QUERY),
        ord("P"): (client(), Field("statement", cstring, says="name of a prepared statement"), QUERY),
        ord("R"): (server(), Field("authentication", u32, names=AUTHENTICATION, scope="session", keep="distinct",
                              says="proof the server wants"),
              when(of("authentication") == 3, finding("clear_text_credentials"))),
        ord("C"): Field("command", cstring, says="what was done, or what is to be closed"),
    }),
    when(left > 0, Field("data", octets, says="what else the message says")))

PGSQL = Protocol(
    key="pgsql", title="PostgreSQL", reference="PostgreSQL documentation, Frontend/Backend Protocol", layer=7,
    rides_on={"tcp.port": 5432},
    framing=Framing(header=4, length=u32, at=0, most=10000),
    layout=(
        LENGTH,
        Field("request", u32, names=REQUEST, only=(VERSION_3, range(CANCEL, GSS_REQUEST + 1)),
              says="what the client wants first"),
        client(),
        switch("request", {
            (SSL_REQUEST, GSS_REQUEST): enter("answer", OTHER),
            CANCEL: (Field("process", u32, says="of the server, whose query is to be cancelled"),
                     Field("secret", octets, says="proof that one may")),
            VERSION_3: (
                repeat(Field("parameter", cstring, says="name of a setting"),
                       switch("parameter", {
                           "user": Field("user", cstring, scope="session", keep="distinct", says="who asks"),
                           "database": Field("database", cstring, scope="session", keep="distinct",
                                             says="where to ask"),
                           "application_name": Field("application", cstring, scope="session", keep="distinct",
                                                     says="program that asks"),
                       }, default=Field("parameter_value", cstring, says="its value")), until=left < 2),
                skip(left),
                enter("messages", SELF), enter("messages", OTHER)),
        })),
    modes=(
        Mode("answer", framing=Framing(header=1, length=u8, at=0, scale=0, adds=1), layout=(
            server(), Field("encryption", sized(1, text), only=("S", "G", "N", "E"),
                            says="S: TLS follows; G: GSS encryption; N: neither"),
            enter(""),
            when(of("encryption") == "S", switch_to("protocol", "tls")))),
        Mode("messages", framing=Framing(header=5, length=u32, at=1, adds=1, most=1 << 30), layout=MESSAGE),
    ),
    info=("{request}", "{user}", "{database}", "{type}", "{query}"),
    findings=(CLEAR_TEXT_CREDENTIALS,))
