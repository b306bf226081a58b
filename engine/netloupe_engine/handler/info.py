"""One line about a packet or a session, from the templates the protocols declare."""
import string
from collections.abc import Mapping, Sequence

from ..attributes.values import Value, text_of
from ..model import AttributeValue, Node
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Field, Kind

LINE_MAX = 300
GONE = "bytes no longer kept"       # of packets whose file a live capture has dropped
_FORMATTER = string.Formatter()


def line(registry: CompiledRegistry, protocol: str, values: Mapping[str, Value]) -> str:
    """The protocol's templates filled with `values` (by field name); "" when none can be filled."""
    declared = registry.protocols[registry.ids[protocol]]
    parts = []
    for template in declared.info:
        wanted = [name for _, name, _, _ in _FORMATTER.parse(template) if name]
        if all(name in values for name in wanted):
            parts.append(template.format(**{name: brief(_declared(registry, protocol, name), values[name])
                                            for name in wanted}))
    return " · ".join(parts)[:LINE_MAX]


def _declared(registry: CompiledRegistry, protocol: str, name: str) -> Field:
    return registry.field(registry.field_ids[f"{protocol}.{name}"])[1]


def brief(declared: Field, value: Value) -> str:
    """A value as briefly as it can be said: names without numbers."""
    if isinstance(value, int):
        if declared.type.kind in (Kind.TIME, Kind.DURATION):
            return text_of(declared, value)
        if declared.names is not None:
            return text_of(declared, value) if declared.number_first else declared.names(value) or str(value)
        if declared.flags is not None:
            return " ".join(text for bit, text in declared.flags.names.items() if value & bit)
        if declared.type.kind == Kind.BOOLEAN:
            return "yes" if value else "no"
    return value.hex() if isinstance(value, bytes) else str(value)


def line_of_values(registry: CompiledRegistry, values: Sequence[AttributeValue]) -> str:
    """A line about what the first protocol said of which there is anything to say, in the order in which their values
    were met; of repeated attributes the first counts."""
    found: dict[str, dict[str, Value]] = {}
    for value in values:
        owner, _, name = value.name.partition(".")
        found.setdefault(owner, {}).setdefault(name, value.value)
    return next(filter(None, (line(registry, protocol, mine) for protocol, mine in found.items())), "")


def line_of_attribute(registry: CompiledRegistry, values: Sequence[AttributeValue]) -> str:
    """The different values of one attribute, as briefly as they can be said."""
    if not values:
        return ""
    _, declared = registry.kept_field(registry.field_ids[values[0].name])
    is_time = declared.type.kind in (Kind.TIME, Kind.DURATION)
    return ", ".join(dict.fromkeys(value.text if is_time else brief(declared, value.value) for value in values))


def line_of_nodes(registry: CompiledRegistry, nodes: Sequence[Node]) -> str:
    """A line about the innermost layer that has one."""
    for layer in reversed(nodes):
        if layer.name in registry.ids:
            found: dict[str, Value] = {}
            _collect(layer.children, found)
            said = line(registry, layer.name, found)
            if said:
                return said
    return ""


def _collect(nodes: Sequence[Node], found: dict[str, Value]) -> None:
    for node in nodes:
        if node.value is not None:
            found.setdefault(node.name.partition(".")[2], node.value)
        _collect(node.children, found)
