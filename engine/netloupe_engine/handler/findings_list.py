"""Findings as rows: those of all handlers put together, each kind up to its share."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model import FindingRow, Severity
from ..protocols.define import Finding
from ..records import record
from ..statistics.kinds import sentence
from . import recall
from .run import Run
from .times import wrong_times

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIMIT = "limit."        # kinds that tell of a limit: many say no more than one and a number
OF_A_HANDLER = {"limit.sessions", "limit.reassembly"}    # each handler has a limit of its own
TIME = Finding("packet.time", Severity.WARNING, "the time stamp is far off all others")
UNKEPT = Finding("limit.findings", Severity.WARNING, "more findings of a kind were raised than are kept")
UNSPILLED = Finding("limit.spill", Severity.WARNING, "nothing more can go to disk and memory will grow")


@record(frozen=True, slots=True, eq=False)
class FindingColumns:
    """Findings about sessions: the session of each, by id, and its kind, a place in `kinds`."""

    sessions: NDArray[np.uint32]
    kinds_of: NDArray[np.uint16]
    kinds: Sequence[Finding]


def listed_findings(run: Run, session: int | None = None, judged: bool = True) -> list[FindingRow]:
    """Findings in packet order, of one session or of all; of each kind those of the earliest packets. `judged`: with
    those of rules."""
    kinds = run.registry.findings
    kept = zip(*(pipeline.kept_finding_counts for pipeline in run.pipelines), strict=True)
    only = session if max(map(sum, kept)) <= run.settings.findings_max else None    # else which are listed comes first
    # Many are sorted kind by kind, then by packet alone: sorting all by all they say would let no other thread go on.
    found: dict[int, list[tuple[int, int, int, int, int]]] = {}
    for pipeline in run.pipelines:
        for of, packet, kind, note, protocol, field in recall.findings(pipeline, only):
            found.setdefault(kind, []).append((packet, of, note, protocol, field))
    by_key: dict[str, list[tuple[int, int, int, int, int, int]]] = {}
    for kind, rows in found.items():
        rows.sort(key=_first)
        by_key.setdefault(kinds[kind].key, []).extend(
            (packet, of, kind, note, protocol, field)
            for packet, of, note, protocol, field in rows[:run.settings.findings_max]
            if session is None or of == session)
    listed = [(key, row) for key in sorted(by_key) for row in sorted(by_key[key])]
    names = {row[5]: _attribute(run, row[5]) for _, row in listed}
    said = {(kind, note, protocol, field): sentence(kinds[kind], note, run.registry.protocols[protocol].title,
                                                    names[field])
            for kind, note, protocol, field in {row[2:] for _, row in listed}}     # few, however many findings
    told = [FindingRow(kinds[kind].severity, key, of, packet, said[kind, note, protocol, field], names[field])
            for key, (packet, of, kind, note, protocol, field) in listed]
    if judged:
        told += [verdict.row() for verdict in run.judged().kept] if session is None else run.judged().of(session)
    told.sort(key=_packet)
    return told


def findings_by_session(run: Run) -> dict[int, list[FindingRow]]:
    """The findings that are listed, by session; what rules found is each of its sessions'."""
    found = run.judged().by_session()
    for finding in listed_findings(run, judged=False):
        if finding.session:
            found.setdefault(finding.session, []).append(finding)
    for rows in found.values():
        rows.sort(key=_packet)
    return found


def _attribute(run: Run, field: int) -> str:
    """The name of an attribute by its catalogue id; 0: ""."""
    if not field:
        return ""
    protocol, declared = run.registry.field(field)
    return f"{run.registry.protocols[protocol].key}.{declared.name}"


def findings_of(run: Run) -> list[FindingRow]:
    """All findings in packet order, limits as one with their number; the last ones tell what could not be listed."""
    totals, rows, told = finding_counts(run), [], set()
    for row in listed_findings(run):
        total = totals[row.kind]
        if not row.kind.startswith(LIMIT) or total == 1:
            rows.append(row)
        elif row.kind not in told:
            told.add(row.kind)
            own = f", {len(run.pipelines)} handlers have one each" if row.kind in OF_A_HANDLER else ""
            times = f"{total:,} times{own if len(run.pipelines) > 1 else ''}"
            rows.append(FindingRow(row.severity, row.kind, row.session, row.packet, f"{row.text} ({times})"))
    rows += [FindingRow(TIME.severity, TIME.key, 0, packet, TIME.text)
             for packet in wrong_times(run)]
    return sorted(rows, key=_packet) + list(_untold(run, totals))


