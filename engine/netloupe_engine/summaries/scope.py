"""What a statistic is asked about: some sessions of an analysis, a stretch of time, and their packets."""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from ..filters.expression import Filter
from ..filters.names import Names
from ..filters.view import Asked, View
from ..model import FindingRow
from ..protocols.compiled import CompiledRegistry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Scope:
    """Sessions (`ids`; None: all) that overlap `span` (first and last nanosecond since 1970; None: any time).

    For one thread. Methods raise CancelledError.
    """

    def __init__(self, analysis: Asked, registry: CompiledRegistry, ids: NDArray[np.uint32] | None,
                 span: tuple[int, int] | None, is_cancelled: Callable[[], bool]) -> None:
        self._analysis, self._registry = analysis, registry
        self._ids, self._span = ids, span
        self.view, self.names = View(analysis, registry, (), is_cancelled), Names(registry)
        self.kept = set(analysis.sessions.attributes)

    @cached_property
    def chosen(self) -> NDArray[np.bool_]:
        """Which sessions are asked: row r is session r + 1."""
        import numpy as np
        view = self.view
        found = np.ones(view.sessions, np.bool_)
        if self._ids is not None:
            found[:] = False
            found[self._ids[self._ids <= view.sessions].astype("i8") - 1] = True
        if self._span is not None:
            found &= (view.column("start_ns") <= self._span[1]) & (view.column("end_ns") >= self._span[0])
        return found

    @cached_property
    def is_everything(self) -> bool:
        """Whether no session and no packet is left out."""
        return self._ids is None and self._span is None

    @property
    def takes_all_sessions(self) -> bool:
        """Whether sessions were not chosen: then packets without a session count as well."""
        return self._ids is None

    def mask(self, within: str = "") -> NDArray[np.bool_]:
        """Which of the sessions asked a filter holds for."""
        if not within:
            return self.chosen
        import numpy as np
        ids = Filter(within, self._registry).sessions(self._analysis, self.view.is_cancelled)
        found = np.zeros(self.view.sessions, np.bool_)
        found[ids[ids <= self.view.sessions].astype("i8") - 1] = True
        return found & self.chosen

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last nanosecond of what is looked at."""
        clock = self.view.clock
        return self._span or (clock.start_ns, clock.end_ns)

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The row of each packet's session; where there is none, the number of sessions."""
        import numpy as np
        owners = self.view.packet_column("session")
        return np.where((owners > 0) & (owners <= self.view.sessions), owners, self.view.sessions + 1).astype("i8") - 1

    @cached_property
    def owned(self) -> NDArray[np.bool_]:
        """Which packets belong to the sessions asked, whenever they came."""
        import numpy as np
        if self.is_everything:
            return np.ones(self.view.packets, np.bool_)
        return np.append(self.chosen, self.takes_all_sessions)[self.owners]

    @cached_property
    def in_time(self) -> NDArray[np.bool_]:
        """Which packets came in the stretch of time."""
        import numpy as np
        if self._span is None:
            return np.ones(self.view.packets, np.bool_)
        times = self.view.packet_column("time_ns")
        return (times >= self._span[0]) & (times <= self._span[1])

    @cached_property
    def packets(self) -> NDArray[np.bool_]:
        """Which packets are asked."""
        return self.owned & self.in_time

    def findings(self) -> list[FindingRow]:
        """All findings."""
        return self._analysis.findings()
