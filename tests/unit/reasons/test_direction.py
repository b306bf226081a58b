"""Why the initiator is the initiator."""
from pathlib import Path

from scapy.layers.dns import DNS, DNSQR

from netloupe_engine.model import Confidence
from tests.unit import traffic
from tests.unit.reasons.told import about, meant
from tests.unit.traffic import CLIENT, tcp, udp


def test_a_syn_says_it_and_a_syn_ack_says_it_of_the_other_side(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, traffic.opened(0.0))
    reason, = about(analysis, 1, "direction").values()
    assert (reason.subject, reason.method, reason.evidence[0].packet) == (f"{CLIENT}:40000", "opening", 1)
    assert meant(analysis, reason.evidence[0])[-1] == 0x02
    analysis = traffic.analysed(tmp_path, traffic.opened(0.0)[1:])
    reason, = about(analysis, 1, "direction").values()
    assert reason.subject == f"{CLIENT}:40000"
    assert "SYN-ACK" in reason.rule
    assert meant(analysis, reason.evidence[0])[-1] == 0x12


def test_what_is_said_tells_in_which_packet(tmp_path: Path) -> None:
    query = bytes(DNS(id=7, qd=DNSQR(qname="a.example")))
    answer = bytes(DNS(id=7, qr=1, qd=DNSQR(qname="a.example")))
    frames = [(0.0, udp(1, answer, ports=(40000, 40001))), (0.1, udp(0, query, ports=(40000, 40001)))]
    analysis = traffic.analysed(tmp_path, frames)
    reason, = about(analysis, 1, "direction").values()
    assert (reason.subject, reason.method) == (f"{CLIENT}:40000", "said")
    assert reason.evidence[0].packet == 1
    assert "taken for the responder at first" in reason.rule
    assert reason.others[0].name.endswith(":40001")


def test_a_registered_port_tells_where_nothing_else_does(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, [(0.0, tcp(1, "A", 100, 200, ports=(40000, 443)))])
    reason, = about(analysis, 1, "direction").values()
    assert (reason.subject, reason.method, reason.confidence) == (f"{CLIENT}:40000", "port", Confidence.LIKELY)
    assert "Transport Layer Security" in reason.rule
    assert meant(analysis, reason.evidence[0]) == (443).to_bytes(2)


def test_at_last_the_first_packet_counts(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, [(0.0, udp(1, ports=(40000, 40001)))])
    reason, = about(analysis, 1, "direction").values()
    assert (reason.subject, reason.method, reason.confidence) == ("10.0.0.2:40001", "first packet", Confidence.LIKELY)
    echo, = about(traffic.analysed(tmp_path, [(0.0, traffic.echo(0, 5))]), 1, "direction").values()
    assert (echo.method, echo.confidence) == ("opening", Confidence.CERTAIN)
