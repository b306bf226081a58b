"""Why a finding was raised: what it means, and the bytes that are meant."""
from pathlib import Path

import pytest
from scapy.layers.dns import DNS, DNSQR

from netloupe_engine import analyze
from netloupe_engine.analysis import explanation, known_findings
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.reasons.findings import FIELDS
from tests.unit import traffic
from tests.unit.reasons.told import about, meant
from tests.unit.traffic import tcp, udp


def test_a_reset_and_a_closed_window(tmp_path: Path) -> None:
    closed = traffic.loose(tcp(1, "A", 5001, 1001))
    closed["TCP"].window = 0
    frames = [*traffic.opened(0.0), (0.1, closed), (0.2, tcp(1, "R", 5001))]
    analysis = traffic.analysed(tmp_path, frames)
    told = about(analysis, 1, "finding")
    assert meant(analysis, told["tcp.reset"].evidence[0])[-1] == 0x04
    assert meant(analysis, told["tcp.zero_window"].evidence[0]) == b"\x00\x00"
    assert told["tcp.reset"].rule.endswith(explanation("tcp.reset"))
    assert told["tcp.reset"].method == "warning"


def test_an_answer_with_an_error(tmp_path: Path) -> None:
    query = bytes(DNS(id=7, qd=DNSQR(qname="a.example")))
    answer = bytes(DNS(id=7, qr=1, rcode=3, qd=DNSQR(qname="a.example")))
    analysis = traffic.analysed(tmp_path, [(0.0, udp(0, query, ports=(40000, 53))),
                                           (0.1, udp(1, answer, ports=(40000, 53)))])
    reason = about(analysis, 1, "finding")["dns.error"]
    assert reason.evidence[0].packet == 2
    assert meant(analysis, reason.evidence[0])[-1] & 0x0F == 3      # RFC 1035, section 4.1.1


def test_kinds_and_attributes_are_those_that_there_are() -> None:
    registry = REGISTRY.freeze()
    assert FIELDS.keys() <= known_findings().keys()
    assert {name for names in FIELDS.values() for name in names} <= registry.field_ids.keys()


@pytest.mark.foreign
def test_what_is_malformed_is_in_the_layer_that_the_finding_names(captures: Path) -> None:
    seen = 0
    with analyze(captures / "sip_rtp_call.pcap") as analysis:
        for row in analysis.findings():
            if row.kind != "packet.malformed" or not row.session or seen == 3:
                continue
            reason = next(one for one in analysis.why(row.session, "finding")
                          if one.evidence and one.evidence[0].packet == row.packet and one.subject == row.kind)
            evidence, nodes = reason.evidence[0], analysis.packet(row.packet).nodes
            behind = nodes[-1]              # nothing could be read of it, or it is the application's layer
            assert behind.at <= evidence.at < behind.at + behind.size
            seen += 1
    assert seen
