"""How the room of the window is dealt to the panes: what gives way when it is small, and how high and wide each is.

Knows pixels, no widgets. The rules, in the order in which they yield: sessions never show fewer rows than they need;
below them a row of packets, attributes and bytes keeps its least height; throughput folds to its title line first,
then the timeline becomes a tab of the lower row; a narrow window makes tabs of the whole lower row. A window too low
even for that leaves throughput and the footer of the sessions out, and one lower still gives the room to what has the
keyboard: all rows of sessions, or the lower row.
"""
from dataclasses import dataclass

NARROW = 1200               # pixels of width below which the lower row becomes tabs
SESSIONS_SHARE = 400        # thousandths of the window's height
ROW_SHARES = {"packets": 400, "attributes": 280, "bytes": 320}      # thousandths of the window's width


@dataclass(frozen=True, slots=True)
class Needs:
    """Pixels that the parts need at the present text size. Heights of panes include their title line."""

    title: int              # a pane that shows nothing but its title
    plot: int               # throughput, at least
    plot_wanted: int
    sessions: int           # all their rows, heading, scroll bar and footer
    sessions_least: int     # ... two rows without a footer
    footer: int
    lanes: int              # timeline, at least
    lanes_wanted: int
    lower: int              # packets, attributes, bytes
    lower_least: int        # ... in a low window
    tabs: int               # the bar that names panes in one place
    line: int               # between two panes
    widths: dict[str, int]  # of the panes of the lower row
    head: int = 0           # the tabs above sessions, which `sessions` and `footer` include
    beside: int = 0         # pages seen together with the sessions; `sessions` includes it while they are


@dataclass(frozen=True, slots=True)
class Form:
    """What a window of some size can show at once."""

    is_narrow: bool         # the lower row is one pane wide
    is_folded: bool         # throughput is its title line
    is_tabbed: bool         # the timeline shares the place of the packets
    is_low: bool = False    # no throughput, no footer of the sessions

    def is_placed_as(self, other: "Form") -> bool:
        """Whether its panes stand beside and below each other as in another: some may be hidden or folded."""
        return (self.is_narrow, self.is_tabbed) == (other.is_narrow, other.is_tabbed)


def form(size: tuple[int, int], room: int, needs: Needs, shown: frozenset[str], folded: bool | None) -> Form:
    """How to arrange the `shown` panes of a window of this width and height.

    `room` is what tool and status bars leave of the height; `folded` is as the person wishes, None as it fits.
    """
    width, height = size
    row = [key for key in ROW_SHARES if key in shown]
    wide = sum(needs.widths[key] for key in row) + needs.line * max(0, len(row) - 1)
    is_narrow = len(row) > 1 and width < max(NARROW, wide)
    lower = needs.lower + (needs.tabs if is_narrow else 0) + needs.line if row else 0
    middle = max(needs.sessions, SESSIONS_SHARE * height // 1000 + needs.head)
    above = middle + (needs.line if "throughput" in shown else 0)
    lanes = needs.lanes + needs.line if "timeline" in shown else 0
    plot = needs.plot_wanted if "throughput" in shown else 0
    is_folded = above + plot + lanes + lower > room if folded is None else folded
    strip = (needs.title if is_folded else needs.plot) if "throughput" in shown else 0
    is_tabbed = bool(lanes and row) and above + strip + lanes + lower > room
    tabs = needs.tabs if is_narrow or is_tabbed else 0
    line = needs.line * (1 + ("throughput" in shown))
    if row and needs.sessions + (needs.title if strip else 0) + needs.lower_least + tabs + line > room:
        return Form(is_narrow, True, bool(lanes), True)
    return Form(is_narrow, is_folded, is_tabbed)


def seen(shown: frozenset[str], how: Form) -> frozenset[str]:
    """The panes that are on screen in this form, of those that are wanted."""
    return shown - {"throughput"} if how.is_low else shown


def heights(height: int, room: int, needs: Needs, shown: frozenset[str], how: Form,
            shares: dict[str, int], lower_first: bool = False) -> dict[str, int]:
    """Pixels for throughput, timeline and the lower row; sessions have the rest. Shares are thousandths of `height`.

    Where there is no room for both, `lower_first` says that the lower row has it.
    """
    if how.is_low:
        tabs = needs.tabs if how.is_narrow or how.is_tabbed else 0
        left = room - needs.line - (needs.sessions - needs.footer)
        if left < needs.lower_least + tabs:
            left = room - needs.line - needs.sessions_least if lower_first else max(left, needs.title + tabs)
        return {"lower": max(1, left)}
    found: dict[str, int] = {}
    row = any(key in shown for key in ROW_SHARES)
    separate = [key for key in ("throughput", "timeline") if key in shown]
    if how.is_tabbed:
        separate.remove("timeline")
    wanted = {"throughput": needs.plot_wanted, "timeline": needs.lanes_wanted}
    least = {"throughput": needs.title if how.is_folded else needs.plot, "timeline": needs.lanes}
    left = room - needs.line * (len(separate) + row) - needs.sessions
    lower = needs.lower + (needs.tabs if how.is_narrow or how.is_tabbed else 0) if row else 0
    for key in separate:
        others = sum(least[other] for other in separate if other != key and other not in found)
        if key == "throughput" and how.is_folded:
            found[key] = needs.title
        else:
            own = round(shares[key] * height / 1000) if key in shares else wanted[key]
            found[key] = max(least[key], min(own, left - lower - others))
        left -= found[key]
    if row:
        sessions = max(needs.sessions, round(shares.get("sessions", SESSIONS_SHARE) * height / 1000) + needs.head)
        found["lower"] = max(1, min(left, max(lower, left + needs.sessions - sessions)))
    elif "timeline" in found and "timeline" not in shares:      # nothing else is below: the timeline may be high
        found["timeline"] += max(0, (left + needs.sessions - max(needs.sessions, height * 55 // 100)))
    return found


def widths(width: int, needs: Needs, shown: frozenset[str], shares: dict[str, int]) -> dict[str, int]:
    """Pixels for the panes of the lower row, side by side."""
    row = [key for key in ROW_SHARES if key in shown]
    room = width - needs.line * max(0, len(row) - 1)
    parts = {key: shares.get(key, ROW_SHARES[key]) for key in row}
    found: dict[str, int] = {}
    while row:                  # who needs more than its share is served first, the others divide what is left
        total = sum(parts[key] for key in row)
        tight = [key for key in row if room * parts[key] // total < needs.widths[key]]
        if not tight:
            found |= {key: room * parts[key] // total for key in row}
            break
        for key in tight:
            found[key] = needs.widths[key]
            room -= found[key]
            row.remove(key)
    return found
