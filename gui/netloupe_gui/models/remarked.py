"""Tables whose rows a person has marked and noted: glyphs before their numbers, notes in their tooltips."""
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from netloupe_engine.remarks import Remark
from netloupe_gui.models.table import AnyIndex, Cell, ColumnTableModel
from netloupe_gui.text import safe, tip
from netloupe_gui.text.marked import T

MARK, NOTE = "◆", "✎"
_MARKED = T("Remarks", "Marked")
_NUMBER = 0                 # the column that says which row it is


def glyphs(remark: Remark) -> str:
    """What stands before the number of a row."""
    return (MARK if remark.is_marked else "") + (NOTE if remark.text else "")


class RemarkedModel(ColumnTableModel):
    """A table with remarks. GUI thread only."""

    def remark(self, row: int) -> Remark:
        """What is said of a row of the source."""
        raise NotImplementedError

    def show_remarks(self) -> None:
        """They have changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, _NUMBER), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def with_remark(self, cell: Cell, position: int, column: int) -> Cell:
        """A cell, in the number's column with what is said of the row."""
        if column != _NUMBER or not (remark := self.remark(self.row_at(position))):
            return cell
        return f"{glyphs(remark)} {cell[0]}", "accent", cell[2]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: as the base class, with the note for who points at the number or listens to it."""
        found = super().data(index, role)
        if found is None or index.column() != _NUMBER or not (remark := self.remark(self.row_at(index.row()))):
            return found
        if role == Qt.ItemDataRole.ToolTipRole:
            said = safe(remark.text) or QCoreApplication.translate("Remarks", _MARKED)
            return tip(self.explained(said, index.row()))
        return f"{glyphs(remark)} {found}"
