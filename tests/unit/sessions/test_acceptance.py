"""Segments that their receiver must discard: RFC 9293 section 3.10.7, RFC 5961."""
import pytest

from netloupe_engine.model import EndReason, State
from tests.unit.sessions.dialogue import ACK, FIN, NO_SCALE, PSH, RST, SYN, Talk

NEW, ESTABLISHED, ACTIVE, CLOSING, CLOSED = list(State)[:5]


def talking() -> Talk:
    talk = Talk()
    talk.client(SYN, t=0.0, shift=NO_SCALE)
    talk.server(SYN | ACK, t=0.05, shift=NO_SCALE)
    talk.client(ACK, t=0.1)
    talk.client(PSH | ACK, t=0.2, payload=100)
    talk.server(PSH | ACK, t=0.25, payload=200)
    return talk


def test_without_the_whole_syn_a_window_may_be_scaled() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0, mss=1460)           # cut before the scale
    talk.server(SYN | ACK, t=0.05, mss=1460)
    talk.client(ACK, t=0.1)
    talk.server(PSH | ACK, t=0.2, payload=100)
    talk.client(ACK, t=0.3)
    assert talk.server(PSH | ACK, t=0.4, payload=1000, seq=5101 + 400_000) == set()
    assert talk.track.facts["window_shift"] == (None, None)


@pytest.mark.parametrize("number", [5201 + 3_000_000, 5201 + 1025, 4000])
def test_a_reset_outside_the_window_resets_nothing(number: int) -> None:
    talk = talking()
    talk.client(ACK, t=0.3)
    assert talk.server(RST, t=0.4, seq=number) == {"discarded"}
    assert (talk.states[-1], talk.count("resets"), talk.count("discarded")) == (ACTIVE, (0, 0), (0, 1))
    assert talk.server(PSH | ACK, t=0.5, payload=10, seq=5201) == set()


@pytest.mark.parametrize("number", [5201, 5200])
def test_a_reset_that_its_receiver_expects_ends_the_connection(number: int) -> None:
    talk = talking()
    talk.client(ACK, t=0.3)
    talk.server(RST, t=0.4, seq=number)
    assert (talk.states[-1], talk.end) == (CLOSED, EndReason.RESET)


@pytest.mark.parametrize("number", [5202, 5301, 5201 + 1024])
def test_a_reset_elsewhere_in_the_window_asks_for_a_challenge(number: int) -> None:
    talk = talking()
    talk.client(ACK, t=0.3)
    assert talk.server(RST, t=0.4, seq=number) == {"reset_doubted"}
    assert (talk.states[-1], talk.count("resets")) == (ACTIVE, (0, 0))


@pytest.mark.parametrize(("flags", "ack", "refused"), [
    (RST | ACK, 1001, True), (RST | ACK, 1000, False), (RST | ACK, 1002, False), (RST, 0, False)])
def test_a_refusal_acknowledges_the_syn(flags: int, ack: int, refused: bool) -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.server(flags, t=0.1, seq=0, ack=ack)
    assert talk.states == ([NEW, CLOSING, CLOSED] if refused else [NEW])
    assert talk.count("discarded") == (0, 0 if refused else 1)


def test_a_reset_of_a_server_that_was_heard_of_refuses_nothing() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.client(ACK, t=0.1, ack=5001)
    talk.server(RST, t=0.2, seq=5001)
    assert talk.end == EndReason.RESET


def test_a_syn_ack_of_another_connection_opens_nothing() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    assert talk.server(SYN | ACK, t=0.1, seq=7000, ack=900) == {"discarded"}
    talk.server(SYN | ACK, t=0.2, seq=5000, ack=1001)
    talk.client(ACK, t=0.3, ack=5001)
    assert (talk.states, talk.track.facts["server_rtt_ns"]) == ([NEW, ESTABLISHED], 200_000_000)


@pytest.mark.parametrize("chosen", [5000, 90_000_000])
def test_of_two_syn_acks_the_one_acknowledged_counts(chosen: int) -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.server(SYN | ACK, t=0.1, seq=5000)
    talk.server(SYN | ACK, t=0.2, seq=90_000_000)
    talk.client(PSH | ACK, t=0.3, payload=10, ack=chosen + 1)
    assert talk.server(PSH | ACK, t=0.4, payload=10, seq=chosen + 1) == set()
    assert talk.count("retransmissions") == (0, 0)


def test_numbers_far_outside_move_nothing_unless_there_are_more_of_them() -> None:
    talk = talking()
    assert talk.client(PSH | ACK, t=0.4, payload=50, seq=3_001_101) == {"far"}
    assert talk.client(PSH | ACK, t=0.5, payload=50, seq=1101) == set()
    assert talk.server(ACK, t=0.6, ack=9_000_000) == {"far"}
    assert talk.count("retransmissions") == (0, 0)


def test_both_fins_are_acknowledged_in_whatever_order_the_file_has_it() -> None:
    talk = Talk()
    talk.open()
    talk.client(FIN | ACK, t=0.2)
    talk.client(ACK, t=0.4, ack=5002)       # of the server's FIN, which comes later in the file
    talk.server(FIN | ACK, t=0.3)
    assert talk.end == EndReason.GRACEFUL
