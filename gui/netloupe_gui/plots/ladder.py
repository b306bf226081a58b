"""The ladder pane: who sent what to whom, as arrows between hosts, of the sessions in focus."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.ladder import FoundLadder, LadderSource, Scope
from netloupe_gui.bridge.links import LinksSource
from netloupe_gui.models.ladder_layout import row_of
from netloupe_gui.plots.ladder_area import LadderArea
from netloupe_gui.plots.ladder_paint import Link, Times, host_text, notes_text
from netloupe_gui.plots.save_button import SaveButton
from netloupe_gui.text import absolute, count, counted, dates_and_zone, duration_exact, size, zone_name
from netloupe_gui.widgets.fitting_label import Fact, FittingLabel
from netloupe_gui.widgets.hint import Hint

if TYPE_CHECKING:
    from netloupe_engine.analysis import Ladder


class LadderView(QWidget):
    """The pane. GUI thread only."""

    failed = Signal(str, str)       # what failed, why: a file that could not be written
    told = Signal(str)              # what went well

    def __init__(self, focus: Focus, source: LadderSource, links: LinksSource | None = None,
                 parent: QWidget | None = None) -> None:
        """Shows what `source` reads while it is visible, and what led to its sessions by `links`."""
        super().__init__(parent)
        self.setObjectName("ladder")
        self._focus, self._source, self._links = focus, source, links
        self._found: FoundLadder | None = None
        self._has_capture = False
        self._build()
        self._connect()
        self._show_page()

    def set_analysis(self, analysis: object) -> None:
        """Whether there is a capture; the source knows which."""
        self._has_capture = analysis is not None
        self._show_page()

    def refresh(self) -> None:
        """The capture has grown: the source knows."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.scope, self.messages, self.by, self.times, self.save_button, self.area)

    @property
    def ladder(self) -> Ladder | None:
        """What is shown."""
        return self._found.ladder if self._found is not None else None

    # Widgets

    def _build(self) -> None:
        self.tools = QWidget(self)
        self.scope = self._box(self.tr("Whose arrows"), {
            Scope.SESSION: self.tr("One session"), Scope.SELECTED: self.tr("Selected sessions"),
            Scope.SHOWN: self.tr("All shown sessions")})
        self.by = self._box(self.tr("What has a column"), {"host": self.tr("Addresses"),
                                                           "endpoint": self.tr("Addresses and ports")})
        self.times = self._box(self.tr("Times"), {
            Times.RELATIVE: self.tr("Since the first"), Times.DELTA: self.tr("Since the last"),
            Times.ABSOLUTE: self.tr("Time of day")})
        self.messages = QToolButton(self.tools)
        self.messages.setText(self.tr("Messages"))
        self.messages.setCheckable(True)
        self.messages.setToolTip(self.tr("Requests and answers instead of packets"))
        self.scope.setCurrentIndex(self.scope.findData(self._source.question.scope))
        self.save_button = SaveButton(self.tr("Save the ladder"), self.tr("Save all arrows as CSV…"), self._file_name,
                                      self.tools)
        self.facts = FittingLabel(self.tools)
        self.facts.setAccessibleName(self.tr("What the ladder shows"))
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        for widget in (self.scope, self.messages, self.by, self.times, self.save_button):
            bar.addWidget(widget)
        bar.addSpacing(6)
        bar.addWidget(self.facts, 1)
        self.area = LadderArea(self)
        self.area.setAccessibleName(self.tr("Ladder of arrows between hosts"))
        self.hint = Hint("", "", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.area)

    def _box(self, name: str, entries: dict[str, str]) -> QComboBox:
        box = QComboBox(self.tools)
        for key, text in entries.items():
            box.addItem(text, str(key))
        box.setAccessibleName(name)
        box.setToolTip(name)
        return box

    def _connect(self) -> None:
        self._source.answered.connect(self._on_answered)
        self._source.busy_changed.connect(self._show_page)
        self._source.labelled.connect(self.area.take_labels)
        self._source.saved.connect(self._on_saved)
        if self._links is not None:
            self._links.linked.connect(self._show_links)
        self._focus.packet_selected.connect(self._on_packet)
        self.scope.currentIndexChanged.connect(self._on_asked)
        self.by.currentIndexChanged.connect(self._on_asked)
        self.messages.toggled.connect(self._on_asked)
        self.times.currentIndexChanged.connect(self._on_times)
        self.save_button.chosen.connect(self.save)
        self.area.packet_clicked.connect(self._focus.select_packet)
        self.area.explain.connect(self._on_explain)
        self.area.labels_wanted.connect(self._source.want_labels)

    # What is shown

    def _on_answered(self, found: FoundLadder) -> None:
        before, self._found = self._found, found
        same = before is not None and before.question == found.question and _begins_alike(before.ladder, found.ladder)
        self.area.show_ladder(found, same)
        self.area.set_selected(self._focus.packet)
        self._show_links()
        self._tell()
        self._show_page()

    def _show_links(self) -> None:
        """What led to a session, where both are drawn."""
        ladder = self.ladder
        if self._links is None or ladder is None or not len(ladder):
            return
        found = []
        for link in self._links.links:
            first, cause = np.flatnonzero(ladder.sessions == link.effect)[:1], row_of(ladder, link.packet)
            if len(first) and cause >= int(first[0]):       # a request that names its referer: what that was, is meant
                before = np.flatnonzero(ladder.sessions[:int(first[0])] == link.cause)
                cause = int(before[-1]) if len(before) else -1
            if len(first) and 0 <= cause < int(first[0]):
                found.append(Link(cause, int(first[0]), f"{count(link.cause)} → {count(link.effect)} · {link.text}"))
        self.area.set_links(found)

    def show_names(self, shown: bool) -> None:
        """Names of hosts in place of their addresses, where they are known."""
        self.area.show_names(shown)
        self._source.refresh()          # others may be known

    def _show_page(self) -> None:
        ladder = self.ladder
        if ladder is not None and len(ladder):
            self._pages.setCurrentWidget(self.area)
            self.save_button.setEnabled(True)
            return
        self.save_button.setEnabled(False)
        found = self._found
        if found is not None and found.reason:
            self.hint.set_text(self.tr("Nothing to draw"), found.reason)
        elif not self._has_capture or (ladder is None and not self._source.is_busy):
            self.hint.set_text(self.tr("No session selected"),
                               self.tr("Select sessions to see who sent what to whom, or choose all shown sessions."))
        elif self._source.is_busy:
            self.hint.set_text(self.tr("Reading"), self.tr("The arrows of these sessions are being read."))
        elif self.messages.isChecked():
            self.hint.set_text(self.tr("No messages"), self.tr("Nothing is known to be asked or answered in these "
                                                               "sessions: switch Messages off to see their packets."))
        else:
            self.hint.set_text(self.tr("Nothing to draw"), self.tr("No packet is left by filter and brush."))
        self._pages.setCurrentWidget(self.hint)

    def _tell(self) -> None:
        """The ladder in a line, which screen readers have for the picture."""
        ladder, found = self.ladder, self._found
        if ladder is None or found is None or not len(ladder):
            self.facts.set_facts([])
            return
        forms = (self.tr("{n} message"), self.tr("{n} messages")) if ladder.has_messages else \
            (self.tr("{n} packet"), self.tr("{n} packets"))
        facts = [counted(len(ladder), *forms)]
        if ladder.left_out:
            facts[0] += self.tr(", the first of {all}").format(all=count(len(ladder) + ladder.left_out))
        facts.append(counted(found.sessions, self.tr("{n} session"), self.tr("{n} sessions")))
        if ladder.unread:
            facts[-1] += self.tr(", {n} more not read").format(n=count(ladder.unread))
        facts.append(counted(len(ladder.hosts) + max(ladder.others - 1, 0), self.tr("{n} host"), self.tr("{n} hosts")))
        facts.append(dates_and_zone(int(ladder.times_ns.min()), int(ladder.times_ns.max())))
        self.facts.set_facts([Fact(text) for text in facts])
        self._describe()

    def _describe(self) -> None:
        row = self.area.selected
        words = self.explanation(row).replace("\n", ", ") if row >= 0 else ""
        self.area.setAccessibleDescription(f"{self.facts.text()}. {words}")

    def _on_explain(self, row: int) -> None:
        self.area.show_explanation(self.explanation(row))

    def explanation(self, row: int) -> str:
        """What is said of an arrow that is pointed at."""
        ladder = self.ladder
        if ladder is None or not 0 <= row < len(ladder):
            return ""
        moment, first, names = int(ladder.times_ns[row]), int(ladder.times_ns[0]), self.area.names
        lines = [self.tr("Packet {number}, session {session}").format(number=count(int(ladder.packets[row])),
                                                                      session=count(int(ladder.sessions[row]))),
                 " → ".join(host_text(ladder, int(ends[row]), names) for ends in (ladder.sources, ladder.targets)),
                 self.area.labels.get(row, ""), size(int(ladder.sizes[row])),
                 f"{absolute(moment)} {zone_name(moment)}",
                 self.tr("{time} s after the first, {pause} s after the last").format(
                     time=duration_exact(moment - first),
                     pause=duration_exact(moment - int(ladder.times_ns[max(row - 1, 0)])))]
        lines.append(notes_text(ladder, row))
        lines += [link.text for link in self.area.links if row in (link.cause, link.effect)]
        return "\n".join(filter(None, lines))

    # From the person

    def _on_asked(self) -> None:
        self._source.ask(scope=Scope(self.scope.currentData()), by=self.by.currentData(),
                         messages=self.messages.isChecked())

    def _on_times(self) -> None:
        self.area.set_times(Times(self.times.currentData()))

    def _on_packet(self, number: int) -> None:
        self.area.set_selected(number)
        self._describe()

    # Files

    def _file_name(self) -> str:
        ladder, found = self.ladder, self._found
        if ladder is None or found is None or not len(ladder):
            return ""
        return f"ladder-{int(ladder.sessions[0])}" if found.sessions == 1 else "ladder"

    def save(self, path: str) -> bool:
        """Write what is in sight to a .png or .svg file, or all arrows to a .csv, which `told` tells when it is there;
        what fails is told by `failed`."""
        from netloupe_gui.plots import export
        if not self._file_name():
            return False
        if Path(path).suffix.lower() == ".csv":
            return self._source.save(path)
        reason = export.save_picture(path, self.area.viewport().size(), self.tr("Ladder"), self.area.paint_on)
        self._on_saved(path, reason)
        return not reason

    def _on_saved(self, path: str, reason: str) -> None:
        if reason:
            self.failed.emit(self.tr("The ladder was not saved to {path}").format(path=path), reason)
        else:
            self.told.emit(self.tr("The ladder was saved to {path}").format(path=path))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        self._source.set_watched(True)
        if self._links is not None:
            self._links.watch(self, True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        self._source.set_watched(False)
        if self._links is not None:
            self._links.watch(self, False)


def _begins_alike(before: Ladder | None, after: Ladder | None) -> bool:
    """Whether it is the same with more behind."""
    if before is None or after is None or not len(before) or len(after) < len(before):
        return False
    return bool((before.packets == after.packets[:len(before)]).all())
