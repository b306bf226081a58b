"""The lanes pane: every session that the filter leaves as one lane of states along time."""
from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from netloupe_engine.model import State
from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.brushing import Brushing
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.links import LinksSource
from netloupe_gui.bridge.why import Question, WhySource
from netloupe_gui.models.asked import session_conditions
from netloupe_gui.models.lanes_source import Colours, LanesSource, Painted
from netloupe_gui.models.questions import of_state
from netloupe_gui.models.session_columns import SESSION_COLUMNS
from netloupe_gui.models.session_rows import SessionRows
from netloupe_gui.models.span import CaptureSpan
from netloupe_gui.models.state_lanes import By, Lanes
from netloupe_gui.models.state_words import state_text
from netloupe_gui.text import clock, count, counted, dates_and_zone, duration, one_line
from netloupe_gui.theme.glyphs import state_glyph
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.views.state_lanes_area import SELECTED_MAX, StateLanesArea
from netloupe_gui.views.state_lanes_paint import LaneLink, Name
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.fitting_label import Fact, FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

_COLUMNS = {column.key: column for column in SESSION_COLUMNS}
LINKS_TOLD = 6              # of a lane that is pointed at
ASKED = ("id", "client", "server", "application", "state")      # columns whose conditions a lane's menu has


class StateLanesView(QWidget):
    """The pane. GUI thread only."""

    def __init__(self, focus: Focus, source: LanesSource, asking: Asking, links: LinksSource | None = None,
                 parent: QWidget | None = None) -> None:
        """Shows what `source` paints, and what led to the session in focus by `links`; writes selection and brush of
        `focus`."""
        super().__init__(parent)
        self.setObjectName("lanes")
        self._links = links
        self._focus, self._source, self._asking = focus, source, asking
        self._analysis: Analysis | None = None
        self._rows: SessionRows | None = None
        self._span = CaptureSpan()
        self._pointed = -1
        self._shows_names = False
        self._pointed_at = 0, 0         # session and moment of the menu
        self._why: QAction | None = None
        self._why_source: WhySource | None = None
        self._brushing = Brushing(focus, self)
        self._build()
        self._connect()
        self._show_page()

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show another capture; the source knows which sessions of it."""
        self._analysis = analysis
        self._rows = SessionRows(analysis) if analysis is not None else None
        self.show_names(self._shows_names)
        self.area.set_painted(None)
        self.area.set_lanes(Lanes(np.zeros(0, np.uint32), ()))
        self.area.set_links(())
        self.area.show_whole()
        self._show_page()

    def refresh(self) -> None:
        """The capture has grown: the source asks by itself, the time axis is longer."""
        self._show_page()

    def show_names(self, shown: bool) -> None:
        """Names in place of addresses, or others than before."""
        self._shows_names = shown
        if self._rows is not None:
            self._rows.shows_names = shown
            self._on_view()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.order, self.fit, self.area)

    # Widgets

    def _build(self) -> None:
        self.order = QComboBox(self)
        self.order.setAccessibleName(self.tr("Order of the lanes"))
        for by, name in ((By.START, self.tr("By start")), (By.DURATION, self.tr("By duration")),
                         (By.CLIENT, self.tr("By client")), (By.SERVER, self.tr("By server")),
                         (By.APPLICATION, self.tr("By application"))):
            self.order.addItem(name, by.value)
        self.fit = Toggle(self.tr("All"), self.tr("Show all lanes at all times (Esc)"), self)
        self.fit.setChecked(True)
        self.legend = FittingLabel(self)
        self.legend.setAccessibleName(self.tr("States and their colours"))
        self.line = FittingLabel(self)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.area = StateLanesArea(self)
        self.area.setAccessibleName(self.tr("Lanes of sessions"))
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._closed = (self.tr("No capture open"), self.tr("Open a capture file to see its sessions along time."))
        self._none = (self.tr("No sessions"), self.tr("The capture has none, or the filter leaves none."))
        self._hint = Hint(*self._closed, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self.area)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 6, 3)
        bar.setSpacing(8)
        bar.addWidget(self.order)
        bar.addWidget(self.fit)
        bar.addWidget(self.legend, 1)
        bar.addWidget(self.line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.area)

    def _connect(self) -> None:
        self.order.activated.connect(self._on_order)
        self.fit.clicked.connect(self._on_fit)
        area = self.area
        area.view_changed.connect(self._on_view)
        area.lane_clicked.connect(self._on_clicked)
        area.pointed.connect(self._on_pointed)
        area.stepped.connect(self._on_stepped)
        area.brushed.connect(self._on_brushed)
        area.brush_cleared.connect(self._brushing.clear)
        area.customContextMenuRequested.connect(self._on_menu)
        if self._links is not None:
            self._links.linked.connect(self._show_links)
        self._source.lanes_changed.connect(self._on_lanes)
        self._source.painted.connect(self._on_painted)
        self._focus.sessions_selected.connect(self._on_selected)
        self._focus.brush_changed.connect(area.set_brush)

    # What is shown

    def _show_page(self) -> None:
        analysis = self._analysis
        self._hint.set_text(*(self._none if analysis is not None else self._closed))
        capture = analysis.capture if analysis is not None else None
        span = self._span.of(analysis, capture) if analysis is not None and capture is not None else None
        if span is not None:
            self.area.set_whole(span.start_ns, span.end_ns)
        self._pages.setCurrentIndex(1 if len(self.area.lanes.rows) else 0)
        self._describe()
        self._on_view()

    def _on_lanes(self, lanes: Lanes | None) -> None:
        self.area.set_lanes(lanes if lanes is not None else Lanes(np.zeros(0, np.uint32), ()))
        self._show_links()
        self._show_page()
        self._on_selected()

    def _on_painted(self, painted: Painted) -> None:
        self.area.set_painted(painted)

    def _on_view(self) -> None:
        """Have painted what is seen now."""
        self.fit.setChecked(not self.area.is_zoomed())
        theme = theme_of(self.palette())
        colours = Colours(tuple(_rgb(colour) for colour in theme.states), _rgb(theme.base))
        self._source.paint(self.area.view(), self.devicePixelRatioF(), colours, self.tr("unknown"))
        names: dict[int, Name] = {}
        if self.area.has_names and self._analysis is not None:
            names = {lane: self._named(lane) for lane in self.area.lanes_in_sight()}
        self.area.set_names(names)

    def _describe(self) -> None:
        theme = theme_of(self.palette())
        self.legend.set_facts([Fact(state.name, state_glyph(state), theme.states[state])
                               for state in State if state is not State.CLEANUP])
        many = len(self.area.lanes.rows)
        scale = self.area.scale
        text = " · ".join((counted(many, self.tr("{n} session"), self.tr("{n} sessions")),
                           dates_and_zone(scale.start_ns, scale.end_ns))) if many else ""
        if drawn := len(self.area.links):
            text += " · " + counted(drawn, self.tr("{n} line to what led to a session"),
                                    self.tr("{n} lines to what led to a session"))
        self._tell_aloud(text)
        if self._pointed < 0:
            self.line.setText(text)

    def _tell_aloud(self, text: str) -> None:
        """To who does not see the picture: what it shows, and the lane that the keys have come to."""
        chosen = self._places(self._focus.sessions[:1]) if QAccessible.isActive() and self._analysis is not None else []
        if chosen:
            end = self._analysis.sessions.cell("end_ns", self._id(chosen[0]) - 1) if self._analysis is not None else 0
            text = ". ".join([text, *self.explain(chosen[0], end).split("\n")])
        self.area.setAccessibleDescription(text)

    def _id(self, lane: int) -> int:
        return int(self.area.lanes.rows[lane]) + 1

    def _name(self, lane: int) -> str:
        """Who talks to whom."""
        if self._rows is None:
            return ""
        row = self._id(lane) - 1
        return f"{_COLUMNS['client'].text(self._rows, row)} → {_COLUMNS['server'].text(self._rows, row)}"

    def _named(self, lane: int) -> Name:
        assert self._analysis is not None
        id = self._id(lane)
        application = _COLUMNS["application"].text(self._rows, id - 1)
        about = " · ".join(part for part in (application, one_line(self._analysis.session_info(id))) if part)
        return Name(self._name(lane), about, self._analysis.sessions.cell("end_ns", id - 1))

    def _show_links(self) -> None:
        """What led to the session in focus, and what it led to, as lines from lane to lane."""
        if self._links is None or self._analysis is None:
            self.area.set_links(())
            return
        links, packets = self._links.links, self._analysis.packets
        lanes = self._lanes_of({session for link in links for session in (link.cause, link.effect)})
        cell, drawn = self._analysis.sessions.cell, []
        for link in links:
            if link.packet and link.cause in lanes and link.effect in lanes:
                # A request that names its referer is later than what it is about: the line never leads back.
                begins, ends = cell("start_ns", link.effect - 1), cell("end_ns", link.cause - 1)
                seen = min(packets.cell("time_ns", link.packet - 1), begins, ends)
                drawn.append(LaneLink(lanes[link.cause], seen, lanes[link.effect], begins))
        self.area.set_links(drawn)
        self._describe()

    def _lanes_of(self, sessions: set[int]) -> dict[int, int]:
        """Where these are among the lanes, which may be a million: those that have one."""
        rows = self.area.lanes.rows
        if not sessions or not len(rows):
            return {}
        wanted = np.zeros(int(rows.max()) + 1, np.bool_)
        wanted[[session - 1 for session in sessions if session <= len(wanted)]] = True
        return {int(rows[lane]) + 1: lane for lane in np.flatnonzero(wanted[rows]).tolist()}

    # From the drawing

    def _on_order(self) -> None:
        self._source.set_by(By(self.order.currentData()))

    def _on_fit(self) -> None:
        self.area.show_whole()

    def _on_clicked(self, lane: int, adds: bool) -> None:
        id, chosen = self._id(lane), self._focus.sessions
        if not adds:
            self._focus.select_sessions((id,))
        elif id in chosen:
            self._focus.select_sessions(tuple(one for one in chosen if one != id))
        else:
            self._focus.select_sessions((*chosen, id))

    def _on_stepped(self, step: int) -> None:
        lanes = self.area.lanes.rows
        if not len(lanes):
            return
        chosen = self._places(self._focus.sessions[:1])
        lane = min(max(chosen[0] + step, 0), len(lanes) - 1) if chosen else 0
        self._focus.select_sessions((self._id(lane),))
        self.area.come_to(lane)

    def _on_selected(self) -> None:
        self.area.set_selected(self._places(self._focus.sessions))
        if QAccessible.isActive():
            self._describe()

    def _places(self, ids: Sequence[int]) -> list[int]:
        """The lanes of these sessions."""
        if not ids:
            return []
        wanted = np.asarray(ids[:SELECTED_MAX], np.uint32) - np.uint32(1)      # as the rows are: no copy of a million
        rows = self.area.lanes.rows
        is_mine = rows == wanted[0] if len(wanted) == 1 else np.isin(rows, wanted)
        places: list[int] = np.flatnonzero(is_mine).tolist()
        return places

    def _on_brushed(self, brush: Brush, is_final: bool) -> None:
        self.area.set_brush(brush)
        self._brushing.draw(brush, is_final)

    def _on_pointed(self, lane: int, moment: int | None) -> None:
        self._pointed = lane
        if lane < 0 or moment is None or self._analysis is None:
            QToolTip.hideText()
            self._describe()
            return
        text = self.explain(lane, moment)
        self.line.setText(text.replace("\n", " · "))
        QToolTip.showText(self.cursor().pos(), "<qt>" + html.escape(text).replace("\n", "<br>") + "</qt>",
                          self.area.viewport())

    def explain(self, lane: int, moment: int) -> str:
        """What is under the pointer: whose lane, and which state it was in then; plain, safe text."""
        assert self._analysis is not None
        id = self._id(lane)
        take = self._analysis.sessions.cell
        start, end = take("start_ns", id - 1), take("end_ns", id - 1)
        lines = [self.tr("Session {id}: {name}").format(id=count(id), name=self._name(lane))]
        info = one_line(self._analysis.session_info(id))
        lines += [info] if info else []
        steps = self._analysis.sessions.histories(self.area.lanes.rows[lane:lane + 1])
        times = np.minimum(steps.times_ns, end)
        at = int(np.searchsorted(times, moment, "right")) - 1
        if moment < start:
            lines.append(self.tr("begins at {time}").format(time=clock(start, 6)))
        elif at == len(times) - 1 or moment > end:
            lines.append(state_text(int(steps.states[-1]), take("end_reason", id - 1)))
        else:
            lines.append(State(int(steps.states[at])).name)
        lines.append(self.tr("lasts {span}").format(span=duration(end - start)))
        if self._links is not None:
            lines += [f"{count(link.cause)} → {count(link.effect)} · {link.text}" for link in self._links.links
                      if id in (link.cause, link.effect)][:LINKS_TOLD]
        return "\n".join(lines)

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lane = self.area.lane_at(place.y())
        if lane >= 0 and self._analysis is not None:
            conditions = [session_conditions(self._analysis, column, (self._id(lane),))[:1] for column in ASKED]
            add_conditions(menu, self._asking, [one for some in conditions for one in some])
            if self._why is not None:
                menu.addSeparator()
                moment = self.area.scale.time(place.x())
                self._pointed_at = self._id(lane), moment
                menu.addAction(self._why.text(), self._on_why)
            menu.addSeparator()
        menu.addAction(self.tr("Show all lanes at all times"), self.area.show_whole)
        menu.addAction(self.tr("Clear the brush"), self._focus.clear_brush).setEnabled(self._focus.brush is not None)
        menu.popup(self.area.viewport().mapToGlobal(place))

    def question(self) -> Question | None:
        """What Why? means here: the state that the selected session is in at last."""
        return Question(self._focus.sessions[0], "state") if len(self._focus.sessions) else None

    def offer_why(self, why: QAction, source: WhySource) -> None:
        """Have the question Why? in the context menu, about the state that was pointed at."""
        self._why, self._why_source = why, source

    def _on_why(self) -> None:
        id, moment = self._pointed_at
        if self._analysis is None or self._why_source is None:
            return
        steps = self._analysis.sessions.histories(np.array([id - 1], self.area.lanes.rows.dtype))
        at = max(0, int(np.searchsorted(steps.times_ns, moment, "right")) - 1)
        self._why_source.ask(of_state(id, int(steps.states[at])))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        self._source.set_watched(True)
        if self._links is not None:
            self._links.watch(self, True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks any more."""
        self._source.set_watched(False)
        if self._links is not None:
            self._links.watch(self, False)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_hint"):
            self._describe()
            self._on_view()
        super().changeEvent(event)


def _rgb(colour: str) -> tuple[int, int, int]:
    shade = QColor(colour)
    return shade.red(), shade.green(), shade.blue()
