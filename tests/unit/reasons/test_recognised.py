"""Why bytes were taken for a protocol's: those bytes, no more than it takes, and who else was asked."""
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.model import Confidence
from tests.unit import traffic
from tests.unit.reasons.told import about, meant
from tests.unit.traffic import tcp, udp

REQUEST = b"GET /index.html HTTP/1.1\r\nHost: a.example\r\n\r\n"


def test_the_first_bytes_that_are_enough(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, traffic.conversation([(0, REQUEST)]))
    reason, = about(analysis, 1, "application").values()
    assert (reason.subject, reason.confidence) == ("http", Confidence.CERTAIN)
    found = meant(analysis, reason.evidence[0])
    assert REQUEST.startswith(found)
    assert b"HTTP/1." in found
    assert len(found) < len(REQUEST)
    assert "port hint" in reason.method
    # with one byte fewer it would not have been recognised like that
    fewer = traffic.analysed(tmp_path, traffic.conversation([(0, found[:-1])]))
    told, = about(fewer, 1, "application").values()
    assert (told.subject, told.confidence) != ("http", Confidence.CERTAIN)


def test_a_message_in_several_segments_has_evidence_in_each(tmp_path: Path) -> None:
    frames = traffic.conversation([(0, REQUEST[:3]), (0, REQUEST[3:12]), (0, REQUEST[12:])], ports=(40000, 9))
    analysis = traffic.analysed(tmp_path, frames)
    reason, = about(analysis, 1, "application").values()
    assert b"".join(meant(analysis, one) for one in reason.evidence if one.at >= 0) in REQUEST
    assert [one.packet for one in reason.evidence][:2] == [4, 5]
    assert reason.method == "probe"
    assert "No port hinted" in reason.rule


def test_others_that_were_asked_are_told_with_what_they_said(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, traffic.conversation([(0, REQUEST)], ports=(40000, 443)))
    reason, = about(analysis, 1, "application").values()
    assert reason.subject == "http"
    others = {other.name: other.why for other in reason.others}
    assert "none of its messages" in others["tls"]
    assert "because of its port" in others["tls"]


def test_nobody_is_recognised_in_noise_and_a_port_alone_proves_nothing(tmp_path: Path) -> None:
    frames = [(0.0, udp(0, b"\xfe\xfd\xfc\xfb\xfa", ports=(40000, 53)))]
    analysis = traffic.analysed(tmp_path, frames)
    reason, = about(analysis, 1, "application").values()
    assert (reason.subject, reason.method, reason.confidence) == ("unknown", "not recognised", Confidence.NONE)
    assert "Domain Name System on UDP port 53" in reason.rule
    assert meant(analysis, reason.evidence[0]) == b"\xfe\xfd\xfc\xfb\xfa"
    assert "dns" in {other.name for other in reason.others}


def test_nothing_was_said(tmp_path: Path) -> None:
    reason, = about(traffic.analysed(tmp_path, traffic.opened(0.0)), 1, "application").values()
    assert (reason.subject, reason.method) == ("unknown", "no payload")


def test_the_beginning_is_missing(tmp_path: Path) -> None:
    frames = [*traffic.opened(0.0), (0.1, tcp(0, "PA", 1201, 5001, b"\xfe\xfd\xfc" * 9)),
              (0.2, tcp(1, "A", 5001, 1228))]
    reason, = about(traffic.analysed(tmp_path, frames), 1, "application").values()
    assert reason.subject == "unknown"
    assert "missing from the beginning" in reason.rule


@pytest.mark.foreign
def test_the_bytes_of_a_client_hello(captures: Path) -> None:
    with analyze(captures / "tls13_openjdk.pcap") as analysis:
        reason, = about(analysis, 1, "application").values()
        found = meant(analysis, reason.evidence[0])
        assert reason.subject == "tls"
        assert found[:2] == b"\x16\x03"         # a handshake record: RFC 8446, section 5.1
        assert found[5] == 1                    # ClientHello: section 4
