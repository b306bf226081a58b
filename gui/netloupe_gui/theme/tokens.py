"""Colour tokens of the light, dark and high-contrast themes.

State colours come from the Okabe-Ito set, which stays apart for the common kinds of colour blindness; they are shifted
in lightness until they reach a contrast of 4.5:1 as text on the theme's `base`. A state is never told by its colour
alone: each has a picture and a text too.
"""
from dataclasses import dataclass, replace

STATE_GLYPHS = ("state_new", "state_established", "state_active", "state_closing", "state_closed", "state_timeout",
                "state_cleanup")        # pictures by model.State
STATE_GLYPH_FALLBACK = "state_other"
RULE_COLOURS = ("yellow", "green", "teal", "blue", "violet", "pink", "red", "orange", "grey")    # of colour rules
MARKS = frozenset((             # of sessions, and of live captures
    "handshake", "reset", "malformed", "zero_window", "retransmission", "out_of_order", "duplicate_ack",
    "drop", "gap", "device", "disk", "limit", "stop", "start"))


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one theme, as "#rrggbb"."""

    name: str                   # "light", "dark", "contrast"
    is_dark: bool
    window: str                 # behind everything
    base: str                   # of tables, trees and plots
    alternate: str              # every second row
    text: str
    muted: str                  # less important text, ended sessions
    disabled: str               # pictures and text of what cannot be used now
    border: str
    button: str
    accent: str                 # links, focus, active things
    selection: str
    selection_text: str
    up: str                     # initiator to responder
    down: str
    good: str
    warning: str
    error: str
    banner: str                 # background of the error banner
    banner_text: str
    grid: str                   # of plots
    states: tuple[str, ...]     # by model.State
    series: tuple[str, ...]     # of plots: rows that are told apart, and the last of all others
    layers: tuple[str, ...]     # backgrounds of byte ranges, by depth; `text` is readable on them
    rules: tuple[str, ...]      # backgrounds of rows, by RULE_COLOURS; `text` is readable on them


LIGHT = Theme(
    name="light", is_dark=False, window="#f3f4f6", base="#ffffff", alternate="#f7f8fa", text="#1b1f24",
    muted="#5b6470", disabled="#9aa3ad", border="#ccd2da", button="#ffffff", accent="#0060a8", selection="#cfe4f7",
    selection_text="#0b2239", up="#0066a6", down="#a34700", good="#006f50", warning="#8a5300", error="#b3261e",
    banner="#fdecc8", banner_text="#46300a", grid="#d9dee5",
    states=("#5b6470", "#0066a6", "#006f50", "#8a5300", "#43507a", "#a3398f", "#6b6b6b"),
    series=("#1f77b4", "#c87600", "#00876a", "#b8559a", "#3490d0", "#c2480c", "#857600",
            "#6f5bbd", "#2f5d50", "#808993"),
    layers=("#dcebfa", "#e2f3e6", "#fbf0d2", "#f6e1ee", "#e6e4f7", "#e3eef0"),
    rules=("#f7eb9c", "#c5eac1", "#b5e6e1", "#b9c8fb", "#dccdf8", "#f8cbe4", "#f9c4bd", "#fbd3a4", "#d5d9df"))

DARK = Theme(
    name="dark", is_dark=True, window="#17191d", base="#1f2328", alternate="#242930", text="#e4e7eb",
    muted="#9aa4b0", disabled="#606a75", border="#3a424c", button="#2b323a", accent="#6cb6f5", selection="#24496b",
    selection_text="#f2f7fc", up="#62b5f0", down="#f0a35c", good="#4cc9a0", warning="#e6b94d", error="#ff8f85",
    banner="#4a3a12", banner_text="#fbeccb", grid="#333b44",
    states=("#9aa4b0", "#62b5f0", "#4cc9a0", "#e6b94d", "#a9b4e6", "#e39ad2", "#9a9a9a"),
    series=("#4b9fdb", "#e0953f", "#3cb48c", "#cf83bd", "#8cc9f2", "#e86f5a", "#c9b840",
            "#9d8be0", "#6fa38f", "#7d8790"),
    layers=("#1f3a55", "#1e4030", "#4a3f18", "#4a2840", "#352f5a", "#27424a"),
    rules=("#5a5114", "#245228", "#155350", "#2b3f8c", "#4b3586", "#6d2a58", "#702d2d", "#6b421a", "#4a525c"))

CONTRAST = replace(
    DARK, name="contrast", window="#000000", base="#000000", alternate="#0d0d0d", text="#ffffff", muted="#d6d6d6",
    disabled="#8a8a8a", border="#ffffff", button="#000000", accent="#ffe14d", selection="#ffe14d",
    selection_text="#000000", up="#7cc8ff", down="#ffb870", good="#5ff0bd", warning="#ffd75e", error="#ffaba3",
    banner="#ffe14d", banner_text="#000000", grid="#5c5c5c",
    series=("#5cb8ff", "#ffa64d", "#4de0b0", "#ff9be0", "#b0dcff", "#ff7a66", "#ffe14d",
            "#b8a6ff", "#8fd0b8", "#a6a6a6"),
    states=("#d6d6d6", "#7cc8ff", "#5ff0bd", "#ffd75e", "#c6cfff", "#ffb8ec", "#cfcfcf"),
    rules=("#665c00", "#006b1f", "#006666", "#1a3fc4", "#5f33b8", "#94136f", "#a11212", "#8a4500", "#555555"))

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
