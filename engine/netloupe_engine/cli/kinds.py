"""Attribute values as data: which of them are times, and how a value is written exactly."""
import functools
from typing import Any

from ..analysis import known_protocols
from ..export.json_text import Seconds
from ..model import AttributeValue
from ..protocols.define import Kind


@functools.cache
def time_names() -> frozenset[str]:
    """Names of the attributes whose value is a time or a duration in nanoseconds."""
    return frozenset(f"{protocol.key}.{field.name}" for protocol in known_protocols() for field in protocol.fields
                     if field.type.kind in (Kind.TIME, Kind.DURATION))


def exact(attribute: AttributeValue) -> Any:
    """The value for JSON: times as Seconds, everything else as it is."""
    value = attribute.value
    return Seconds(value) if isinstance(value, int) and attribute.name in time_names() else value


def cell(attribute: AttributeValue) -> Any:
    """The value for a CSV cell: numbers as they are, byte strings in hexadecimal."""
    value = exact(attribute)
    return value.hex() if isinstance(value, bytes) else value
