"""Times as data."""
import pytest

from netloupe_engine.export.json_text import Seconds


@pytest.mark.parametrize(("nanoseconds", "text"), [
    (0, "0.000000000"), (1, "0.000000001"), (12_000_000, "0.012000000"), (1_700_000_000_000_000_123,
                                                                          "1700000000.000000123"),
    (-1, "-0.000000001"), (-1_500_000_000, "-1.500000000"),
])
def test_seconds_have_nine_decimals(nanoseconds: int, text: str) -> None:
    assert str(Seconds(nanoseconds)) == text
