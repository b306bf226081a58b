"""Sessions as text, as the command line and the window export them: JSON objects or lines of CSV, in chunks of bytes.

Rows are written by compiled code (export/rows.pyx). What only Python knows of a session, its findings and the programs
at its ends, is put beside them: sessions that have some are few.
"""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ..cells import printable_cell
from ..errors import CancelledError
from ..export.json_text import VERSION, encode, finding_document
from ..export.lines import Lines
from ..export.rows import Rows
from ..export.shapes import CSV_COLUMNS, Step, steps_of_csv, steps_of_json
from ..export.target import replaced_file
from ..export.values import Forms
from ..model import UNKNOWN, AttributeValue
from . import recall
from .findings_list import findings_by_session
from .info import brief, line_of_values
from .owners import owner_values, processes
from .related import announced as announced_by
from .run import Run
from .served import LISTS

CHUNK = 1_024           # sessions: their text stays in the processor's cache
Given = tuple[int, bytes]       # slot of export/shapes.py, text
Ends = Callable[[int], dict[str, dict[str, str | int]]]


def json_objects(run: Run, rows: Sequence[int], ends: Ends | None = None) -> Iterator[bytes]:
    """The members of an array: the sessions in these store rows. `ends`: what is known of the ends of a session."""
    chunks = _json(run, rows, {}, ",\n  ", "", ends)
    yield next(chunks, b"")[1:]
    yield from chunks


def json_lines(run: Run, rows: Sequence[int], capture: str, ends: Ends | None = None) -> Iterator[bytes]:
    """One object a line, which names the capture too."""
    return _json(run, rows, {"netloupe": VERSION, "capture": capture}, "", "\n", ends)


def _json(run: Run, rows: Sequence[int], first: Mapping[str, Any], before: str, after: str,
          ends: Ends | None) -> Iterator[bytes]:
    findings, announced = findings_by_session(run), announced_by(run)

    def given(row: int, found: tuple[AttributeValue, ...]) -> Iterator[Given]:
        if found:
            values = {name: [value.value for value in same] for name, same in _by_name(found)}
            yield 0, encode(values)[1:-1].encode("utf-8", "backslashreplace")
        if row + 1 in findings:
            yield 1, encode([finding_document(finding) for finding in findings[row + 1]]).encode()
        if row + 1 in announced:
            yield 2, encode([{"to": to, "kind": "announced", "why": why} for to, why in announced[row + 1]]).encode()
        if ends is not None:
            yield 3, encode(ends(row + 1)).encode("utf-8", "backslashreplace")

    said = {name: encode(value) for name, value in first.items()}
    return _chunks(run, rows, steps_of_json(_words(run, UNKNOWN), said, before, after, ends is not None),
                   bool(findings or announced or ends), given)


def csv_lines(run: Run, rows: Sequence[int], capture: str) -> Iterator[bytes]:
    """The lines of these sessions, under the columns of export/shapes.py; `capture` is what their first cell says."""
    findings = findings_by_session(run)

    def given(row: int, found: tuple[AttributeValue, ...]) -> Iterator[Given]:
        if found:
            yield 0, printable_cell(line_of_values(run.registry, found)).encode()
            for slot, text in enumerate(processes(found), 2):
                yield slot, printable_cell(text).encode()
        if row + 1 in findings:
            yield 1, str(len(findings[row + 1])).encode()

    return _chunks(run, rows, steps_of_csv(_words(run, ""), capture, printable_cell), bool(findings), given)


def write_sessions(chunks: Iterator[bytes], count: int, path: str | os.PathLike[str],
                   progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None) -> int:
    """Write the text of `count` sessions to a file, which is there once it is whole. Raises ExportError,
    CancelledError."""
    done = 0
    with replaced_file(path) as out:
        for chunk in chunks:
            if cancelled is not None and cancelled():
                raise CancelledError("the export was cancelled")
            out.write(chunk)
            done += chunk.count(b"\n")
            if progress is not None:
                progress(min(done, count), count)
    return count


def csv_header() -> bytes:
    """The line above them."""
    return (",".join(CSV_COLUMNS) + "\n").encode()


def _chunks(run: Run, rows: Sequence[int], steps: list[Step], some_given: bool,
            given: Callable[[int, tuple[AttributeValue, ...]], Iterator[Given]]) -> Iterator[bytes]:
    forms = Forms(run.registry, brief)
    writer = Rows(recall.memory(run), forms, Lines(run.registry, forms), run.served.reader(), steps, printable_cell)
    owned = len(run.owners) > 0
    for first in range(0, len(rows), CHUNK):
        some = rows[first:first + CHUNK]
        beside = [(place, slot, text) for place, row in enumerate(some)
                  for slot, text in given(row, owner_values(run, row))] if owned or some_given else []
        yield writer.chunk(some, beside)


def _by_name(values: Sequence[AttributeValue]) -> Iterator[tuple[str, list[AttributeValue]]]:
    """Values by attribute, in the order in which attributes were met."""
    names = list(dict.fromkeys(value.name for value in values))
    return ((name, list(same)) for name, same in groupby(sorted(values, key=lambda value: names.index(value.name)),
                                                         key=lambda value: value.name))


def _words(run: Run, unknown: str) -> dict[str, Sequence[Any]]:
    """What the numbers of protocols, applications, paths, announcements and names stand for."""
    protocols = [protocol.key for protocol in run.registry.protocols]
    return {"protocols": protocols, "applications": [unknown, *protocols[1:]],
            "paths": [run.path_name(path) for path in range(len(run.paths))],
            "announcements": run.registry.reasons, "names": run.relations.names,
            **{which: run.served.words(which) for which in LISTS}}
