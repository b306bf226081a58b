"""BitTorrent's distributed hash table: who shares what (BEP 5). Its messages are bencoded dictionaries, of which the
keys that matter are looked for."""
from ...layouts.fields import Type
from ...model import Severity
from ..define import (Field, Finding, Protocol, begins, certain, contains, decimal, ended, find, finding, octets,
                      refute, seek, sized, take, text, when)


def found(key: bytes, *words: object) -> tuple[object, ...]:
    """What stands behind a key, wherever that is."""
    return seek(0), when(contains(key), find(key), *words)


def counted_text(name: str, says: str, kind: Type = text, *, keep: bool = True) -> tuple[object, ...]:
    """A text behind its size in digits and a colon."""
    kept = {"scope": "session", "keep": "distinct", "keep_most": 64} if keep else {}
    return take("size", ended(b":", decimal)), Field(name, sized("size", kind), says=says,
                                                     **kept)  # type: ignore[arg-type]


HASH = sized(20, octets)

BT_DHT = Protocol(
    key="bt_dht", title="BitTorrent DHT", reference="BEP 5", layer=7, rides_on={"udp.port": (6881, 51413)},
    starts=(b"d1:a", b"d1:r", b"d1:e", b"d2:i"),
    probe=(when(begins(b"d1:ad2:id20:", b"d1:rd2:id20:", b"d1:eli", b"d2:ip6:", b"d2:ip18:") & contains(b"1:y1:"),
                certain(),
                otherwise=refute()),),
    layout=(
        *found(b"1:y1:", Field("kind", sized(1, text), only=("q", "r", "e"), says="q: question; r: answer; e: error")),
        *found(b"1:q", *counted_text("query", "what is asked")),
        *found(b"9:info_hash20:", Field("info_hash", HASH, scope="session", keep="distinct", keep_most=64,
                                        says="what is shared")),
        *found(b"6:target20:", Field("target", HASH, says="node that is looked for")),
        *found(b"2:id20:", Field("node", HASH, scope="session", keep="distinct", says="who says so")),
        *found(b"4:porti", Field("port", ended(b"e", decimal), says="of the peer that shares it")),
        *found(b"1:v4:", Field("program", sized(2, text), says="letters of the program")),
        *found(b"1:eli", Field("error_code", ended(b"e", decimal), says="why it failed"),
               *counted_text("message", "the same in words", keep=False), finding("error"))),
    info=("{query} {info_hash}", "{query}", "{kind}", "{error_code} {message}"),
    findings=(Finding("error", Severity.NOTE, "A node of BitTorrent's DHT could not do what was asked."),))
