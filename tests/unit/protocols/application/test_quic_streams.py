"""Streams of QUIC that a client could send but aioquic does not: behind the handshake of captures/http3.pcap stand
packets of our own, protected with the secrets of its key log by cryptography (RFC 9001 section 5)."""
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from netloupe_engine import Analysis
from tests.unit.protocols.application.test_http3 import FOLDER, GIVEN, frames
from tests.unit.traffic import Timed, analysed

FIRST = 6                   # frames of the handshake
HEADERS = 14 + 20 + 8       # Ethernet, IP, UDP
MOST = (1 << 62) - 1
REQUEST = b"\x01\x07\0\0\xd1\xd7\x51\x01/"      # HEADERS: GET, https, ":path: /"


def varint(value: int) -> bytes:
    """RFC 9000 section 16."""
    size = next(bits for bits in range(4) if value < 1 << (8 * (1 << bits) - 2))
    return (value | size << (8 * (1 << size) - 2)).to_bytes(1 << size)


def stream(id: int, offset: int, data: bytes, is_end: bool = False) -> bytes:
    """A STREAM frame (section 19.8)."""
    return bytes([0x0E | is_end]) + varint(id) + varint(offset) + varint(len(data)) + data


class Client:
    """Protects packets as the client of the capture would."""

    def __init__(self) -> None:
        secret = next(bytes.fromhex(line.split()[2]) for line in (FOLDER / "http3.keys").read_text().splitlines()
                      if line.startswith("CLIENT_TRAFFIC_SECRET_0"))

        def expand(label: bytes, size: int) -> bytes:
            info = size.to_bytes(2) + bytes([6 + len(label)]) + b"tls13 " + label + b"\0"
            return HKDFExpand(SHA384(), size, info).derive(secret)

        self._key, self._iv = AESGCM(expand(b"quic key", 32)), expand(b"quic iv", 12)
        self._mask = expand(b"quic hp", 32)
        self._frame = frames()[FIRST][1]
        self._id = self._frame[HEADERS + 1:HEADERS + 9]
        self._number = 100

    def packet(self, payload: bytes) -> bytes:
        """A frame of Ethernet with a 1-RTT packet."""
        self._number += 1
        number = self._number.to_bytes(4)
        payload += bytes(max(0, 8 - len(payload)))
        head = b"\x43" + self._id + number
        nonce = bytes(a ^ b for a, b in zip(self._iv, bytes(8) + number, strict=True))
        sealed = self._key.encrypt(nonce, payload, head)
        mask = Cipher(algorithms.AES(self._mask), modes.ECB()).encryptor().update(sealed[:16])
        hidden = bytes(a ^ b for a, b in zip(number, mask[1:5], strict=True))
        data = bytes([head[0] ^ mask[0] & 0x1F]) + self._id + hidden + sealed
        made = bytearray(self._frame[:HEADERS] + data)
        made[16:18] = (len(made) - 14).to_bytes(2)
        made[38:40] = (len(data) + 8).to_bytes(2)
        made[24:26] = made[40:42] = b"\0\0"
        return bytes(made)


def said(folder: Path, *payloads: bytes) -> Analysis:
    """The handshake, and these payloads of packets from the client."""
    client, given = Client(), frames()[:FIRST]
    more: list[Timed] = [(1 + at / 100, client.packet(payload)) for at, payload in enumerate(payloads)]
    return analysed(folder, given + more, GIVEN)


def bytes_of(analysis: Analysis, id: int) -> bytes:
    return b"".join(one.body for one in analysis.messages(1, "decrypted") if one.stream == id and one.way == 0)


def titles(analysis: Analysis) -> list[str]:
    return [one.title for one in analysis.messages(1, "http")]


def test_packets_of_our_own_are_read(tmp_path: Path) -> None:
    found = said(tmp_path, stream(0, 0, REQUEST, True))
    assert titles(found) == ["GET / HTTP/3"]
    assert bytes_of(found, 0) == REQUEST


def test_any_order_overlaps_and_copies(tmp_path: Path) -> None:
    data = REQUEST + b"\0\x40\xc8" + bytes(range(200))
    dice = random.Random(5)
    cuts = [(low, min(len(data), low + dice.randrange(1, 60))) for low in range(0, len(data), 20)]
    cuts += [(low, min(len(data), low + 25)) for low in range(0, len(data), 20)]
    dice.shuffle(cuts)
    found = said(tmp_path, *(stream(4, low, data[low:high], high == len(data)) for low, high in cuts))
    assert bytes_of(found, 4) == data
    message, = found.messages(1, "http")
    assert (message.body, message.note) == (bytes(range(200)), "")


