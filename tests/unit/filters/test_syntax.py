"""The filter language's grammar: what is read as what, and errors that point at the place."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.errors import ExpressionError
from netloupe_engine.filters import syntax
from netloupe_engine.filters.syntax import Any, Compare, Every, Node, Not, Packets, Span, Words, parse


def said(node: Node | None) -> object:
    """A tree without places."""
    if isinstance(node, Every | Any):
        return ("and" if isinstance(node, Every) else "or", *map(said, node.parts))
    if isinstance(node, Not):
        return "not", said(node.part)
    if isinstance(node, Packets):
        return "packets", said(node.part)
    if isinstance(node, Words):
        return " ".join(node.words)
    if isinstance(node, Compare):
        values = [(f"{one.low.text}..{one.high.text}" if isinstance(one, Span) else f"{one.text} {one.unit}".strip())
                  for one in node.values]
        return node.name, node.operator, *values
    return node


@pytest.mark.parametrize(("text", "tree"), [
    ("", None), ("  ", None), ("tls", "tls"), ("two words", "two words"), ('"a quoted phrase"', "a quoted phrase"),
    ("app == tls", ("app", "==", "tls")), ("app = tls", ("app", "==", "tls")), ("app eq tls", ("app", "==", "tls")),
    ("state is timed out", ("state", "==", "timed out")), ("bytes > 10k", ("bytes", ">", "10k")),
    ("bytes>=10 MB", ("bytes", ">=", "10 MB")), ("rate > 1 Mbit/s", ("rate", ">", "1 Mbit/s")),
    ("a == 1 and b == 2 or c == 3", ("or", ("and", ("a", "==", "1"), ("b", "==", "2")), ("c", "==", "3"))),
    ("a == 1 && (b == 2 || c == 3)", ("and", ("a", "==", "1"), ("or", ("b", "==", "2"), ("c", "==", "3")))),
    ("not a == 1 and b != 2", ("and", ("not", ("a", "==", "1")), ("b", "!=", "2"))), ("!tls", ("not", "tls")),
    ("port in {80, 443, 8000..8100}", ("port", "in", "80", "443", "8000..8100")),
    ("port in {80 443}", ("port", "in", "80", "443")), ("client not in 10.0.0.0/8", ("client", "not in", "10.0.0.0/8")),
    ("client in ::1..::ff", ("client", "in", "::1..::ff")), ("NOT dns AND tls", ("and", ("not", "dns"), "tls")),
    ('host contains "say \\"hi\\" \\n"', ("host", "contains", 'say "hi" \\n')), ("x ~ 'a|b'", ("x", "matches", "a|b")),
    ("x starts with a", ("x", "starts with", "a")), ("start > 2026-01-31 10:00", ("start", ">", "2026-01-31 10:00")),
    ("android and orange", ("and", "android", "orange")), ("in-addr.arpa or notes", ("or", "in-addr.arpa", "notes")),
    ("tls and packet where len > 5 and ack", ("and", "tls", ("packets", ("and", ("len", ">", "5"), "ack")))),
])
def test_what_is_read(text: str, tree: object) -> None:
    assert said(parse(text)) == tree


@pytest.mark.parametrize(("text", "sentence", "marked"), [
    ("app ==", "at the end", ""), ("(app == tls", "Expected .* at the end", ""),
    ("app == tls)", "the end at '\\)'", ")"),
    ("== 3", "Expected a name", "="), ('app == "tls', "quote, which is not closed", '"'),
    ("port in {", "at the end", ""),
    ("port in {1..}", "at '}'", "}"), ("a and and b", "at 'and'", "and"), ("a == {1}", "at '{'", "{"),
])
def test_errors_point_at_the_place(text: str, sentence: str, marked: str) -> None:
    with pytest.raises(ExpressionError, match=sentence) as found:
        parse(text)
    assert text[found.value.at:found.value.end] == marked


@pytest.mark.parametrize("text", ["(" * 5000 + "a", "not " * 2000 + "a", "!" * 9000 + "a", "a" * 20_000])
def test_what_is_too_deep_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"most|More than"):
        parse(text)


@given(st.text(max_size=60) | st.lists(st.sampled_from(
    ["a", "and", "or", "not", "in", "(", ")", "{", "}", "==", "<", "..", "1", "k", '"', "packet where", "~",
     ","])).map(" ".join))
def test_any_text_is_read_or_refused_within_itself(text: str) -> None:
    error = None
    try:
        parse(text)
    except ExpressionError as found:
        error = found
    assert error is None or 0 <= error.at <= error.end <= max(len(text), 1)


def test_words_of_the_language_are_not_in_longer_ones() -> None:
    assert syntax.OPERATORS["IN"] == "in"
    assert said(parse("info contains inside and ingress == 1")) == (
        "and", ("info", "contains", "inside"), ("ingress", "==", "1"))
