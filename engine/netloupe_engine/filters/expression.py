"""A filter, ready to be asked."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..protocols.compiled import CompiledRegistry
from . import syntax
from .masks import Masks, wanted
from .names import Names
from .packet_fields import BYTES
from .plan import Every, Packets, Plan, Planner
from .view import Asked, View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Filter:
    """What a text in the filter language asks for. Raises ExpressionError for one that asks for nothing that can be.

    `hints` are sentences about names that were translated.
    """

    def __init__(self, text: str, registry: CompiledRegistry) -> None:
        self.text = text
        self._registry = registry
        planner = Planner(Names(registry))
        tree = syntax.parse(text)
        self._plan: Plan | None = None if tree is None else planner.plan(tree)
        self.hints = tuple(planner.hints)

    @property
    def asks_packets(self) -> bool:
        """Whether packets have to be read again to answer it."""
        return self._plan is not None and any(
            not one.name.startswith("frame.") or one.name in BYTES for one in wanted(self._plan))

    @property
    def chooses_packets(self) -> bool:
        """Whether it holds for some packets of its sessions only: it says "packet where"."""
        return self._plan is not None and any(isinstance(part, Packets) for part in self._parts())

    def _parts(self) -> tuple[Plan, ...]:
        """What must hold, one beside the other."""
        assert self._plan is not None
        return self._plan.parts if isinstance(self._plan, Every) else (self._plan,)

    def sessions(self, analysis: Asked, is_cancelled: Callable[[], bool] = bool) -> NDArray[np.uint32]:
        """The ids, ascending, of the sessions it holds for. Raises CancelledError."""
        import numpy as np
        if self._plan is None:
            return np.arange(1, len(analysis.sessions) + 1, dtype=np.uint32)
        mask = Masks(self._view(analysis, is_cancelled)).sessions(self._plan)
        return np.flatnonzero(mask).astype(np.uint32) + np.uint32(1)

    def packets(self, analysis: Asked, is_cancelled: Callable[[], bool] = bool) -> NDArray[np.uint32]:
        """The numbers, ascending, of the packets it holds for: those of its sessions and of the sessions tunnelled in
        them; where it says "packet where", those of them for which that holds. Raises CancelledError."""
        import numpy as np
        if self._plan is None:
            return np.arange(1, len(analysis.packets) + 1, dtype=np.uint32)
        view = self._view(analysis, is_cancelled)
        masks = Masks(view)
        found = np.ones(len(analysis.packets), np.bool_)
        for part in self._parts():
            if isinstance(part, Packets):
                mask = masks.packets(part)
            else:
                mask = np.zeros(view.packets, np.bool_)
                mask[analysis.packets_of(np.flatnonzero(masks.sessions(part)) + 1) - 1] = True
            found = found[:view.packets] & mask
        return np.flatnonzero(found).astype(np.uint32) + np.uint32(1)

    def _view(self, analysis: Asked, is_cancelled: Callable[[], bool]) -> View:
        assert self._plan is not None
        return View(analysis, self._registry, list({one.number: one for one in wanted(self._plan)}.values()),
                    is_cancelled)
