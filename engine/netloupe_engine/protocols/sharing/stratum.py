"""Stratum: work for miners of coins, and what they found, in lines of JSON (Stratum mining protocol, as pools print
it)."""
from ...model import Severity
from ..define import (Field, Finding, Lines, Protocol, begins, certain, client, contains, ended, find, finding, refute,
                      seek, switch, text, when)

QUOTED = ended(b'"', or_end=True)


def found(key: bytes, *words: object) -> tuple[object, ...]:
    """What stands behind a key, wherever that is in the line."""
    return seek(0), when(contains(key), find(key), *words)


METHOD = Field("method", QUOTED, scope="session", keep="distinct", says="what is asked or told")

STRATUM = Protocol(
    key="stratum", title="Stratum mining", reference="Stratum mining protocol", layer=7,
    rides_on={"tcp.port": (3333, 4444, 14444)}, starts=(b'{"id', b'{"me', b'{"pa', b'{"js', b'{ "i'),
    framing=Lines(most=65536),
    probe=(when(begins(b"{") & contains(b'"method"') & (
        contains(b'"mining.subscribe"') | contains(b'"mining.authorize"') | contains(b'"mining.notify"')
        | contains(b'"mining.set_difficulty"') | contains(b'"eth_submitLogin"')
        | (contains(b'"login"') & contains(b'"agent"') & contains(b'"pass"'))), certain(), otherwise=refute()),),
    layout=(
        *found(b'"method":"', METHOD), *found(b'"method": "', METHOD),
        switch("method", {
            ("mining.subscribe", "mining.authorize", "login", "eth_submitLogin"): (client(), finding("mining"))}),
        *found(b'"worker":"', Field("worker", QUOTED, scope="session", keep="distinct", says="who works")),
        *found(b'"agent":"', Field("agent", QUOTED, scope="session", keep="distinct", says="program of the miner")),
        *found(b'"error":"', Field("error", QUOTED, says="why it failed")),
        seek(0), Field("line", text, says="all of it")),
    info=("{method}", "{error}", "{line}"),
    findings=(Finding("mining", Severity.WARNING, "A host mines coins, or asks for work to do so.",
                      meaning="Where nobody meant it to, somebody else uses its processors: look at who started it."),))
