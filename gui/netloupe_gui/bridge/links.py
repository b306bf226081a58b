"""Which sessions led to which around the session in focus, for panes that draw it as lines: read while one is seen."""
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.relations import FoundRelations, RelationsSource
from netloupe_gui.text import one_line

if TYPE_CHECKING:
    from netloupe_engine.analysis import Relations

LINKS_MAX = 500             # lines that are drawn


@dataclass(frozen=True, slots=True)
class SessionLink:
    """A session that led to another one."""

    cause: int
    effect: int
    packet: int             # where that was seen
    text: str               # "named: www.example.com is 10.0.0.2"


def links_of(relations: "Relations | None") -> tuple[SessionLink, ...]:
    """The first of them."""
    if relations is None:
        return ()
    return tuple(SessionLink(int(relations.causes[row]), int(relations.effects[row]), int(relations.packets[row]),
                             one_line(f"{relations.kind_of(row)}: {relations.why(row)}"))
                 for row in range(min(len(relations), LINKS_MAX)))


class LinksSource(RelationsSource):
    """What lanes and ladder draw. GUI thread only."""

    linked = Signal()

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nobody looks."""
        super().__init__(focus, jobs, parent)
        self._watching: set[object] = set()
        self.links: tuple[SessionLink, ...] = ()

    def watch(self, who: object, looks: bool) -> None:
        """A pane is seen, or no more."""
        if looks:
            self._watching.add(who)
        else:
            self._watching.discard(who)
        self.set_watched(bool(self._watching))

    def _forget(self) -> None:
        super()._forget()
        self._set(())

    def _take(self, job: Job) -> None:
        super()._take(job)
        found = job.result
        assert isinstance(found, FoundRelations)
        self._set(links_of(found.relations))

    def _set(self, links: tuple[SessionLink, ...]) -> None:
        if links != self.links:
            self.links = links
            self.linked.emit()
