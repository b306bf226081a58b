"""A tree as the rows of a table: groups that open, and what is in them below."""
from PySide6.QtCore import QAbstractTableModel


class FlatTreeModel(QAbstractTableModel):
    """Says of each row where it is in the tree. No object a row. GUI thread only."""

    def is_group(self, row: int) -> bool:
        """Whether there is something in it that may be shown below it."""
        raise NotImplementedError

    def is_open(self, row: int) -> bool:
        """Whether what is in a group is shown below it."""
        raise NotImplementedError

    def set_open(self, row: int, is_open: bool) -> None:
        """Show what is in a group, or no more; nothing for a row that is none."""
        raise NotImplementedError

    def depth(self, row: int) -> int:
        """How many groups are around it."""
        raise NotImplementedError

    def parent_row(self, row: int) -> int:
        """The row of the group around it; -1 if there is none."""
        raise NotImplementedError
