"""What Python sees of Rows; see rows.pyx."""
from collections.abc import Callable, Iterable, Sequence

from .lines import Lines
from .memory import Memory
from .service_reader import ServiceReader
from .shapes import Step
from .values import Forms

class Rows:
    """Writes rows by steps."""

    def __init__(self, memory: Memory, forms: Forms, lines: Lines, services: ServiceReader,
                 steps: list[Step], cell: Callable[[object], str]) -> None: ...
    def chunk(self, rows: Sequence[int], given: Iterable[tuple[int, int, bytes]] = ...) -> bytes: ...
