"""rlogin: working on another machine, everything in clear (RFC 1282)."""
from typing import Any

from ..define import (OTHER, Field, Measured, Mode, Pieces, Protocol, client, cstring, ended, enter, finding, likely,
                      server, u8)
from ..findings import CLEAR_TEXT_CREDENTIALS

NAME: dict[str, Any] = {"scope": "session", "keep": "distinct"}

RLOGIN = Protocol(
    key="rlogin", title="rlogin", reference="RFC 1282", layer=7, rides_on={"tcp.port": 513}, starts=(),
    framing=Measured(most=512),
    layout=(
        Field("zero", u8, only=(0,), says="in front of the names"), client(), enter("answer", OTHER),
        Field("client_user", cstring, says="who the user is there", **NAME),
        Field("user_name", cstring, says="who the user will be here", **NAME),
        Field("terminal", ended(b"/"), says="kind of the terminal", **NAME),
        Field("speed", cstring, says="of the terminal"), likely(), finding("clear_text_credentials"), enter("rest")),
    modes=(Mode("answer", (Field("answer", u8, says="0: let in"), server(), enter("rest"))),
           Mode("rest", framing=Pieces())),
    info=("{user_name}", "{terminal}"), findings=(CLEAR_TEXT_CREDENTIALS,))
