"""Calls: SIP that announces its media, media that nobody announced, and how media arrives (RFC 3550)."""
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine import Analysis, analyze
from tests.unit.traffic import CLIENT, SERVER, Timed, analysed, capture, udp

INVITE = ("INVITE sip:bob@example.com SIP/2.0\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n"
          "Content-Length: {size}\r\n\r\n{body}")
ANSWER = ("SIP/2.0 200 OK\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n"
          "Content-Length: {size}\r\n\r\n{body}")
FAR, FARTHER = "192.0.2.10", "192.0.2.20"


def sip(at: float, way: int, form: str, address: str, port: int, *more: str) -> Timed:
    """A message that describes audio."""
    body = "".join(f"{line}\r\n" for line in ("v=0", "s=-", f"c=IN IP4 {address}", "t=0 0",
                                               f"m=audio {port} RTP/AVP 0", *more))
    return at, udp(way, form.format(size=len(body), body=body).encode(), ports=(5060, 5060))


def rtp(sequence: int, timestamp: int = 0, ssrc: int = 0x1234, payload_type: int = 0, size: int = 160) -> bytes:
    return struct.pack("!BBHII", 0x80, payload_type, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc) + bytes(size)


def told(analysis: Analysis, session: int) -> dict[str, Any]:
    """The last value of each attribute of RTP."""
    return {value.name.removeprefix("rtp."): value.value for value in analysis.session(session).attributes
            if value.name.startswith("rtp.")}


def call(here: str, there: str, packets: int = 6) -> list[Timed]:
    """A call, and its media between other hosts or the same."""
    frames = [sip(0, 0, INVITE, here, 4000), sip(0.1, 1, ANSWER, there, 6000)]
    for n in range(packets):
        for way in range(2):
            frames.append((1 + n * 0.02 + way * 0.01, udp(way, rtp(n, n * 160, way + 1), ports=(4000, 6000),
                                                          client=here, server=there)))
    return [*frames, (2, udp(0, bytes.fromhex("80c90001 00000001"), ports=(4001, 6001), client=here, server=there))]


def test_media_between_the_hosts_of_the_signalling(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, call(CLIENT, SERVER))
    found = [(session.application, session.decided_by.name, [(r.to, r.why) for r in session.relations
                                                             if r.kind == "announced_by"])
             for session in analysis.each_session()]
    assert [one[:2] for one in found] == [("sip", "PAYLOAD"), ("rtp", "CORRELATION"), ("rtcp", "CORRELATION")]
    assert [analysis.session(id).relations[0].why for id in (2, 3)] == ["SDP media", "SDP RTCP"]
    assert [analysis.session(id).path for id in (2, 3)] == ["eth.ip.udp.rtp", "eth.ip.udp.rtcp"]


@pytest.mark.parametrize("handlers", [1, 2, 3, 4])
def test_media_between_other_hosts(tmp_path: Path, handlers: int) -> None:
    analysis = analyze(capture(tmp_path, call(FAR, FARTHER)), handlers)
    session = analysis.session(2)
    assert (session.application, session.decided_by.name, session.relations[0].why) == ("rtp", "PAYLOAD", "SDP media")
    assert analysis.session(3).relations[0].to == 1
    assert told(analysis, 2)["lost_up"] == 0


def test_media_that_nobody_announced(tmp_path: Path) -> None:
    frames: list[Timed] = [(n * 0.02, udp(0, rtp(n + 7, n * 160))) for n in range(6)]
    session = analysed(tmp_path, frames).session(1)
    assert (session.application, session.path, session.confidence.name) == ("rtp", "eth.ip.udp.rtp", "LIKELY")


@pytest.mark.parametrize("second", [
    rtp(500), rtp(8, ssrc=9), rtp(8, payload_type=8), b"\x40" + rtp(8)[1:], rtp(7), b""])
def test_what_does_not_go_on_like_media_is_none(tmp_path: Path, second: bytes) -> None:
    frames: list[Timed] = [(0, udp(0, rtp(7))), (1, udp(0, second or b"\x80"))]
    assert analysed(tmp_path, frames).session(1).application == ""


