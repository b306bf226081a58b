"""What patterns hold for, and what is said of those that are none."""
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.errors import ExpressionError
from netloupe_engine.search.pattern import How, compile_pattern


def places(text: str, how: str, data: bytes, ignore_case: bool = True) -> list[tuple[int, int]]:
    return list(compile_pattern(text, how, ignore_case).each(data))


@pytest.mark.parametrize(("text", "how", "data", "expected"), [
    ("Pass", "text", b"..PASSWORD pass", [(2, 6), (11, 15)]), ("a.b", "text", b"axb a.b", [(4, 7)]),
    ("hi", "text", "say hi".encode("utf-16-le"), [(8, 12)]), ("Grüße", "text", "viele GRÜßE".encode(), [(6, 13)]),
    ("ü", "text", "Ü".encode("utf-16-le"), [(0, 2)]), ("日本", "text", "日本".encode(), [(0, 6)]),
    ("ab+", "regex", b"abbb aB", [(0, 4), (5, 7)]), (r"\x00+", "regex", b"a\0\0b", [(1, 3)]),
    ("é+", "regex", "éé".encode(), [(0, 4)]), ("x*y", "regex", b"y xxy", [(0, 1), (2, 5)]),
    ("47 45 54", "hex", b".GET", [(1, 4)]), ("0x474554", "hex", b"GET", [(0, 3)]),
    ("47:??:54", "hex", b"G\nT", [(0, 3)]),
    ("ff??", "hex", b"\xff", []), ("41-42", "hex", b"ABab", [(0, 2)]),
])
def test_what_is_found(text: str, how: str, data: bytes, expected: list[tuple[int, int]]) -> None:
    assert places(text, how, data) == expected


LETTERS = st.characters(max_codepoint=0x250, exclude_categories=("Cs",)).filter(
    lambda char: len(char.upper()) == len(char.lower()) == 1)       # ß is SS in capitals, and found so


@given(st.text(LETTERS, min_size=1, max_size=4),
       st.sampled_from(["utf-8", "utf-16-le"]), st.binary(max_size=40))
def test_the_case_of_no_other_bytes_is_ignored(text: str, encoding: str, noise: bytes) -> None:
    """Each letter in any case, by brute force: of Latin-1 letters, as which RE2 sees bytes, none."""
    def like(octets: bytes, encoding: str) -> bool:
        try:
            read = octets.decode(encoding, "surrogatepass")
        except UnicodeDecodeError:
            return False
        return len(read) == len(text) and all(one in (two, two.lower(), two.upper())
                                              for one, two in zip(read, text, strict=True))
    data = noise + text.swapcase().encode(encoding) + noise
    for at, end in compile_pattern(text).each(data):
        assert like(data[at:end], "utf-8") or like(data[at:end], "utf-16-le")
    if all(char.swapcase() in (char.lower(), char.upper()) for char in text):
        assert compile_pattern(text).first(data) is not None


def test_case_counts_where_it_is_asked_for() -> None:
    assert places("Get", "text", b"get Get", False) == [(4, 7)]
    assert places("[A-Z]et", "regex", b"get Get", False) == [(4, 7)]


@pytest.mark.parametrize(("text", "how", "sentence", "marked"), [
    ("", "text", "nothing to find", ""), ("a(b", "regex", "No regular expression", "a(b"),
    ("a[z-", "regex", "No regular expression", "[z-"), ("a*", "regex", "no bytes at all", "a*"),
    (r"\b", "regex", "no bytes at all", r"\b"), ("^", "regex", "no bytes at all", "^"),
    ("a**", "regex", "No regular expression", "**"), ("[ä]", "regex", "several bytes", "ä"),
    (r"(a)\1", "regex", "No regular expression", r"\1"), ("4", "hex", "two hexadecimal digits", "4"),
    ("47 4x", "hex", "two hexadecimal digits", "4x"), ("47 ?", "hex", "two hexadecimal digits", "?"),
    ("  ", "hex", "two hexadecimal digits", "  "), ("x" * 20_000, "text", "at most 10,000", "x" * 10_000),
    ("((a{100}){100}){100}", "regex", "No regular expression", None),
])
def test_what_cannot_be_found(text: str, how: str, sentence: str, marked: str | None) -> None:
    with pytest.raises(ExpressionError, match=sentence) as found:
        compile_pattern(text, how)
    assert marked is None or text[found.value.at:found.value.end] == marked


@given(st.text(min_size=1, max_size=4), st.binary(max_size=60), st.integers(0, 60))
def test_a_text_is_found_where_its_bytes_are(text: str, around: bytes, at: int) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        octets = text.encode(encoding, "surrogatepass")
        data = around[:at] + octets + around[at:]
        found = places(text, How.TEXT, data, False)
        assert found
        assert found[0][0] == min(one.start() for word in ("utf-8", "utf-16-le")
                                  for one in re.finditer(re.escape(text.encode(word, "surrogatepass")), data))


def test_time_grows_with_the_bytes_alone() -> None:
    """What takes other engines 2**n steps."""
    assert places("(a*)*b", "regex", b"a" * 200_000) == []
