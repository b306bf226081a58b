"""Why a session is said to use a service: rule, source, and the bytes that told it."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.model import Confidence
from netloupe_engine.reasons.reason import METHODS, Reason
from tests.unit.handler.test_expectations import answer
from tests.unit.handler.test_served import hello, request
from tests.unit.traffic import Timed, analysed, conversation, udp


def reason(analysis: Analysis, session: int) -> Reason:
    (found,) = analysis.why(session, "service")
    assert found.method in METHODS
    return found


def bytes_of(analysis: Analysis, found: Reason) -> bytes:
    (one,) = found.evidence
    return analysis.packet(one.packet).buffers[one.buffer].data[one.at:one.at + one.size]


@pytest.mark.parametrize(("said", "method", "octets"), [
    ((0, hello("edge.whatsapp.net")), "server name", b"edge.whatsapp.net"),
    (request("www.netflix.com")[0], "host", b"www.netflix.com")])
def test_a_name_that_was_said(tmp_path: Path, said: tuple[int, bytes], method: str, octets: bytes) -> None:
    analysis = analysed(tmp_path, conversation([said], ports=(40000, 8443)))
    found = reason(analysis, 1)
    assert (found.method, found.confidence, bytes_of(analysis, found)) == (method, Confidence.CERTAIN, octets)
    assert octets.decode().partition(".")[2] in found.rule
    assert found.source.startswith("https://")


def test_an_address_and_what_dns_told_before(tmp_path: Path) -> None:
    frames: list[Timed] = [(0, udp(1, answer("netflix.com", "8.8.4.4"), ports=(40002, 53))),
                           (1, udp(0, ports=(41003, 9999), server="8.8.4.4")),
                           (2, udp(0, ports=(41003, 9999), server="8.8.8.8"))]
    analysis = analysed(tmp_path, frames)
    told, address = reason(analysis, 2), reason(analysis, 3)
    assert (told.method, told.evidence[0].packet, [other.name for other in told.others]) == ("DNS", 1, ["googledns"])
    assert bytes_of(analysis, told) == bytes([8, 8, 4, 4])
    assert (address.method, address.confidence) == ("address", Confidence.LIKELY)
    assert bytes_of(analysis, address) == bytes([8, 8, 8, 8])
    assert address.others == ()


def test_what_a_person_says_and_what_nobody_knows(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [(0, udp(0))])
    assert (reason(analysis, 1).subject, reason(analysis, 1).method) == ("unknown", "none")
    analysis.treat_as(1, "zoom")
    found = reason(analysis, 1)
    assert (found.subject, found.method, found.source, found.evidence) == ("zoom (meetings)", "told", "", ())
