"""Attribute values as data: which of them are times, and how a value is written exactly."""
import functools
from typing import Any

from ..analysis import known_protocols
from ..model import AttributeValue, Session
from ..protocols.define import Kind


class Seconds(int):
    """Nanoseconds that are written as seconds with nine decimals."""

    def __str__(self) -> str:
        seconds, nanoseconds = divmod(abs(self), 1_000_000_000)
        return f"{'-' if self < 0 else ''}{seconds}.{nanoseconds:09d}"


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


def processes(session: Session) -> tuple[str, str]:
    """The programs at the initiator's and the responder's end, such as "curl (4242)"; "" where it is not known."""
    found, said = {"initiator": "", "responder": ""}, ""
    for value in session.attributes:
        if value.name == "process.name":
            said = str(value.value)
        elif value.name == "process.pid":
            said += f" ({value.text})"
        elif value.name == "process.end":
            found[str(value.value)] = said
    return found["initiator"], found["responder"]
