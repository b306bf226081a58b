"""Conditions made of values choose exactly the sessions that have them."""
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import Analysis, analyze
from netloupe_engine.analysis import compile_filter
from netloupe_engine.errors import ExpressionError
from netloupe_engine.filters.conditions import duration_text, moment_text, quoted
from netloupe_engine.filters.fields import session_fields
from netloupe_engine.protocols.define import TEXT_KINDS, Kind
from netloupe_engine.protocols.registry import REGISTRY

SAMPLE = "resources/captures/sample.pcapng"
VALUES_MAX = 60         # of each name that are asked
with analyze(SAMPLE) as _first:
    KEPT = sorted(_first.sessions.attributes)


@pytest.fixture(scope="module")
def sample() -> Iterator[Analysis]:
    with analyze(SAMPLE) as analysis:
        yield analysis


def folded(value: object) -> object:
    """Texts are asked whatever their case."""
    return value.lower() if isinstance(value, str) else value


def sessions_by_value(analysis: Analysis, name: str) -> dict[object, set[int]]:
    """Of each value of a field or attribute the sessions that have it, looked at one by one."""
    found: dict[object, set[int]] = defaultdict(set)
    for id in range(1, len(analysis.sessions) + 1):
        for value in analysis.values_of(name, id):
            found[folded(value)].add(id)
    return found


def check(analysis: Analysis, name: str) -> int:
    """How many values were sample."""
    by_value = sessions_by_value(analysis, name)
    values = list(by_value)[:VALUES_MAX] + ([None] if None in by_value else [])
    for value in values:
        text = analysis.condition(name, value)
        assert set(analysis.filter(text).tolist()) == by_value[value], text
    some = values[:5]
    if len(some) > 1:
        text = analysis.condition(name, *some)
        assert set(analysis.filter(text).tolist()) == set().union(*(by_value[value] for value in some)), text
    return len(values)


# `protocol` asks any of a path: a condition of one value chooses more than the sessions it was taken from.
@pytest.mark.parametrize("name", [name for name in sorted(session_fields()) if not name.startswith("protocol")])
def test_every_field_of_sessions(sample: Analysis, name: str) -> None:
    assert check(sample, name)


@pytest.mark.parametrize("name", KEPT)
def test_every_attribute_that_is_kept(sample: Analysis, name: str) -> None:
    assert check(sample, name)


def test_those_of_other_captures(captures: Path) -> None:
    files = sorted(path for path in captures.iterdir() if path.suffix in (".pcap", ".pcapng")
                   and path.stat().st_size < 300_000)[:40]
    asked = 0
    for path in files:
        with analyze(path) as analysis:
            for name in ("app", "server", "client", "name", "vlan", "finding", "severity", "info", "rtt", "duration",
                         "rate", "start", "ended", "path", *analysis.sessions.attributes):
                if len(analysis.sessions):
                    asked += check(analysis, name)
    assert asked > 1000


@pytest.mark.parametrize("by", ["app", "server", "name", "http.host", "tls.version", "duration", "start", "rate",
                                "finding", "severity", "ended", "dns.query_name", "vlan", "rtt", "tls.ja3", "info"])
def test_a_group_is_what_its_condition_chooses(sample: Analysis, by: str) -> None:
    groups = sample.group_by(by)
    for row in range(min(len(groups), VALUES_MAX)):
        text = sample.condition(by, *groups.values(row))
        assert len(sample.filter(text)) == groups.column("sessions")[row], text


def test_they_read_as_one_would_write_them(sample: Analysis) -> None:
    assert sample.condition("app", "tls") == "app == tls"
    assert sample.condition("app", None) == "app == unknown"
    assert sample.condition("server", "10.0.0.1", "2001:db8::1") == "server in {10.0.0.1, 2001:db8::1}"
    assert sample.condition("duration", 1_500_000_000) == "duration == 1.5s"
    assert sample.condition("rtt", None) == "not rtt"
    assert sample.condition("ended", "no response") == 'ended == "no response"'
    assert sample.condition("http.host", 'a "b" c') == 'http.host == "a \\"b\\" c"'
    assert sample.condition("http.host", "www.example.com", None) == \
        "(http.host == www.example.com or not http.host)"
    assert sample.condition("http.status_code", 404) == "http.status_code == 404"
    assert sample.condition("dns.rcode", 3) == "dns.rcode == nxdomain"
    assert sample.condition("start", 1_700_000_000_500_000_000) == "start == 2023-11-14T22:13:20.5Z"


def test_what_cannot_be_said_is_refused(sample: Analysis) -> None:
    with pytest.raises(ExpressionError):
        sample.condition("http.hots", "a")
    with pytest.raises(ExpressionError):
        sample.condition("server", "00:11:22:33:44:55")


NUMBERED = [name for name in sorted(REGISTRY.freeze().field_ids)
            if (declared := REGISTRY.freeze().field(REGISTRY.freeze().field_ids[name])[1]).scope == "session"
            and declared.type.kind not in (*TEXT_KINDS, Kind.IPV4, Kind.NESTED, Kind.FLOAT)]


@given(st.sampled_from(NUMBERED), st.integers(0, 70_000))
def test_any_number_of_any_attribute_is_understood(sample: Analysis, name: str, value: int) -> None:
    compile_filter(sample.condition(name, value))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_comes_through(text: str) -> None:
    from netloupe_engine.filters import syntax
    tree = syntax.parse(f"http.host == {quoted(text)}")
    assert isinstance(tree, syntax.Compare)
    assert [value.text for value in tree.values if isinstance(value, syntax.Value)] == [text]


@given(st.integers(-2**62, 2**62))
def test_any_duration_comes_through(ns: int) -> None:
    from netloupe_engine.filters import quantities, syntax
    tree = syntax.parse(f"duration == {duration_text(ns)}")
    assert isinstance(tree, syntax.Compare)
    assert isinstance(tree.values[0], syntax.Value)
    assert quantities.number(tree.values[0], "duration") == ns


@given(st.integers(-2**62, 2**62))
def test_any_moment_comes_through(ns: int) -> None:
    from netloupe_engine.filters import quantities, syntax
    tree = syntax.parse(f"start == {moment_text(ns)}")
    assert isinstance(tree, syntax.Compare)
    assert isinstance(tree.values[0], syntax.Value)
    assert quantities.moment(tree.values[0]).ns == ns


def test_values_are_those_of_columns(sample: Analysis) -> None:
    durations = sample.sessions.column("end_ns") - sample.sessions.column("start_ns")
    assert np.array([sample.values_of("duration", id)[0] for id in range(1, 145)]).tolist() == durations.tolist()
