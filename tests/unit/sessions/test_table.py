"""The session table: every packet finds its session, however many there are and however the table has grown."""
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scapy.layers.inet import UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether
from scapy.packet import Raw

from netloupe_engine import Analysis, Settings
from netloupe_engine.model import EndReason
from tests.unit.traffic import START, udp

FRAME = 14 + 20 + 8 + 4
RECORD = 16 + FRAME
FLOWS = 20_000
ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
PCAP_HEADER = bytes.fromhex("4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000")


def flood(folder: Path, flows: NDArray[np.uint32], ways: NDArray[np.uint8], times_ns: NDArray[np.int64]) -> Path:
    """One datagram a packet: flow f is 10.x.y.z (its number) against 11.0.0.1, with a port of its own."""
    frame = np.frombuffer(bytes(udp()), np.uint8)
    rows = np.zeros((len(flows), RECORD), np.uint8)
    head = rows[:, :16].view("<u4")
    head[:, 0], head[:, 1] = np.divmod(times_ns, 1_000_000_000)
    head[:, 2] = head[:, 3] = FRAME
    rows[:, 16:] = frame
    ends = np.empty((len(flows), 2), ">u4")
    ends[:, 0], ends[:, 1] = 0x0A000000 + flows, 0x0B000001
    ports = np.empty((len(flows), 2), ">u2")
    ports[:, 0], ports[:, 1] = 1024 + flows % 50_000, 9
    back = ways == 1
    ends[back], ports[back] = ends[back, ::-1], ports[back, ::-1]
    rows[:, 16 + 26:16 + 34] = ends.view(np.uint8)
    rows[:, 16 + 34:16 + 38] = ports.view(np.uint8)
    path = folder / "flood.pcap"
    path.write_bytes(PCAP_HEADER + rows.tobytes())
    return path


@pytest.mark.parametrize("handlers", [1, 3])
def test_every_packet_finds_its_session_while_the_table_grows(tmp_path: Path, handlers: int) -> None:
    count = 200_000
    random = np.random.default_rng(4096)
    # A quarter of all packets are of sessions that are already there, so that look-ups meet the table half moved.
    first = np.arange(count, dtype=np.uint32)
    again = random.integers(0, np.arange(1, count + 1), dtype=np.uint32)
    flows = np.concatenate([np.stack([first, again], 1).reshape(-1), random.permutation(first)])
    ways = np.concatenate([np.tile(np.array([0, 1], np.uint8), count), np.ones(count, np.uint8)])
    times = START + np.arange(len(flows)) * 1000
    with Analysis(flood(tmp_path, flows, ways, times), Settings(handlers=handlers)) as analysis:
        analysis.run()
        assert len(analysis.sessions) == count
        assert (analysis.packets.column("session") == flows + 1).all()
        assert (analysis.packets.column("way") == ways).all()
        assert (analysis.sessions.column("packets_up") == 1).all()
        assert (analysis.sessions.column("packets_down") == 1 + np.bincount(again, minlength=count)).all()
        assert (analysis.sessions.column("bytes_up") == FRAME).all()
        last = analysis.session(count)
        assert (last.initiator, last.initiator_port) == ("10.3.13.63", 1024 + (count - 1) % 50_000)


def test_the_table_is_reused_by_those_who_come_later(tmp_path: Path) -> None:
    wave, waves = 10_000, 12
    flows = np.concatenate([np.arange(wave, dtype=np.uint32) + (wave // 2) * (turn % 2) for turn in range(waves)])
    times = START + np.repeat(np.arange(waves) * 40_000_000_000, wave) + np.tile(np.arange(wave), waves) * 1000
    settings = Settings(udp_idle_timeout_s=30)
    with Analysis(flood(tmp_path, flows, np.zeros(len(flows), np.uint8), times), settings) as analysis:
        analysis.run()
        assert len(analysis.sessions) == wave * waves
        assert (analysis.packets.column("session") == np.arange(1, wave * waves + 1)).all()
        ends = analysis.sessions.column("end_reason")
        assert (ends[:-wave] == EndReason.NO_RESPONSE).all()
        assert (ends[-wave:] == EndReason.CAPTURE_END).all()
        assert analysis.progress.active_sessions == 0


def test_active_sessions_are_those_in_the_table(tmp_path: Path) -> None:
    flows = np.arange(3000, dtype=np.uint32)
    times = np.where(flows < 1000, START, START + 31_000_000_000) + flows
    with Analysis(flood(tmp_path, flows, np.zeros(3000, np.uint8), times)) as analysis:
        seen = []
        analysis.start()
        while not analysis.wait(0.001):
            seen.append(analysis.progress.active_sessions)
        assert max(seen, default=0) <= 3000


def chosen(path: Path, keys: NDArray[np.uint64]) -> Path:
    """One IPv6 datagram for each pair of upper halves of its addresses, as in memory."""
    frame = np.frombuffer(bytes(ETHER / IPv6(src="::1", dst="::2") / UDP(sport=5000, dport=53) / Raw(b"x")), np.uint8)
    rows = np.zeros((len(keys), 16 + len(frame)), np.uint8)
    head = rows[:, :16].view("<u4")
    head[:, 0], head[:, 1] = 1_700_000_000, np.arange(len(keys))
    head[:, 2] = head[:, 3] = len(frame)
    rows[:, 16:] = frame
    for at, half in ((22, 0), (38, 1)):
        rows[:, 16 + at:16 + at + 8] = np.ascontiguousarray(keys[:, half]).astype("<u8").view(np.uint8).reshape(-1, 8)
    path.write_bytes(PCAP_HEADER + rows.tobytes())
    return path


def seconds(path: Path) -> float:
    """CPU time of the analysis."""
    with Analysis(path) as analysis:
        began = time.process_time()
        analysis.run()
        assert len(analysis.sessions) == FLOWS
        return time.process_time() - began


def test_keys_chosen_to_meet_cost_what_others_cost(tmp_path: Path) -> None:
    """All of `aimed` meet in one place where words are hashed by multiplying and folding, without a secret."""
    low = np.random.default_rng(7).integers(0, 1 << 56, 2 * FLOWS, np.uint64) << np.uint64(8) | np.uint64(0x20)
    rest = np.uint64(5000 | 53 << 16 | 17 << 32 | 6 << 40)      # ports, protocol, family
    with np.errstate(over="ignore"):
        folded = (rest ^ low) * np.uint64(0x9E3779B97F4A7C15)
    high = folded ^ folded >> np.uint64(29) ^ np.uint64(0x1234567890ABCDEF)
    aimed = np.stack([low, high], 1)[high & np.uint64(0xFF) > np.uint64(0x20)][:FLOWS]
    ordinary = aimed.copy()
    ordinary[:, 1] = np.random.default_rng(9).integers(0, 1 << 63, FLOWS, np.uint64) | np.uint64(0x80)
    assert seconds(chosen(tmp_path / "aimed", aimed)) < 8 * seconds(chosen(tmp_path / "ordinary", ordinary)) + 0.2
