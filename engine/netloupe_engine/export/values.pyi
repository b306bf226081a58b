"""What Python sees of Forms; see values.pyx."""
from collections.abc import Callable

from ..attributes.values import Value
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Field

class Forms:
    """How the attributes of a registry are written."""

    def __init__(self, registry: CompiledRegistry, name_of: Callable[[Field, Value], str]) -> None: ...
