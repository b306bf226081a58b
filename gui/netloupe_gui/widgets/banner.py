"""A strip that tells of a problem without stopping anybody."""
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from netloupe_gui.text import one_line
from netloupe_gui.theme.styles import banner_style
from netloupe_gui.theme.tokens import Theme

BODY_LENGTH_MAX = 600


@dataclass(frozen=True, slots=True)
class Problem:
    """What the banner says."""

    title: str          # what failed
    body: str           # why, and what to do
    report: str = ""    # for "Copy report"; "" leaves the button out
    action: str = ""    # text of a button that does something about it; "" leaves it out
    action_id: str = ""     # of the table of actions


class Banner(QFrame):
    """Shows the latest problem; closing it uncovers the one before. GUI thread only."""

    report_asked = Signal(str)
    action_asked = Signal(str)           # id of an action
    needed_changed = Signal(bool)        # whether there is something to show

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until there is a problem; whoever holds the banner hides it meanwhile."""
        super().__init__(parent)
        self.setObjectName("banner")
        self._problems: list[Problem] = []
        self._icon = self._label()
        self._title = self._label()
        self._body = self._label()
        self._body.setWordWrap(True)
        self._body.setMinimumSize(1, 1)     # Qt's own guess is a narrow, tall column
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._copy = QPushButton(self.tr("Copy report"), self)
        self._copy.clicked.connect(self._on_copy)
        self._act = QPushButton(self)
        self._act.clicked.connect(self._on_act)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.clicked.connect(self.close_problem)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._title)
        texts.addWidget(self._body)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._copy)
        layout.addWidget(self._close)
        self.setAutoFillBackground(True)
        self._soon = QTimer(self)           # a layout under way would not hear of another height
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                      | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        return label

    @property
    def action_button(self) -> QPushButton:
        """Does something about the problem; hidden when there is nothing one could do."""
        return self._act

    @property
    def problem(self) -> Problem | None:
        """What is shown."""
        return self._problems[-1] if self._problems else None

    def show_problem(self, problem: Problem) -> None:
        """Put a problem on top; the same one twice is one."""
        if problem in self._problems:
            self._problems.remove(problem)
        self._problems.append(problem)
        self._show()

    def close_problem(self) -> None:
        """The person has seen the one on top."""
        if self._problems:
            self._problems.pop()
        self._show()

    def clear(self) -> None:
        """Forget all: another capture is shown."""
        self._problems.clear()
        self._show()

    def set_theme(self, theme: Theme, warning: QIcon, close: QIcon) -> None:
        """Colours and pictures, in the present theme."""
        self.setStyleSheet(banner_style(theme))
        self._icon.setPixmap(warning.pixmap(QSize(20, 20)))
        self._close.setIcon(close)

    def _show(self) -> None:
        problem = self.problem
        if problem is not None:
            self._title.setText(one_line(problem.title))
            self._body.setText(one_line(problem.body, BODY_LENGTH_MAX))
            self._copy.setVisible(bool(problem.report))
            self._act.setText(problem.action)
            self._act.setVisible(bool(problem.action))
            self._soon.start()
        self.needed_changed.emit(problem is not None)

    def _fit(self) -> None:
        """As high as the text is at this width: what holds the banner asks for no height that depends on a width."""
        height = self._row.totalHeightForWidth(self.width())
        if height >= 0:                 # an empty banner has none
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._soon.start()

    def _on_act(self) -> None:
        problem = self.problem
        if problem is not None:
            self.close_problem()
            self.action_asked.emit(problem.action_id)

    def _on_copy(self) -> None:
        if self.problem is not None:
            self.report_asked.emit(self.problem.report)
