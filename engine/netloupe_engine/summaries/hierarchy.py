"""The tree of protocols: what each carries."""
from __future__ import annotations

from ..filters.conditions import quoted
from .scope import Scope
from .statistic import Column, Statistic, StatisticKind, Unit


def hierarchy(scope: Scope, kind: StatisticKind) -> Statistic:
    """Packets, bytes and sessions of each protocol with all it carries; a row above those in it, the greatest first."""
    import numpy as np
    view = scope.view
    of_sessions = view.column("path")
    paths = view.paths()        # after the numbers that stand for them: a live capture finds new ones
    packets, sizes = scope.traffic().paths(len(paths))
    sessions = np.bincount(of_sessions[scope.chosen], minlength=len(paths))
    sums: dict[tuple[str, ...], list[int]] = {}
    for number in np.flatnonzero((packets > 0) | (sessions > 0)).tolist():
        parts = tuple(paths[number].split(".")) if paths[number] else ()
        for depth in range(1, len(parts) + 1):
            counts = sums.setdefault(parts[:depth], [0, 0, 0])
            for at, of in enumerate((packets, sizes, sessions)):
                counts[at] += int(of[number])
    rows: list[tuple[str, ...]] = []
    inside: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for node in sums:
        inside.setdefault(node[:-1], []).append(node)
    waiting: list[tuple[str, ...]] = [()] if sums else []
    while waiting:
        node = waiting.pop()
        if node:
            rows.append(node)
        waiting += sorted(inside.get(node, ()), key=lambda one: (sums[one][1], one))
    places = {node: at for at, node in enumerate(rows)}
    numbers = np.array([sums[node] for node in rows], np.uint64).reshape(-1, 3)
    columns = (Column("protocol", "Protocol", Unit.TEXT, tuple(node[-1] for node in rows)),
               Column("path", "Path", Unit.TEXT, tuple(".".join(node) for node in rows)),
               *(Column(name, name.capitalize(), Unit.BYTES if name == "bytes" else Unit.COUNT, numbers[:, at].copy())
                 for at, name in enumerate(("packets", "bytes", "sessions"))))
    return Statistic(kind, columns, "bytes", tuple(map(_condition, rows)), int(scope.chosen.sum()),
                     parents=tuple(places.get(node[:-1], -1) for node in rows))


def _condition(node: tuple[str, ...]) -> str:
    path = ".".join(node)
    return f'path == {quoted(path)} or path starts with "{path}."'
