"""What a statistic is asked about: some sessions of an analysis, a stretch of time, and their packets."""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from ..filters.expression import Filter
from ..filters.names import Names
from ..filters.view import Asked, View
from ..model import FindingRow
from ..packet.traffic import Traffic
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

    def traffic(self, codes: NDArray[np.int32] | None = None, others: int = 0) -> Traffic:
        """What the packets asked add up to by these codes of sessions, row by row (None: all alike); `others` is that
        of packets without a session. A session's packets are asked in the stretch of time alone."""
        import numpy as np
        view = self.view
        view.check()
        found = np.empty(view.sessions + 1, np.int32)
        found[0] = others if self.takes_all_sessions else -1
        found[1:] = 0 if codes is None else codes
        if not self.is_everything:
            found[1:][~self.chosen] = -1
        return view.traffic(found, self._span or (-1 << 63, (1 << 63) - 1))

    def are_in_time(self, packets: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these packets, by row, came in the stretch of time."""
        import numpy as np
        if self._span is None:
            return np.ones(len(packets), np.bool_)
        times = self.view.packet_column("time_ns")[packets]
        return (times >= self._span[0]) & (times <= self._span[1])

    def findings(self) -> list[FindingRow]:
        """All findings."""
        return self._analysis.findings()
