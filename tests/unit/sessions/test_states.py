"""The state machine against the table of docs/architecture.md (what each row says is written out here)."""
import re
from pathlib import Path

import pytest

from netloupe_engine.model import EndReason, State
from netloupe_engine.sessions.states import leads
from tests.unit.sessions.rehearsal import EVENTS, TRANSPORTS, reason, walk

NEW, ESTABLISHED, ACTIVE, CLOSING, CLOSED, TIMEOUT, CLEANUP = State
PACKETS = EVENTS[:EVENTS.index("new_timeout")]


def after(state: State, event: str, transport: str) -> State:
    path = walk(state, event, transport)
    return State(path[-1]) if path else state


def life(transport: str, *events: str) -> list[State]:
    states = [NEW]
    for event in events:
        states += [State(state) for state in walk(states[-1], event, transport)]
    return states


@pytest.mark.parametrize(("enumeration", "prefix", "published"),
                         [("SessionState", "STATE", State), ("End", "END", EndReason)])
def test_compiled_numbers_are_the_published_ones(root: Path, enumeration: str, prefix: str, published: type) -> None:
    text = (root / "engine/netloupe_engine/sessions/states.pxd").read_text()
    body = re.search(rf"cdef enum {enumeration}:.*\n((?:    .*\n)+)", text)
    assert body
    members = {name: int(number) for name, number in re.findall(rf"    {prefix}_(\w+) = (\d+)", body[1])}
    members.pop("COUNT", None)
    assert members == {member.name: member.value for member in published}


def test_event_names_are_the_compiled_ones(root: Path) -> None:
    text = (root / "engine/netloupe_engine/sessions/states.pxd").read_text()
    names = re.findall(r"    EVENT_(\w+) = \d+", text)
    assert [name.lower() for name in names if name != "COUNT"] == list(EVENTS)


def test_a_connection_opens_talks_and_closes() -> None:
    events = ("syn", "opposite", "handshake", "payload", "packet", "payload", "fin", "packet", "fin", "fins_acked",
              "sweep")
    assert life("tcp", *events) == [NEW, ESTABLISHED, ACTIVE, CLOSING, CLOSED, CLEANUP]


def test_an_answer_alone_does_not_establish_a_connection() -> None:
    assert life("tcp", "syn", "packet", "opposite", "payload") == [NEW]


def test_a_connection_found_in_mid_stream_is_established_by_both_directions() -> None:
    assert life("tcp", "payload", "mid_stream", "payload") == [NEW, ESTABLISHED, ACTIVE]


def test_datagrams_are_established_by_the_answer_and_active_from_the_next_on() -> None:
    assert life("other", "packet", "packet") == [NEW]
    assert life("other", "packet", "opposite", "packet", "opposite") == [NEW, ESTABLISHED, ACTIVE]


def test_sctp_is_established_by_the_cookie_and_closed_by_shutdown() -> None:
    assert life("sctp", "opposite", "cookie_ack", "payload", "shutdown", "shutdown_complete") == [
        NEW, ESTABLISHED, ACTIVE, CLOSING, CLOSED]


@pytest.mark.parametrize(("transport", "event"), [("tcp", "rst"), ("tcp", "refused"), ("sctp", "abort")])
@pytest.mark.parametrize("state", [NEW, ESTABLISHED, ACTIVE])
def test_a_reset_closes_at_once_by_way_of_closing(state: State, transport: str, event: str) -> None:
    assert walk(state, event, transport) == [CLOSING, CLOSED]


def test_a_reset_ends_a_closing_session() -> None:
    assert walk(CLOSING, "rst", "tcp") == [CLOSED]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_timeouts(transport: str) -> None:
    assert after(NEW, "new_timeout", transport) == TIMEOUT
    for state in (ESTABLISHED, ACTIVE, CLOSING):
        assert after(state, "idle_timeout", transport) == TIMEOUT
        assert after(state, "new_timeout", transport) == state
    assert after(NEW, "idle_timeout", transport) == NEW
    assert after(CLOSED, "idle_timeout", transport) == CLOSED


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_the_sweep_takes_only_what_has_ended(transport: str) -> None:
    swept = [state for state in State if after(state, "sweep", transport) != state]
    assert swept == [CLOSED, TIMEOUT]
    assert {after(state, "sweep", transport) for state in swept} == {CLEANUP}


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("event", EVENTS)
def test_no_event_leads_backwards(event: str, transport: str) -> None:
    for state in State:
        path = [int(state), *walk(state, event, transport)]
        assert path == sorted(set(path))


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("event", PACKETS)
@pytest.mark.parametrize("state", [CLOSED, TIMEOUT, CLEANUP])
def test_late_packets_change_no_ended_session(state: State, event: str, transport: str) -> None:
    assert walk(state, event, transport) == []


@pytest.mark.parametrize(("event", "expected"), [
    ("fins_acked", EndReason.GRACEFUL), ("shutdown_complete", EndReason.GRACEFUL), ("rst", EndReason.RESET),
    ("abort", EndReason.RESET), ("refused", EndReason.REFUSED), ("new_timeout", EndReason.NO_RESPONSE),
    ("idle_timeout", EndReason.IDLE), ("payload", EndReason.NONE),
])
def test_why_a_session_ends(event: str, expected: EndReason) -> None:
    assert reason(event) == expected


def test_which_events_lead_from_a_state_to_another() -> None:
    assert leads("tcp", NEW, ESTABLISHED) == ("handshake", "mid stream")
    assert leads("udp", NEW, ESTABLISHED) == ("opposite",)
    assert set(leads("tcp", ACTIVE, CLOSING)) == {"fin", "rst", "refused"}
    assert leads("sctp", CLOSING, CLOSED) == ("shutdown complete", "abort")
    assert leads("tcp", CLOSED, ACTIVE) == ()
