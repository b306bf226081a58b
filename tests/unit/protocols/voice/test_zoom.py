"""Zoom's media: audio, video, screens and reports behind the headers of its servers."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.zoom import ZOOM
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("zoom")


def packet(media: int, inner: bytes, between: int, direction: int = 0) -> bytes:
    return (struct.pack(">BH4xBB8xHI", 5, 1, direction, media, 7, 1000) + bytes(between) + inner)


def rtp(kind: int) -> bytes:
    return struct.pack(">BBHII", 0x90, kind, 9, 500, 0x01000402)


AUDIO, SCREEN = packet(15, rtp(112) + bytes(60), 4), packet(13, rtp(99), 12)
VIDEO = packet(16, rtp(98) + bytes(900), 9, 4)
REPORT = packet(33, struct.pack(">BBHI", 0x80, 200, 6, 0x01000402) + bytes(20), 1)
SAMPLES = [[(0, AUDIO), (1, VIDEO), (0, SCREEN), (0, REPORT)]]


def test_kinds_of_media() -> None:
    fed = inspect.feed(TWIN, ZOOM, *SAMPLES[0], datagram=True)
    assert values(fed, "media") + values(fed, "payload_type") == [15, 16, 13, 33, 112, 98, 99]
    assert values(fed, "ssrc") == [0x01000402] * 4


def test_lookalikes_are_refused() -> None:
    for data in (b"\6" + AUDIO[1:], AUDIO[:7] + b"\2" + AUDIO[8:], AUDIO[:8] + b"\x63" + AUDIO[9:],
                 AUDIO[:27] + b"\x50" + AUDIO[28:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
