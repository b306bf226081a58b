"""Values that occur: what sessions have of a name, the commonest first, to be offered while a filter is typed."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import accumulate, islice
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import ExpressionError
from ..filters.conditions import Exact, value_text
from ..filters.fields import How, SessionField, What, session_fields
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
NAMES_MAX = 32              # names whose values are kept
PAGE = 1 << 10              # values that are made, and looked through, in one go
WAIT_S = 0.01               # between two looks at whether to go on waiting
SOON_S = 0.02               # for which one waits for who counts all
FIRST = 1 << 15             # sessions whose values are counted at once
_MEASURED = (What.BYTES, What.RATE, What.DURATION)      # seldom twice the same: what is typical of them says more
_AT_ONCE = (What.WORD, What.NAME, What.TRUTH, What.PROTOCOLS, What.TIME)    # of which there are few, by small numbers
_TYPICAL = ((0, "least"), (50, "median"), (90, "nine tenths are at most this"), (99, "all but a hundredth"),
            (100, "most"))
_DIGITS = 3                 # of what is typical
QUOTE = chr(34)
_APART = str.maketrans("\n\t", "  ")        # which stand between texts that are looked through


@record(frozen=True, slots=True)
class Value:
    """A value as a filter writes it, how it reads or what is special about it, in how many sessions it occurs (-1: not
    counted)."""

    written: str
    said: str = ""
    count: int = -1


@record(frozen=True, slots=True)
class _Page:
    """Some values, and their texts one after the other, each value a line; where each begins."""

    values: list[Value]
    text: str
    begins: list[int]

    def rows(self, typed: str) -> Iterator[int]:
        """The values with this in their texts, ascending."""
        at = self.text.find(typed)
        while at >= 0:
            row = bisect_right(self.begins, at) - 1
            yield row
            at = self.text.find(typed, self.begins[row + 1]) if row + 1 < len(self.begins) else -1


class Occurring:
    """Values of a name, the commonest first. They become texts when somebody looks at them. Any thread."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.is_whole = True            # counted in all sessions
        self._source = iter(values)
        self._pages: list[_Page] = []
        self._lock = Lock()

    def first(self, most: int) -> list[Value]:
        """The commonest."""
        found: list[Value] = []
        for page in self._each():
            found += page.values
            if len(found) >= most:
                break
        return found[:most]

    def like(self, typed: str, most: int, check: Callable[[], None]) -> list[Value]:
        """Those that are meant by what was typed: that begin so, then that have it inside. `check` may raise."""
        typed = typed.lower().translate(_APART)
        if not typed:
            return self.first(most)
        begin: list[Value] = []
        inside: list[Value] = []
        for page in self._each():
            check()
            rows = sorted({*page.rows("\n" + typed), *page.rows("\t" + typed)})
            begin += [page.values[row] for row in rows]
            if len(begin) >= most:
                break
            if len(inside) < most:
                others = set(rows)
                inside += islice((page.values[row] for row in page.rows(typed) if row not in others), most)
        return [*begin, *inside][:most]

    def read(self, check: Callable[[], None]) -> None:
        """Make all texts. `check` may raise."""
        for _ in self._each():
            check()

    def _each(self) -> Iterator[_Page]:
        at = 0
        while True:
            with self._lock:
                if at == len(self._pages) and (values := list(islice(self._source, PAGE if at else PAGE >> 4))):
                    self._pages.append(_page(values))
                if at == len(self._pages):
                    self._source = iter(())         # with what it was made of
                    return
                page = self._pages[at]
            yield page
            at += 1


def _page(values: list[Value]) -> _Page:
    lines = [f"\n{value.written.lower().lstrip(QUOTE).translate(_APART)}\t{value.said.lower().translate(_APART)}"
             for value in values]
    return _Page(values, "".join(lines), [0, *accumulate(map(len, lines))][:-1])