def test_what_is_too_far_ahead_is_not_waited_for(tmp_path: Path) -> None:
    far = 1 << 40
    found = said(tmp_path, stream(0, 0, REQUEST + b"\0\x80\0\xff\xff"), stream(0, far, b"behind"),
                 stream(0, 14, b"old"))
    pieces = [(one.title, one.body) for one in found.messages(1, "decrypted") if one.stream == 0]
    assert pieces[1:] == [(f"{far - len(REQUEST) - 5:,} bytes are missing", b""), ("6 bytes", b"behind")]
    assert titles(found) == ["GET / HTTP/3"]


@pytest.mark.parametrize("payload", [
    stream(0, MOST, b"behind the last place"), stream(0, MOST - 5, b"behind the last place"),
    stream(0, 0, b"end", True) + stream(0, 0, b"more than that"), stream(0, 100, b"") + stream(0, 0, b"", True),
    b"\x08", b"\x0e\0", b"\x0e\0\0\x44", b"\x0f\xff\xff\xff\xff\xff\xff\xff\xff"])
def test_broken_frames_cost_no_more_than_themselves(tmp_path: Path, payload: bytes) -> None:
    found = said(tmp_path, payload, stream(4, 0, REQUEST, True))
    assert titles(found)[-1:] == ["GET / HTTP/3"]


def test_more_streams_than_are_remembered(tmp_path: Path) -> None:
    """Each with a hole, so that all of them wait; then what was missing of the first, which is known no more."""
    count = 1200
    payloads = [b"".join(stream(4 * id, 3, REQUEST) for id in range(first, first + 60))
                for first in range(0, count, 60)]
    found = said(tmp_path, *payloads, stream(0, 0, b"abc"), stream(4 * count, 0, REQUEST, True))
    assert titles(found) == ["GET / HTTP/3"]
    assert bytes_of(found, 0) == b""


def test_copies_of_a_stream_that_is_over_say_nothing(tmp_path: Path) -> None:
    over = stream(0, 0, REQUEST, True)
    found = said(tmp_path, over, over, *(stream(4 * id, 0, REQUEST, True) for id in range(1, 300)), over)
    assert len(titles(found)) == 300


def test_a_bomb_of_header_fields_ends(tmp_path: Path) -> None:
    """A large entry of the dynamic table, asked for again and again in many requests; and requests that wait for
    entries that never come."""
    value = b"x" * 3000
    entry = b"\x02\x3f\xe1\x1f\x4a" + b"custom-key" + b"\x7f" + bytes([(len(value) - 127) & 127 | 128,
                                                                     (len(value) - 127) >> 7]) + value
    block = b"\x02\x00" + b"\x80" * 200
    many = [stream(4 * id, 0, b"\x01" + varint(len(block)) + block, True) for id in range(40)]
    waits = [stream(4 * id, 0, b"\x01\x03\x20\0\x80" + bytes(1000)) for id in range(50, 90)]
    parts = [stream(14, at, entry[at:at + 1000]) for at in range(0, len(entry), 1000)]
    found = said(tmp_path, *parts, *many, *waits)
    told = list(found.messages(1, "http"))
    assert len(told) <= 80
    assert sum(len(name) + len(text) for one in told for name, text in one.fields) <= 40 * (1 << 16)
    assert any(finding.kind == "http3.header_compression" for finding in found.findings())


@pytest.mark.parametrize("seed", range(6))
def test_random_streams_do_no_harm(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    types = [0, 1, 2, 3, 4, 5, 7, 13, 0xF0700, 33]

    def frame() -> bytes:
        data = dice.randbytes(dice.choice((0, 1, 5, 40, 300)))
        length = dice.choice((len(data), len(data), len(data) + 3, dice.randrange(1 << 20)))
        return varint(dice.choice(types)) + varint(length) + data

    payloads = []
    ends = dict[int, int]()
    for _ in range(300):
        id = dice.choice((0, 2, 4, 6, 8, 10, 12, 14, 18))
        data = frame() if ends.get(id) or not id & 2 else varint(dice.choice((0, 1, 2, 3, 77))) + frame()
        offset = max(0, ends.get(id, 0) + dice.choice((0, 0, 0, 0, -3, 5, 2000)))
        ends[id] = max(ends.get(id, 0), offset + len(data))
        payloads.append(stream(id, offset, data[:1000], dice.random() < 0.01))
    found = said(tmp_path, *payloads)
    list(found.messages(1, "http"))
    list(found.messages(1, "decrypted"))
    list(found.files())
    for number in range(FIRST + 1, len(found.packets) + 1, 17):
        assert found.packet(number).nodes
