from typing import Any, NamedTuple

from .define import Protocol
from .twin import Twin

class Attribute(NamedTuple):
    name: str
    value: int | float | bool | str | bytes | None
    at: int
    size: int
    depth: int
    note: int
    way: int
    buffer: int

class Fed(NamedTuple):
    answers: list[int | str]
    attributes: list[Attribute]
    findings: list[str]
    asked: list[tuple[object, ...]]

VERDICTS: tuple[str, ...]
GUESSES: tuple[str, ...]

def classify(twin: Twin, data: bytes, /, **given: bytes | int) -> dict[str, Any]: ...
def dissect(twin: Twin, protocol: Protocol, data: bytes, /, **given: bytes | int) -> list[Attribute]: ...
def probe(twin: Twin, data: bytes, way: int = 0, *, datagram: bool = False, cut: bool = False) -> str: ...
def key_of_text(text: bytes) -> int: ...
def feed(twin: Twin, protocol: Protocol, *pieces: tuple[int, bytes | int], datagram: bool | None = None,
         now_ns: int = 0, cut: bool = False) -> Fed: ...
