"""TCP tracking, told as dialogue. Definitions: RFC 9293, RFC 5681 section 2, and tshark's tcp.analysis.* fields."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.model import EndReason, State
from tests.unit.sessions.dialogue import ACK, FIN, MILLISECOND, PSH, RST, SYN, Talk
from tests.unit.sessions.rehearsal import TcpDialogue

NEW, ESTABLISHED, ACTIVE, CLOSING, CLOSED = list(State)[:5]


def established(client_first: int = 1000, server_first: int = 5000) -> Talk:
    talk = Talk(client_first, server_first)
    talk.open()
    return talk


# ------------------------------------------------------------ handshake
def test_a_handshake_is_timed_in_both_halves() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.server(SYN | ACK, t=0.03)
    assert (talk.states, talk.track.facts["rtt_ns"]) == ([NEW], None)
    talk.client(ACK, t=0.05)
    facts = talk.track.facts
    assert [facts[name] for name in ("rtt_ns", "server_rtt_ns", "client_rtt_ns")] == [
        50 * MILLISECOND, 30 * MILLISECOND, 20 * MILLISECOND]
    assert (talk.states, facts["mid_stream"]) == ([NEW, ESTABLISHED], False)


def test_a_handshake_is_timed_from_the_last_syn() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    assert talk.client(SYN, t=1.0, seq=1000) == {"retransmission"}
    talk.server(SYN | ACK, t=1.05)
    talk.client(ACK, t=1.1)
    assert talk.track.facts["rtt_ns"] == 100 * MILLISECOND


def test_data_end_the_handshake_when_the_acknowledgement_was_not_captured() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.server(SYN | ACK, t=0.05)
    talk.client(PSH | ACK, t=0.1, payload=10)
    assert talk.states == [NEW, ESTABLISHED, ACTIVE]


def test_a_clock_too_coarse_for_the_handshake_gives_a_bound() -> None:
    talk = Talk()
    for side, flags in ((talk.client, SYN), (talk.server, SYN | ACK), (talk.client, ACK)):
        side(flags, t=1.0)
    assert talk.track.facts["rtt_ns"] == 0
    talk.server(PSH | ACK, t=2.0, payload=10)
    assert talk.track.facts["rtt_ns"] == 1000 * MILLISECOND


def test_a_clock_set_back_times_nothing() -> None:
    talk = Talk()
    talk.client(SYN, t=5.0)
    talk.server(SYN | ACK, t=1.0)
    talk.client(ACK, t=1.1)
    talk.client(PSH | ACK, t=3.0, payload=10)
    talk.server(ACK, t=2.0)
    facts = talk.track.facts
    assert (facts["rtt_ns"], facts["server_rtt_ns"], facts["data_rtt_ns"]) == (None, None, None)


def test_options_of_both_sides() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0, mss=1460, shift=0, sack=True)
    talk.server(SYN | ACK, t=0.05, mss=1380)
    facts = talk.track.facts
    assert (facts["mss"], facts["window_shift"], facts["sack_permitted"]) == ((1460, 1380), (0, None), (True, False))
    assert facts["flags_seen"] == (SYN, SYN | ACK)


def test_a_session_that_begins_with_a_syn_ack_begins_with_the_responder() -> None:
    assert TcpDialogue.is_from_responder(SYN | ACK)
    assert not TcpDialogue.is_from_responder(SYN)
    assert not TcpDialogue.is_from_responder(ACK)
    talk = Talk()
    talk.server(SYN | ACK, t=0.0, ack=1001)
    talk.client(ACK, t=0.05, seq=1001)
    assert (talk.states, talk.track.facts["rtt_ns"]) == ([NEW, ESTABLISHED], None)


def test_a_connection_found_in_mid_stream_is_established_by_both_directions() -> None:
    talk = Talk()
    talk.client(PSH | ACK, t=0.0, payload=10)
    assert talk.states == [NEW]
    talk.server(ACK, t=0.05)
    assert (talk.states, talk.track.facts["mid_stream"]) == ([NEW, ESTABLISHED], True)
    talk.server(PSH | ACK, t=0.1, payload=5)
    assert talk.states == [NEW, ESTABLISHED, ACTIVE]


def test_both_directions_show_that_a_handshake_in_part_captured_succeeded() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.client(PSH | ACK, t=0.1, payload=10)
    talk.server(PSH | ACK, t=0.2, payload=10, seq=5001)
    assert talk.states == [NEW, ESTABLISHED, ACTIVE]


# ------------------------------------------------------------ another connection on the same ports
def test_a_syn_with_another_number_opens_another_connection_where_the_first_has_ended() -> None:
    talk = established()
    talk.client(RST, t=0.2)
    assert talk.track.starts_anew(0, SYN, 2000)
    assert talk.track.starts_anew(1, SYN, 9000)
    assert not talk.track.starts_anew(0, SYN, 1000)
    assert not talk.track.starts_anew(0, ACK, 2000)


def test_amid_a_connection_it_is_doubtful() -> None:
    talk = established()
    assert not talk.track.starts_anew(0, SYN, 2000)
    assert not talk.track.starts_anew(1, SYN, 9000)


def test_a_mid_stream_connection_knows_the_number_its_peer_acknowledges() -> None:
    talk = Talk()
    talk.server(PSH | ACK, t=0.0, payload=10, ack=700)
    assert talk.track.starts_anew(0, SYN, 9000)
    assert not talk.track.starts_anew(0, SYN, 699)


# ------------------------------------------------------------ closing
def test_both_fins_acknowledged_close_gracefully() -> None:
    talk = established()
    talk.client(FIN | ACK, t=1.0)
    talk.server(ACK, t=1.1)
    talk.server(FIN | ACK, t=1.2)
    assert (talk.states[-1], talk.end) == (CLOSING, EndReason.NONE)
    talk.client(ACK, t=1.3)
    assert talk.track.states[-2:] == [(CLOSING, 1000 * MILLISECOND), (CLOSED, 1300 * MILLISECOND)]
    assert talk.end is EndReason.GRACEFUL


def test_fins_that_cross_close_too() -> None:
    talk = established()
    talk.client(FIN | ACK, t=1.0)
    talk.server(FIN | ACK, t=1.0, ack=1001)
    talk.client(ACK, t=1.1)
    assert talk.states[-1] is CLOSING
    talk.server(ACK, t=1.1)
    assert talk.end is EndReason.GRACEFUL


def test_data_before_an_unacknowledged_fin_keep_the_session_closing() -> None:
    talk = established()
    talk.client(FIN | ACK, t=1.0, payload=10)
    talk.server(FIN | ACK, t=1.1, ack=1006)
    talk.client(ACK, t=1.2)
    assert talk.states[-1] is CLOSING


def test_a_reset_closes_at_once() -> None:
    talk = established()
    talk.server(RST, t=1.0)
    assert talk.track.states[-2:] == [(CLOSING, 1000 * MILLISECOND), (CLOSED, 1000 * MILLISECOND)]
    assert (talk.end, talk.count("resets")) == (EndReason.RESET, (0, 1))


def test_a_reset_that_answers_a_syn_is_a_refusal() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.server(RST | ACK, t=0.1, seq=0)
    assert (talk.states, talk.end) == ([NEW, CLOSING, CLOSED], EndReason.REFUSED)


def test_a_reset_by_who_opened_is_no_refusal() -> None:
    talk = Talk()
    talk.client(SYN, t=0.0)
    talk.server(SYN | ACK, t=0.1)
    talk.client(RST, t=0.2)
    assert talk.end is EndReason.RESET


# ------------------------------------------------------------ what a segment is
@pytest.mark.parametrize("first", [1000, 2**32 - 50], ids=["plain", "wrapping"])
def test_the_same_bytes_later_are_a_retransmission(first: int) -> None:
    talk = established(first)
    assert talk.client(PSH | ACK, t=1.0, payload=100) == set()
    assert talk.client(PSH | ACK, t=1.5, payload=100, seq=first + 1) == {"retransmission"}
    assert talk.client(PSH | ACK, t=1.6, payload=100) == set()
    assert (talk.count("retransmissions"), talk.count("out_of_order")) == ((1, 0), (0, 0))


def test_acknowledged_bytes_sent_again_are_a_spurious_retransmission() -> None:
    talk = established()
    talk.client(PSH | ACK, t=1.0, payload=100)
    talk.server(ACK, t=1.1)
    assert talk.client(PSH | ACK, t=1.5, payload=100, seq=1001) == {"retransmission", "spurious_retransmission"}
    assert talk.count("retransmissions") == (1, 0)


def test_a_segment_overtaken_within_the_round_trip_is_out_of_order() -> None:
    talk = established()    # in 100 ms
    talk.server(PSH | ACK, t=1.0, payload=100)
    assert talk.server(PSH | ACK, t=1.001, payload=100, seq=5201) == set()
    assert talk.server(PSH | ACK, t=1.09, payload=100, seq=5101) == {"out_of_order"}
    assert (talk.count("out_of_order"), talk.count("retransmissions")) == ((0, 1), (0, 0))


def test_a_hole_filled_later_than_a_round_trip_is_a_retransmission() -> None:
    talk = established()
    talk.server(PSH | ACK, t=1.0, payload=100, seq=5101)
    assert talk.server(PSH | ACK, t=1.2, payload=100, seq=5001) == {"retransmission"}


@pytest.mark.parametrize(("late", "name"), [(0.002, "out_of_order"), (0.004, "retransmission")])
def test_three_milliseconds_count_where_the_handshake_was_not_seen(late: float, name: str) -> None:
    talk = Talk()
    talk.server(PSH | ACK, t=1.0, payload=100, seq=5100)
    assert talk.server(PSH | ACK, t=1.0 + late, payload=50, seq=5000) == {name}


def test_duplicate_acknowledgements_and_the_fast_retransmission_after_them() -> None:
    talk = established()
    talk.server(PSH | ACK, t=1.0, payload=100)
    talk.client(ACK, t=1.05)
    talk.server(PSH | ACK, t=1.06, payload=100, seq=5201)
    for t in (1.07, 1.071, 1.072):
        assert talk.client(ACK, t=t, ack=5101) == {"duplicate_ack"}
    assert talk.server(PSH | ACK, t=1.08, payload=100, seq=5101) == {"retransmission", "fast_retransmission"}
    assert talk.client(ACK, t=1.1, ack=5301) == set()
    assert (talk.count("duplicate_acks"), talk.count("retransmissions")) == ((3, 0), (0, 1))


def test_an_acknowledgement_that_moves_the_window_is_no_duplicate() -> None:
    talk = established()
    talk.client(ACK, t=1.0)
    assert talk.client(ACK, t=1.1, window=2048) == set()
    assert talk.client(ACK, t=1.2, window=2048) == {"duplicate_ack"}


def test_a_closed_window_its_probe_and_the_answer() -> None:
    talk = established()
    talk.server(PSH | ACK, t=1.0, payload=100)
    assert talk.client(ACK, t=1.1, window=0) == {"zero_window"}
    assert talk.server(PSH | ACK, t=2.0, payload=1) == {"window_probe"}
    assert talk.client(ACK, t=2.1, window=0, ack=5101) == {"zero_window", "window_probe_ack"}
    assert talk.client(ACK, t=2.2, ack=5101) == set()
    assert talk.count("zero_windows") == (2, 0)


def test_a_window_of_a_reset_is_not_a_closed_one() -> None:
    talk = established()
    talk.server(RST, t=1.0, window=0)
    assert talk.count("zero_windows") == (0, 0)


@pytest.mark.parametrize("payload", [0, 1])
def test_keep_alives_are_neither_retransmissions_nor_duplicates(payload: int) -> None:
    talk = established()
    talk.client(PSH | ACK, t=1.0, payload=100)
    talk.server(ACK, t=1.1)
    assert talk.client(ACK, t=60.0, seq=1100, payload=payload) == {"keep_alive"}
    assert talk.server(ACK, t=60.1) == {"keep_alive_ack"}
    assert (talk.count("retransmissions"), talk.count("duplicate_acks")) == ((0, 0), (0, 0))


# ------------------------------------------------------------ data round trip
def test_data_are_timed_to_their_acknowledgement() -> None:
    talk = established()
    for t, elapsed in ((1.0, 0.01), (2.0, 0.06), (3.0, 0.02)):
        talk.client(PSH | ACK, t=t, payload=100)
        talk.server(ACK, t=t + elapsed)
    assert talk.track.facts["data_rtt_ns"] == (10 * MILLISECOND, 30 * MILLISECOND, 60 * MILLISECOND)


def test_retransmitted_data_are_not_timed() -> None:
    talk = established()
    talk.client(PSH | ACK, t=1.0, payload=100)
    talk.client(PSH | ACK, t=2.0, payload=100, seq=1001)
    talk.server(ACK, t=2.05)
    assert talk.track.facts["data_rtt_ns"] is None


def test_a_tracked_session_is_three_cache_lines() -> None:
    assert TcpDialogue().size_bytes <= 192


# ------------------------------------------------------------ the shortcut of ordinary segments
STEPS = st.tuples(
    st.integers(0, 1),
    st.sampled_from([ACK] * 6 + [ACK | PSH] * 6 + [0, SYN, SYN | ACK, FIN | ACK, RST, RST | ACK]),
    st.sampled_from([0] * 9 + [-1, 1, -500, 500, 2**30 - 1, 2**30, 2**31]),       # from the next number
    st.sampled_from([0] * 9 + [-1, 1, -500, 500, -(2**30), 2**30, 2**31]),        # ... of the other side
    st.sampled_from([0] * 4 + [1, 2, 500, 500, 500, 1460, 2**30 - 1, 2**30, 2**31]),
    st.sampled_from([1024] * 6 + [0, 1025]),
    st.sampled_from([1_000, 1_000, 0, -1_000, 300_000_000]))


@given(st.integers(0, 2**32 - 1), st.booleans(), st.lists(STEPS, max_size=40))
def test_ordinary_segments_are_taken_as_the_whole_of_the_rules_takes_them(
        number: int, opened: bool, steps: list[tuple[int, ...]]) -> None:
    quick, whole = TcpDialogue(), TcpDialogue()
    following, time_ns = [number, number ^ 0x5555_5555], 10**18
    opening = [(0, SYN, 0, 0, 0, 1024, 1), (1, SYN | ACK, 0, 0, 0, 1024, 1), (0, ACK, 0, 0, 0, 1024, 1),
               (1, ACK, 0, 0, 500, 1024, 1)]
    for way, flags, ahead, acked, payload, window, later_ns in [*(opening if opened else ()), *steps]:
        time_ns += later_ns
        seq, ack = (following[way] + ahead) % 2**32, (following[1 - way] + acked) % 2**32
        said = [dialogue.segment(way, flags, time_ns=time_ns, seq=seq, ack=ack, payload=payload, window=window,
                                 shortcut=shortcut) for dialogue, shortcut in ((quick, True), (whole, False))]
        if ahead == 0:
            following[way] = (seq + payload + bool(flags & (SYN | FIN))) % 2**32
        assert (said[0], quick.states, quick.memory) == (said[1], whole.states, whole.memory)
