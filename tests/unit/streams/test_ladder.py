"""Who sent what to whom: arrows between hosts, their notes, gaps and bounds; and the same as another program says."""
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether
from scapy.packet import Packet

from netloupe_engine import analyze
from netloupe_engine.analysis import NameFiles, read_names
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.model import Severity
from netloupe_engine.streams import ladder as module
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer

GET = b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def datagram(source: str, target: str, ports: tuple[int, int] = (40000, 9)) -> Packet:
    return Ether() / IP(src=source, dst=target) / UDP(sport=ports[0], dport=ports[1]) / b"hello"


def test_arrows_go_from_sender_to_receiver(tmp_path: Path) -> None:
    frames = [(0.0, datagram("10.1.0.1", "10.1.0.2")), (0.5, datagram("10.1.0.2", "10.1.0.1", (9, 40000))),
              (0.7, datagram("10.1.0.3", "10.1.0.1")), (0.8, datagram("10.1.0.1", "10.1.0.1"))]
    found = traffic.analysed(tmp_path, frames).ladder()
    assert found.hosts == ("10.1.0.1", "10.1.0.2", "10.1.0.3")      # as they appear
    assert found.sources.tolist() == [0, 1, 2, 0]
    assert found.targets.tolist() == [1, 0, 0, 0]
    assert found.ways.tolist() == [0, 1, 0, 0]
    assert found.sessions.tolist() == [1, 1, 2, 3]
    assert (found.times_ns - found.times_ns[0]).tolist() == [0, 500_000_000, 700_000_000, 800_000_000]
    assert found.sizes.tolist() == [47] * 4
    assert (found.left_out, found.others, found.unread, found.has_messages) == (0, 0, 0, False)


def test_endpoints_have_a_column_for_each_port(tmp_path: Path) -> None:
    frames = [(0.0, datagram("10.1.0.1", "10.1.0.2", (1, 53))), (0.5, datagram("10.1.0.1", "10.1.0.2", (2, 53)))]
    found = traffic.analysed(tmp_path, frames).ladder([1, 2], by="endpoint")
    assert found.hosts == ("10.1.0.1:1", "10.1.0.2:53", "10.1.0.1:2")
    assert found.sources.tolist() == [0, 2]


def test_sessions_and_a_range_of_time_are_chosen(tmp_path: Path) -> None:
    frames = [(at / 10, datagram("10.1.0.1", "10.1.0.2", (40000 + at % 2, 9))) for at in range(10)]
    analysis = traffic.analysed(tmp_path, frames)
    assert analysis.ladder([2]).packets.tolist() == [2, 4, 6, 8, 10]
    start = int(analysis.packets.cell("time_ns", 0))
    assert analysis.ladder(None, span=(start + 250_000_000, start + 650_000_000)).packets.tolist() == [4, 5, 6, 7]
    assert len(analysis.ladder([])) == 0
    assert analysis.ladder(np.array([2, 1, 2], np.uint32)).packets.tolist() == list(range(1, 11))


def test_what_is_odd_is_noted_and_graver_the_worse_it_is(tmp_path: Path) -> None:
    part = b"x" * 100
    frames = [*traffic.opened(0.0), (0.1, traffic.tcp(0, "PA", 1001, 5001, part)),
              (0.5, traffic.tcp(0, "PA", 1001, 5001, part)), (0.6, traffic.tcp(1, "R", 5001))]
    found = traffic.analysed(tmp_path, frames).ladder([1])
    assert [found.notes_of(row) for row in range(6)] == [(), (), (), (), ("retransmission",), ("reset",)]
    assert found.gravity_of(3) is None
    assert found.gravity_of(4) is Severity.ERROR
    assert found.label(0).startswith("40000 → 9 [SYN]")
    assert found.findings[6]                # the reset is one
    assert found.severity_of(5) is not None


def test_a_pause_is_a_gap_where_it_is_remarkable(tmp_path: Path) -> None:
    times = [*np.arange(20) * 0.01, 5.0, *(5.01 + np.arange(20) * 0.01), 30.0]
    found = traffic.analysed(tmp_path, [(at, datagram("10.1.0.1", "10.1.0.2")) for at in times]).ladder()
    assert found.gaps.tolist() == [20, 41]
    even = traffic.analysed(tmp_path, [(at, datagram("10.1.0.1", "10.1.0.2")) for at in range(4)]).ladder()
    assert even.gaps.tolist() == []


