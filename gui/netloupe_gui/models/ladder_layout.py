"""Where the arrows of a ladder are: columns of hosts, rows of arrows, bands where nothing happened. Pure geometry."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netloupe_engine.analysis import Ladder


@dataclass(frozen=True, slots=True, eq=False)
class LadderLayout:
    """Rows and columns to pixels and back; pixels count from the first row, and from the first column's room."""

    ladder: Ladder
    gaps: NDArray[np.int64]     # rows before which there is a band
    row_height: float
    band_height: float
    first: float                # x of the first host
    apart: float                # pixels from one host to the next

    @property
    def height(self) -> int:
        """Of everything."""
        return round(len(self.ladder) * self.row_height + len(self.gaps) * self.band_height)

    @property
    def width(self) -> int:
        """Of everything."""
        return round(2 * self.first + max(0, len(self.ladder.hosts) - 1) * self.apart)

    def x(self, host: int) -> float:
        """Of a host's line."""
        return self.first + host * self.apart

    def top(self, row: int) -> float:
        """Where a row begins; a band before it is above."""
        return row * self.row_height + int(np.searchsorted(self.gaps, row, "right")) * self.band_height

    def row_at(self, y: float) -> int:
        """The row at a height, or that below the band there; -1 outside."""
        if not 0 <= y < self.height:
            return -1
        low, high = 0, len(self.ladder) - 1
        while low < high:               # the first row that ends below y
            middle = (low + high) // 2
            if self.top(middle) + self.row_height > y:
                high = middle
            else:
                low = middle + 1
        return low

    def rows_in(self, top: float, height: float) -> range:
        """The rows of which something is in sight."""
        if not len(self.ladder):
            return range(0)
        first = max(0, self.row_at(min(max(top, 0.0), self.height - 1)))
        last = self.row_at(min(max(top + height, 0.0), self.height - 1))
        return range(first, last + 1)

    def host_at(self, x: float) -> int:
        """The host nearest to a place, -1 without hosts."""
        if not self.ladder.hosts:
            return -1
        return min(max(0, round((x - self.first) / max(1.0, self.apart))), len(self.ladder.hosts) - 1)


def layout_of(ladder: Ladder, gaps: NDArray[np.int64], width: float, row_height: float, band_height: float,
              narrowest: float, edge: float) -> LadderLayout:
    """Hosts share the width, with `edge` at both ends, but are `narrowest` apart at least."""
    many = len(ladder.hosts)
    apart = max(narrowest, (width - 2 * edge) / (many - 1)) if many > 1 else narrowest
    return LadderLayout(ladder, gaps, row_height, band_height, width / 2 if many == 1 else edge, apart)


def row_of(ladder: Ladder, packet: int, near: int = -1) -> int:
    """The row of a packet; of several (a message ends and another begins in it) `near` if that is one; -1: none."""
    if 0 <= near < len(ladder) and int(ladder.packets[near]) == packet:
        return near
    at = int(ladder.packets.searchsorted(packet))
    return at if at < len(ladder) and int(ladder.packets[at]) == packet else -1
