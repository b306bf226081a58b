from collections.abc import Callable
from typing import Any

EVENTS: tuple[str, ...]
TRANSPORTS: tuple[str, ...]

def walk(state: int, event: str, transport: str) -> list[int]: ...
def reason(event: str) -> int: ...

class TcpDialogue:
    states: list[tuple[int, int]]
    end: int
    facts: dict[str, Any]
    size_bytes: int
    memory: bytes

    def starts_anew(self, way: int, flags: int, seq: int) -> bool: ...
    @staticmethod
    def is_from_responder(flags: int) -> bool: ...
    def segment(self, way: int, flags: int, *, time_ns: int, seq: int = 0, ack: int = 0, payload: int = 0,
                window: int = 1024, mss: int = 0, shift: int = -1, sack: bool = False,
                shortcut: bool = True) -> set[str]: ...

class StreamMemory:
    bytes: int
    live: int

    def __init__(self, *, stream_bytes_max: int = ..., bytes_max: int = ...) -> None: ...

class StreamProbe:
    memory: StreamMemory
    heard: list[Any]
    borrowed: int
    listened: bool

    def __init__(self, memory: StreamMemory | None = None, *,
                 appetite: Callable[[bytes], int] | None = None) -> None: ...
    def push(self, seq: int, data: bytes = b"", *, syn: bool = False, length: int | None = None) -> set[str]: ...
    def ack(self, number: int) -> set[str]: ...
    def flush(self) -> set[str]: ...
    def stop(self) -> None: ...
    def free(self) -> None: ...
