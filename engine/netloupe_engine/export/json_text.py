"""JSON as this program writes it: times are seconds with nine decimals, made from integer nanoseconds and never through
a float; byte strings are hexadecimal."""
import re
from collections.abc import Callable, Iterable
from json.encoder import encode_basestring
from typing import Any

from ..model import FindingRow

VERSION = 1             # of the documents' shape
_COMMANDS = re.compile("[\x7f-\x9f]")     # to a terminal


class Seconds(int):
    """Nanoseconds that are written as seconds with nine decimals."""

    def __str__(self) -> str:
        seconds, nanoseconds = divmod(abs(self), 1_000_000_000)
        return f"{'-' if self < 0 else ''}{seconds}.{nanoseconds:09d}"


def encode(value: Any) -> str:
    """A value as JSON. Raises KeyError for types no shape here has."""
    return _ENCODERS[type(value)](value)


def encode_text(text: str) -> str:
    """A text as JSON, with nothing in it that could move a terminal's cursor."""
    return _COMMANDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", encode_basestring(text))


def _encode_object(value: dict[str, Any]) -> str:
    return "{" + ", ".join([f"{encode_text(name)}: {encode(item)}" for name, item in value.items()]) + "}"


def _encode_array(value: Iterable[Any]) -> str:
    return "[" + ", ".join([encode(item) for item in value]) + "]"


def _encode_float(value: float) -> str:
    return repr(value) if value - value == 0 else "null"        # JSON has no infinity


_ENCODERS: dict[type, Callable[[Any], str]] = {
    dict: _encode_object, list: _encode_array, tuple: _encode_array, str: encode_text, int: repr,
    float: _encode_float, Seconds: str, bool: lambda value: "true" if value else "false",
    type(None): lambda value: "null", bytes: lambda value: f'"{value.hex()}"',
}


NUMBERS_MAX = 1_000     # of packets and sessions that a finding names


def finding_document(row: FindingRow) -> dict[str, Any]:
    """One finding; a session or packet it is not about is null, and a field that nobody says is left out. One about
    several has their numbers, the first 1,000."""
    return {"severity": row.severity.name.lower(), "kind": row.kind, "session": row.session or None,
            "packet": row.packet or None, "text": row.text,
            **({"field": row.field} if row.field else {}),
            **({"packets": list(row.packets[:NUMBERS_MAX])} if row.packets else {}),
            **({"sessions": list(row.sessions[:NUMBERS_MAX])} if row.sessions else {})}
