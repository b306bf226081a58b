"""The model of the sessions table."""
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from netloupe_engine.remarks import Remark
from netloupe_gui.bridge.colouring import Colours
from netloupe_gui.bridge.focus import Brush
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.why import Question
from netloupe_gui.models.asked import session_conditions
from netloupe_gui.models.attribute_column import attribute_column, is_attribute_name
from netloupe_gui.models.coloured import with_rule
from netloupe_gui.models.columns import Column, Rows
from netloupe_gui.models.questions import of_cell
from netloupe_gui.models.remarked import RemarkedModel
from netloupe_gui.models.session_columns import SESSION_COLUMNS
from netloupe_gui.models.session_rows import END_FIELDS, ENDED, OF_PLACES, SessionRows
from netloupe_gui.models.span import CaptureSpan
from netloupe_gui.models.table import NO_STATE, Cell
from netloupe_gui.text import is_one_day

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Snapshot

_STATE = next(at for at, column in enumerate(SESSION_COLUMNS) if column.key == "state")


class SessionsModel(RemarkedModel):
    """All sessions of the capture. While the capture is read, ended sessions are dimmed among those still going."""

    shown_changed = Signal(object)      # Rows that the words of the filter left; None: there are none
    vendors_wanted = Signal()           # a column shows them, or hardware addresses
    processes_seen = Signal(bool)       # whether any session of the capture is known to belong to a program

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Empty until `set_analysis`."""
        super().__init__(SESSION_COLUMNS, "Sessions", jobs, parent)
        self._sessions: SessionRows | None = None
        self._count = 0
        self._all: Rows = np.arange(1 << 16, dtype=np.uint32)
        self._is_live = self._has_processes = False
        self._span = CaptureSpan()
        self._colours = Colours()
        self._shows_names = self._always_dated = False
        self.totals_changed.connect(self._tell_shown)

    def _tell_shown(self) -> None:
        self.shown_changed.emit(self.rows_at(0, self.rowCount() - 1) if self.has_words else None)

    @property
    def count(self) -> int:
        """Sessions of the capture so far, shown or not."""
        return self._count

    @property
    def is_growing(self) -> bool:
        """Whether more sessions may come."""
        return self._is_live

    def make_column(self, key: str) -> Column | None:
        """Any attribute that sessions keep is a column of its name."""
        if key.endswith((".vendor", ".mac")) and key in END_FIELDS:
            self.vendors_wanted.emit()
        return attribute_column(key) if is_attribute_name(key) else None

    @property
    def addable(self) -> tuple[str, ...]:
        """Attributes of which any session has a value, and that no column shows yet."""
        shown = {column.key for column in self.added}
        if self._sessions is None:
            return ()
        ends = END_FIELDS if self._sessions.analysis.names.has_places else tuple(
            name for name in END_FIELDS if name.partition(".")[2] not in OF_PLACES)
        return tuple(name for name in (*ends, *self._sessions.analysis.sessions.attributes) if name not in shown)

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Show another capture."""
        self._count = 0
        self._has_processes = False
        self.processes_seen.emit(False)
        self._is_live = analysis is not None
        self._sessions = SessionRows(analysis) if analysis is not None else None
        if self._sessions is not None:
            self._sessions.shows_names = self._shows_names
        self.set_source(self._sessions)

    def show_dates(self, always: bool) -> None:
        """Whether times have their date even if all are of one day."""
        self._always_dated = always
        if self._sessions is not None:
            self._sessions.spans_days = always
            self._look_for_days(self._sessions, self._sessions.analysis)
            self._sessions.forget_names()
            if self.rowCount():
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def show_services(self) -> None:
        """A person has said whose service sessions use."""
        self.show_names(self._shows_names)

    def show_names(self, shown: bool) -> None:
        """Names in place of addresses, or addresses; or others are known."""
        self._shows_names = shown
        if self._sessions is not None:
            self._sessions.shows_names = shown
            self._sessions.forget_names()
            if self.rowCount():
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def take(self, snapshot: "Snapshot") -> None:
        """Show what is new."""
        self._count = snapshot.sessions
        if self._sessions is not None:
            self._look_for_days(self._sessions, snapshot)
            self._sessions.forget(snapshot.changed)
            self._look_for_processes(snapshot.changed)
        while self._count > len(self._all):
            self._all = np.arange(2 * len(self._all), dtype=np.uint32)
        self.set_universe(self._all[:self._count], snapshot.changed)

    def _look_for_days(self, sessions: SessionRows, snapshot: "Snapshot | Analysis") -> None:
        span = self._span.of(sessions.analysis, snapshot.capture)
        if self._always_dated or (span is not None and not is_one_day(span.start_ns, span.end_ns)):
            sessions.spans_days = True

    def _look_for_processes(self, rows: Rows) -> None:
        if not self._has_processes and self._sessions is not None and self._sessions.any_process(rows):
            self._has_processes = True
            self.processes_seen.emit(True)

    def go_on(self) -> None:
        """A live capture that had ended goes on."""
        self._is_live = self._sessions is not None

    def finish(self) -> None:
        """The capture was read to its end."""
        self._is_live = False
        self._look_for_processes(self._all[:self._count])       # they may have become known after their sessions
        self.settle()

    def set_time_brush(self, brush: Brush | None) -> None:
        """Show sessions that overlap this range."""
        self.set_brush((brush.start_ns, brush.end_ns) if brush is not None else None)

    def conditions(self, rows: Sequence[int], column: int) -> tuple[str, ...]:
        """What a column says of these sessions."""
        if self._sessions is None:
            return ()
        return session_conditions(self._sessions.analysis, self.columns[column].key, [row + 1 for row in rows])

    def question(self, row: int, column: int) -> Question:
        """What Why? means at a column of a session."""
        return of_cell(row + 1, self.columns[column].key)

    def cell(self, position: int, column: int) -> Cell:
        """As the base class; also the state, and ended sessions are muted while others go on."""
        source = self.source
        if source is None:
            return super().cell(position, column)
        row = self.row_at(position)
        tint = "muted" if self._is_live and source.cell("state", row) in ENDED else ""
        state = source.cell("state", row) if column == _STATE else NO_STATE
        return self.with_remark((self.columns[column].text(source, row), tint, state), position, column)

    def remark(self, row: int) -> Remark:
        """What is said of a session."""
        return self._sessions.analysis.remarks.of_session(row + 1) if self._sessions is not None else Remark()

    # colours

    def set_colours(self, colours: Colours) -> None:
        """The rules were asked."""
        self._colours = colours
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1),
                                  [Qt.ItemDataRole.BackgroundRole])

    @property
    def has_grounds(self) -> bool:
        """Whether there are rules that may hold."""
        return bool(self._colours.by_row)

    def ground(self, position: int) -> int:
        """The colour of the rule that a session has."""
        return self._colours.ground(int(self._order[position]))

    def explained(self, text: str, position: int) -> str:
        """With the rule that colours the row."""
        return with_rule(text, self._colours.rule(self.row_at(position)))
