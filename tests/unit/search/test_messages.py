"""Finding in messages: decompressed bodies, and what is decrypted, over the limits of records and packets."""
import gzip
from pathlib import Path

import pytest

from netloupe_engine import Settings, analyze
from netloupe_engine.search import messages
from netloupe_engine.search.messages import find_in_messages
from netloupe_engine.search.pattern import compile_pattern
from netloupe_engine.streams.chunk import StreamChunk
from tests.unit import traffic
from tests.unit.protocols.application.test_tls_opening import opened, wire

CAPTURES = Path(__file__).parents[1] / "protocols" / "application" / "captures"
BODY = b"nothing here, " * 300 + b"but the needle is" + b", and hay" * 300


def test_a_word_in_a_compressed_body(tmp_path: Path) -> None:
    sent = gzip.compress(BODY)
    said = [(0, b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"),
            (1, b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(sent), sent))]
    with traffic.analysed(tmp_path, traffic.conversation(said)) as analysis:
        assert not list(analysis.find("needle", where="streams"))
        hit, = analysis.find("NEEDLE", where="messages")
        assert (hit.packet, hit.session, hit.way, hit.size, hit.found) == (5, 1, 1, 6, "needle")
        assert hit.before.endswith("but the ")
        assert hit.after.startswith(" is, and hay")
        assert [found.way for found in analysis.find("host: x", where="messages")] == [0]
        assert not list(analysis.find("NEEDLE", where="messages", ignore_case=False))


def test_what_is_decrypted_and_what_http3_said(tmp_path: Path) -> None:
    with opened(tmp_path, wire(tmp_path)) as analysis:
        assert list(analysis.find("secret.example.test", where="messages"))
    given = Settings(key_logs=(str(CAPTURES / "http3.keys"),))
    with analyze(str(CAPTURES / "http3.pcap"), settings=given) as analysis:
        hits = list(analysis.find('"title": "from a', where="messages"))
        assert [(hit.session, hit.way) for hit in hits] == [(1, 1), (1, 1)]
    with analyze(str(CAPTURES / "http3.pcap")) as analysis:
        assert not list(analysis.find("title", where="messages"))


class Talk:
    """What was decrypted, in these pieces."""

    def __init__(self, pieces: list[tuple[int, bytes]]) -> None:
        self.pieces = pieces

    def layers(self, id: int) -> tuple[str, ...]:
        return ("decrypted",)

    def inside(self, id: int, cancelled: object = None) -> "Talk":
        return self

    def chunks(self) -> list[StreamChunk]:
        return [StreamChunk("data", 0, at + 1, 0, 0, 0, len(data), offset, data, 4)
                for at, (offset, data) in enumerate(self.pieces)]


@pytest.mark.parametrize("room", [1 << 20, 64])
@pytest.mark.parametrize("step", [1, 3, 50, 1000])
def test_limits_of_pieces_and_goes_mean_nothing_and_gaps_do(monkeypatch: pytest.MonkeyPatch, room: int,
                                                            step: int) -> None:
    monkeypatch.setattr(messages, "_ROOM", room)
    monkeypatch.setattr(messages, "_KEPT", 16)
    data = b".".join([b"needle"] * 40)
    pieces = [(at, data[at:at + step]) for at in range(0, len(data), step)]
    found = list(find_in_messages(Talk(pieces), 1, compile_pattern("needle"), bool))        # type: ignore[arg-type]
    assert [one.offset for one in found] == list(range(0, len(data), 7))
    assert [one.packet for one in found] == [one.offset // step + 1 for one in found]
    apart = [(0, b"nee"), (3, b"dle nee"), (20, b"dle needle")]
    found = list(find_in_messages(Talk(apart), 1, compile_pattern("needle"), bool))         # type: ignore[arg-type]
    assert [one.offset for one in found] == [0, 24]
