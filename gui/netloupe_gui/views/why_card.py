"""The card that says why: the rule in words, the packets and bytes that decided, how surely, and what else it could
have been. It lies on the window, is left by Esc, and its packets are links."""
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHideEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import Confidence
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.bridge.why import Answer, Question, WhySource
from netloupe_gui.text import count, counted, one_line, safe
from netloupe_gui.text.marked import translated
from netloupe_gui.theme.palette import theme_of

if TYPE_CHECKING:
    from netloupe_engine.analysis import Reason

WIDTH_DIGITS = 62
HIGH_SHARE = 0.6            # of the window that it takes at most
MARGIN = 8                  # from the window's edges
REASONS_MAX = 40            # that are shown
EVIDENCE_MAX = 12           # of each
OTHERS_MAX = 6


def in_words(parts: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """The engine's sentences in the window's language."""
    told = [translated(text).format(**values) for text, values in parts]
    return " ".join(f"{one[:1].upper()}{one[1:]}" + ("" if one[-1:] in ".:)?!" else ".") for one in told if one)


class _Link(QPushButton):
    """A packet that decided, or bytes of it."""

    def __init__(self, text: str, packet: int, place: ByteRange | None, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.packet, self.place = packet, place
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setStyleSheet("text-align: left; padding: 3px 6px; border: 0")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, QColor(theme_of(palette).accent))
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter follows the link, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class WhyCard(QDialog):
    """A card on the window. GUI thread only."""

    closed = Signal()

    def __init__(self, focus: Focus, source: WhySource, window: QWidget) -> None:
        """Hidden; lies on `window`, goes to packets by `focus`."""
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)       # on the window, and a dialog for a screen reader
        self.setObjectName("why")
        self._focus, self._source, self._window = focus, source, window
        self._question: Question | None = None
        self._answer: Answer | None = None
        self._before: QWidget | None = None             # where the keyboard was
        self._has_news = False
        self._build()
        self.about.activated.connect(self._on_about)
        source.answered.connect(self._on_answered)
        self.hide()

    # Widgets

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        frame = QFrame(self)
        frame.setFrameShape(QFrame.Shape.Box)
        self._kinds = {"application": self.tr("Application"), "path": self.tr("Protocol path"),
                       "direction": self.tr("Direction"), "state": self.tr("States"),
                       "relation": self.tr("What led here"), "name": self.tr("Names"),
                       "finding": self.tr("Findings")}
        self.title = QLabel(frame)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        bold = QFont(self.title.font())
        bold.setBold(True)
        self.title.setFont(bold)
        self.about = QComboBox(frame)
        self.about.setAccessibleName(self.tr("What is to be explained"))
        for key, text in self._kinds.items():
            self.about.addItem(text, key)
        self.close_button = QToolButton(frame)
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self._scroll = QScrollArea(frame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.about)
        head.addWidget(self.close_button)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(10, 6, 6, 8)
        inside.addLayout(head)
        inside.addWidget(self._scroll, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._body, self._lines = self._new_body()
        self._say(self.tr("Reading the session again…"))

    def _new_body(self) -> tuple[QWidget, QVBoxLayout]:
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 4, 4, 4)
        lines.setSpacing(3)
        return body, lines

    def _show_body(self, body: QWidget, lines: QVBoxLayout) -> None:
        lines.addStretch(1)
        self._body, self._lines = body, lines
        self._scroll.setWidget(body)        # which deletes the one before

    def _label(self, text: str, body: QWidget, muted: bool = False, bold: bool = False) -> QLabel:
        label = QLabel(safe(text), body)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if muted:
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(theme_of(palette).muted))
            label.setPalette(palette)
        if bold:
            font = QFont(label.font())
            font.setBold(True)
            label.setFont(font)
        return label

    # What is shown

    def show_question(self, question: Question) -> None:
        """Be seen; the answer will come."""
        is_new = not self.isVisible()
        if is_new:
            self._before = self._window.focusWidget()
        self._question, self._answer, self._has_news = question, None, True
        self.title.setText(self.tr("Why? · session {id}").format(id=count(question.session)))
        self.setAccessibleName(self.title.text())
        self.about.setCurrentIndex(max(0, self.about.findData(question.about)))
        self._say(self.tr("Reading the session again…"))
        if is_new:
            self._anchor = self._window.mapFromGlobal(self._place())
        self.show()
        self.raise_()
        self._fit()
        self.about.setFocus()

    def _place(self) -> QPoint:
        """Where the person looks: at the widget with the keyboard, or the pointer over it."""
        widget = self._before
        pointer = self.cursor().pos()
        if widget is None or widget.rect().contains(widget.mapFromGlobal(pointer)):
            return pointer
        return widget.mapToGlobal(QPoint(widget.width() // 3, min(widget.height() // 3, 120)))

    def _say(self, text: str) -> None:
        body, lines = self._new_body()
        lines.addWidget(self._label(text, body, muted=True))
        self._show_body(body, lines)

    def _on_answered(self, answer: Answer) -> None:
        if answer.question != self._question or not self.isVisible():
            return
        self._answer = answer
        if answer.trouble or not answer.reasons:
            self._say(answer.trouble or self.tr("There is nothing of this kind to explain."))
            self._fit()
            return
        body, layout = self._new_body()
        alike: dict[tuple[str, str], list[Reason]] = {}     # what is said in the same words is said once
        for reason in answer.reasons[:REASONS_MAX]:
            alike.setdefault((reason.subject, reason.rule), []).append(reason)
        for at, (first, *others) in enumerate(alike.values()):
            if at:
                layout.addSpacing(8)
            self._add(layout, body, replace(first, evidence=(
                *first.evidence, *(one for other in others for one in other.evidence))))
        if len(answer.reasons) > REASONS_MAX:
            more = len(answer.reasons) - REASONS_MAX
            layout.addWidget(self._label(self.tr("{n} more: netloupe why has them all").format(n=count(more)), body,
                                         muted=True))
        had_keys = self.about.hasFocus() or self._focuses_body()
        self._show_body(body, layout)
        self.setAccessibleDescription(" ".join(in_words(reason.rule.parts) for reason in answer.reasons[:3]))
        self._fit()
        links = self.links
        if self._has_news and had_keys:
            (links[0] if links else self.about).setFocus()
        self._has_news = False

    def _focuses_body(self) -> bool:
        widget: QWidget | None = self._window.focusWidget()
        return widget is not None and self._body.isAncestorOf(widget)

    @property
    def links(self) -> list[_Link]:
        """The packets that can be gone to."""
        return self._body.findChildren(_Link)

    def _add(self, layout: QVBoxLayout, body: QWidget, reason: "Reason") -> None:
        sure = {Confidence.CERTAIN: self.tr("certain"), Confidence.LIKELY: self.tr("likely"),
                Confidence.NONE: ""}[reason.confidence]
        methods = ", ".join(map(translated, reason.method.split(", ")))
        layout.addWidget(self._label(one_line(reason.subject), body, bold=True))
        layout.addWidget(self._label(" · ".join(part for part in (methods, sure, reason.source) if part), body,
                                     muted=True))
        layout.addWidget(self._label(in_words(reason.rule.parts), body))
        for one in reason.evidence[:EVIDENCE_MAX]:
            place = ByteRange(one.at, one.size, one.buffer) if one.at >= 0 and one.size else None
            text = self.tr("Packet {n}").format(n=count(one.packet))
            if place is not None:
                text += self.tr(", bytes {first}–{last}").format(first=one.at, last=one.at + one.size - 1)
            if one.text:
                text += f": {one_line(translated(one.text))}"
            link = _Link(text.replace("&", "&&"), one.packet, place, body)
            link.clicked.connect(self._on_link)
            layout.addWidget(link)
        if len(reason.evidence) > EVIDENCE_MAX:
            layout.addWidget(self._label(counted(len(reason.evidence) - EVIDENCE_MAX, self.tr("{n} more packet"),
                                                 self.tr("{n} more packets")), body, muted=True))
        for other in reason.others[:OTHERS_MAX]:
            layout.addWidget(self._label(self.tr("Not {name}: {why}").format(
                name=one_line(other.name), why=in_words(other.why.parts)), body, muted=True))

    def _fit(self) -> None:
        """As large as what it says, within the window, where the person looks."""
        room = self._window.size()
        width = min(WIDTH_DIGITS * self.fontMetrics().horizontalAdvance("0"), room.width() - 2 * MARGIN)
        self.resize(QSize(width, self.height()))
        inner = width - 16 - 10 - self._scroll.verticalScrollBar().sizeHint().width()
        self._lines.activate()
        high = self._lines.heightForWidth(inner) if self._lines.hasHeightForWidth() else self._body.sizeHint().height()
        head = max(self.about.sizeHint().height(), self.close_button.sizeHint().height())
        most = round(room.height() * HIGH_SHARE)
        self.resize(QSize(width, min(most, high + head + 34)))
        left = min(max(MARGIN, self._anchor.x() + MARGIN), room.width() - width - MARGIN)
        top = min(max(MARGIN, self._anchor.y() + MARGIN), room.height() - self.height() - MARGIN)
        self.move(left, top)

    # What the person does

    def _on_about(self) -> None:
        if self._question is not None:
            self._source.ask(Question(self._question.session, self.about.currentData()))

    def _on_link(self) -> None:
        link = self.sender()
        if isinstance(link, _Link):
            self._focus.select_packet(link.packet)
            self._focus.select_bytes(link.place)

    def forget(self) -> None:
        """Another capture: what it said is of none."""
        self._question = None
        self.hide()

    # Qt

    def event(self, event: QEvent) -> bool:
        """Qt: Esc is the card's while it has the keyboard, and not that of the filter."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab stays in the card."""
        stops: list[QWidget] = [self.about, *self.links, self.close_button]
        here = self._window.focusWidget()
        at = stops.index(here) if here in stops else -1 if forward else 0
        target = stops[(at + (1 if forward else -1)) % len(stops)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self._scroll.ensureWidgetVisible(target)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible() and self._answer is not None:
            self._on_answered(self._answer)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: the keyboard goes back to where it was."""
        super().hideEvent(event)
        self._source.stop()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()
        self.closed.emit()
