import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.filters.matching import column_of
from netloupe_engine.filters.regular import regular
from netloupe_engine.search.pattern import compiled

ATOMS = ("a", "b", ".", "[^a]", r"\s", r"\W", "^", "$", r"\b", r"\B", r"\A", r"\z", "(?i:B)", "(?s:.)", "(?-m:^)",
         "(?-m:$)", "(?:ab|b)", "é", r"\n", "(b|$)", "[ab]", r"[\w-]", "[ -b]", r"\w")
TEXTS = st.lists(st.text("abB \né", max_size=5).map(str.encode) | st.binary(max_size=4), max_size=40)
PATTERNS = st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(("", "*", "+?", "{2}"))), min_size=1, max_size=4)


def found(pattern: str, texts: list[bytes]) -> list[int]:
    return list(regular(pattern).find(column_of(texts), np.arange(len(texts)), bool))


@given(TEXTS, PATTERNS)
def test_looking_at_many_texts_says_what_looking_at_each_says(texts: list[bytes], parts: list[tuple[str, str]]) -> None:
    pattern = "".join(atom + (often if atom[0] not in "^$" and atom[:2] not in (r"\b", r"\B", r"\A", r"\z") else "")
                      for atom, often in parts)
    alone = compiled(pattern)
    assert found(pattern, texts) == [
        at for at, text in enumerate(texts) if alone.search(text.decode("utf-8", "replace"))]


@pytest.mark.parametrize("pattern", [r"a[^b]*b", r"(?s:.)*z", r"[^z]+z", r"\n*$", r"\s"])
def test_a_match_over_several_texts_is_none(pattern: str) -> None:
    texts = [b"a"] * 50 + [b"ab", b"", b"z"] + [b"a"] * 50
    alone = compiled(pattern)
    assert found(pattern, texts) == [at for at, text in enumerate(texts) if alone.search(text.decode())]


def test_what_is_looked_at_can_be_given_up() -> None:
    asked = itertools.count()
    texts = column_of([b"a"] * 100_000)
    places = list(regular("a").find(texts, np.arange(100_000), lambda: next(asked) >= 2))
    assert 0 < len(places) < 100_000


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(ValueError, match="missing"):
        regular("a(b")
    with pytest.raises(ValueError, match="unexpected"):
        regular("a)|(b")
