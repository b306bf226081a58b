"""From drafts to files: read, measured, written. A byte is looked at once and kept nowhere else."""
from __future__ import annotations

from hashlib import sha256
from typing import BinaryIO

from .carved import CarvedFile
from .draft import Draft
from .kinds import LOOKED_AT, kind_of
from .names import safe_name

RANGES_MAX = 1_000          # missing ranges that are told of a file
HOLES_MAX = 1 << 30         # bytes of holes in it


def measured(draft: Draft, session: int, number: int, ends: tuple[str, str], file: BinaryIO | None = None,
             is_open: bool = False) -> CarvedFile:
    """Read a draft to its end, and write it, if there is a file; holes stay holes, none is at its end. `ends`:
    initiator and responder; `is_open`: the end of the session was not seen."""
    digest, first = sha256(), bytearray()
    size = hole = holes = last = 0
    missing: list[tuple[int, int]] = []
    for data, lost in draft.pieces:
        if lost:
            hole += lost
            continue
        if not data:
            continue
        if hole:
            holes += hole
            if holes > HOLES_MAX:
                draft.note("too much is missing: it is cut at a hole", True)
                break
            _add(missing, size, size + hole)
            size += hole
            hole = 0
        if size < LOOKED_AT:
            first += bytes(size - len(first)) + data[:LOOKED_AT - size]
        last = draft.where.packet
        digest.update(data)
        if file is not None:
            file.seek(size)
            _write(file, data)
        size += len(data)
    draft.drain()
    if draft.to_end and is_open:
        draft.note("the end of the connection was not seen", True)
    if hole:
        _add(missing, size, size + hole)
    kind, suffix = kind_of(bytes(first))
    name = safe_name(draft.name, "file")
    if name in ("file", "index") and suffix:
        name = f"{name}.{suffix}"
    return CarvedFile(
        session, draft.way, number, name, draft.protocol, draft.origin, kind, draft.declared, size, tuple(missing),
        not missing and not draft.is_part, "" if holes or not size else digest.hexdigest(), draft.packet,
        max(last, draft.packet), draft.time_ns, ends[draft.way], ends[1 - draft.way], "; ".join(draft.notes))


def _write(file: BinaryIO, data: bytes) -> None:
    """All of it: what is not buffered may write a part, on a disk that is nearly full."""
    while data:
        data = data[file.write(data):]


def _add(ranges: list[tuple[int, int]], begin: int, end: int) -> None:
    if ranges and ranges[-1][1] == begin:
        ranges[-1] = (ranges[-1][0], end)
    elif len(ranges) < RANGES_MAX:
        ranges.append((begin, end))
