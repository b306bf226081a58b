"""How the filter is read where it is one word that is also a name, and the way to the other reading."""
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from netloupe_engine.model import Reading
from netloupe_gui.text import tip


class ReadingButton(QToolButton):
    """Says it, and turns it over by a click; hidden where a filter can be read in one way only. GUI thread only."""

    picked = Signal(str)        # the filter that is read the other way

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say."""
        super().__init__(parent)
        self._other = ""
        self.clicked.connect(self._on_clicked)
        self.hide()

    def set_reading(self, reading: Reading) -> None:
        """Say how it is read."""
        self._other = reading.other
        self.setVisible(bool(reading.word))
        if reading.kind == "protocol":
            self._tell(reading, self.tr("a protocol · find the word"),
                       self.tr("Sessions in which the protocol {name} occurs. Click to find the word instead."))
        elif reading.kind == "name":
            self._tell(reading, self.tr("a field · find the word"),
                       self.tr("Sessions that have {name}. Click to find the word instead."))
        elif reading.kind == "word":
            self._tell(reading, self.tr("a word · take it as a name"),
                       self.tr("Sessions in which the word {name} is found. Click to ask for what is called so."))

    def _tell(self, reading: Reading, title: str, says: str) -> None:
        self.setText(title)
        self.setToolTip(tip(says.format(name=reading.word)))
        self.setAccessibleName(says.format(name=reading.word))

    def _on_clicked(self) -> None:
        self.picked.emit(self._other)
