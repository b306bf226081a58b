"""Filters that are kept between runs: those entered lately, and those with a name."""
from PySide6.QtCore import QObject, Signal

from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.text import one_line

LATELY_MAX = 50
NAMED_MAX = 200
NAME_MAX = 60           # characters


def _name(text: str) -> str:
    """A text as the name of a filter."""
    return one_line(" ".join(text.split()), NAME_MAX)


class KeptFilters(QObject):
    """Written to the settings at each change. GUI thread only."""

    changed = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        """Those of this store."""
        super().__init__(parent)
        self._store = store

    @property
    def lately(self) -> list[str]:
        """What was entered, newest first."""
        return self._store.texts("filters_lately")

    @property
    def named(self) -> dict[str, str]:
        """Filters by their names, in the order in which they were made. Names are safe to show, whoever wrote them."""
        rows = (text.partition("\n") for text in self._store.texts("filters_named"))
        return {_name(name): text for name, line, text in rows if name.strip() and line and text}

    def note(self, text: str) -> None:
        """This one was entered."""
        if text and self.lately[:1] != [text]:
            self._keep("filters_lately", [text, *(one for one in self.lately if one != text)][:LATELY_MAX])

    def forget_lately(self) -> None:
        """Empty the list of those entered lately."""
        self._keep("filters_lately", [])

    def save(self, name: str, text: str) -> None:
        """Give a filter a name; another one of this name is replaced."""
        name = _name(name)
        if name and text:
            self._set_named({**self.named, name: text})

    def rename(self, old: str, new: str) -> None:
        """Call it otherwise; it keeps its place."""
        new = _name(new)
        if new and old in self.named:
            self._set_named({new if name == old else name: text for name, text in self.named.items()
                             if name != new or name == old})

    def delete(self, name: str) -> None:
        """Forget one."""
        self._set_named({known: text for known, text in self.named.items() if known != name})

    def _set_named(self, named: dict[str, str]) -> None:
        self._keep("filters_named", [f"{name}\n{text}" for name, text in named.items()][-NAMED_MAX:])

    def _keep(self, key: str, texts: list[str]) -> None:
        self._store.set(key, texts)
        self.changed.emit()
