"""Session ids as they are typed."""
import pytest
import typer

from netloupe_engine.cli.export import chosen


@pytest.mark.parametrize(("text", "ids"), [
    (None, [1, 2, 3, 4, 5]), ("3", [3]), ("1,3", [1, 3]), ("2-4", [2, 3, 4]), ("4,2-3,4", [2, 3, 4]),
    (" 1 , 5 ", [1, 5]), ("4-9", [4, 5]), ("9", []),
])
def test_ids_and_ranges(text: str | None, ids: list[int]) -> None:
    assert list(chosen(text, 5)) == ids


@pytest.mark.parametrize("text", ["0", "x", "1,", "5-2", "-3", "1-", "1-2-3", "²"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="such as 1,5-9"):
        chosen(text, 5)
