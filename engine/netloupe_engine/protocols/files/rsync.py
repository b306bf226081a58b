"""rsync: files that are made alike, as its daemon speaks (rsyncd.conf(5), and what daemons say): versions, module,
login. Files themselves are passed over."""
from ...model import Severity
from ..define import (BOTH, Field, Finding, Lines, Mode, Pieces, Protocol, begins, certain, enter, finding, left,
                      read_as, refute, server, skip, trimmed, way, when, word)

REPLY = Field("reply", word, says="what the server answers")
SAID = when(
    begins(b"@RSYNCD: "), skip(9), when(
        begins(b"OK"), REPLY, server(), enter("data", BOTH), otherwise=when(
            begins(b"AUTHREQD"), REPLY, server(), Field("challenge", trimmed, says="for the proof"),
            otherwise=when(begins(b"EXIT"), read_as(REPLY, trimmed), otherwise=(
                Field("version", word, scope="session", keep="distinct", says="of the protocol"),
                when(left > 0, Field("digests", trimmed, says="by which proofs can be made")))))),
    otherwise=when(
        begins(b"@ERROR"), Field("error", trimmed, scope="session", keep="distinct", says="why the server refuses"),
        finding("refused"),
        otherwise=when(way == 0, Field("request", trimmed, scope="session", keep="distinct",
                                       says="module that is wanted, or who logs in with a proof"),
                       otherwise=Field("message", trimmed, says="what the server says to people, or a module"))))

RSYNC = Protocol(
    key="rsync", title="rsync", reference="rsyncd.conf(5)", layer=7, rides_on={"tcp.port": 873}, starts=(b"@RSY",),
    framing=Lines(most=4096), probe=(when(begins(b"@RSYNCD: "), certain(), otherwise=refute()),),
    layout=(SAID,), modes=(Mode("data", (skip(left),), framing=Pieces()),),
    info=("{request}", "{reply}", "{error}", "{version}", "{message}"),
    findings=(Finding("refused", Severity.NOTE, "An rsync daemon refused something."),))
