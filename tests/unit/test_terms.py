"""Filters taken apart and put together ask the same."""
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import analyze
from netloupe_engine.terms import joined, terms

Ids = Callable[[str], set[int]]
SESSIONS = 144


@pytest.fixture(scope="module")
def ids() -> Iterator[Ids]:
    """What a filter chooses of the sample."""
    with analyze("resources/captures/sample.pcapng") as sample:
        yield lambda text: set(sample.filter(text).tolist())


@pytest.mark.parametrize(("text", "parts"), [
    ("", ()), ("tls", ("tls",)), ("dns 192.168", ("dns 192.168",)),
    ("app == tls and bytes > 10k", ("app == tls", "bytes > 10k")),
    ("app == tls && bytes>10k AND not rtt", ("app == tls", "bytes>10k", "not rtt")),
    ("(app == tls and bytes > 10k) and rtt", ("(app == tls and bytes > 10k)", "rtt")),
    ("app == tls or rtt", ("(app == tls or rtt)",)),
    ("tls and packet where frame.length > 100 and tcp", ("tls", "(packet where frame.length > 100 and tcp)")),
    ('info contains "cats and dogs" and tls', ('info contains "cats and dogs"', "tls")),
    ("app in {tls, dns} and rand and android", ("app in {tls, dns}", "rand", "android")),
    ("a..b c", ('"a..b" and c',)),
])
def test_terms(text: str, parts: tuple[str, ...]) -> None:
    assert terms(text) == parts


PIECES = ("app == tls", "bytes > 2k", "not rtt", "(app == dns or app == http)", "quic", "app == http or tls",
          "packet where frame.length > 500", "dns 192.168", 'info contains "and"', "state is reset",
          "port in {53, 443}", "not (tls or dns)", "tls and packet where frame.length > 1000 or tcp")


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), st.sampled_from(["and", "&&", " AND "]))
def test_terms_ask_what_the_filter_asks(ids: Ids, pieces: list[str], word: str) -> None:
    if any("packet where" in piece for piece in pieces[:-1]):
        return          # they are packets then
    text = f" {word} ".join(pieces)
    assert ids(" and ".join(terms(text))) == ids(text)


@given(st.sampled_from(PIECES), st.sampled_from([piece for piece in PIECES if " or " not in piece or "(" in piece]))
def test_conditions_are_added(ids: Ids, text: str, condition: str) -> None:
    if condition.startswith("packet") or condition == "dns 192.168":
        return
    every = set(range(1, SESSIONS + 1))
    assert ids(joined(text, condition, "only")) == ids(condition)
    assert ids(joined(text, condition, "and")) == ids(text) & ids(condition)
    assert ids(joined(text, condition, "or")) == ids(text) | ids(condition)
    assert ids(joined(text, condition, "exclude")) == ids(text) & (every - ids(condition))
    assert ids(joined("", condition, "exclude")) == every - ids(condition)


def test_they_read_well() -> None:
    assert joined("app == tls", "bytes == 10", "and") == "app == tls and bytes == 10"
    assert joined("app == tls or app == dns", "rtt", "and") == "(app == tls or app == dns) and rtt"
    assert joined("app == tls or app == dns", "rtt", "or") == "app == tls or app == dns or rtt"
    assert joined("app == tls", "not rtt", "exclude") == "app == tls and rtt"
