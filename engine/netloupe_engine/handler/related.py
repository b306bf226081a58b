"""Which sessions announced which, as Python values."""
from collections.abc import Mapping, Sequence
from typing import Any

from ..model import Relation
from .run import Run


def announced(run: Run) -> dict[int, list[tuple[int, str]]]:
    """What sessions announced: (session, why), by the id of who did."""
    found: dict[int, list[tuple[int, str]]] = {}
    if run.relations.met:
        for row, by in enumerate(run.store.values("expected_by")):
            if by:
                found.setdefault(by, []).append((row + 1, _why(run, run.store.cell("expected_reason", row))))
    return found


def relations_of(run: Run, row: Mapping[str, Any], its: Sequence[tuple[int, str]]) -> tuple[Relation, ...]:
    """Who announced the session with this store row, and whom it announced: `its` of `announced`."""
    told = [_relation(run, to, "announced", why) for to, why in its]
    if row["expected_by"]:
        told.insert(0, _relation(run, row["expected_by"], "announced_by", _why(run, row["expected_reason"])))
    return tuple(told)


def _relation(run: Run, to: int, kind: str, why: str) -> Relation:
    known = to <= len(run.store)
    return Relation(to=to, kind=kind, why=why, packet=run.store.cell("first_packet", to - 1) if known else 0)


def _why(run: Run, reason: int) -> str:
    return run.registry.reasons[reason] or ""
