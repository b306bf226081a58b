"""What the person asks by pointing at a value: a condition, and how it is added to the filter of the focus."""
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from netloupe_engine.terms import joined
from netloupe_gui.bridge.focus import Focus


class Ask(StrEnum):
    """What becomes of a condition."""

    ONLY = "only"           # the filter is this alone
    EXCLUDE = "exclude"     # what it holds for is left out
    AND = "and"
    OR = "or"
    PREPARE = "prepare"     # written into the filter line, to be finished by hand
    COLOUR = "colour"       # a colour rule


class Asking(QObject):
    """Carries conditions to the one filter. GUI thread only."""

    prepared = Signal(str, str)     # a filter to finish, and the condition in it
    coloured = Signal(str)          # the condition of a new colour rule

    def __init__(self, focus: Focus, parent: QObject | None = None) -> None:
        """Write the filter of this focus."""
        super().__init__(parent)
        self._focus = focus
        self._is_refused = False

    @property
    def filter(self) -> str:
        """The filter that conditions are added to; one that is none counts for nothing."""
        return "" if self._is_refused else self._focus.filter

    def on_refused(self, refusal: object) -> None:
        """The filter that was written is none (None: it is one)."""
        self._is_refused = refusal is not None

    def ask(self, condition: str, how: Ask) -> None:
        """Do this with a condition of the filter language."""
        if how is Ask.PREPARE:
            self.prepared.emit(joined(self.filter, condition, Ask.AND), condition)
        elif how is Ask.COLOUR:
            self.coloured.emit(condition)
        else:
            self._focus.set_filter(joined(self.filter, condition, how))
