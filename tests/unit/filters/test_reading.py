"""How a filter is read that is one word: the window, which asks this, agrees with what a filter of it asks."""
import pytest

from netloupe_engine.analysis import compile_filter, reading_of
from netloupe_engine.errors import ExpressionError
from netloupe_engine.filters.fields import session_fields
from netloupe_engine.filters.plan import Carries, Every, Search
from netloupe_engine.filters.wireshark import WIRESHARK
from netloupe_engine.model import Reading
from netloupe_engine.protocols.registry import REGISTRY

NAMES = [*session_fields(), *sorted(REGISTRY.freeze().field_ids)[::97], *sorted(WIRESHARK), "host", "server_name"]


@pytest.mark.parametrize(("text", "kind"), [
    ("", "words"), ("  ", "words"), ("example", "words"), ("tls example", "words"),
    ("10.0.0.1", "words"), ("www.http.example", "words"), ("tls and rtt", "filter"),
    ("app == tls", "filter"), ('"example"', "filter"), ('"a b"', "filter"), ("http.hots", "filter"),
    ("(tls)", "filter")])
def test_what_has_one_reading(text: str, kind: str):
    assert reading_of(text) == Reading(kind)


@pytest.mark.parametrize("text", ["tls", " DNS ", "quic"])
def test_protocols(text: str):
    assert reading_of(text) == Reading("protocol", text.strip(), f'"{text.strip()}"')
    assert isinstance(compile_filter(text)._plan, Carries)


@pytest.mark.parametrize("text", ['"tls"', "'rtt'", ' "marked" '])
def test_names_in_quotes_are_words(text: str):
    word = text.strip()[1:-1]
    assert reading_of(text) == Reading("word", word, word)
    assert compile_filter(text)._plan == Search(word)


def test_whatever_has_a_name_is_asked_for_by_it_alone():
    for name in NAMES:
        found = reading_of(name)
        assert found.kind in ("name", "protocol"), name
        assert not isinstance(compile_filter(name)._plan, Search)
        assert reading_of(found.other) == Reading("word", name, name)


@pytest.mark.parametrize("text", ["example", "tls example", "http.hots", "dns.", ".", "tls.", "a.b.c", "-", "ip.src"])
def test_words_are_searched_exactly_where_a_filter_searches_them(text: str):
    try:
        plan = compile_filter(text)._plan
    except ExpressionError:
        plan = None
    parts = plan.parts if isinstance(plan, Every) else (plan,)
    assert (reading_of(text).kind == "words") == all(isinstance(part, Search) for part in parts)