class Values:
    """Of one analysis, each name read once until more is known. Any thread."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, tuple[object, Occurring]] = {}
        self._lock = Lock()
        self._reading: dict[str, Lock] = {}

    def of(self, name: str, stamp: object, view: Callable[[], View], capture: CaptureInfo) -> Occurring:
        """The values of a name. `stamp` changes when more is known. Raises ExpressionError, CancelledError."""
        with self._lock:
            found = self._known.get(name)
            turn = self._reading.setdefault(name, Lock())
        if found is not None and found[0] == stamp:
            return found[1]
        asked = view()
        while not turn.acquire(timeout=WAIT_S):         # another thread reads them
            asked.check()
        try:
            with self._lock:
                found = self._known.get(name)
            if found is None or found[0] != stamp:
                found = stamp, self._read(name, asked, capture)
                with self._lock:
                    while len(self._known) >= NAMES_MAX:
                        del self._known[next(iter(self._known))]
                    self._known[name] = found
        finally:
            turn.release()
            with self._lock:
                self._reading.pop(name, None)
        return found[1]

    def soon(self, name: str, stamp: object, view: Callable[[], View], capture: CaptureInfo) -> Occurring | None:
        """The values of a name if they are known; None where they are known at once; else those of this view alone,
        kept by nobody. Raises ExpressionError, CancelledError."""
        target = self._target(name)
        if isinstance(target, Attribute) and target.of_packets:
            return None
        if isinstance(target, SessionField) and target.what in _AT_ONCE and len(target.columns) <= 1 \
                and target.how is not How.ENDS:
            return None
        with self._lock:
            found, turn = self._known.get(name), self._reading.get(name)
        if turn is not None and turn.acquire(timeout=SOON_S):       # another thread counts them
            turn.release()
            with self._lock:
                found = self._known.get(name)
        if found is not None and found[0] == stamp:
            return found[1]
        part = self._read(name, view(), capture)
        part.is_whole = False
        return part

    def _target(self, name: str) -> Target:
        return self._names.targets(name, Place(0, len(name)), False)[0]

    def _read(self, name: str, view: View, capture: CaptureInfo) -> Occurring:
        target = self._target(name)
        if isinstance(target, Attribute) and target.of_packets:
            return Occurring(_declared(target))
        if isinstance(target, SessionField):
            if target.what is What.TIME:
                return Occurring(_times(target, capture))
            if target.what in _MEASURED:
                return Occurring(_typical(view, target))
            if target.what is What.PROTOCOLS:
                return Occurring(_protocols(view))
            if target.what is What.TRUTH:
                return Occurring([Value("yes"), Value("no")])
        found = self._counted(view, name, target)
        if target is session_fields()["state"]:
            ended = self._counted(view, "ended", session_fields()["end_reason"])
            return Occurring(sorted((*found, *ended), key=lambda value: -value.count))
        return Occurring(found)

    def _counted(self, view: View, name: str, target: Target) -> Iterator[Value]:
        """Counted at once, and told one by one."""
        import numpy as np
        key = key_of(view, self._names, name)
        counts = np.bincount(key.codes, minlength=key.count)
        view.check()
        common = commonest(counts, VALUES_MAX + 1)
        return _told(target, key.value, key.tell, common, counts[common])


def _told(target: Target, value_of: Callable[[int], Exact], tell: Callable[[Exact], object],
          codes: NDArray[np.int64], counts: NDArray[np.int64]) -> Iterator[Value]:
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        value = value_of(code)
        if value is None or value == "":
            continue
        try:
            text = value_text(target, value)
        except ExpressionError:
            continue
        label = str(tell(value))
        yield Value(text, label if label.lower() != text.strip(QUOTE).lower() else "", count)


def commonest(counts: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The places of the greatest numbers, the greatest first, of equal ones the first first; none of 0."""
    import numpy as np
    places = np.flatnonzero(counts)
    if len(places) > most:
        least = np.partition(counts, len(counts) - most)[len(counts) - most]
        more, same = np.flatnonzero(counts > least), np.flatnonzero(counts == least)
        places = np.sort(np.concatenate([more, same[:most - len(more)]]))
    return places[np.argsort(-counts[places], kind="stable")]


def _declared(target: Attribute) -> list[Value]:
    """Names that a number of packets can have."""
    names = target.declared.names or target.declared.flags
    if names is None:
        return []
    is_flags = target.declared.flags is not None
    return [Value(name.lower() if is_flags else value_text(target, number), f"{number}")
            for number, name in names.names.items()]


def _times(field: SessionField, capture: CaptureInfo) -> list[Value]:
    return [*(Value(value_text(field, ns), said) for ns, said in (
        (capture.start_ns, "where the capture begins"), (capture.end_ns, "where it ends")) if ns is not None),
        Value("10s", "ten seconds after it begins"), Value("-1min", "a minute before it ends")]


def _typical(view: View, field: SessionField) -> list[Value]:
    """Seldom two sessions have the same: how they are spread."""
    import numpy as np
    parts: list[NDArray[np.float64]] = []
    for values in view.of_field(field):
        numbers = np.asarray(values.values)
        parts.append(numbers if values.known is None else numbers[values.known])
    every = np.concatenate(parts)
    if not len(every):
        return []
    places = [round((len(every) - 1) * place / 100) for place, _ in _TYPICAL]
    spread = np.partition(every, places)[places]
    found: dict[str, str] = {}
    for value, (_, said) in zip(spread.tolist(), _TYPICAL, strict=True):
        found.setdefault(value_text(field, _rounded(value)), said)
    return [Value(text, said) for text, said in found.items()]


def _rounded(value: float) -> int | float:
    """To a few digits: nobody asks for the last byte or nanosecond."""
    if not value:
        return 0
    size = len(str(abs(int(value)))) - _DIGITS
    return int(round(Fraction(value), -size)) if size > 0 or value == int(value) else round(float(value), 1 - size)


def _protocols(view: View) -> list[Value]:
    """In how many sessions each is."""
    import numpy as np
    paths = view.paths()
    counts = np.bincount(view.column("path"), minlength=len(paths)).tolist()
    found: dict[str, int] = {}
    for path, count in zip(paths, counts, strict=False):
        for key in dict.fromkeys(path.split(".")) if count else ():
            found[key] = found.get(key, 0) + count
    found.pop("", None)
    return [Value(key, "", found[key]) for key in sorted(found, key=lambda key: -found[key])]
