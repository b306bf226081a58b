"""Statistics as a terminal, JSON and CSV show them: `netloupe stats --show`."""
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

import typer

from ..errors import UnknownNameError
from ..export.json_text import VERSION, Seconds, encode
from ..quantities import count, duration, percent, rate, size
from .asking import names_of
from .columns import aligned, width_of
from .rows import write_row
from .tables import number_of

if TYPE_CHECKING:
    from ..summaries.statistic import Statistic, StatisticKind

_TEXTS: dict[str, Callable[[Any], str]] = {
    "": str, "count": lambda value: count(value) if isinstance(value, int) else f"{value:,.3g}",
    "bytes": lambda value: size(round(value)), "ns": lambda value: duration(round(value)), "bit/s": rate,
    "ms": lambda value: f"{value:.3g} ms",
    "ns since 1970": lambda value: f"{datetime.fromtimestamp(value // 10**9, UTC):%Y-%m-%d %H:%M:%S}Z",
}


def chosen(names: str | None, known: "Sequence[StatisticKind]") -> "list[StatisticKind]":
    """The statistics that are named, of those that have data; a word before a dot names all of them. Raises
    typer.BadParameter for names that are none."""
    from ..summaries.catalogue import KINDS, kind_of
    if names is None or names.strip() == "all":
        return list(known)
    found: list[StatisticKind] = []
    for name in names_of(names, "--show"):
        alike = [kind for kind in known if kind.name.startswith(f"{name}.")]
        if alike or any(kind.name.startswith(f"{name}.") for kind in KINDS):
            found += [kind for kind in known if kind.name == name] + alike
            continue
        try:
            found.append(kind_of(name))
        except UnknownNameError as error:
            raise typer.BadParameter(str(error), param_hint="--show") from None
    return list(dict.fromkeys(found))


def write_list(stream: TextIO, answers: "Sequence[Statistic]") -> None:
    """What can be shown, with the greatest of each."""
    rows = [(found.kind.name, found.kind.topic, found.kind.title, _greatest(found)) for found in answers]
    stream.writelines(f"{line}\n" for line in aligned(("--show", "topic", "statistic", "most"), rows, (),
                                                      width_of(stream)))


def _greatest(found: "Statistic") -> str:
    """What stands out, in a few words."""
    median = next((fact for fact in found.facts if fact.name == "p50"), None)
    if median is not None:
        return f"half of all at most {_TEXTS[median.unit](median.value)}"
    values = found.column(found.measure).values
    if not len(found) or isinstance(values, tuple):
        return ""
    most = int(values.argmax())
    column = found.column(found.measure)
    return f"{found.labels[most]}: {_text(column.unit, values[most].item())}{_what(column.name)}"


def _what(measure: str) -> str:
    return "" if measure in ("bytes", "count") else f" {measure}"


def _text(unit: str, value: Any) -> str:
    return _TEXTS[unit](value)


def write_tables(stream: TextIO, answers: "Sequence[Statistic]", limit: int) -> None:
    """Tables to read, under their titles."""
    for at, found in enumerate(answers):
        kind = found.kind
        stream.write("\n" * bool(at) + f"{kind.topic}: {kind.title} ({kind.name}). {kind.says}\n")
        shown = min(len(found), limit) if limit else len(found)
        header = [column.title for column in found.columns]
        values = found.column(found.measure).values
        whole = sum(values.tolist()) if _adds_up(found) and not isinstance(values, tuple) else 0
        right = [column.title for column in found.columns if column.unit]

        def cells(row: tuple[Any, ...], found: "Statistic" = found, whole: float = whole) -> Iterator[str]:
            for column, value in zip(found.columns, row, strict=True):
                yield _TEXTS[column.unit](value)
                if whole and column.name == found.measure:
                    yield percent(value, whole)

        if whole:
            place = found.names.index(found.measure) + 1
            header.insert(place, "share")
            right.append("share")
        rows = [tuple(cells(row)) for row, _ in zip(found.rows(), range(shown), strict=False)]
        if found.parents:
            rows = [(f"{'  ' * row[1].count('.')}{row[0]}", *row[2:]) for row in rows]
            del header[1]
        stream.writelines(f"{line}\n" for line in aligned(header, rows, right, width_of(stream)))
        rest = len(found) - shown + found.left_out
        facts = ", ".join(f"{fact.title.lower()} {_TEXTS[fact.unit](fact.value)}" for fact in found.facts)
        stream.write(f"{number_of(found.sessions, 'session')}{f', {count(rest)} more rows' if rest else ''}"
                     f"{f'; {facts}' if facts else ''}\n")


def _adds_up(found: "Statistic") -> bool:
    return found.kind.picture.value in ("bars", "histogram", "stack", "matrix") and "times" not in found.names \
        and found.kind.name not in ("hosts", "ports")


def write_csv(stream: TextIO, found: "Statistic") -> None:
    """One table."""
    for row in found.cells():
        write_row(stream, row)


def write_json(stream: TextIO, answers: "Sequence[Statistic]", path: str) -> None:
    """All that is known, times and durations in seconds."""
    stream.write(f'{{"netloupe": {VERSION},\n "capture": {encode(path)},\n "statistics": [')
    for at, found in enumerate(answers):
        stream.write(f"{',' if at else ''}\n  {encode(_document(found))}")
    stream.write("]}\n")


def _document(found: "Statistic") -> dict[str, Any]:
    kind = found.kind
    names, *rows = found.cells()
    document: dict[str, Any] = {
        "name": kind.name, "topic": kind.topic, "title": kind.title, "sessions": found.sessions,
        "left_out": found.left_out,
        "columns": [{"name": column.name, "unit": _unit(column.unit)} for column in found.columns],
        "facts": {fact.name: Seconds(round(fact.value)) if fact.unit == "ns" else fact.value for fact in found.facts},
        "rows": [dict(zip(map(str, names), row, strict=True)) for row in rows]}
    if found.parents:
        document["parents"] = [None if parent < 0 else parent for parent in found.parents]
    if found.series is not None:
        series = found.series
        document["series"] = {"start": Seconds(series.start_ns), "width": Seconds(series.bin_ns),
                              "unit": str(series.unit), "values": series.values.tolist()}
    return document


def _unit(unit: str) -> str:
    return {"ns": "s", "ns since 1970": "s since 1970"}.get(unit, str(unit))
