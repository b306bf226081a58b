"""Filters are put together so that they mean what their parts do."""
from netloupe_engine.filters.names import Names
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.summaries import conditions


def test_parts_are_put_together() -> None:
    assert conditions.every("", "a or b") == "a or b"
    assert conditions.every("a", "b or c") == "a and (b or c)"
    assert conditions.any_of(["a", "b"]) == "a or b"


def test_a_value_of_any_name() -> None:
    names = Names(REGISTRY.freeze())
    assert conditions.has(names, ["app"], "tls") == "app == tls"
    assert conditions.has(names, ["http.host", "http2.authority"], "a b") == \
        'http.host == "a b" or http2.authority == "a b"'
