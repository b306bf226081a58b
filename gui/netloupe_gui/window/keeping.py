"""What is in the settings only at the end of a run, or when a profile is written: columns and panes."""
from PySide6.QtCore import QObject

from netloupe_gui.bridge.colour_rules import ColourRules
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.widgets.table import Table
from netloupe_gui.window.layout import Layout


class Keeping(QObject):
    """Keeps it, and uses what was kept. GUI thread only."""

    def __init__(self, store: SettingsStore, tables: dict[str, Table], rules: ColourRules, arrangement: Layout,
                 parent: QObject | None = None) -> None:
        """`tables` by the settings that have their columns."""
        super().__init__(parent)
        self._store, self._tables, self._rules, self._arrangement = store, tables, rules, arrangement

    def use_columns(self) -> None:
        """Columns as they were kept."""
        for key, table in self._tables.items():
            table.restore_header_state(self._store.state(key))

    def use(self) -> None:
        """All as it was kept, by somebody else: a profile was read in."""
        self.use_columns()
        self._rules.read()
        self._arrangement.read()

    def keep(self) -> None:
        """Write it into the settings."""
        for key, table in self._tables.items():
            self._store.set(key, table.header_state())
        self._arrangement.save()
