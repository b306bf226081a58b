"""The packet index as columns."""
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import Analysis
from netloupe_engine.packet import row
from tests.unit.traffic import SECOND, START, Timed, analysed, opened, tcp, udp


@pytest.fixture
def talk(tmp_path: Path) -> Analysis:
    frames: list[Timed] = [*opened(0), (1, udp()), (2, tcp(0, "PA", 1001, 5001, b"\xfe\xfe")),
                           (2.5, tcp(0, "PA", 1001, 5001, b"\xfe\xfe")), (3, tcp(1, "R", 5001))]
    return analysed(tmp_path, frames)


def test_columns_are_one_row_a_packet(talk: Analysis) -> None:
    index = talk.packets
    assert len(index) == 7
    assert index.column("time_ns").tolist() == [START + round(second * SECOND)
                                                for second in (0, 0.01, 0.02, 1, 2, 2.5, 3)]
    assert index.column("session").tolist() == [1, 1, 1, 2, 1, 1, 1]
    assert index.column("way").tolist() == [0, 1, 0, 0, 0, 0, 1]
    assert index.column("length").tolist() == [54, 54, 54, 46, 56, 56, 54]
    assert {index.column(name).dtype.str for name in index.names} == {"<i8", "<u4", "<u2", "|u1", "<u8"}


def test_flags_say_what_is_odd_about_a_packet(talk: Analysis) -> None:
    flags = talk.packets.column("flags").tolist()
    assert [bool(flag & row.PAYLOAD) for flag in flags] == [False, False, False, True, True, True, False]
    assert [bool(flag & row.RETRANSMISSION) for flag in flags] == [False] * 5 + [True, False]
    assert [bool(flag & row.RESET) for flag in flags] == [False] * 6 + [True]
    assert [bool(flag & row.STATE_CHANGE) for flag in flags] == [True, False, True, True, True, False, True]


def test_rows_are_reached_one_by_one_and_in_ranges(talk: Analysis) -> None:
    index = talk.packets
    assert [index.cell("session", at) for at in range(7)] == index.column("session").tolist()
    assert index.column("way", 1, 4).tolist() == [1, 0, 0]
    assert index.column("way", 5).tolist() == [0, 1]
    assert index.column("way", 3, 3).tolist() == []
    assert index.column("way", 5, 100).tolist() == [0, 1]
    assert index.of_sessions([1]).tolist() == [1, 2, 3, 5, 6, 7]
    assert index.of_sessions([1], 2, 5).tolist() == [3, 5]
    assert index.of_sessions([2, 1, 99]).tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert index.of_sessions([99]).tolist() == []


def test_a_session_that_is_not_there_takes_no_memory(talk: Analysis) -> None:
    talk.packets.of_sessions([1])                   # NumPy is there
    tracemalloc.start()
    assert talk.packets.of_sessions([2**32 - 1, 2]).tolist() == [4]
    assert talk.packets.of_sessions([2**32 - 1]).tolist() == []
    assert talk.packets.of_sessions([2**32 - 1, 1], 2, 5).tolist() == [3, 5]
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_what_is_not_there_is_refused(talk: Analysis) -> None:
    with pytest.raises(IndexError):
        talk.packets.cell("session", 7)
    with pytest.raises(KeyError):
        talk.packets.column("colour")


def test_columns_are_copies(talk: Analysis) -> None:
    talk.packets.column("session")[:] = 0
    assert (talk.packets.column("session") > 0).all()


def test_ranges_over_many_chunks(tmp_path: Path) -> None:
    frames: list[Timed] = [(number / 1e6, bytes(udp(number % 2))) for number in range(2)]
    analysis = analysed(tmp_path, frames * 70_000)
    ways = analysis.packets.column("way")
    assert len(ways) == 140_000
    assert (ways == np.arange(140_000) % 2).all()
    assert analysis.packets.column("at", 65_530, 65_545).tolist() == [24 + 62 * at for at in range(65_530, 65_545)]
    assert analysis.packets.of_sessions([1], 65_000, 135_000).tolist() == list(range(65_001, 135_001))


def test_a_response_is_the_first_payload_against_the_first_question(tmp_path: Path) -> None:
    frames: list[Timed] = [
        *opened(0), (0.5, tcp(1, "PA", 5001, 1001, b"\xfe")), (1, tcp(0, "PA", 1001, 5002, b"\xfe")),
        (1.2, tcp(0, "PA", 1002, 5002, b"\xfe")), (1.5, tcp(1, "PA", 5002, 1003, b"\xfe")),
        (3, tcp(1, "PA", 5003, 1003, b"\xfe")), (4, udp())]
    talk = analysed(tmp_path, frames)
    assert talk.packets.responses(2).tolist() == [SECOND // 2, -1]
    assert talk.packets.responses(1).tolist() == [SECOND // 2]
    assert talk.packets.responses(0).tolist() == []
