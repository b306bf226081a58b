"""What a filter wants where the cursor is."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.filters.cursor import Spot, Wants, spot


@pytest.mark.parametrize(("text", "wants", "typed", "name"), [
    ("|", Wants.NAME, "", ""), ("ser|", Wants.NAME, "ser", ""), ("http.ho|", Wants.NAME, "http.ho", ""),
    ("app |", Wants.OPERATOR, "", "app"), ("app =|", Wants.OPERATOR, "=", "app"),
    ("app con|", Wants.OPERATOR, "con", "app"),
    ("info starts w|", Wants.OPERATOR, "starts w", "info"), ("app not |", Wants.OPERATOR, "not ", "app"),
    ("app == |", Wants.VALUE, "", "app"), ("app ==|", Wants.VALUE, "", "app"), ("app == tl|", Wants.VALUE, "tl", "app"),
    ('http.host == "www.|', Wants.VALUE, "www.", "http.host"), ('http.host == "a b|"', Wants.VALUE, "a b", "http.host"),
    ("info starts with e|", Wants.VALUE, "e", "info"), ("app in {|", Wants.VALUE, "", "app"),
    ("app not in {tls, d|", Wants.VALUE, "d", "app"), ("app in {tls |", Wants.NEXT, "", "app"),
    ("app in {tls} |", Wants.JOIN, "", "app"), ("app == tls a|", Wants.JOIN, "a", "app"),
    ("app == tls and |", Wants.NAME, "", "app"), ("not |", Wants.NAME, "", ""), ("not (t|", Wants.NAME, "t", ""),
    ("duration > 10 s |", Wants.JOIN, "", "duration"), ("(app == tls) |", Wants.JOIN, "", "app"),
    ("dns 192|", Wants.OPERATOR, "192", "dns"), ("dns 192 |", Wants.JOIN, "", "dns"),
    ("port in 80..|", Wants.VALUE, "", "port"),
    ('"a b" |', Wants.JOIN, "", '"a b"'), ("bytes >|", Wants.OPERATOR, ">", "bytes"),
    ("bytes > |", Wants.VALUE, "", "bytes"),
    ("packets > |", Wants.VALUE, "", "packets"), ("packets wh|", Wants.OPERATOR, "wh", "packets"),
])
def test_spots(text: str, wants: Wants, typed: str, name: str) -> None:
    found = spot(text.replace("|", ""), text.index("|"))
    assert (found.wants, found.typed) == (wants, typed)
    if wants in (Wants.OPERATOR, Wants.VALUE, Wants.NEXT):
        assert found.name == name


def test_the_whole_word_is_replaced() -> None:
    assert spot("server == tls", 3) == Spot(Wants.NAME, 0, 6, "ser")
    assert (spot("app == tls and rtt", 9).at, spot("app == tls and rtt", 9).end) == (7, 10)


def test_packets() -> None:
    assert spot("packet where i", 14).in_packets
    assert spot("tls and packet where ip.ttl ", 28).in_packets
    assert not spot("(packet where ip.ttl > 3) and t", 31).in_packets
    assert not spot("packet x", 8).in_packets


@given(st.text("ab{}()=<>!&|\"' ,.0", max_size=30), st.integers(0, 30))
def test_anything_is_answered(text: str, cursor: int) -> None:
    found = spot(text, min(cursor, len(text)))
    assert 0 <= found.at <= min(cursor, len(text)) <= max(found.end, cursor)
