"""Port scans are found by what they send, and what only looks like them is left alone."""
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netloupe_engine.model import Settings
from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, conversation, opened, tcp, udp

PORTS = range(101, 141)


def tries(flags: str, ports: range = PORTS, server: str = "10.0.0.2") -> list[Timed]:
    """One segment to each port; closed ones answer with RST."""
    frames: list[Timed] = []
    for port in ports:
        asked = tcp(0, flags, 7000, ports=(50_000, port), server=server)
        frames.append((port / 100, asked))
        if port % 2:
            frames.append((port / 100 + 0.001, tcp(1, "RA", 0, 7001, ports=(50_000, port), server=server)))
    return frames


@pytest.mark.parametrize(("flags", "way"), [("S", "SYN"), ("F", "FIN"), ("", "NULL"), ("FPU", "Xmas")])
def test_many_ports_of_one_host(tmp_path: Path, flags: str, way: str) -> None:
    analysis = analysed(tmp_path, tries(flags))
    (row,) = told(analysis, "scan.ports")
    assert row.text == f"10.0.0.1 tried 40 ports of 10.0.0.2 by {way}, 101 to 140: 20 closed, 20 silent"
    assert len(row.sessions) == len(row.packets) == 40
    assert analysis.filter("finding == scan.ports").tolist() == list(row.sessions)
    assert [found.packet for found in analysis.session(7).findings if found.kind == "scan.ports"] == [
        analysis.session(7).first_packet]


def test_open_ports_are_counted_however_the_scanner_goes_on(tmp_path: Path) -> None:
    frames = tries("S")
    for number, port in enumerate((80, 443)):
        frames += opened(1 + number, (50_000, port), 7000)
        frames.append((1.5 + number, tcp(0, "R", 7001, ports=(50_000, port))))
    (row,) = told(analysed(tmp_path, frames), "scan.ports")
    assert row.text.endswith("42 ports of 10.0.0.2 by SYN, 80 to 443: 2 open, 20 closed, 20 silent")


def test_datagrams_to_many_ports(tmp_path: Path) -> None:
    frames: list[Timed] = [(port / 100, udp(payload=b"", ports=(50_000, port))) for port in PORTS]
    (row,) = told(analysed(tmp_path, frames), "scan.ports")
    assert row.text == "10.0.0.1 tried 40 ports of 10.0.0.2 by UDP, 101 to 140: no answers"


def test_one_port_of_many_hosts(tmp_path: Path) -> None:
    frames: list[Timed] = [(host / 100, tcp(0, "S", 7000, ports=(50_000 + host, 445), server=f"10.0.1.{host}"))
                           for host in range(1, 31)]
    analysis = analysed(tmp_path, frames)
    (row,) = told(analysis, "scan.hosts")
    assert row.text == "10.0.0.1 tried port 445 of 30 hosts by SYN: 30 silent"
    assert not told(analysis, "scan.ports")


def visits() -> Iterator[Timed]:
    for port in PORTS:
        yield from conversation([(0, b"hello"), (1, b"you")], at=port, ports=(50_000 + port, port))


def traceroute() -> Iterator[Timed]:
    for hop in range(90):
        yield hop / 10, udp(payload=bytes(12), ports=(50_000, 33_434 + hop))


def groups() -> Iterator[Timed]:
    for port in PORTS:
        yield port / 10, udp(ports=(50_000, port), server="239.1.2.3")


def answered() -> Iterator[Timed]:
    for port in PORTS:
        yield port / 10, udp(ports=(50_000, port))
        yield port / 10 + 0.01, udp(1, ports=(50_000, port))


def busy() -> Iterator[Timed]:
    """Some connections fail; most of those between the two do not."""
    yield from tries("S", range(1, 21))
    for number in range(40):
        yield from conversation([(0, b"hello"), (1, b"you")], at=1 + number, ports=(40_000 + number, 80))


def backscatter() -> Iterator[Timed]:
    """Answers of a host whom others flood with forged senders: it tries nothing."""
    for port in PORTS:
        yield port / 10, tcp(1, "SA", 100, 7001, ports=(50_000 + port, 80))


@pytest.mark.parametrize("frames", [visits, traceroute, groups, answered, busy, backscatter])
def test_what_looks_like_a_scan_and_is_none(tmp_path: Path, frames: Callable[[], Iterator[Timed]]) -> None:
    assert not told(analysed(tmp_path, sorted(frames(), key=lambda frame: frame[0])), "scan")


def test_thresholds_can_be_changed(tmp_path: Path) -> None:
    some = tries("S", range(1, 11))
    assert not told(analysed(tmp_path, some), "scan")
    assert told(analysed(tmp_path, some, Settings(thresholds={"scan.ports.least": 10})), "scan")
