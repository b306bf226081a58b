"""Reasons as a whole: in order, of each kind, within bounds whatever the capture."""
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.model import Confidence
from netloupe_engine.reasons.reason import ABOUT, METHODS, Evidence, Reason
from netloupe_engine.reasons.sentences import say
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer, ftp, reply
from tests.unit.reasons.told import about
from tests.unit.traffic import CLIENT, SERVER

REQUEST = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"


def test_reasons_come_in_order_and_alone_where_only_some_are_wanted(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, traffic.conversation([(0, REQUEST)]))
    told = [reason.about for reason in analysis.why(1)]
    assert told == sorted(told, key=ABOUT.index)
    assert {"application", "path", "direction", "state"} <= set(told)
    assert {reason.about for reason in analysis.why(1, "state", "direction")} == {"state", "direction"}


def test_what_is_not_there_is_refused_and_what_is_called_off_ends(tmp_path: Path) -> None:
    analysis = traffic.analysed(tmp_path, traffic.conversation([(0, REQUEST)]))
    with pytest.raises(UnknownNameError, match="no session 2"):
        analysis.why(2)
    with pytest.raises(UnknownNameError, match="'colour'"):
        analysis.why(1, "colour")
    with pytest.raises(CancelledError):
        analysis.why(1, cancelled=lambda: True)


def test_a_reason_in_one_line() -> None:
    reason = Reason("application", "http", "probe", say("No."), "", Confidence.CERTAIN, (Evidence(1234, 54, 4, 0, ""),))
    assert reason.line == "http: probe, certain, packet 1,234"
    reason = Reason("application", "unknown", "no payload", say("No."), "", Confidence.NONE, ())
    assert reason.line == "unknown: no payload"


def test_the_sessions_that_led_to_one_are_told(tmp_path: Path) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123)), (0, b"RETR x\r\n"))
    data = traffic.conversation([(1, b"some data\r\n")], at=1, ports=(40001, 50123))
    analysis = traffic.analysed(tmp_path, [*frames, *data])
    reason, = about(analysis, 2, "relation").values()
    assert (reason.subject, reason.method) == ("announced by session 1", "announced")
    assert b"227 Entering Passive Mode" in analysis.packet_bytes(reason.evidence[0].packet)
    dns = traffic.udp(1, answer("www.example.com", SERVER), ports=(40000, 53))
    analysis = traffic.analysed(tmp_path, [(0.0, dns), *traffic.conversation([(0, REQUEST)], at=1)])
    assert list(about(analysis, 2, "relation")) == ["named by session 1"]
    assert about(analysis, 1, "relation") == {}
    assert CLIENT in analysis.session(2).initiator


@pytest.mark.foreign
def test_evidence_is_in_the_capture_whatever_it_is(capture_files: list[Path]) -> None:
    recognised = 0
    for path in capture_files:
        with analyze(path) as analysis:
            for session in range(1, min(len(analysis.sessions), 4) + 1):
                known = analysis.session(session)
                for reason in analysis.why(session):
                    assert all((reason.subject, reason.method, reason.rule)), (path.name, session, reason)
                    assert set(reason.method.split(", ")) <= set(METHODS), (path.name, session, reason)
                    told = " ".join(text.format(**values) for text, values in reason.rule.parts)
                    assert told.lower().replace(".", "") == reason.rule.lower().replace(".", ""), (path.name, reason)
                    for one in reason.evidence:
                        packet = analysis.packet(one.packet)
                        assert one.at < 0 or one.at + one.size <= len(packet.buffers[one.buffer].data), (path.name, one)
                        assert (reason.about in ("relation", "name") or reason.method == "expectation"
                                or session in packet.sessions), (path.name, reason)
                    if reason.about == "application" and reason.method.startswith("probe"):
                        assert reason.subject == known.application
                        assert any(one.at >= 0 for one in reason.evidence), (path.name, session)
                        recognised += 1
    assert recognised > 40
