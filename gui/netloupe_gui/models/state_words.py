"""A session's state as a person reads it: where it is in its life and, once that is over, how it ended."""
from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import EndReason, State
from netloupe_gui.text.marked import T

# How it reads, and what it means.
ENDS: dict[EndReason, tuple[str, str]] = {
    EndReason.GRACEFUL: (T("States", "graceful"), T("States", "Both sides said that they were done, and heard it")),
    EndReason.RESET: (T("States", "reset"), T("States", "One side broke it off")),
    EndReason.REFUSED: (T("States", "refused"), T("States", "The server's side did not want it")),
    EndReason.NO_RESPONSE: (T("States", "no response"), T("States", "Nobody answered in time")),
    EndReason.IDLE: (T("States", "timed out"), T("States", "Nothing was said for so long that it counts as over")),
    EndReason.REUSED: (T("States", "reused"), T("States", "A new one began between the same addresses and ports")),
    EndReason.EVICTED: (T("States", "evicted"), T("States", "A limit was reached, and this was the oldest")),
    EndReason.CAPTURE_END: (T("States", "capture end"), T("States", "It was in this state when the capture ended")),
}


def state_name(value: int) -> str:
    """The state's name; a number nobody knows stays a number."""
    return State(value).name if value < len(State) else str(value)


def _end(reason: int) -> tuple[str, str]:
    known = ENDS.get(EndReason(reason)) if reason < len(EndReason) else None
    return known or ("", "")


def end_text(reason: int) -> str:
    """How it ended, e.g. "graceful"; "" while it goes on."""
    return QCoreApplication.translate("States", _end(reason)[0]) if reason else ""


def state_text(state: int, reason: int) -> str:
    """E.g. "CLOSED · reset"; the state alone while it goes on."""
    end = end_text(reason)
    return f"{state_name(state)} · {end}" if end else state_name(state)


def state_meaning(state: int, reason: int) -> str:
    """`state_text` and a sentence on what the end means."""
    says = QCoreApplication.translate("States", _end(reason)[1]) if reason else ""
    return f"{state_text(state, reason)}\n{says}" if says else state_text(state, reason)
