"""The line for a capture filter: checked by libpcap as it is typed, in words and with a glyph."""
from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from netloupe_gui.bridge.filter_check import FilterCheck, FilterVerdict
from netloupe_gui.text import count, one_line
from netloupe_gui.widgets.notice import ERROR, GOOD, PLAIN, Notice

_PROBLEM_MAX = 300


class CaptureFilterField(QWidget):
    """Text, what libpcap says about it, and what it would have kept. GUI thread only."""

    verdict_changed = Signal()

    def __init__(self, check: FilterCheck, parent: QWidget | None = None) -> None:
        """Ask this checker."""
        super().__init__(parent)
        self._check = check
        self._verdict = FilterVerdict("", "")
        self._kept = ""
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(self.tr("all packets; for example: tcp port 443 and not host 10.0.0.1"))
        self.line.setAccessibleName(self.tr("Capture filter"))
        self._history = QStringListModel(self)
        completer = QCompleter(self._history, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.notice = Notice(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.line)
        layout.addWidget(self.notice)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_changed)
        check.checked.connect(self._on_checked)
        check.counted.connect(self._on_counted)
        self._show()

    @property
    def text(self) -> str:
        """The filter."""
        return self.line.text().strip()

    @property
    def is_bad(self) -> bool:
        """Whether libpcap refuses what stands there."""
        return self._verdict.text == self.text and not self._verdict.is_good

    def set_history(self, filters: list[str]) -> None:
        """Offer these."""
        self._history.setStringList(filters)

    def _on_changed(self) -> None:
        self._kept = ""
        self._check.check(self.text)
        self._show()
        self.verdict_changed.emit()

    def _on_checked(self, verdict: FilterVerdict) -> None:
        self._verdict = verdict
        self._show()
        self.verdict_changed.emit()

    def _on_counted(self, text: str, kept: int, looked_at: int) -> None:
        if text == self.text:
            self._kept = self.tr("It would have kept {kept} of the last {all} packets.").format(
                kept=count(kept), all=count(looked_at))
            self._show()

    def _show(self) -> None:
        if not self.text:
            self.notice.say(PLAIN, self.tr("Empty: every packet is captured."))
        elif self._verdict.text != self.text:
            self.notice.say(PLAIN, self.tr("Checking…"))
        elif self._verdict.is_good:
            good = self.tr("Valid filter.")
            self.notice.say(GOOD, f"{good} {self._kept}" if self._kept else good)
        else:
            self.notice.say(ERROR, one_line(self._verdict.problem, _PROBLEM_MAX))