def test_requests_and_answers_instead_of_packets(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, traffic.conversation([(0, GET), (1, OK), (0, GET)], step=0.1))
    found = analysis.ladder([1], messages=True)
    assert found.labels == ("HTTP GET /a", "HTTP 200 OK", "HTTP GET /a")
    assert found.packets.tolist() == [4, 5, 6]
    assert found.sources.tolist() == [0, 1, 0]
    assert [found.notes_of(row) for row in range(3)] == [(), (), ("no answer",)]
    assert list(found.cells())[1][6] == "HTTP GET /a"


def test_one_answer_to_what_was_asked_twice_is_one_arrow(tmp_path: Path) -> None:
    from scapy.layers.dns import DNS, DNSQR, DNSRR
    query = bytes(DNS(id=7, qd=DNSQR(qname="a.example")))
    answer = bytes(DNS(id=7, qr=1, qd=DNSQR(qname="a.example"), an=DNSRR(rrname="a.example", rdata="192.0.2.1")))
    frames = [(0.0, traffic.udp(0, query, ports=(40000, 53))), (1.0, traffic.udp(0, query, ports=(40000, 53))),
              (1.1, traffic.udp(1, answer, ports=(40000, 53)))]
    found = traffic.analysed(tmp_path, frames).ladder(messages=True)
    assert found.packets.tolist() == [1, 2, 3]


def test_it_is_bounded_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ARROWS_MAX", 30)
    monkeypatch.setattr(module, "HOSTS_MAX", 10)
    monkeypatch.setattr(module, "SESSIONS_READ_MAX", 1)
    frames = [(at / 100, datagram(f"10.1.{at}.1", f"10.1.{at}.2")) for at in range(40)]
    found = traffic.analysed(tmp_path, frames).ladder()
    assert (len(found), found.left_out) == (30, 10)
    assert len(found.hosts) == 10
    assert found.hosts[-1] == "other hosts"
    assert found.others == 60 - 9
    assert found.sources.max() == found.targets.max() == 9
    talk = traffic.conversation([(0, GET), (1, OK)] * 40)
    other = [(at + 5, frame) for at, frame in traffic.conversation([(0, GET), (1, OK)], ports=(40001, 80))]
    found = traffic.analysed(tmp_path, [*talk, *other]).ladder(messages=True)
    assert (len(found), found.left_out, found.unread) == (30, 50, 1)


def test_it_is_refused_and_called_off(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, [(0.0, datagram("10.1.0.1", "10.1.0.2"))])
    for wrong in ([2], [0], [1, 9]):
        with pytest.raises(UnknownNameError):
            analysis.ladder(wrong)
    with pytest.raises(UnknownNameError):
        analysis.ladder(by="colour")        # type: ignore[arg-type]
    with pytest.raises(CancelledError):
        analysis.ladder(cancelled=lambda: True)


@pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark")
def test_every_arrow_of_the_sample_is_where_tshark_has_it() -> None:
    sample = Path("resources/captures/sample.pcapng")
    fields = ("frame.number", "_ws.col.Source", "_ws.col.Destination", "frame.time_epoch", "frame.len")
    said = subprocess.run(["tshark", "-r", sample, "-T", "fields", *(word for name in fields for word in ("-e", name))],
                          capture_output=True, text=True, check=True).stdout
    told = {int(line.split("\t")[0]): line.split("\t")[1:] for line in said.splitlines()}
    with analyze(sample) as analysis:
        found = analysis.ladder()
        hosts = found.hosts
    assert len(found) == 1432           # all but those that no session has
    assert found.others == 0
    for row, number in enumerate(found.packets.tolist()):
        source, target, moment, size = told[number]
        ours = hosts[found.sources[row]], hosts[found.targets[row]], int(found.sizes[row])
        assert ours == (source, target, int(size)), number
        assert int(found.times_ns[row]) == int(moment.replace(".", "")), number


@pytest.mark.parametrize(("by", "expected"), [("host", {"desk.example", "www.example.com", ""}),
                                              ("endpoint", {"desk.example:40001", "www.example.com:9", ""})])
def test_hosts_have_the_names_that_files_and_dns_say(tmp_path: Path, by: str, expected: set[str]) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"{traffic.CLIENT} desk.example\n")
    told = traffic.udp(1, answer("www.example.com", traffic.SERVER), ports=(40000, 53), server="10.0.0.53")
    analysis = traffic.analysed(tmp_path, [(0.0, told), *traffic.opened(1.0, (40001, 9))])
    analysis.names = read_names(NameFiles(hosts=(str(hosts),), system=False))
    ladder = analysis.ladder(by=by)
    assert expected <= set(ladder.names()) | {""}
    assert len(ladder.names()) == len(ladder.hosts)