def test_loss_and_jitter(tmp_path: Path) -> None:
    """RFC 3550 appendix A.3 and A.8: two packets lost, one twice, and each of the others 5 ms early or late in turn."""
    kept = [n for n in range(20) if n not in (5, 6)] + [19]
    frames: list[Timed] = [(n * 0.02 + 0.005 * (at % 2), udp(0, rtp(65530 + n, n * 160))) for at, n in enumerate(kept)]
    frames.sort(key=lambda frame: frame[0])
    analysis = analysed(tmp_path, [sip(-1, 0, INVITE, CLIENT, 40000), *frames])
    values = told(analysis, 2)
    assert (values["expected_up"], values["lost_up"], values["codec"]) == (20, 1, 0)
    jitter, before = 0.0, None
    for time, packet in frames:
        stamp = struct.unpack("!I", bytes(packet)[46:50])[0] / 8000
        transit = time - stamp
        if before is not None:
            jitter += (abs(transit - before) * 1000 - jitter) / 16
        before = transit
    assert values["jitter_up"] == pytest.approx(jitter, rel=1e-6)


@pytest.mark.parametrize(("payload_type", "lost", "score"), [
    (0, (), 4.41), (0, range(20, 25), 3.92), (18, (), 4.10), (18, range(20, 25), 3.34), (96, (), None)])
def test_what_listeners_would_say(tmp_path: Path, payload_type: int, lost: Sequence[int], score: float | None) -> None:
    """The default rating of G.711 is 93.2, and its score 4.41 (ITU-T G.107, clause 7.7 and annex B)."""
    frames: list[Timed] = [
        (1 + at * 0.02, udp(0, rtp(at, at * 160, payload_type=payload_type), ports=(4000, 4002)))
        for at in range(100) if at not in lost]
    said = told(analysed(tmp_path, frames), 1).get("mos_up")
    assert said == (None if score is None else pytest.approx(score, abs=0.01))


def test_few_packets_are_not_rated(tmp_path: Path) -> None:
    frames: list[Timed] = [(1 + at * 0.02, udp(0, rtp(at, at * 160), ports=(4000, 4002))) for at in range(49)]
    assert "mos_up" not in told(analysed(tmp_path, frames), 1)


def test_the_clock_of_dynamic_types_is_the_described_one(tmp_path: Path) -> None:
    body = "v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 40000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n"
    frames: list[Timed] = [(0, udp(0, INVITE.format(size=len(body), body=body).encode(), ports=(5060, 5060)))]
    frames += [(1 + n * 0.02 + 0.002 * (n % 2), udp(0, rtp(n, n * 960, payload_type=96))) for n in range(40)]
    assert told(analysed(tmp_path, frames), 2)["jitter_up"] == pytest.approx(2 * (1 - (15 / 16) ** 39), rel=1e-6)


def test_feedback_on_the_port_of_media(tmp_path: Path) -> None:
    frames = [sip(0, 0, INVITE, CLIENT, 40000, "a=rtcp-mux"), (1, udp(0, rtp(1))),
              (2, udp(1, bytes.fromhex("80c90001 00000001")))]
    analysis = analysed(tmp_path, frames)
    assert analysis.session(2).application == "rtp"
    assert "rtcp" in [node.name for node in analysis.packet(3).nodes]


def test_one_packet_that_nobody_announced_is_no_media(tmp_path: Path) -> None:
    session = analysed(tmp_path, [(0, udp(0, rtp(7)))]).session(1)
    assert (session.application, session.path, session.attributes) == ("", "eth.ip.udp.unknown", ())


def test_two_packets_in_sequence_are_media(tmp_path: Path) -> None:
    """RFC 3550 appendix A.1: MIN_SEQUENTIAL."""
    analysis = analysed(tmp_path, [(n / 50, udp(0, rtp(n + 7, n * 160))) for n in range(2)])
    session = analysis.session(1)
    assert (session.application, session.path, session.decided_packet) == ("rtp", "eth.ip.udp.rtp", 2)
    assert (told(analysis, 1)["source"], told(analysis, 1)["codec"]) == (0x1234, 0)


@pytest.mark.parametrize("second", [b"\x17" + bytes(59), rtp(500), rtp(8, ssrc=9)])
def test_what_turns_out_to_be_no_media_keeps_nothing_of_it(tmp_path: Path, second: bytes) -> None:
    frames: list[Timed] = [(0, udp(0, rtp(7))), (1, udp(1, bytes(30))), (2, udp(0, second)), (3, udp(0, bytes(60)))]
    session = analysed(tmp_path, frames).session(1)
    assert (session.application, session.attributes) == ("", ())
