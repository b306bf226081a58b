"""The life of the selected sessions: states, packets by direction and size, and what went wrong, on one time axis."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import Session, State
from netloupe_gui.bridge.brushing import Brushing
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.later import Later
from netloupe_gui.bridge.spans import SpansSource
from netloupe_gui.bridge.why import Question, WhySource
from netloupe_gui.models.exchanges import Exchanges, exchanges_of
from netloupe_gui.models.lanes import HANDSHAKE, MARKS, Lane, read_lanes
from netloupe_gui.models.questions import of_state
from netloupe_gui.models.state_words import end_text
from netloupe_gui.text import (
    absolute,
    count,
    counted,
    dates_and_zone,
    duration,
    duration_exact,
    one_line,
    safe,
    size_exact,
    zone_name,
)
from netloupe_gui.theme.glyphs import mark_glyph
from netloupe_gui.views.timeline_lanes import SPANS, TimelineLanes
from netloupe_gui.views.timeline_paint import lane_title
from netloupe_gui.widgets.fitting_label import Fact, FittingLabel
from netloupe_gui.widgets.hint import Hint

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

LANES_MAX = 50
SLOW_MS = 150               # what takes longer to read is said to be awaited; what was shown stays until then


class TimelineView(QWidget):
    """The pane. GUI thread only."""

    def __init__(self, focus: Focus, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        """Shows what `focus` points at, once `set_analysis` was called. Sessions are read by `jobs`."""
        super().__init__(parent)
        self.setObjectName("timeline")
        self._focus = focus
        self._analysis: Analysis | None = None
        self._wanted: Sequence[int] = ()
        self._why: QAction | None = None
        self._why_source: WhySource | None = None
        self._asked: tuple[int, State, int] | None = None       # session, state and packet of the menu
        self._later = Later(jobs, self) if jobs is not None else None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._spans = SpansSource(jobs, exchanges_of, self) if jobs is not None else None
        self._brushing = Brushing(focus, self)
        self._names = {"reset": (self.tr("{n} reset"), self.tr("{n} resets")),
                       "malformed": (self.tr("{n} malformed"), self.tr("{n} malformed")),
                       "zero_window": (self.tr("{n} zero window"), self.tr("{n} zero windows")),
                       "retransmission": (self.tr("{n} retransmission"), self.tr("{n} retransmissions")),
                       "out_of_order": (self.tr("{n} out of order"), self.tr("{n} out of order")),
                       "duplicate_ack": (self.tr("{n} duplicate acknowledgement"),
                                         self.tr("{n} duplicate acknowledgements"))}
        self._what = {"reset": self.tr("reset"), "malformed": self.tr("malformed"),
                      "zero_window": self.tr("zero window"), "retransmission": self.tr("retransmission"),
                      "out_of_order": self.tr("out of order"), "duplicate_ack": self.tr("duplicate acknowledgement")}
        self._build()
        self._connect()
        self._reload()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show another capture."""
        if self._later is not None:
            self._later.forget()
        self._analysis = analysis
        if self._spans is not None:
            self._spans.set_analysis(analysis)
        self._reload()

    def refresh(self) -> None:
        """The analysis went on: read again the sessions that have changed."""
        if self._asks_later():
            return
        sessions = self._read_sessions(self._wanted)
        if sessions == [lane.session for lane in self._lanes.lanes]:
            return
        same = [session.id for session in sessions] == [lane.session.id for lane in self._lanes.lanes]
        self._show(sessions, keep_view=same)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return self._whole, self._lanes

    @property
    def lanes(self) -> TimelineLanes:
        """The drawing."""
        return self._lanes

    # Widgets

    def _build(self) -> None:
        self._title = FittingLabel(self)
        self._title.setAccessibleName(self.tr("What the timeline shows"))
        self._whole = QToolButton(self)
        self._whole.setText(self.tr("Show all"))
        self._whole.setToolTip(self.tr("Zoom out to the whole life of the sessions (Esc)"))
        self._lanes = TimelineLanes(self)
        self._lanes.setAccessibleName(self.tr("Timeline of the selected sessions"))
        self._nothing = (self.tr("No session selected"),
                         self.tr("Select one session, or several, to see their states and packets along time."))
        self._hint = Hint(*self._nothing, self)
        self.tools = QWidget(self)          # the pane's title has room for it
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(0, 0, 6, 0)
        bar.addWidget(self._title, 1)
        bar.addWidget(self._whole)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self._lanes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self._lanes)

    def _connect(self) -> None:
        self._focus.sessions_selected.connect(self._on_sessions)
        self._focus.packet_selected.connect(self._on_packet)
        self._focus.brush_changed.connect(self._lanes.set_brush)
        self._lanes.packet_clicked.connect(self._focus.select_packet)
        self._lanes.brushed.connect(self._on_brushed)
        self._lanes.brush_cleared.connect(self._brushing.clear)
        self._lanes.explain.connect(self._on_explain)
        self._lanes.stepped.connect(self._on_stepped)
        self._whole.clicked.connect(self._lanes.show_whole)
        if self._later is not None:
            self._later.arrived.connect(self._on_arrived)
        if self._spans is not None:
            self._spans.read.connect(self._on_spans)

    # What is shown

    def _on_sessions(self) -> None:
        self._reload()

    def _on_packet(self, number: int) -> None:
        if not self._focus.sessions:
            self._reload()
        self._lanes.set_selected(number)
        self._tell_aloud(number)

    def _reload(self) -> None:
        self._wanted = self._in_focus()
        if self._asks_later():
            self._slow.start()
            return
        self._slow.stop()
        if self._later is not None:
            self._later.forget()
        self._hint.set_text(*self._nothing)
        self._show(self._read_sessions(self._wanted), keep_view=False)

    def _on_slow(self) -> None:
        self._hint.set_text(self.tr("Reading"), self.tr("This session has many packets."))
        self._show_lanes([], keep_view=False)

    def _in_focus(self) -> Sequence[int]:
        if self._analysis is None:
            return ()
        wanted = self._focus.sessions
        number = self._focus.packet
        if not wanted and 0 < number <= len(self._analysis.packets):
            wanted = (self._analysis.packets.cell("session", number - 1),)
        return wanted

    def _asks_later(self) -> bool:
        """Whether a job reads what is wanted."""
        analysis, wanted = self._analysis, self._wanted
        if self._later is None or analysis is None or not wanted:
            return False
        self._later.ask(wanted, lambda: read_lanes(analysis, self._read_sessions(wanted)))
        return True

    def _on_arrived(self, wanted: Sequence[int], lanes: list[Lane]) -> None:
        if wanted != self._wanted:
            return
        self._slow.stop()
        self._hint.set_text(*self._nothing)
        before = self._lanes.lanes
        same = [lane.session.id for lane in lanes] == [lane.session.id for lane in before]
        if not same or [lane.session for lane in lanes] != [lane.session for lane in before]:
            self._show_lanes(lanes, keep_view=same)

    def _read_sessions(self, wanted: Sequence[int]) -> list[Session]:
        """Any thread."""
        if self._analysis is None:
            return []
        sessions = []
        for id in wanted[:LANES_MAX]:
            try:
                sessions.append(self._analysis.session(id))
            except NetloupeError:
                continue
        return sessions

    def _show(self, sessions: list[Session], keep_view: bool) -> None:
        known = {lane.session.id: lane for lane in self._lanes.lanes} if keep_view else {}
        stale = [session for session in sessions
                 if session.id not in known or known[session.id].session != session]
        if self._analysis is not None and stale:
            known |= {lane.session.id: lane for lane in read_lanes(self._analysis, stale)}
        self._show_lanes([known[session.id] for session in sessions], keep_view)

    def _show_lanes(self, lanes: list[Lane], keep_view: bool) -> None:
        self._pages.setCurrentIndex(1 if lanes else 0)
        self._lanes.set_lanes(lanes, keep_view)
        self._lanes.set_selected(self._focus.packet)
        self._tell()
        if self._spans is not None:
            self._spans.show_session(lanes[0].session if len(lanes) == 1 else None)

    def _on_spans(self, session: int, found: Exchanges) -> None:
        if [lane.session.id for lane in self._lanes.lanes] == [session]:
            self._lanes.set_exchanges(found)
            self._tell()

    def _tell(self) -> None:
        self._title.set_facts(self._headline(self._lanes.lanes))
        self._tell_aloud(self._focus.packet)

    def _tell_aloud(self, number: int) -> None:
        """To who does not see the picture: what it shows, and the packet that the keys have come to."""
        if not QAccessible.isActive():
            self._lanes.setAccessibleDescription(self._title.text())
            return
        here = next(((lane, lane.row_of(number)) for lane in self._lanes.lanes if lane.row_of(number) >= 0), None)
        said = [self._title.text()] if here is None else [self._title.text(), *self.explain_packet(*here).split("\n")]
        self._lanes.setAccessibleDescription(". ".join(said))

    def _headline(self, lanes: list[Lane]) -> list[Fact]:
        """How many packets, and what the marks mean, of those that occur."""
        if not lanes:
            return []
        facts = [Fact(lane_title(lanes[0]))] if len(lanes) == 1 else []
        facts.append(Fact(counted(sum(len(lane.times) for lane in lanes), self.tr("{n} packet"),
                                  self.tr("{n} packets"))))
        if len(self._wanted) > LANES_MAX:
            facts.insert(0, Fact(self.tr("The first {shown} of {all} sessions").format(
                shown=LANES_MAX, all=count(len(self._wanted)))))
        if (found := self._lanes.exchanges) is not None and len(found):
            facts.append(Fact(counted(len(found), self.tr("{n} request"), self.tr("{n} requests"))))
            if found.unanswered:
                facts.append(Fact(self.tr("{n} without an answer").format(n=count(found.unanswered))))
        if any(lane.handshake() for lane in lanes):
            facts.append(Fact(self.tr("handshake"), mark_glyph(HANDSHAKE[0]), HANDSHAKE[1]))
        for _bit, key, colour in MARKS:
            total = sum(lane.counts[key] for lane in lanes)
            if total:
                facts.append(Fact(counted(total, *self._names[key]), mark_glyph(key), colour))
        facts.append(Fact(dates_and_zone(lanes[0].start_ns, lanes[0].end_ns)))
        return facts

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        if self._spans is not None:
            self._spans.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        if self._spans is not None:
            self._spans.set_watched(False)

    # From the drawing

    def _on_brushed(self, brush: Brush, is_final: bool) -> None:
        self._lanes.set_brush(brush)
        self._brushing.draw(brush, is_final)

    def _on_stepped(self, step: int) -> None:
        """The packet before or after the selected one, within its session."""
        for lane in self._lanes.lanes:
            row = lane.row_of(self._focus.packet)
            if row >= 0:
                self._focus.select_packet(int(lane.numbers[max(0, min(row + step, len(lane.numbers) - 1))]))
                return
        if self._lanes.lanes and len(self._lanes.lanes[0].numbers):
            self._focus.select_packet(int(self._lanes.lanes[0].numbers[0 if step > 0 else -1]))

    def _on_explain(self, number: int, row: int) -> None:
        lane = self._lanes.lanes[number]
        if row == SPANS:
            self._lanes.show_explanation(self.explain_span(lane, self._lanes.pointed_span))
            return
        self._lanes.show_explanation(self.explain_packet(lane, row) if row >= 0 else self.explain_state(
            lane, self._lanes.pointed_ns))

    def question(self) -> Question | None:
        """What Why? means here: the states of the session."""
        return Question(self._lanes.lanes[0].session.id, "state") if self._lanes.lanes else None

    def offer_why(self, why: QAction, source: WhySource) -> None:
        """Have the question Why? in a context menu, about the state that is pointed at."""
        self._why, self._why_source = why, source
        self._lanes.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._lanes.customContextMenuRequested.connect(self._on_menu)

    def _on_menu(self, place: QPoint) -> None:
        found = self._lanes.state_at(place)
        if found is None or self._why is None:
            return
        self._asked = found
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Why {state}?").format(state=found[1].name), self._on_why)
        menu.addAction(self.tr("Show all"), self._lanes.show_whole).setEnabled(self._lanes.is_zoomed())
        menu.popup(self._lanes.viewport().mapToGlobal(place))

    def _on_why(self) -> None:
        if self._asked is not None and self._why_source is not None:
            session, state, packet = self._asked
            self._why_source.ask(of_state(session, state, packet))

    def explain_packet(self, lane: Lane, row: int) -> str:
        """What a tick says when pointed at; plain, safe text."""
        number, moment = int(lane.numbers[row]), int(lane.times[row])
        way = self.tr("↑ from the initiator") if lane.ways[row] == 0 else self.tr("↓ from the responder")
        lines = [self.tr("Packet {number}").format(number=count(number)),
                 f"{absolute(moment)} {zone_name(moment)}",
                 self.tr("+{time} s into the session").format(time=duration_exact(moment - lane.session.start_ns)),
                 f"{way}, {size_exact(int(lane.lengths[row]))}"]
        info = one_line(self._analysis.packet_info(number)) if self._analysis is not None else ""
        lines += [info] if info else []
        lines += [self._what[key] for bit, key, _colour in MARKS if int(lane.flags[row]) & bit]
        shaken = lane.handshake()
        if shaken is not None and shaken[1] == number:
            lines.append(self.tr("the handshake is complete"))
        return "\n".join(lines)

    def explain_span(self, lane: Lane, at: int) -> str:
        """What a request says when pointed at."""
        found = self._lanes.exchanges
        if found is None or not 0 <= at < len(found):
            return ""
        span = found.spans[at]
        since_ns = span.time_ns - lane.session.start_ns
        lines = [f"{span.protocol.upper()}  {'↑↓'[span.way]} {safe(span.title) or '?'}",
                 f"{absolute(span.time_ns)} {zone_name(span.time_ns)}",
                 self.tr("+{time} s into the session").format(time=duration_exact(since_ns))]
        if span.is_answered:
            lines += [self.tr("answer: {answer}").format(answer=safe(span.answer) or "…"),
                      self.tr("first byte after {wait}, all of it after {all}").format(
                          wait=duration(span.wait_ns or 0), all=duration(span.end_ns - span.time_ns)),
                      self.tr("packets {first} → {answer}").format(first=count(span.packet),
                                                                   answer=count(span.answer_packet))]
        else:
            lines.append(self.tr("no answer in the capture"))
        lines.append(self.tr("click to select packet {number}").format(number=count(span.packet)))
        return "\n".join(lines)

    def explain_state(self, lane: Lane, moment: int) -> str:
        """What a part of the state bar says when pointed at."""
        spans = lane.spans()
        current = next((span for span in reversed(spans) if span[1] <= moment), spans[0] if spans else None)
        if current is None:
            return self.tr("No states recorded")
        state, begin, end, packet = current
        lines = [state.name,
                 self.tr("since {time}").format(time=f"{absolute(begin)} {zone_name(begin)}"),
                 self.tr("+{time} s into the session, for {span}").format(
                     time=duration_exact(begin - lane.session.start_ns), span=duration(end - begin))]
        if packet:
            lines.append(self.tr("brought by packet {number}; click to select it").format(number=count(packet)))
        if current == spans[-1] and lane.session.end_reason:
            lines.append(self.tr("ended: {reason}").format(reason=end_text(lane.session.end_reason)))
        return "\n".join(lines)
