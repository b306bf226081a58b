"""What the rows of sessions and of packets have in common: cells and columns of an engine's table, and names."""
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from netloupe_gui import text

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis


class TableRows:
    """Reads one table of an analysis. Any thread; the caches only ever gain entries of facts that stay."""

    def __init__(self, analysis: "Analysis", table: Any) -> None:
        """Read from this table of this analysis."""
        self.analysis = analysis
        self._table = table
        self._paths: dict[int, str] = {}

    def cell(self, name: str, row: int) -> Any:
        """One value, a Python built-in."""
        return self._table.cell(name, row)

    def column(self, name: str) -> NDArray[Any]:
        """A whole column."""
        values: NDArray[Any] = self._table.column(name)
        return values

    def path_name(self, number: int) -> str:
        """The protocol path of a path number."""
        name = self._paths.get(number)
        if name is None:
            name = self._paths[number] = text.safe(self.analysis.path_name(number))
        return name
