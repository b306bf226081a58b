"""The terms of the filter as chips: a click takes one away."""
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from netloupe_gui.text import safe, tip

GAP = 4
CHIPS_MAX = 16          # buttons; a filter may have hundreds of terms
LISTED_MAX = 100        # in the menu
TERM_DIGITS = 24        # of its width; what is longer is cut in the middle


class FilterChips(QWidget):
    """A row of buttons; those that have no room are in the menu of the last one. GUI thread only."""

    removed = Signal(int)       # number of the term

    def __init__(self, parent: QWidget | None = None) -> None:
        """No terms."""
        super().__init__(parent)
        self._icon = QIcon()
        self._terms: tuple[str, ...] = ()
        self.chips: list[QToolButton] = []
        self.more = QToolButton(self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.more.menu().triggered.connect(self._on_more)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    def set_icon(self, icon: QIcon) -> None:
        """What takes one away."""
        self._icon = icon
        for chip in self.chips:
            chip.setIcon(icon)

    def set_terms(self, terms: Sequence[str]) -> None:
        """Show these."""
        if tuple(terms) == self._terms:
            return
        self._terms = tuple(terms)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(number, term) for number, term in enumerate(terms[:CHIPS_MAX])]
        self.setVisible(bool(terms))
        self.updateGeometry()
        self._place()

    def _chip(self, number: int, term: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setText(self._short(term))
        chip.setIcon(self._icon)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setToolTip(tip(self.tr("Take away: {term}").format(term=term)))
        chip.setAccessibleName(self.tr("Take away {term}").format(term=safe(term)))
        chip.setProperty("number", number)
        chip.clicked.connect(self._on_clicked)
        return chip

    def _short(self, term: str) -> str:
        """A term as buttons and menus show it."""
        metrics = self.fontMetrics()
        width = TERM_DIGITS * metrics.horizontalAdvance("0")
        return metrics.elidedText(safe(" ".join(term.split())), Qt.TextElideMode.ElideMiddle, width).replace("&", "&&")

    def _place(self) -> None:
        """Show as many as there is room for."""
        self.more.setText(f"+{len(self._terms)}")
        room, at, shown = self.width(), 0, 0
        for number, chip in enumerate(self.chips):
            wide = chip.sizeHint().width()
            is_last = number == len(self._terms) - 1
            keep = 0 if is_last else self.more.sizeHint().width() + GAP
            if at + wide + keep > room:
                break
            chip.setGeometry(at, (self.height() - chip.sizeHint().height()) // 2, wide, chip.sizeHint().height())
            chip.show()
            at += wide + GAP
            shown += 1
        for chip in self.chips[shown:]:
            chip.hide()
        left = len(self._terms) - shown
        self.more.setVisible(left > 0)
        menu = self.more.menu()
        menu.clear()
        for number, term in enumerate(self._terms[shown:shown + LISTED_MAX], shown):
            menu.addAction(self._icon, self.tr("Take away: {term}").format(term=self._short(term))).setData(number)
        if left:
            size = self.more.sizeHint()
            self.more.setText(f"+{left}")
            self.more.setGeometry(at, (self.height() - size.height()) // 2, size.width(), size.height())

    def _on_clicked(self) -> None:
        self.removed.emit(int(self.sender().property("number")))

    def _on_more(self, action: object) -> None:
        self.removed.emit(int(action.data()))   # type: ignore[attr-defined]

    # Qt's side

    def sizeHint(self) -> QSize:
        """Qt: room for all."""
        sizes = [chip.sizeHint() for chip in self.chips]
        others = self.more.sizeHint().width() + GAP if len(self._terms) > len(self.chips) else 0
        return QSize(sum(size.width() + GAP for size in sizes) + others,
                     max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Qt: room for the button that has the others."""
        return self.more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._place()
