"""Sessions as lanes of states along time: their order, and what of them falls on which pixel. NumPy; any thread."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from netloupe_engine.errors import CancelledError
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.order import order_by
from netloupe_gui.text import address

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

TOGETHER = 1 << 16          # lanes that are painted at a time
FAINT = 0.45                # how visible one of many sessions that share a pixel is at least
AIRY = 3                    # pixels of a lane that has air below it
SHORT = 3                   # pixels of the shortest session in a lane of its own


class By(StrEnum):
    """What lanes are sorted by."""

    START = "start"
    DURATION = "duration"
    CLIENT = "client"
    SERVER = "server"
    APPLICATION = "application"


_SIDES = {By.CLIENT: "initiator", By.SERVER: "responder"}


@dataclass(frozen=True, slots=True)
class Group:
    """Lanes that follow each other and have their key in common."""

    first: int              # lane
    count: int
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """Which lanes are drawn for which time, and on how many pixels."""

    start_ns: int
    end_ns: int
    first: float            # lane at the top edge
    lane_height: float      # pixels; less than one: several lanes share a line of pixels
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """Sessions in their order, top to bottom."""

    rows: Rows              # of the sessions; row r is session r + 1
    groups: tuple[Group, ...]       # none where no key is shared
    firsts: list[int] = field(init=False, repr=False)       # lane of each group, to be looked up
    counts: NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """What many groups are looked up by is made once, in the job that makes them."""
        object.__setattr__(self, "firsts", [group.first for group in self.groups])
        object.__setattr__(self, "counts", np.array([group.count for group in self.groups], np.int64))


def sorted_lanes(analysis: Analysis, rows: Rows, by: By, nameless: str) -> Lanes:
    """These sessions in order; those with one key in common by their start. `nameless` is what an unknown application
    is called."""
    sessions = analysis.sessions
    starts = sessions.take("start_ns", rows)
    if by is By.START:
        return Lanes(rows[order_by([starts])], ())
    if by is By.DURATION:
        return Lanes(rows[order_by([starts - sessions.take("end_ns", rows)])], ())      # the longest on top
    keys = _applications(analysis, rows) if by is By.APPLICATION else _hosts(analysis, rows, _SIDES[by])
    order = order_by([*keys, starts])
    rows = rows[order]
    is_new = np.ones(len(rows), np.bool_)
    is_new[1:] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    firsts = np.flatnonzero(is_new)
    counts = np.diff(firsts, append=len(rows))
    names = _names(analysis, rows[firsts], by, nameless)
    return Lanes(rows, tuple(Group(*group) for group in zip(firsts.tolist(), counts.tolist(), names, strict=True)))


def _applications(analysis: Analysis, rows: Rows) -> list[NDArray[Any]]:
    """By name; without one last."""
    names = analysis.sessions.words("applications")
    ranks = np.empty(len(names), np.uint32)
    ranks[sorted(range(len(names)), key=lambda number: (names[number] is None, names[number] or ""))] = np.arange(
        len(names))
    return [ranks[analysis.sessions.take("application", rows)]]


def _hosts(analysis: Analysis, rows: Rows, side: str) -> list[NDArray[Any]]:
    """Addresses as numbers, IPv4 before IPv6."""
    halves = np.ascontiguousarray(analysis.sessions.take(side, rows)).view(">u8").reshape(-1, 2).astype(np.uint64)
    return [analysis.sessions.take("family", rows), halves[:, 0], halves[:, 1]]


def _names(analysis: Analysis, rows: Rows, by: By, nameless: str) -> list[str]:
    take = analysis.sessions.take
    if by is By.APPLICATION:
        words = analysis.sessions.words("applications")
        return [words[number] or nameless for number in take("application", rows).tolist()]
    return [address(bytes(value), family) for value, family in zip(take(_SIDES[by], rows),
                                                                   take("family", rows).tolist(), strict=True)]


def picture(analysis: Analysis, lanes: Lanes, view: View, colours: NDArray[np.float32], ground: NDArray[np.float32],
            is_cancelled: Callable[[], bool]) -> NDArray[np.uint8]:
    """What is seen: (height, width, 4) of blue, green, red and opacity, as Qt has pixels in memory.

    `colours` are those of the states, `ground` is what is behind them: red, green, blue, 0 to 255. Where lanes share a
    line of pixels, a state is the more visible the more of them are in it. Raises CancelledError.
    """
    is_shared = view.lane_height < 1
    lines = view.height if is_shared else int(view.height / view.lane_height) + 2
    first = max(0, int(view.first))
    last = min(len(lanes.rows), int(np.ceil(view.first + view.height / view.lane_height)) + 1)
    numbers = np.arange(first, last)
    line = ((numbers - view.first) * view.lane_height).astype(np.int64) if is_shared else numbers - first
    is_seen = (line >= 0) & (line < lines)
    rows, line = lanes.rows[numbers[is_seen]], line[is_seen]
    pixels = np.empty((lines, view.width, 4), np.uint8)
    pixels[:] = (*ground[::-1], 255)
    begin = 0
    while begin < len(rows):
        if is_cancelled():
            raise CancelledError("the picture was called off")
        end = len(rows)
        if end - begin > TOGETHER:      # but a line is painted whole
            end = int(np.searchsorted(line, line[begin + TOGETHER], "right"))
        analysis.sessions.paint_lanes(rows[begin:end], line[begin:end], (view.start_ns, view.end_ns),
                                      1 if is_shared else SHORT, colours, ground, FAINT, pixels)
        begin = end
    return pixels if is_shared else _heightened(pixels, view, first, ground)


def _heightened(lines: NDArray[np.uint8], view: View, first: int, ground: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Lanes as high as they are seen, with air between them where there is room."""
    y = np.arange(view.height) / view.lane_height + view.first
    lane = np.floor(y).astype(np.int64)
    found = lines[np.clip(lane - first, 0, len(lines) - 1)]
    air = min(2.0, view.lane_height / 4) if view.lane_height >= AIRY else 0.0
    found[(y - lane) * view.lane_height >= view.lane_height - air, :, :3] = ground[::-1].astype(np.uint8)
    return found
