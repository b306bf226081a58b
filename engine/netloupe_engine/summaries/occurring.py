"""Values that occur: what sessions have of a name, the commonest first, to be offered while a filter is typed."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import ExpressionError
from ..filters.conditions import Exact, value_text
from ..filters.fields import SessionField, What, session_fields
from ..filters.names import Attribute, Names, Target
from ..filters.syntax import Place
from ..filters.view import View
from ..model import CaptureInfo
from ..records import record
from .keys import key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VALUES_MAX = 1 << 16        # different ones of a name that are looked through, the commonest
NAMES_MAX = 64              # names whose values are kept
_MEASURED = (What.BYTES, What.RATE, What.DURATION)      # seldom twice the same: what is typical of them says more
_TYPICAL = ((0, "least"), (50, "median"), (90, "nine tenths are at most this"), (99, "all but a hundredth"),
            (100, "most"))
_DIGITS = 3                 # of what is typical


@record(frozen=True, slots=True)
class Occurring:
    """Values as a filter writes them, each with how it reads or what is special about it, and in how many sessions it
    occurs (-1: not counted)."""

    written: list[str]
    said: list[str]
    counts: list[int]

    def like(self, typed: str, most: int) -> list[int]:
        """Which of them are meant by what was typed: those that begin so, then those that have it inside."""
        typed = typed.lower()
        if not typed:
            return list(range(min(most, len(self.written))))
        begin: list[int] = []
        inside: list[int] = []
        for at, (written, said) in enumerate(zip(self.written, self.said, strict=True)):
            written = written.lower().lstrip('"')
            if written.startswith(typed) or said.lower().startswith(typed):
                begin.append(at)
                if len(begin) >= most:
                    break
            elif len(inside) < most and (typed in written or typed in said.lower()):
                inside.append(at)
        return [*begin, *inside][:most]


class Values:
    """Of one analysis, each name read once until more is known. Any thread."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, tuple[object, Occurring]] = {}
        self._lock = Lock()

    def of(self, name: str, stamp: object, view: Callable[[], View], capture: CaptureInfo) -> Occurring:
        """The values of a name. `stamp` changes when more is known. Raises ExpressionError, CancelledError."""
        with self._lock:
            found = self._known.get(name)
        if found is None or found[0] != stamp:
            found = stamp, self._read(name, view(), capture)
            with self._lock:
                while len(self._known) >= NAMES_MAX:
                    del self._known[next(iter(self._known))]
                self._known[name] = found
        return found[1]

    def _read(self, name: str, view: View, capture: CaptureInfo) -> Occurring:
        target = self._names.targets(name, Place(0, len(name)), False)[0]
        if isinstance(target, Attribute) and target.of_packets:
            return _declared(target)
        if isinstance(target, SessionField):
            if target.what is What.TIME:
                return _times(target, capture)
            if target.what in _MEASURED:
                return _typical(view, target)
            if target.what is What.PROTOCOLS:
                return _protocols(view)
            if target.what is What.TRUTH:
                return Occurring(["yes", "no"], ["", ""], [-1, -1])
        found = self._counted(view, name, target)
        if target is session_fields()["state"]:
            ended = self._counted(view, "ended", session_fields()["end_reason"])
            pairs = sorted(zip(found.written + ended.written, found.said + ended.said, found.counts + ended.counts,
                               strict=True), key=lambda row: -row[2])
            return Occurring([row[0] for row in pairs], [row[1] for row in pairs], [row[2] for row in pairs])
        return found

    def _counted(self, view: View, name: str, target: Target) -> Occurring:
        import numpy as np
        key = key_of(view, self._names, name)
        counts = np.bincount(key.codes, minlength=key.count)
        common = np.argsort(-counts, kind="stable")[:VALUES_MAX + 1]
        written, said, numbers = [], [], []
        for code in common[counts[common] > 0].tolist():
            value: Exact = key.value(code)
            if value is None or value == "":
                continue
            try:
                text = value_text(target, value)
            except ExpressionError:
                continue
            label = str(key.tell(value))
            written.append(text)
            said.append(label if label.lower() != text.strip('"').lower() else "")
            numbers.append(int(counts[code]))
        return Occurring(written, said, numbers)


def _declared(target: Attribute) -> Occurring:
    """Names that a number of packets can have."""
    names = target.declared.names or target.declared.flags
    if names is None:
        return Occurring([], [], [])
    is_flags = target.declared.flags is not None
    numbers = list(names.names)
    written = [names.names[number].lower() if is_flags else value_text(target, number) for number in numbers]
    return Occurring(written, [f"{number}" for number in numbers], [-1] * len(numbers))


def _times(field: SessionField, capture: CaptureInfo) -> Occurring:
    found = [(value_text(field, ns), said) for ns, said in (
        (capture.start_ns, "where the capture begins"), (capture.end_ns, "where it ends")) if ns is not None]
    found += [("10s", "ten seconds after it begins"), ("-1min", "a minute before it ends")]
    return Occurring([text for text, _ in found], [said for _, said in found], [-1] * len(found))


def _typical(view: View, field: SessionField) -> Occurring:
    """Seldom two sessions have the same: how they are spread."""
    import numpy as np
    parts: list[NDArray[np.float64]] = []
    for values in view.of_field(field):
        numbers = np.asarray(values.values)
        parts.append(numbers if values.known is None else numbers[values.known])
    every = np.concatenate(parts)
    if not len(every):
        return Occurring([], [], [])
    places = np.percentile(every, [place for place, _ in _TYPICAL], method="nearest")
    found: dict[str, str] = {}
    for value, (_, said) in zip(places.tolist(), _TYPICAL, strict=True):
        found.setdefault(value_text(field, _rounded(value)), said)
    return Occurring(list(found), list(found.values()), [-1] * len(found))


def _rounded(value: float) -> int | float:
    """To a few digits: nobody asks for the last byte or nanosecond."""
    if not value:
        return 0
    size = len(str(abs(int(value)))) - _DIGITS
    return int(round(Fraction(value), -size)) if size > 0 or value == int(value) else round(float(value), 1 - size)


def _protocols(view: View) -> Occurring:
    """In how many sessions each is."""
    import numpy as np
    paths = view.paths()
    counts = np.bincount(view.column("path"), minlength=len(paths)).tolist()
    found: dict[str, int] = {}
    for path, count in zip(paths, counts, strict=False):
        for key in dict.fromkeys(path.split(".")) if count else ():
            found[key] = found.get(key, 0) + count
    found.pop("", None)
    ordered = sorted(found, key=lambda key: -found[key])
    return Occurring(ordered, [""] * len(ordered), [found[key] for key in ordered])
