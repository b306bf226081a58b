"""The words of a protocol's table: what they mean, and what they refuse."""
import pytest

from netloupe_engine.model import Severity
from netloupe_engine.protocols import define
from netloupe_engine.protocols.define import Field, Finding, Protocol, names, u8, u16

TABLE = {"key": "x", "title": "X", "reference": "RFC 0", "layer": 7}


def table(**more: object) -> Protocol:
    return Protocol(**(TABLE | more))       # type: ignore[arg-type]


def test_values_have_names_or_keep_their_number() -> None:
    said = names(1, "echo", 3, "unreachable", other=7)
    assert (said(1), said(3), said(7), said(2)) == ("echo", "unreachable", "other", None)
    with pytest.raises(ValueError, match="take pairs"):
        names(1, "echo", 3)


@pytest.mark.parametrize(("more", "words"), [
    ({"fields": (Field("a", u8, 0), Field("a", u8, 1))}, "two fields have one name"),
    ({"fields": (Field("Big", u8, 0),)}, "is no name"),
    ({"findings": (Finding("a b", Severity.NOTE, "x"),)}, "is no name"),
    ({"rides_on": {"tcp.port": -1}}, "no number or text"),
    ({"rides_on": {"tcp.port": (80, 2**32)}}, "no number or text"),
    ({"layer": 8}, "no layer 8"),
    ({"next": "kind", "fields": (Field("kind", u16, 3),), "header": 4}, "in no field kind of fixed place"),
    ({"numbered_first": ("gone",)}, "there is no field gone"),
])
def test_a_table_that_contradicts_itself_is_refused(more: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        table(**more).check()


def test_a_word_of_another_language_is_refused() -> None:
    with pytest.raises(TypeError, match="no Field"):
        table(fields=("a",)).check()


def test_numbers_follow_names_so_that_swapped_ones_are_noticed() -> None:
    one = table(fields=(Field("a", u8, 0), Field("b", u8, 1)))
    other = table(fields=(Field("b", u8, 1), Field("a", u8, 0)))
    assert one.numbers != other.numbers
    assert [field.name for field in table(fields=one.fields, numbered_first=("b",)).numbered] == ["b", "a"]
    assert table(fields=one.fields, numbered_first=("b",)).numbers == other.numbers
    one.check()


@pytest.mark.parametrize(("text", "number"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_text_keys_are_numbered_by_fnv_1a(text: str, number: int) -> None:
    # The vectors of draft-eastlake-fnv, appendix C.
    assert define.key_of_text(text) == number
