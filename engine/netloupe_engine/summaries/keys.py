"""By what sessions are grouped: any field or attribute that a filter can ask, as numbers and what they stand for."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..attributes.values import decode, time_text
from ..core import numbering
from ..core.text import address_text
from ..errors import ExpressionError
from ..export.text_column import TextColumn
from ..filters.apart import addresses_apart, numbered
from ..filters.conditions import Exact, word_of_nothing
from ..filters.fields import How, SessionField, What
from ..filters.matching import joined_columns
from ..filters.names import Attribute, Names, Target
from ..filters.quantities import MAPPED
from ..filters.syntax import Place
from ..filters.view import Values, View
from ..handler.info import brief
from ..model import Severity
from ..protocols.define import TEXT_KINDS, Kind
from ..quantities import duration
from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Label = str | int | float | bool | None
_NOTHING_FIRST = ("applications", "decisions", "ends", "names", "announcements", "services", "categories", "rules",
                  "ways")    # lists of words: 0 is nothing


@record(frozen=True, slots=True)
class Key:
    """What each session is grouped by: `codes[starts[row]:starts[row + 1]]`, different ones, one at least.
    `value(code)` is what a code stands for, None for nothing, and `tell(value)` how it reads; codes are less than
    `count`."""

    name: str
    starts: NDArray[np.int64]
    codes: NDArray[np.int64]
    count: int
    value: Callable[[int], Exact]
    tell: Callable[[Any], Label]
    nothing: str = ""       # the filter's word for it, if it has one

    def label(self, code: int) -> Label:
        """What a code stands for, as it reads; None for nothing."""
        value = self.value(code)
        return None if value is None else self.tell(value)


def key_of(view: View, names: Names, name: str) -> Key:
    """The key of a name. Raises ExpressionError for one that is none, or that only packets have."""
    targets = targets_of(names, name)
    found = [values for target in targets for values in _values(view, target, lowered=False)]
    codes, count, number = _numbered([values.values for values in found], _is_octets(targets[0]))
    exact, tell = _told(view, targets[0])
    starts, codes = _by_session(view.sessions, found, codes, count)
    return Key(name, starts, codes, count + 1, lambda code: None if code == count else exact(number(code)), tell,
               word_of_nothing(targets[0]))


def targets_of(names: Names, name: str) -> tuple[Target, ...]:
    """What a name means. Raises ExpressionError for one that means nothing, or what only packets have."""
    targets = names.targets(name, Place(0, len(name)), False)
    if any(isinstance(target, Attribute) and target.of_packets for target in targets):
        raise ExpressionError(f"{name} is of packets: sessions are grouped by what is kept of them.", 0, len(name))
    return targets


@record(frozen=True, slots=True)
class Coded:
    """Values as numbers: `codes[i]` of the session in row `rows[i]`, less than `count`. `value(code)` is what a code
    stands for, None for nothing, and `tell(value)` how it reads."""

    rows: NDArray[np.int64]
    codes: NDArray[np.int64]
    count: int
    value: Callable[[int], Exact]
    tell: Callable[[Any], Label]


def coded(view: View, targets: Sequence[Target]) -> Coded:
    """All values of what is the same for a reader, such as a host in two versions of a protocol; texts whatever their
    case, as filters compare them."""
    import numpy as np
    found = [values for target in targets for values in _values(view, target, lowered=True)]
    codes, count, number = _numbered([values.values for values in found], _is_octets(targets[0]))
    rows = np.concatenate([np.arange(view.sessions, dtype=np.int64) if values.rows is None else values.rows
                           for values in found])
    if any(values.known is not None for values in found):
        known = np.concatenate([np.ones(len(values.values), np.bool_) if values.known is None else values.known
                                for values in found])
        rows, codes = rows[known], codes[known]
    exact, tell = _told(view, targets[0])
    return Coded(rows, codes, count, lambda code: exact(number(code)), tell)


def _is_octets(target: Target) -> bool:
    return isinstance(target, Attribute) and target.declared.type.kind == Kind.BYTES


def _values(view: View, target: Target, lowered: bool) -> list[Values]:
    if isinstance(target, SessionField):
        return view.of_field(target)
    return [view.of_attribute(target, lowered)]


def _told(view: View, target: Target) -> tuple[Callable[[Any], Exact], Callable[[Any], Label]]:
    """What a number of a column is as a value, and how that reads."""
    if isinstance(target, Attribute):
        declared = target.declared
        if declared.type.kind == Kind.BYTES:
            return bytes, bytes.hex
        if declared.type.kind in TEXT_KINDS or declared.type.kind == Kind.IPV4:
            return str, str
        if declared.type.kind == Kind.FLOAT:
            return float, float
        exact = bool if declared.type.kind == Kind.BOOLEAN else int
        if declared.names is not None or declared.flags is not None or declared.type.kind in (Kind.TIME, Kind.BOOLEAN,
                                                                                              Kind.DURATION):
            return exact, lambda number: brief(declared, decode(declared, int(number) // declared.scale, b""))
        return exact, int
    if target.words == "severities":
        return lambda number: Severity(number).name.lower(), str
    if target.words and target.how is not How.ORDINAL:
        has_nothing = target.words in _NOTHING_FIRST or target.how is How.ENDS
        words = view.words(target.words)
        return lambda number: None if has_nothing and number == 0 else words[number], str
    if target.what in (What.TEXT, What.ADDRESS):
        return str, str
    if target.what in (What.TIME, What.DURATION):
        return int, time_text if target.what is What.TIME else duration
    kind: type[bool | float | int] = bool if target.what is What.TRUTH else float if target.what is What.RATE else int
    return kind, kind


def _numbered(parts: Sequence[NDArray[Any] | TextColumn],
              is_octets: bool) -> tuple[NDArray[np.int64], int, Callable[[int], Any]]:
    """The different values as numbers from 0, in their order: (one a value, how many, what one stands for)."""
    import numpy as np
    if isinstance(parts[0], TextColumn):
        texts = joined_columns([part for part in parts if isinstance(part, TextColumn)])
        codes = texts.ranks().astype("i8")
        first = np.zeros(int(codes.max()) + 1 if len(codes) else 0, np.int64)
        first[codes] = np.arange(len(codes))
        read = texts.octets if is_octets else texts.__getitem__
        return codes, len(first), lambda code: read(int(first[code]))
    numbers_of = [part for part in parts if not isinstance(part, TextColumn)]
    values = numbers_of[0] if len(parts) == 1 else np.concatenate(numbers_of)
    if values.dtype.kind == "V":
        different, codes = addresses_apart(values)
        return codes, len(different), lambda code: _address(different[code].tobytes())
    numbers, inverse = numbered(values)
    return inverse, len(numbers), lambda code: numbers[code].item()


def _address(address: bytes) -> str:
    return address_text(address[12:] if address.startswith(MAPPED) else address)


def _by_session(sessions: int, found: Sequence[Values], codes: NDArray[np.int64],
                count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Put by sessions, each code once: where those of each begin, and the codes. The last code is that of sessions
    without any."""
    import numpy as np
    if all(values.rows is None and values.known is None for values in found):
        return (np.arange(sessions + 1), codes) if len(found) == 1 \
            else numbering.beside(codes.reshape(len(found), sessions), count)
    rows = [np.arange(sessions, dtype=np.int64) if values.rows is None else values.rows for values in found]
    known = [np.ones(len(of), np.bool_) if values.known is None else values.known
             for values, of in zip(found, rows, strict=True)]
    is_known = np.concatenate(known)
    if len(found) == 1 and found[0].rows is None:
        return np.arange(sessions + 1), np.where(is_known, codes, count)
    if len(rows) == 1 and (rows[0][1:] > rows[0][:-1]).all():       # one of each session that has any
        placed = np.full(sessions, count, np.int64)
        placed[rows[0][is_known]] = codes[is_known]
        return np.arange(sessions + 1), placed
    if all(values.rows is None for values in found):
        return numbering.beside(np.where(is_known, codes, count).reshape(len(found), sessions), count)
    return numbering.by_owner(np.concatenate(rows)[is_known], codes[is_known], sessions, count)
