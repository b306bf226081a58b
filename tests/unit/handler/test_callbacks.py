"""User functions on attributes, packets and sessions: what they are told, in which order, and what STOP stops."""
from pathlib import Path

import pytest

from netloupe_engine import Action, Analysis, Callbacks, Handler, PacketEvent, SessionEvent, Settings
from netloupe_engine.errors import UnknownNameError
from netloupe_engine.model import AttributeValue, EndReason, State
from tests.unit.traffic import SECOND, START, Timed, capture, closed, conversation, opened, tcp, udp

REQUEST = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def test_attributes_are_told_with_their_packet_and_session(tmp_path: Path) -> None:
    told: list[tuple[AttributeValue, int]] = []
    handler = Handler()
    handler.on_attribute("http.host", lambda value, session: told.append((value, session)))
    handler.on_attribute("http.status_code", lambda value, session: told.append((value, session)))
    handler.run(capture(tmp_path, [(0, udp()), *conversation([(0, REQUEST), (1, RESPONSE)], at=1)])).close()
    assert [(value.name, value.value, value.packet, session) for value, session in told] == [
        ("http.host", "one.example", 5, 2), ("http.status_code", 200, 6, 2)]


def test_lower_layers_are_told_too_outermost_first(tmp_path: Path) -> None:
    told: list[tuple[str, object]] = []
    handler = Handler()
    for name in ("udp.source_port", "ip.ttl", "eth.source"):
        handler.on_attribute(name, lambda value, session: told.append((value.name, value.value)))
    handler.run(capture(tmp_path, [(0, udp())])).close()
    assert told == [("eth.source", "02:00:00:00:00:01"), ("ip.ttl", 64), ("udp.source_port", 40000)]


def test_every_packet_is_told_once_in_order(tmp_path: Path) -> None:
    told: list[PacketEvent] = []
    handler = Handler(Settings(handlers=2))
    handler.on_packet(told.append)
    handler.run(capture(tmp_path, [(number, udp(number % 2, client=f"10.0.1.{number % 5}"))
                                   for number in range(9000)])).close()
    assert [event.number for event in told] == list(range(1, 9001))
    assert told[1] == PacketEvent(2, START + SECOND, 46, "eth.ip.udp.unknown", 2)


@pytest.mark.parametrize(("stopper", "expected"), [
    ("packet", []),
    ("first attribute", ["ip.ttl"]),
    ("nobody", ["ip.ttl", "udp.source_port"]),
])
def test_stop_ends_the_callbacks_of_its_packet(tmp_path: Path, stopper: str, expected: list[str]) -> None:
    told: list[tuple[int, str]] = []

    def on_packet(event: PacketEvent) -> Action:
        return Action.STOP if stopper == "packet" and event.number == 1 else Action.CONTINUE

    def on_attribute(value: AttributeValue, session: int) -> Action | None:
        told.append((value.packet, value.name))
        return Action.STOP if stopper == "first attribute" and value.packet == 1 else None

    handler = Handler()
    handler.on_packet(on_packet)
    handler.on_attribute("udp.source_port", on_attribute)
    handler.on_attribute("ip.ttl", on_attribute)
    handler.run(capture(tmp_path, [(0, udp()), (1, udp())])).close()
    assert [name for packet, name in told if packet == 1] == expected
    assert [name for packet, name in told if packet == 2] == ["ip.ttl", "udp.source_port"]


def session_events(path: Path, settings: Settings | None = None) -> list[SessionEvent]:
    told: list[SessionEvent] = []
    handler = Handler(settings)
    handler.on_session(told.append)
    handler.run(path).close()
    return told


@pytest.mark.parametrize("handlers", [1, 2])
def test_a_session_is_told_from_its_beginning_to_its_end(tmp_path: Path, handlers: int) -> None:
    frames = [*conversation([(0, REQUEST), (1, RESPONSE)]), (300, udp())]
    told = session_events(capture(tmp_path, frames), Settings(handlers=handlers))
    assert [(event.session, event.state, event.packet) for event in told] == [
        (1, State.NEW, 1), (1, State.ESTABLISHED, 3), (1, State.ACTIVE, 4), (1, State.CLOSING, 6), (1, State.CLOSED, 8),
        (1, State.CLEANUP, 8), (2, State.NEW, 9), (2, State.NEW, 9)]
    assert [event.end_reason for event in told] == [
        *[EndReason.NONE] * 4, EndReason.GRACEFUL, EndReason.GRACEFUL, EndReason.NONE, EndReason.CAPTURE_END]
    assert told[1].time_ns == START + SECOND // 50


def test_ends_without_a_change_of_state_are_told(tmp_path: Path) -> None:
    many: list[Timed] = [(10 + number / 1000, udp(ports=(2000 + number, 9))) for number in range(5000)]
    frames = [*opened(0), *many, *opened(19, first=90_000), *closed(19.5, first=90_000)]
    told = [event for event in session_events(capture(tmp_path, frames)) if event.session in (1, 5002)]
    assert [(event.session, event.state, event.end_reason) for event in told] == [
        (1, State.NEW, EndReason.NONE), (1, State.ESTABLISHED, EndReason.NONE),
        (1, State.ESTABLISHED, EndReason.REUSED),
        (5002, State.NEW, EndReason.NONE), (5002, State.ESTABLISHED, EndReason.NONE),
        (5002, State.CLOSING, EndReason.NONE), (5002, State.CLOSED, EndReason.GRACEFUL)]


def test_what_expires_with_the_last_packet_is_told(tmp_path: Path) -> None:
    told = session_events(capture(tmp_path, [(0, udp()), (180.01, udp(ports=(1, 2)))]))
    assert (1, EndReason.NO_RESPONSE) in {(event.session, event.end_reason) for event in told}


def test_names_that_are_none_are_refused_with_a_near_miss() -> None:
    with pytest.raises(UnknownNameError, match=r"no attribute http\.hots\. Did you mean http\.host\?"):
        Handler().on_attribute("http.hots", lambda value, session: None)


def test_what_a_callback_raises_is_the_callers_to_see(tmp_path: Path) -> None:
    def broken(event: PacketEvent) -> None:
        raise ZeroDivisionError("mine")

    handler = Handler()
    handler.on_packet(broken)
    with pytest.raises(ZeroDivisionError, match="mine"):
        handler.run(capture(tmp_path, [(0, udp())]))


def test_a_callback_may_cancel(tmp_path: Path) -> None:
    analysis: Analysis
    callbacks = Callbacks()
    callbacks.packets.append(lambda event: analysis.cancel())
    analysis = Analysis(capture(tmp_path, [(0, udp())] * 20_000), callbacks=callbacks)
    analysis.run()
    assert analysis.progress.cancelled
    assert 0 < len(analysis.packets) <= 20_000
    analysis.close()


def test_callbacks_change_nothing(tmp_path: Path) -> None:
    path = capture(tmp_path, [*conversation([(0, REQUEST), (1, RESPONSE)]), (8, tcp(0, "S", 1))])
    handler = Handler()
    handler.on_packet(lambda event: None)
    handler.on_attribute("ip.ttl", lambda value, session: Action.STOP)
    with handler.run(path) as told, Analysis(path) as alone:
        alone.run()
        assert list(told.each_session()) == list(alone.each_session())
        assert told.protocols() == alone.protocols()
