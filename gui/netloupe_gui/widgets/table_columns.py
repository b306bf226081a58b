"""Order, visibility and widths of a table's columns: wide enough for what stands in them, and kept between runs.

A width that the person chose is theirs. The others grow with what is shown; one column takes the room that is left.
"""
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import ReferenceType, ref

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from netloupe_gui.models.columns import PAIR_DOWN, PAIR_UP, Source
from netloupe_gui.models.table import COLUMNS_MAX, ColumnTableModel
from netloupe_gui.widgets.cells import AFTER
from netloupe_gui.widgets.table_header import TableHeader

PADDING = 16            # pixels beside the text of a cell
SPREAD = 48             # rows looked at besides those in sight
DIGITS_MAX = 50         # a column grows to this by itself: an IPv6 address with its port has 47
PAUSE_MS = 120
TURN_S = 0.003          # of a turn of the event loop
PAUSE_MAX_MS = 960      # while rows keep coming that widen nothing


class TableColumns(QObject):
    """Belongs to one table. GUI thread only."""

    changed = Signal()          # other columns are visible

    def __init__(self, table: QTableView, model: ColumnTableModel, header: TableHeader) -> None:
        """Nothing is arranged before `reset`."""
        super().__init__(table)
        self._table, self._model, self._header = table, model, header
        self._chosen: dict[str, float] = {}         # widths in digits, by the person
        self._grown: dict[str, int] = {}            # pixels that content asked for
        self._source: ReferenceType[Source] | None = None    # of which content was measured: holds no capture's memory
        self._is_fitting = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._start_growing)
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._on_turn)
        self._before: dict[str, int] = {}
        self._measuring: Iterator[None] = iter(())
        header.sectionResized.connect(self._on_resized)
        for signal in (model.rowsInserted, model.totals_changed):
            signal.connect(self._grow_soon)
        model.modelReset.connect(self._on_reset)
        for signal in (model.modelReset, table.verticalScrollBar().valueChanged):
            signal.connect(self._on_others_in_sight)

    def reset(self) -> None:
        """As they are at first: which there are, order, widths, which are visible."""
        self._chosen.clear()
        for added in self._model.added:
            self._model.remove_column(added.key)
        for logical, column in enumerate(self._model.columns):
            self._header.moveSection(self._header.visualIndex(logical), logical)
            self._table.setColumnHidden(logical, not column.shown)
        self.fit()
        self.changed.emit()

    def visible(self) -> list[int]:
        """Logical numbers of the visible columns, from the left."""
        header = self._header
        sections = [header.logicalIndex(at) for at in range(header.count())]
        return [section for section in sections if not self._table.isColumnHidden(section)]

    def show(self, logical: int, shown: bool) -> None:
        """Show or hide a column; the last one stays. One that was added is not hidden but gone."""
        if self._table.isColumnHidden(logical) == shown and (shown or len(self.visible()) > 1):
            column = self._model.columns[logical]
            if not shown and column in self._model.added:
                self._model.remove_column(column.key)
            else:
                self._table.setColumnHidden(logical, not shown)
            self.grow()
            self.changed.emit()

    def add(self, key: str) -> bool:
        """Show a column that may not be there yet, at the end where it is new; False if there is none of this key."""
        is_new = all(column.key != key for column in self._model.columns)
        if not self._model.add_column(key):
            return False
        logical = next(at for at, column in enumerate(self._model.columns) if column.key == key)
        if is_new:
            self._table.setColumnHidden(logical, False)
            self.grow()
            self.changed.emit()
        else:
            self.show(logical, True)
        return True

    # keeping

    def state(self) -> QByteArray:
        """Order, chosen widths and visibility, to keep."""
        columns = self._model.columns
        order = [columns[self._header.logicalIndex(at)].key for at in range(self._header.count())]
        shown = [columns[logical].key for logical in self.visible()]
        kept = {"order": order, "shown": shown, "widths": {key: round(part, 2) for key, part in self._chosen.items()}}
        return QByteArray(json.dumps(kept).encode())

    def restore(self, state: QByteArray) -> bool:
        """As kept before; False if it is not the state of these columns, which want a `reset` then."""
        try:
            kept = json.loads(bytes(state.data()))
            for key in kept["order"][:COLUMNS_MAX]:
                self._model.add_column(str(key))
            for added in self._model.added:
                if added.key not in kept["order"]:
                    self._model.remove_column(added.key)
            numbers = {column.key: logical for logical, column in enumerate(self._model.columns)}
            order, shown, widths = kept["order"], set(kept["shown"]), kept["widths"]
            chosen = {key: float(part) for key, part in widths.items() if key in numbers and 1 <= float(part) <= 1000}
            is_good = sorted(order) == sorted(numbers) and bool(shown & set(numbers))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return False
        if is_good:
            self._chosen = chosen
            for place, key in enumerate(order):
                self._header.moveSection(self._header.visualIndex(numbers[key]), place)
                self._table.setColumnHidden(numbers[key], key not in shown)
            self.fit()
            self.changed.emit()
        return is_good

    # widths

    def fit(self) -> None:
        """Widths at the present text size."""
        with self._fitting():
            for logical, column in enumerate(self._model.columns):
                if column.key in self._chosen:
                    width = round(self._chosen[column.key] * self._digit)
                else:
                    width = max(self._least(logical), self._grown.get(column.key, 0))
                if width != self._header.sectionSize(logical):
                    self._table.setColumnWidth(logical, width)
        self.stretch()

    def stretch(self) -> None:
        """The column that stretches takes what the others leave."""
        logical = next((at for at, column in enumerate(self._model.columns) if column.stretches), -1)
        if logical < 0 or self._table.isColumnHidden(logical):
            return
        others = self._header.length() - self._header.sectionSize(logical)
        own = round(self._chosen.get(self._model.columns[logical].key, 0) * self._digit) or self._least(logical)
        width = max(own, self._table.viewport().width() - others)
        if width != self._header.sectionSize(logical):
            with self._fitting():
                self._table.setColumnWidth(logical, width)

    def grow(self) -> None:
        """Widen columns for what is in sight, and for some of what is not."""
        self._start_growing()
        for _ in self._measuring:
            pass
        self._end_growing()

    def _start_growing(self) -> None:
        """Some cells at each turn of the event loop, which goes on meanwhile."""
        self._before, self._measuring = dict(self._grown), self._measured()
        self._turns.start()

    def _on_turn(self) -> None:
        end_s = time.perf_counter() + TURN_S
        for _ in self._measuring:
            if time.perf_counter() > end_s:
                return
        self._end_growing()

    def _end_growing(self) -> None:
        self._turns.stop()
        is_new = self._grown != self._before
        self._soon.setInterval(PAUSE_MS if is_new else min(2 * self._soon.interval(), PAUSE_MAX_MS))
        self.fit()

    def _measured(self) -> Iterator[None]:
        """Notes how wide the content of each visible column is, one cell after the other."""
        model, source = self._model, self._model.source
        if source is None:
            return
        if self._source is None or self._source() is not source:
            self._source = ref(source)
            self._grown.clear()
        count = model.rowCount()
        if not count:
            return
        first = max(0, self._table.rowAt(0))
        last = self._table.rowAt(self._table.viewport().height() - 1)
        places = set(range(first, (last if last >= 0 else count - 1) + 1)) if last >= 0 or count < 200 else set()
        places |= {number * (count - 1) // SPREAD for number in range(SPREAD + 1)}
        rows = [model.row_at(place) for place in places]
        metrics = QFontMetrics(self._table.font())
        most = round(DIGITS_MAX * self._digit)
        for column in [model.columns[logical] for logical in self.visible()]:
            if column.stretches or column.key in self._chosen:
                continue
            texts = set()
            for row in rows:
                texts.add(column.text(source, row))
                yield
                if model.source is not source:          # another capture is shown by now
                    return
            if column.is_pair:      # each number has half of the cell
                texts = {f"{half.removesuffix(PAIR_DOWN)} " * 2 for text in texts for half in text.split(PAIR_UP)}
            # Advance alone is dear: only the longest texts can be the widest.
            length = max(map(len, texts))
            wide = max(metrics.horizontalAdvance(text) for text in texts if len(text) >= length - 3)
            after = metrics.horizontalAdvance(AFTER) if column.right else 0
            own = wide + after + PADDING + round(column.extra_digits * self._digit)
            self._grown[column.key] = min(most, max(self._grown.get(column.key, 0), own))

    def _least(self, logical: int) -> int:
        column = self._model.columns[logical]
        return max(round(column.width * self._digit) + PADDING, self._header.room_needed(logical))

    @property
    def _digit(self) -> float:
        return QFontMetrics(self._table.font()).horizontalAdvance("0" * 16) / 16

    @property
    def pause_ms(self) -> int:
        """How long after the next rows columns are widened for them."""
        return self._soon.interval()

    def _on_reset(self) -> None:
        """Another capture may be shown: what is being measured is let go of."""
        if self._model.source is None or self._source is None or self._source() is not self._model.source:
            self._turns.stop()
            self._measuring = iter(())

    def _on_others_in_sight(self) -> None:
        self._soon.setInterval(PAUSE_MS)
        self._grow_soon()

    def _grow_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def rescale(self) -> None:
        """The text has another size: what content asked for is measured anew."""
        self._grown.clear()
        self.grow()

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        before, self._is_fitting = self._is_fitting, True
        try:
            yield
        finally:
            self._is_fitting = before

    def _on_resized(self, logical: int, _before: int, width: int) -> None:
        if not self._is_fitting and width:          # a hidden section has no width
            self._chosen[self._model.columns[logical].key] = width / self._digit
            self.stretch()