def finding_columns(run: Run) -> FindingColumns:
    """What `findings_of` tells about sessions as columns, in no order: made in a tenth of the time."""
    import numpy as np
    parts = [recall.finding_columns(pipeline) for pipeline in run.pipelines]
    session, packet, kind = (np.concatenate([part[at] for part in parts]) for at in range(3))
    listed: list[NDArray[np.intp]] = []
    limits: dict[str, list[NDArray[np.intp]]] = {}
    totals = finding_counts(run)
    for which in np.flatnonzero(np.bincount(kind)).tolist():
        mine = np.flatnonzero(kind == which)
        if len(mine) > run.settings.findings_max:
            mine = mine[np.argsort(packet[mine], kind="stable")[:run.settings.findings_max]]
        key = run.registry.findings[which].key
        if key.startswith(LIMIT) and totals[key] != 1:
            limits.setdefault(key, []).append(mine)
        else:
            listed.append(mine)
    for some in limits.values():            # told once, where it was met first
        rows = np.concatenate(some)
        listed.append(rows[np.lexsort((session[rows], packet[rows]))[:1]])
    rows = np.concatenate(listed) if listed else np.zeros(0, np.intp)
    rows = rows[session[rows] > 0]
    verdicts = run.judged()
    if not verdicts.kept:
        return FindingColumns(session[rows], kind[rows], run.registry.findings)
    kinds = [*run.registry.findings, *verdicts.kinds]
    places = {one.key: at for at, one in enumerate(kinds)}
    judged, owners = verdicts.pairs
    theirs = np.array([places[verdict.kind.key] for verdict in verdicts.kept], np.uint16)[owners]
    return FindingColumns(np.concatenate([session[rows], judged]), np.concatenate([kind[rows], theirs]), kinds)


def finding_counts(run: Run) -> dict[str, int]:
    """How many findings of each kind were raised, by the kind's key."""
    counts = _by_kind(run, [pipeline.finding_counts for pipeline in run.pipelines])
    for key, count in run.judged().counts.items():
        counts[key] = counts.get(key, 0) + count
    return counts


def finding_count(run: Run) -> int:
    """How many findings `findings_of` tells, but for the rows at its end."""
    return sum(severity_counts(run).values())


def severity_counts(run: Run) -> dict[Severity, int]:
    """The same by severity, the greatest first; those that there are."""
    severities = {kind.key: kind.severity for kind in (*run.registry.findings, *run.judged().kinds)}
    found = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for key, kept in _listed_counts(run).items():
        found[severities[key]] += min(kept, 1) if key.startswith(LIMIT) else kept
    found[TIME.severity] += len(wrong_times(run))
    return {severity: count for severity, count in found.items() if count}


def _listed_counts(run: Run) -> dict[str, int]:
    """How many of each kind `listed_findings` tells."""
    kept = _by_kind(run, [pipeline.kept_finding_counts for pipeline in run.pipelines])
    for key, count in run.judged().counts.items():
        kept[key] = kept.get(key, 0) + count
    return {key: min(count, run.settings.findings_max) for key, count in kept.items()}


def _by_kind(run: Run, counts: Iterable[list[int]]) -> dict[str, int]:
    """Counts of each handler put together; kinds of several protocols may have one name."""
    totals: dict[str, int] = {}
    for mine in counts:
        for kind, count in zip(run.registry.findings, mine, strict=True):
            totals[kind.key] = totals.get(kind.key, 0) + count
    return totals


def _untold(run: Run, totals: dict[str, int]) -> Iterator[FindingRow]:
    listed = _listed_counts(run)
    for key, total in totals.items():
        missing = total - listed[key]
        if missing > 0 and not key.startswith(LIMIT):
            yield FindingRow(UNKEPT.severity, UNKEPT.key, 0, 0,
                             f"{missing:,} more findings of kind {key} were not kept")
    if run.spiller.trouble:
        yield FindingRow(UNSPILLED.severity, UNSPILLED.key, 0, 0, f"{UNSPILLED.text}: {run.spiller.trouble}")


def _packet(row: FindingRow) -> int:
    return row.packet


def _first(row: tuple[int, int, int, int, int]) -> int:
    return row[0]
