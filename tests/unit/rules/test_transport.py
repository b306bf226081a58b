"""What makes TCP slow, and what does not."""
from pathlib import Path

from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, conversation, loose, opened, tcp, udp

QUERY = bytes.fromhex("123401000001000000000000076578616d706c6503636f6d0000010001")
GET, OK = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def sent(again: int, once: int) -> list[Timed]:
    """Segments of which some are sent a second time."""
    frames, at = opened(0.0), 0.1
    for number in range(once):
        segment = tcp(0, "PA", 1001 + 100 * number, 5001, bytes(100))
        frames += [(at, segment), *([(at + 0.3, segment)] if number < again else [])]
        at += 0.5
    return frames


def test_much_is_sent_again(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, sent(30, 100)), "tcp.retransmission_storm")
    assert row.text == "10.0.0.1 sent 30 of 132 segments again (22.7 %)"
    assert len(row.packets) == 30
    assert row.packets[0] == 5


def test_a_little_is_sent_again(tmp_path: Path) -> None:
    assert not told(analysed(tmp_path, sent(10, 40)), "tcp.retransmission_storm")
    assert not told(analysed(tmp_path, sent(25, 300)), "tcp.retransmission_storm")


def windows(*said: tuple[float, int]) -> list[Timed]:
    """Acknowledgements of the server with these windows."""
    frames = opened(0.0)
    for at, window in said:
        answer = loose(tcp(1, "A", 5001, 1001))
        answer["TCP"].window = window
        frames.append((at, answer))
    return frames


def test_a_receiver_that_takes_nothing(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, windows((1, 0), (2, 0), (4, 8192), (5, 0), (5.1, 8192))), "tcp.stalled")
    assert row.text == "10.0.0.2 took nothing for 3 s: its receive window was zero"
    assert row.packet == 4


def test_a_receiver_that_is_full_for_a_moment(tmp_path: Path) -> None:
    assert not told(analysed(tmp_path, windows((1, 0), (1.2, 8192), (5, 0), (5.1, 8192))), "tcp.stalled")


def test_a_slow_server(tmp_path: Path) -> None:
    frames: list[Timed] = []
    for number in range(6):
        frames += conversation([(0, GET), (1, OK)], at=10.0 * number, step=2.0, ports=(40_000 + number, 80))
    (row,) = told(analysed(tmp_path, frames), "server.slow")
    assert row.text == "10.0.0.2:80 took 2 s in the middle for its first answer in 6 of 6 sessions"


def test_a_server_that_is_slow_now_and_then(tmp_path: Path) -> None:
    frames: list[Timed] = []
    for number in range(20):
        frames += conversation([(0, GET), (1, OK)], at=10.0 * number, step=2.0 if number < 6 else 0.01,
                               ports=(40_000 + number, 80))
    assert not told(analysed(tmp_path, frames), "server.slow")


def unheard(times: int, then: float = 10.0) -> list[Timed]:
    frames: list[Timed] = []
    for number in range(times):
        ports = 40_000 + number, 80
        frames += [*opened(20.0 * number, ports), (20.0 * number + 0.1, tcp(0, "PA", 1001, 5001, GET, ports=ports)),
                   (20.0 * number + 0.2, tcp(1, "A", 5001, 1001 + len(GET), ports=ports)),
                   (20.0 * number + then, tcp(0, "FA", 1001 + len(GET), 5001, ports=ports))]
    return frames


def test_a_server_that_says_nothing(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, unheard(4)), "server.silent")
    assert row.text == "10.0.0.2:80 answered nothing in 4 sessions of 10.0.0.1"
    assert len(row.sessions) == 4


def test_questions_nobody_answers(tmp_path: Path) -> None:
    frames: list[Timed] = [(float(number), udp(payload=QUERY, ports=(40_000 + number, 53))) for number in range(4)]
    assert not told(analysed(tmp_path, frames), "server.silent")        # perhaps only one direction was captured
    frames.append((9.0, tcp(1, "A", 5, 5)))
    assert len(told(analysed(tmp_path, frames), "server.silent")[0].sessions) == 4


def test_sessions_that_were_given_up_soon(tmp_path: Path) -> None:
    assert not told(analysed(tmp_path, unheard(4, then=1.0)), "server.silent")
    assert not told(analysed(tmp_path, unheard(2)), "server.silent")
