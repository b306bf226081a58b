"""What names mean, which comparisons there are, and what is said of those that are none."""
import pytest

from netloupe_engine.analysis import compile_filter, known_protocols
from netloupe_engine.errors import ExpressionError
from netloupe_engine.filters.fields import SessionField, session_fields
from netloupe_engine.filters.wireshark import WIRESHARK
from netloupe_engine.sessions.columns import COLUMNS

# What no person would ask: places in the engine's lists.
PLACES = {"history", "attributes", "inner", "handler", "tcp_marks"}


@pytest.mark.parametrize(("text", "sentence", "marked"), [
    ("appp == tls", "Did you mean app\\?", "appp"), ("app == htttp", "Did you mean http\\?", "htttp"),
    ("tls.servername == x", "Did you mean tls.server_name\\?", "tls.servername"),
    ("bytes > many", "Expected a size such as", "many"), ("bytes > 10 apples", "Expected a size", "10 apples"),
    ("packets > 3s", "'s' is no unit", "3s"), ("client == 300.1.1.1", "is no address", "300.1.1.1"),
    ("client > 10.0.0.1", "ranges are written", "client"), ("client contains 10", "in a network", "client"),
    ("info < 3", "no more or less", "info"), ("state == shut", "There is no state shut", "shut"),
    ("state > closed", "no more or less", "state"), ("severity == bad", "There are", "bad"),
    ("start > 10:00", "wants a date", "10:00"), ("packets contains 3", "no text", "packets"),
    ('http.host matches "("', "No regular expression", '"("'), ("dns == 3", "is a protocol", "dns"),
    ("eth.source == 0g", "no row of bytes", "0g"), ("tcp.flags == SYM", "Did you mean", "SYM"),
    ("dns.question == 1", "groups others", "dns.question"), ("port in {90..80}", "less than", "80"),
    ("packet where packet where tls", "say packet where once", "packet where tls"),
    ("protocol == mqqtt", "Did you mean mqtt", "mqqtt"),
    ("transport in {a..b}", "no order", "a"),
])
def test_what_cannot_be_asked(text: str, sentence: str, marked: str) -> None:
    with pytest.raises(ExpressionError, match=sentence) as found:
        compile_filter(text)
    assert text[found.value.at:found.value.end] == marked


def test_every_column_of_sessions_has_a_name() -> None:
    fields = session_fields()
    missing = [name for column in COLUMNS if column.name not in PLACES for name in column.names
               if name.removesuffix("_ns") not in fields]
    assert missing == []


@pytest.mark.parametrize("name", sorted(session_fields()))
def test_every_field_can_be_asked(name: str) -> None:
    field = session_fields()[name]
    assert isinstance(field, SessionField)
    assert field.says
    compile_filter(f"{name} and not {name}")
    value = {"an address": "::1", "a time": "2026-01-01", "a duration": "1s"}.get(field.what, "1")
    if field.what != "a word" and field.what != "protocols":
        compile_filter(f"{name} == {value} and {name} != {value}")


def test_every_attribute_of_every_protocol_can_be_asked() -> None:
    names = [f"{protocol.key}.{field.name}" for protocol in known_protocols() for field in protocol.fields
             if not protocol.key.startswith("_")]
    assert len(names) > 1000
    for name in names:
        compile_filter(f"{name} and packet where {name}")


def test_names_of_wireshark_mean_something_here() -> None:
    for name, (of_session, of_packets) in WIRESHARK.items():
        is_protocol = name in {protocol.key for protocol in known_protocols()}
        made = compile_filter(f"{name} contains a" if is_protocol else f"{name} and a")
        known = name in session_fields() or any(f"{protocol.key}.{field.name}" == name for protocol in known_protocols()
                                                for field in protocol.fields)
        assert known or any(name in hint for hint in made.hints), name
        assert of_session or of_packets


def test_a_translation_is_hinted_at() -> None:
    assert compile_filter("http.request.method == GET").hints == ("http.request.method is called http.method here",)
    assert compile_filter("http.method == GET").hints == ()


def test_packets_are_read_again_only_where_they_are_asked() -> None:
    assert compile_filter("ip.ttl < 5").asks_packets
    assert not compile_filter("http.host == a and packet where frame.length > 5").asks_packets
