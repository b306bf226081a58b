"""A Qt table model over columns of an analysis, shown through a permutation the model owns."""
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from netloupe_engine.analysis import reading_of
from netloupe_gui.bridge.ids import FEW
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.why import Question
from netloupe_gui.models.arrange import Arrangement, Refusal, Request, SortKey, words_of
from netloupe_gui.models.arranger import Arranger
from netloupe_gui.models.columns import Column, Mask, Rows, Source
from netloupe_gui.text import tip

AnyIndex = QModelIndex | QPersistentModelIndex
SLOW_MS = 250               # an answer that takes longer is said to be on its way
COLUMNS_MAX = 128
_NOTHING: Rows = np.zeros(0, np.uint32)
Cell = tuple[str, str, int]     # its text; the theme's name of its colour, "" for ordinary text; a state with a picture
NO_STATE = -1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SUPERSCRIPTS = ("", "²", "³", "⁴", "⁵")
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)


class ColumnTableModel(QAbstractTableModel):
    """Rows of a source in an order of its own. GUI thread only.

    A table that is shown as it is grows by inserted rows. One that is sorted or filtered is arranged anew by a job and
    swapped in as a whole, with `order_changed` around it so that a view can keep its place by row.
    """

    order_changing = Signal()
    order_changed = Signal(bool)        # whether the person asked for it: sort, filter, brush
    refused = Signal(object)            # Refusal of the filter; None: there is another one
    totals_changed = Signal(object)
    sort_changed = Signal()
    searching_changed = Signal(bool)    # whether what the person asked for takes a while
    held_changed = Signal(bool)         # whether growing tables keep their order for now

    def __init__(self, columns: tuple[Column, ...], context: str, jobs: Jobs, parent: QObject | None = None) -> None:
        """`context` is the translation context of the columns' titles."""
        super().__init__(parent)
        self.columns = columns
        self._own = len(columns)        # the others were added
        self._context = context
        self._source: Source | None = None
        self._universe: Rows = _NOTHING
        self._order: Rows = _NOTHING
        self._sort: tuple[SortKey, ...] = ()
        self._words: tuple[str, ...] = ()
        self._expression = ""
        self._is_refused = False        # the filter is none: what was shown before still is
        self._brush: tuple[int, int] | None = None
        self._shown = tuple(column for column in columns if column.shown)
        self._is_natural = True         # the order is the universe's own
        self._is_held = False
        self._is_owed = False           # a live arrangement waits for the pointer to leave
        self._is_asked = False          # the person waits for the arrangement under way
        self._is_searching = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._arranger = Arranger(jobs, self)
        self._arranger.arranged.connect(self._on_arranged)
        self._arranger.found.connect(self._on_found)
        self._arranger.refused.connect(self._on_refused)
        self._arranger.wanted.connect(self._on_live_interval)

    # which columns there are

    def make_column(self, key: str) -> Column | None:
        """For subclasses: a column that is not there at first; None if there is none of this key."""
        del key
        return None

    def add_column(self, key: str) -> bool:
        """Add such a column at the end, if it is not there; whether there is one of this key now."""
        if any(column.key == key for column in self.columns):
            return True
        column = self.make_column(key) if len(self.columns) < COLUMNS_MAX else None
        if column is not None:
            self.beginInsertColumns(QModelIndex(), len(self.columns), len(self.columns))
            self.columns = (*self.columns, column)
            self.endInsertColumns()
        return column is not None

    def remove_column(self, key: str) -> None:
        """Take an added column away; nothing is sorted by it any more."""
        at = next((at for at, column in enumerate(self.columns) if column.key == key), -1)
        if at >= self._own:
            self.set_sort(tuple(sort for sort in self._sort if sort.column.key != key))
            self.beginRemoveColumns(QModelIndex(), at, at)
            self.columns = self.columns[:at] + self.columns[at + 1:]
            self.endRemoveColumns()

    @property
    def addable(self) -> tuple[str, ...]:
        """For subclasses: keys of columns that may be added, "group.name" each."""
        return ()

    @property
    def added(self) -> tuple[Column, ...]:
        """The columns that were not there at first."""
        return self.columns[self._own:]

    # what is shown

    @property
    def source(self) -> Source | None:
        """Where the rows come from."""
        return self._source

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """By what it is sorted; empty: by number."""
        return self._sort

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may be hidden."""
        return self.has_words or self._brush is not None

    @property
    def has_words(self) -> bool:
        """Whether there is a filter text that is one."""
        return bool(self._words or (self._expression and not self._is_refused))

    @property
    def is_arranging(self) -> bool:
        """Whether a new order is on its way."""
        return self._arranger.is_busy

    def set_source(self, source: Source | None, universe: Rows = _NOTHING) -> None:
        """Show rows of this source; sort, filter and brush stay."""
        self._arranger.stop()
        self._is_owed = self._is_asked = False
        self._slow.stop()
        self._tell_searching(False)
        self.beginResetModel()
        self._source = source
        self._universe = universe
        self._is_natural = self._wants_nothing()
        self._order = universe if self._is_natural else _NOTHING
        self.endResetModel()
        if source is None:
            self.totals_changed.emit(None)
        else:
            self._ask(by_person=False)

    def set_universe(self, universe: Rows, changed: Rows = _NOTHING) -> None:
        """The rows grew, or some changed. `universe` begins with the rows it had before; `changed` is ascending."""
        self._universe = universe
        if self._is_natural and self._wants_nothing():
            self._append(universe)
        if len(changed) and len(self._order):
            self._tell_changed(changed)
        if self._source is not None:
            self._arranger.ask_later()

    def settle(self) -> None:
        """No rows come any more: arrange the last ones even if the pointer rests on the table."""
        self._is_owed = False
        if self._source is not None:
            self._ask(by_person=False)

    def set_sort(self, sort: tuple[SortKey, ...]) -> None:
        """Sort by these keys."""
        if sort != self._sort:
            self._sort = sort
            self.sort_changed.emit()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self._ask(by_person=True)

    def set_filter(self, text: str) -> None:
        """Show rows with all these words; of what is a filter, or a name alone, those it holds for."""
        words, expression = (words_of(text), "") if reading_of(text).kind == "words" else ((), text)
        if (words, expression) != (self._words, self._expression):
            self._words, self._expression, self._is_refused = words, expression, False
            self.refused.emit(None)
            self._ask(by_person=True)

    def set_brush(self, brush: tuple[int, int] | None) -> None:
        """Show rows that overlap this range of time."""
        if brush != self._brush:
            self._brush = brush
            self._ask(by_person=True)

    def set_searched(self, columns: tuple[Column, ...]) -> None:
        """Which columns the filter looks into: the visible ones."""
        if columns != self._shown:
            self._shown = columns
            if self._words:
                self._ask(by_person=True)

    def set_held(self, held: bool) -> None:
        """While held, growing tables keep their order; what the person asks for is done all the same."""
        if held != self._is_held:
            self._is_held = held
            self.held_changed.emit(held)
        if not held and self._is_owed:
            self._is_owed = False
            self._ask(by_person=False)

    # asking

    def conditions(self, rows: Sequence[int], column: int) -> tuple[str, ...]:
        """For subclasses: what a column says of these rows of the source, as conditions of the filter language; the
        first row is the one pointed at."""
        del rows, column
        return ()

    def question(self, row: int, column: int) -> Question | None:
        """For subclasses: what Why? means at a column of this row of the source."""
        del row, column
        return None

    # cells

    def cell(self, position: int, column: int) -> Cell:
        """What a cell shows."""
        if self._source is None:
            return "", "", NO_STATE
        return self.columns[column].text(self._source, self.row_at(position)), "", NO_STATE

    @property
    def has_grounds(self) -> bool:
        """For subclasses: whether any row may have a ground of its own."""
        return False

    def ground(self, position: int) -> int:
        """For subclasses: which of the theme's colours of rules is behind a row, -1 for none. Asked for each cell that
        is painted."""
        del position
        return -1

    # for other programs

    def raw_titles(self, column: int) -> list[str]:
        """Headings of what `raw_cells` gives of a column: its title, with a unit or a direction."""
        title = QCoreApplication.translate(self._context, self.columns[column].title)
        if self.columns[column].is_pair:
            title = title.removesuffix(" ↑ ↓")
        return [title + part for part in self.columns[column].parts]

    def raw_cells(self, row: int, column: Column) -> tuple[object, ...]:
        """Exact values of a cell of a row of the source: numbers in their base unit, times as RFC 3339; else the text
        as it reads."""
        assert self._source is not None
        return column.raw(self._source, row) if column.raw is not None else (column.text(self._source, row),)

    # rows and positions

    def row_at(self, position: int) -> int:
        """The source's row at a position of the table."""
        return int(self._order[position])

    def rows_at(self, first: int, last: int) -> Rows:
        """The source's rows at these positions, both included."""
        return self._order[first:last + 1]

    def position_of(self, row: int) -> int:
        """Where a row of the source is shown; -1 if it is not."""
        if row < len(self._order) and self._order[row] == row:
            return row
        found = np.flatnonzero(self._order == row)
        return int(found[0]) if len(found) else -1

    def positions_of(self, rows: Rows) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Where rows are shown, ascending; those that are not are left out."""
        if self._shows_every and len(rows) <= FEW:
            return np.unique(rows[rows < len(self._order)]).astype(np.intp)
        return np.flatnonzero(_among(self._order, rows))

    def shown_of(self, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> Mask:
        """Which of these rows are shown."""
        return rows < len(self._order) if self._shows_every else _among(rows, self._order)

    @property
    def _shows_every(self) -> bool:
        """Whether each row stands at its own number: they ascend, and the last one is as far as there are rows."""
        return self._is_natural and len(self._order) > 0 and int(self._order[-1]) == len(self._order) - 1

    # Qt's side

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """All columns; the view hides some."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """The text of a cell, made when it is asked for."""
        if role in (_DISPLAY, _TOOLTIP) and self._source is not None:
            column = self.columns[index.column()]
            make = column.tip or column.text if role == _TOOLTIP else column.text
            text = make(self._source, int(self._order[index.row()]))
            return text if role == _DISPLAY else tip(self.explained(text, index.row()))
        return None

    def explained(self, text: str, position: int) -> str:
        """For subclasses: a tooltip, with what else is to be said of its row."""
        del position
        return text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles with the rank of the sort key, and what a column means."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            title = self.title(section)
            for rank, key in enumerate(self._sort[1:len(_SUPERSCRIPTS)], 1):
                if key.column is column:
                    title += f" {'▾' if key.descending else '▴'}{_SUPERSCRIPTS[rank]}"
            return title
        if role == _TOOLTIP:
            return QCoreApplication.translate(self._context, column.says)
        if role == _ALIGNMENT:
            return _RIGHT if column.right else _LEFT
        return None

    def title(self, section: int) -> str:
        """What a column is called, in the person's language."""
        return QCoreApplication.translate(self._context, self.columns[section].title)

    # arranging

    def _request(self) -> Request:
        assert self._source is not None
        return Request(self._source, self._universe, self._sort, self._words, self._shown, self._brush,
                       self._expression)

    def _wants_nothing(self) -> bool:
        return not (self._sort or self._words or self._expression or self._brush is not None)

    def _ask(self, by_person: bool) -> None:
        self._is_asked = self._is_asked or by_person
        if self._source is not None:
            self._arranger.ask(self._request())
            if self._is_asked and not self._slow.isActive():
                self._slow.start()

    def _on_slow(self) -> None:
        self._tell_searching(self._is_asked and self._arranger.is_busy)

    def _tell_searching(self, searching: bool) -> None:
        if searching != self._is_searching:
            self._is_searching = searching
            self.searching_changed.emit(searching)

    def _on_live_interval(self) -> None:
        if self._is_held and not self._wants_nothing():
            self._is_owed = True
        elif self._arranger.is_busy:
            self._arranger.ask_later()
        else:
            self._ask(by_person=False)

    def _on_found(self, arrangement: Arrangement) -> None:
        """The first hits of a search that the person waits for; the others follow."""
        if self._is_asked:
            self._swap(arrangement, by_person=True)

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_asked, self._is_refused = False, True
        self._slow.stop()
        self._tell_searching(False)
        self.refused.emit(refusal)

    def _on_arranged(self, arrangement: Arrangement) -> None:
        by_person, self._is_asked = self._is_asked, False
        self._slow.stop()
        self._tell_searching(False)
        if not (self._is_natural and arrangement.request.is_plain):
            self._swap(arrangement, by_person)
        if self._is_natural:
            self._append(self._universe)        # rows have come since
        self.totals_changed.emit(arrangement.totals)

    def _swap(self, arrangement: Arrangement, by_person: bool) -> None:
        self.order_changing.emit()
        self.beginResetModel()
        self._order = arrangement.order
        self._is_natural = arrangement.request.is_plain
        self.endResetModel()
        self.order_changed.emit(by_person)

    def _append(self, universe: Rows) -> None:
        first = len(self._order)
        if len(universe) > first:
            self.beginInsertRows(QModelIndex(), first, len(universe) - 1)
            self._order = universe
            self.endInsertRows()

    def _tell_changed(self, changed: Rows) -> None:
        """One range a tick: from the first changed row to the last where they can be told, else all."""
        first, last = 0, len(self._order) - 1
        if self._is_natural:
            first, last = (int(np.searchsorted(self._order, row)) for row in (changed[0], changed[-1]))
            last = min(last, len(self._order) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), [_DISPLAY])


def _among(some: "np.ndarray[Any, np.dtype[Any]]", rows: Rows) -> Mask:
    """Which of some rows are among others. A mark for each row there is: a search would take ten times as long."""
    is_there = np.zeros(max(int(some.max(initial=0)), int(rows.max(initial=0))) + 1, np.bool_)
    is_there[rows] = True
    found: Mask = is_there[some]
    return found
