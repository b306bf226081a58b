"""What Python sees of Lines; see lines.pyx."""
from ..protocols.compiled import CompiledRegistry
from .values import Forms

def pieces_of(template: str) -> list[tuple[str, str]]: ...

class Lines:
    """The lines of all protocols of a registry."""

    def __init__(self, registry: CompiledRegistry, forms: Forms) -> None: ...
