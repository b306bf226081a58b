"""The list of files opened lately, newest first."""
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from netloupe_gui.settings.store import SettingsStore

RECENT_MAX = 12


class RecentFiles(QObject):
    """Kept in the settings; files that are gone are left out when asked. GUI thread only."""

    recent_changed = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        """Read and write the list in this store."""
        super().__init__(parent)
        self._store = store

    def paths(self) -> list[str]:
        """The files that still exist."""
        return [path for path in self._store.texts("recent_files") if Path(path).is_file()]

    def add(self, *paths: str) -> None:
        """Put files at the top, in this order."""
        fresh = [str(Path(path).absolute()) for path in paths]
        others = [other for other in self._store.texts("recent_files") if other not in fresh]
        self._store.set("recent_files", [*fresh, *others][:RECENT_MAX])
        self.recent_changed.emit()

    def clear(self) -> None:
        """Forget all."""
        self._store.set("recent_files", [])
        self.recent_changed.emit()
