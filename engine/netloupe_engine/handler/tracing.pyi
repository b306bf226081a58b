from .pipeline import Pipeline
from .reader import Reader

HOW: tuple[str, ...]

class Trace:
    def __init__(self) -> None: ...
    def process(self, pipeline: Pipeline, reader: Reader, packet: int) -> int | None: ...
    @property
    def requests(self) -> list[tuple[int, int, str, int, int, int, int, int, int]]: ...
