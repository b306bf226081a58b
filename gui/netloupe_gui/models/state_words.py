"""A session's state as a person reads it: where it is in its life and, once that is over, how it ended."""
from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import EndReason, State
from netloupe_gui.text.marked import T

_CONTEXT = "States"

# How it reads, and what it means.
ENDS: dict[EndReason, tuple[str, str]] = {
    EndReason.GRACEFUL: (T(_CONTEXT, "graceful"), T(_CONTEXT, "Both sides said that they were done, and heard it")),
    EndReason.RESET: (T(_CONTEXT, "reset"), T(_CONTEXT, "One side broke it off")),
    EndReason.REFUSED: (T(_CONTEXT, "refused"), T(_CONTEXT, "The server's side did not want it")),
    EndReason.NO_RESPONSE: (T(_CONTEXT, "no response"), T(_CONTEXT, "Nobody answered in time")),
    EndReason.IDLE: (T(_CONTEXT, "timed out"), T(_CONTEXT, "Nothing was said for so long that it counts as over")),
    EndReason.REUSED: (T(_CONTEXT, "reused"), T(_CONTEXT, "A new one began between the same addresses and ports")),
    EndReason.EVICTED: (T(_CONTEXT, "evicted"), T(_CONTEXT, "A limit was reached, and this was the oldest")),
    EndReason.CAPTURE_END: (T(_CONTEXT, "capture end"), T(_CONTEXT, "It was in this state when the capture ended")),
}


def state_name(value: int) -> str:
    """The state's name; a number nobody knows stays a number."""
    return State(value).name if value < len(State) else str(value)


def _end(reason: int) -> tuple[str, str]:
    known = ENDS.get(EndReason(reason)) if reason < len(EndReason) else None
    return known or ("", "")


def end_text(reason: int) -> str:
    """How it ended, e.g. "graceful"; "" while it goes on."""
    return QCoreApplication.translate(_CONTEXT, _end(reason)[0]) if reason else ""


def state_text(state: int, reason: int) -> str:
    """E.g. "CLOSED · reset"; the state alone while it goes on."""
    end = end_text(reason)
    return f"{state_name(state)} · {end}" if end else state_name(state)


def state_meaning(state: int, reason: int) -> str:
    """`state_text` and a sentence on what the end means."""
    says = QCoreApplication.translate(_CONTEXT, _end(reason)[1]) if reason else ""
    return f"{state_text(state, reason)}\n{says}" if says else state_text(state, reason)
