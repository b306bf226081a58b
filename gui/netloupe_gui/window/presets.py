"""Presets of the panes, what the person has changed in each of them, and how both are kept between runs."""
import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

STATE_MAX = 20_000          # characters of a kept state of docks; Qt makes some hundreds
SHARES_MAX = 16             # parts of the window; there are not so many panes


@dataclass(frozen=True, slots=True)
class Preset:
    """Which panes are shown, which pages stand below the sessions, and the thousandths of the window some have."""

    panes: frozenset[str]
    beside: Mapping[str, int] = field(default_factory=dict)    # pages of the middle below the others, and their widths
    front: int = 560                    # thousandths of the middle's height above them
    shares: Mapping[str, int] = field(default_factory=dict)
    folded: bool | None = None          # throughput is one line; None: where there is little room
    is_drawn: bool = False              # the throughput plot comes before the pages below the sessions
    follows: bool = False               # the table stays with the newest session


PRESETS = {
    "overview": Preset(frozenset(("throughput",)), {"statistics": 560, "lanes": 440}, folded=True),
    "inspect": Preset(frozenset(("throughput", "timeline", "packets", "attributes", "bytes"))),
    "live": Preset(frozenset(("throughput", "timeline")), {"lanes": 1000}, 640, is_drawn=True, follows=True),
}
FIRST = "inspect"


@dataclass(slots=True)
class Kept:
    """One preset as the person has left it."""

    hidden: set[str]                    # panes that are not wanted
    shares: dict[str, int]              # what was drawn, in thousandths
    folded: bool | None = None
    beside: list[int] = field(default_factory=list)     # thousandths of the height above pages, then of their widths
    pages: dict[str, str] = field(default_factory=dict)     # which tab is in front, by what has tabs
    is_own: bool = False                # the person moved a pane: its place is theirs
    state: bytes = b""                  # then: as Qt describes it
    own: dict[str, tuple[int, int]] = field(default_factory=dict)      # width and height in thousandths


def untouched(preset: Preset, panes: frozenset[str]) -> Kept:
    """A preset as it is at first, of a window that has these panes."""
    return Kept(set(panes - preset.panes), dict(preset.shares), preset.folded, [preset.front, *preset.beside.values()])


def write_kept(key: str, kept: Mapping[str, Kept]) -> str:
    """What `read_kept` reads: the preset that is shown, and all that were changed."""
    return json.dumps({"preset": key, "kept": {name: {
        "hidden": sorted(one.hidden), "shares": one.shares, "folded": one.folded, "beside": one.beside,
        "pages": one.pages, "own": one.is_own, "state": base64.b64encode(one.state).decode()}
        for name, one in kept.items()}})


def read_kept(text: str, panes: frozenset[str]) -> tuple[str, dict[str, Kept]]:
    """The preset that was shown and what was kept of each, without what is not as it should be."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    found = found if isinstance(found, dict) else {}
    key, each = found.get("preset"), found.get("kept")
    kept = {name: _read(each[name], preset, panes) for name, preset in PRESETS.items()
            if isinstance(each.get(name), dict)} if isinstance(each, dict) else {}
    return key if isinstance(key, str) and key in PRESETS else FIRST, kept


def _read(found: dict[str, object], preset: Preset, panes: frozenset[str]) -> Kept:
    kept = untouched(preset, panes)
    hidden, parts, folded = found.get("hidden"), found.get("shares"), found.get("folded")
    if isinstance(hidden, list):
        kept.hidden = {key for key in hidden if isinstance(key, str)} & panes
    if isinstance(parts, dict):
        kept.shares = {key: part for key, part in list(parts.items())[:SHARES_MAX] if _is_part(part)}
    if isinstance(folded, bool):
        kept.folded = folded
    beside, pages, state = found.get("beside"), found.get("pages"), found.get("state")
    if isinstance(beside, list) and len(beside) == 1 + len(preset.beside) and all(map(_is_part, beside)):
        kept.beside = beside
    if isinstance(pages, dict):
        kept.pages = {key: page for key, page in list(pages.items())[:SHARES_MAX] if isinstance(page, str)}
    if isinstance(state, str) and len(state) <= STATE_MAX:
        try:
            kept.state = base64.b64decode(state, validate=True)
        except (binascii.Error, ValueError):
            kept.state = b""
    kept.is_own = found.get("own") is True and bool(kept.state)
    return kept


def _is_part(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 1000
