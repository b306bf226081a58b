"""Does what the person asks of filters, groups and colours: one method for each action "ask_…" of the table."""
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from netloupe_gui.bridge.asking import Ask, Asking
from netloupe_gui.bridge.colour_rules import RULES_MAX, ColourRules
from netloupe_gui.bridge.colouring import Colouring
from netloupe_gui.bridge.completing import Completing
from netloupe_gui.bridge.filter_past import FilterPast
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.kept_filters import NAME_MAX, KeptFilters
from netloupe_gui.dialogs.colours import ColourRulesDialog
from netloupe_gui.dialogs.filters import FiltersDialog
from netloupe_gui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class AskingParts:
    """What the commands work on."""

    window: MainWindow
    focus: Focus
    asking: Asking
    past: FilterPast
    kept: KeptFilters
    rules: ColourRules
    colouring: Colouring
    completing: Completing


class AskingCommands(QObject):
    """The person's questions. GUI thread only."""

    def __init__(self, parts: AskingParts, parent: QObject | None = None) -> None:
        """Work on these parts."""
        super().__init__(parent)
        self._parts = parts
        self._dialog: QDialog | None = None
        parts.asking.coloured.connect(self._on_coloured)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog opened last."""
        return self._dialog

    # the value the keyboard is at

    def only(self) -> None:
        """Show only sessions with the value the keyboard is at."""
        self._ask(Ask.ONLY)

    def exclude(self) -> None:
        """Show no sessions with it."""
        self._ask(Ask.EXCLUDE)

    def also(self) -> None:
        """Of those shown, only the ones with it."""
        self._ask(Ask.AND)

    def either(self) -> None:
        """Show the ones with it as well."""
        self._ask(Ask.OR)

    def prepare(self) -> None:
        """Write it into the filter line."""
        self._ask(Ask.PREPARE)

    def colour(self) -> None:
        """Colour the rows of its sessions."""
        self._ask(Ask.COLOUR)

    def _ask(self, how: Ask) -> None:
        widget = QApplication.focusWidget()
        while widget is not None and not hasattr(widget, "conditions"):
            widget = widget.parentWidget()
        conditions = widget.conditions() if widget is not None else ()
        if conditions:
            self._parts.asking.ask(conditions[0], how)
        else:
            self._parts.window.status.tell(self.tr("Go to a value in a table or in the attribute tree first."))

    # colours

    def colours(self) -> None:
        """Show and change the colour rules."""
        parts = self._parts
        self._open(ColourRulesDialog(parts.rules, parts.colouring, parts.completing, parts.asking.filter, parts.window))

    def _on_coloured(self, condition: str) -> None:
        rule = self._parts.rules.colour(condition)
        self._parts.window.status.tell(
            self.tr("Coloured: {name}. “Colour rules…” in the menu View changes it.").format(name=rule.name)
            if rule is not None else
            self.tr("There are {n} colour rules already: remove one in the menu View first.").format(n=RULES_MAX))

    # groups

    def group(self) -> None:
        """Open the menu of what sessions can be grouped by."""
        self._parts.window.filter_bar.group.showMenu()

    def ungroup(self) -> None:
        """All sessions, one a row."""
        self._parts.window.filter_bar.group.by_chosen.emit(())

    # filters that stood before, and those that are kept

    def undo(self) -> None:
        """Filter and brush as they were before."""
        self._parts.past.undo()

    def redo(self) -> None:
        """Undo `undo`."""
        self._parts.past.redo()

    def save(self) -> None:
        """Give the filter a name."""
        text = self._parts.asking.filter
        if not text:
            self._parts.window.status.tell(self.tr("There is no filter to save: write one first."))
            return
        dialog = QInputDialog(self._parts.window)
        dialog.setWindowTitle(self.tr("Save filter"))
        dialog.setLabelText(self.tr("Name of the filter:"))
        dialog.setTextValue(next((name for name, known in self._parts.kept.named.items() if known == text),
                                 text[:NAME_MAX]))
        dialog.textValueSelected.connect(self._on_named)
        self._open(dialog)

    def _on_named(self, name: str) -> None:
        self._parts.kept.save(name, self._parts.asking.filter)

    def filters(self) -> None:
        """Show, rename and delete named filters."""
        dialog = FiltersDialog(self._parts.kept, self._parts.window)
        dialog.picked.connect(self._parts.focus.set_filter)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        old, self._dialog = self._dialog, dialog
        if old is not None:
            old.deleteLater()
        dialog.open()
