from collections.abc import Collection

from .define import Field, Finding, Protocol
from .twin import Twin

PORTS: tuple[str, str]
OWN_KEYS: str

class CompiledRegistry:
    protocols: tuple[Protocol, ...]
    field_names: tuple[str, ...]
    findings: tuple[Finding, ...]
    reasons: tuple[str | None, ...]
    problems: list[tuple[str, str]]
    ids: dict[str, int]
    field_ids: dict[str, int]
    def __init__(self, protocols: list[Protocol], twins: dict[str, Twin], checked: bool = False) -> None: ...
    def of_scope(self, scope: str) -> list[int]: ...
    def of_protocols(self, protocols: Collection[int]) -> list[int]: ...
    def is_kept_whole(self, number: int) -> bool: ...
    def field(self, number: int) -> tuple[int, Field]: ...
    def kept_field(self, number: int) -> tuple[int, Field]: ...

def check_table(protocol: Protocol, twin: Twin | None) -> None: ...
