"""RTSP: the dialogue of RFC 2326 section 14.1, media between messages (section 10.12), and what is announced."""
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.layouts.expressions import key_of_text
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.rtsp import RTSP
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import Timed, analysed, conversation, udp

SETUP = (b"SETUP rtsp://a.example/twister/audio.en RTSP/1.0\r\nCSeq: 1\r\n"
         b"Transport: RTP/AVP/UDP;unicast;client_port=3056-3057\r\n\r\n")
DONE = (b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nSession: 12345678\r\n"
        b"Transport: RTP/AVP/UDP;unicast;client_port=3056-3057;server_port=5000-5001\r\n\r\n")
PLAY = b"PLAY rtsp://a.example/twister RTSP/1.0\r\nCSeq: 2\r\nSession: 12345678\r\n\r\n"
MEDIA = b"\x80\x00" + bytes(6) + b"\0\0\0\7" + b"tone"
PLAYED = b"RTSP/1.0 454 Session Not Found\r\nCSeq: 2\r\n\r\n"
SAMPLES = [[(0, SETUP), (1, DONE), (0, PLAY), (1, PLAYED)]]
TWIN = REGISTRY.twin("rtsp")


def test_a_dialogue() -> None:
    fed = inspect.feed(TWIN, RTSP, *SAMPLES[0])
    expected: dict[str, list[Any]] = {
        "method": ["SETUP", "PLAY"], "status_code": [200, 454], "session_id": ["12345678", "12345678"],
        "uri": ["rtsp://a.example/twister/audio.en", "rtsp://a.example/twister"], "sequence": [1, 1, 2, 2]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["rtsp.refused"]


def test_media_are_announced() -> None:
    rtp, rtcp = key_of_text("rtp"), key_of_text("rtcp")
    assert inspect.feed(TWIN, RTSP, (0, SETUP), (1, DONE)).asked == [
        ("expect", "protocol", key, port) for key, port in ((rtp, 3056), (rtcp, 3057), (rtp, 5000), (rtcp, 5001))]


@pytest.mark.parametrize("split", range(1, 40))
def test_media_between_messages(split: int) -> None:
    stream = PLAYED + b"$\0\0\x10" + MEDIA + b"$\1\0\4rtcp" + DONE
    fed = inspect.feed(TWIN, RTSP, (0, PLAY), (1, stream[:len(PLAYED) + split]), (1, stream[len(PLAYED) + split:]))
    assert fed.asked[:2] == [("carry", "protocol", key_of_text("rtp"), None, MEDIA),
                             ("carry", "protocol", key_of_text("rtcp"), None, b"rtcp")]
    assert (values(fed, "channel"), values(fed, "status_code")) == ([0, 1], [454, 200])


@pytest.mark.parametrize(("data", "guess"), [
    (SETUP, "CERTAIN"), (DONE, "CERTAIN"), (b"OPTIONS sip:a SIP/2.0\r\n\r\n", "LIKELY"),
    (b"GET / HTTP/1.1\r\n\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess


def test_media_in_a_session_of_their_own(tmp_path: Path) -> None:
    frames: list[Timed] = [*conversation([(0, SETUP), (1, DONE)], ports=(40000, 554)),
                           (2, udp(1, MEDIA, ports=(3056, 5000))),
                           (3, udp(1, b"\x80\xc8\0\6" + bytes(24), ports=(3057, 5001)))]
    analysis = analysed(tmp_path, frames)
    assert [analysis.session(id).application for id in (1, 2, 3)] == ["rtsp", "rtp", "rtcp"]
    assert [analysis.session(id).relations[0].why for id in (2, 3)] == ["RTSP media", "RTSP RTCP"]
    assert {value.name: value.value for value in analysis.session(2).attributes}["rtp.lost_up"] == 0


def test_what_follows_lost_bytes_is_found_again() -> None:
    fed = inspect.feed(TWIN, RTSP, (0, SETUP), (0, 100), (0, PLAY), (0, PLAY))
    assert (values(fed, "method"), fed.findings) == (["SETUP", "PLAY", "PLAY"], [])
