"""Groups against what a program that looks at each session by itself adds up."""
from collections import defaultdict
from collections.abc import Callable, Iterable

import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError, ExpressionError
from netloupe_engine.model import Session

SAMPLE = "resources/captures/sample.pcapng"
Of = Callable[[Session], Iterable[object]]


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyze(SAMPLE)


def attribute(name: str, text: bool = False) -> Of:
    def values(session: Session) -> Iterable[object]:
        found = {value.text if text else value.value for value in session.attributes if value.name == name}
        return found or {None}
    return values


KEYS: dict[str, Of] = {
    "app": lambda session: [session.application or None], "transport": lambda session: [session.protocol],
    "path": lambda session: [session.path], "server": lambda session: [session.responder],
    "client": lambda session: [session.initiator], "server.port": lambda session: [session.responder_port],
    "port": lambda session: {session.initiator_port, session.responder_port},
    "either": lambda session: {session.initiator, session.responder}, "state": lambda session: [session.state.name],
    "name": lambda session: [session.responder_name or None],
    "ended": lambda session: [session.end_reason.text if session.end_reason else None],
    "http.host": attribute("http.host"), "http.status_code": attribute("http.status_code", text=True),
    "tls.version": attribute("tls.version"), "http.method": attribute("http.method"),
    "finding": lambda session: {row.kind for row in session.findings} or {None},
    "severity": lambda session: {row.severity.name.lower() for row in session.findings} or {None},
}
NAMED = {"tls.version": "TLS", "http.status_code": ""}


@pytest.mark.parametrize("by", [*[(name,) for name in KEYS], ("app", "server"), ("http.host", "http.method"),
                                ("either", "port", "finding")])
def test_sums_are_those_of_the_sessions(sample: Analysis, by: tuple[str, ...]) -> None:
    expected: dict[tuple[object, ...], list[Session]] = defaultdict(list)
    for session in sample.each_session():
        keys: list[tuple[object, ...]] = [()]
        for name in by:
            keys = [(*key, value) for key in keys for value in set(KEYS[name](session))]
        for key in keys:
            expected[key].append(session)
    groups = sample.group_by(*by)
    found = dict(iter(groups))
    assert len(found) == len(groups) == len(expected)
    if set(by).isdisjoint(NAMED):       # those say a name for the number
        assert set(found) == set(expected)
        for key, sums in found.items():
            sessions = expected[key]
            assert sums["sessions"] == len(sessions)
            for name in ("packets", "bytes", "payload_bytes"):
                assert (sums[f"{name}_up"], sums[f"{name}_down"]) == tuple(
                    map(sum, zip(*(getattr(session, name) for session in sessions), strict=True)))
            assert sums["start_ns"] == min(session.start_ns for session in sessions)
            assert sums["end_ns"] == max(session.end_ns for session in sessions)
    assert sorted(sums["sessions"] for sums in found.values()) == sorted(map(len, expected.values()))


def test_names_stand_for_numbers(sample: Analysis) -> None:
    assert {label for (label,), _ in sample.group_by("tls.version")} >= {None, "TLS 1.2", "TLS 1.3"}
    assert "404 Not Found" in {label for (label,), _ in sample.group_by("http.status_code")}


def test_chosen_sessions_alone(sample: Analysis) -> None:
    ids = sample.filter("tls")
    groups = sample.group_by("app", ids=ids)
    assert groups.column("sessions").sum() == len(ids)
    assert len(sample.group_by("app", "server", ids=ids[:0])) == 0


def test_the_greatest_come_first_when_they_are_asked_so(sample: Analysis) -> None:
    groups = sample.group_by("app")
    sessions = groups.column("sessions")[groups.order("sessions")].tolist()
    assert sessions == sorted(sessions, reverse=True)
    assert groups.names[0] == "sessions"
    with pytest.raises(KeyError):
        groups.column("no such")


def test_what_cannot_be_grouped_by(sample: Analysis) -> None:
    with pytest.raises(ExpressionError, match=r"Did you mean app\?"):
        sample.group_by("appp")
    with pytest.raises(ExpressionError, match="is of packets"):
        sample.group_by("ip.ttl")


def test_it_can_be_called_off(sample: Analysis) -> None:
    with pytest.raises(CancelledError):
        sample.group_by("app", cancelled=lambda: True)


def test_the_same_for_any_number_of_handlers(sample: Analysis) -> None:
    other = analyze(SAMPLE, 3)
    for by in (("app", "server"), ("http.host",), ("finding",)):
        assert list(other.group_by(*by)) == list(sample.group_by(*by))
