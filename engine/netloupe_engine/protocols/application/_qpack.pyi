"""QPACK; see _qpack.pyx."""
from typing import Literal

def decode(*parts: tuple[Literal["encoder", "section"], bytes],
           capacity: int = 0) -> list[list[tuple[bytes, bytes]] | Literal["waits"] | None]: ...
