"""rsh: a command on another machine, everything in clear (BSD, rshd(8))."""
from ..define import (OTHER, Field, Measured, Mode, Pieces, Protocol, ahead, client, cstring, decimal, digits, ended,
                      enter, finding, likely, refute, server, u8, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

RSH = Protocol(
    key="rsh", title="Remote shell", reference="rshd(8)", layer=7, rides_on={"tcp.port": 514}, starts=(),
    framing=Measured(most=4096),
    layout=(
        when(~(digits(1) | digits(2) | digits(3) | digits(4) | ahead(u8, 0)), refute()),
        client(), Field("error_port", ended(b"\0", decimal), only=(range(65536),), says="port for errors; 0: none"),
        enter("answer", OTHER),
        Field("client_user", cstring, scope="session", keep="distinct", says="who the user is there"),
        Field("user_name", cstring, scope="session", keep="distinct", says="who the user will be here"),
        Field("command", cstring, scope="session", keep="distinct", says="what is to be done"), likely(),
        finding("clear_text_credentials"), enter("rest")),
    modes=(Mode("answer", (Field("answer", u8, says="0: it is done"), server(), enter("rest"))),
           Mode("rest", framing=Pieces())),
    info=("{user_name}", "{command}"), findings=(CLEAR_TEXT_CREDENTIALS,))
