"""QUIC: the vectors of RFC 9001 and 9369, packets made by `cryptography`, and broken ones."""
import itertools
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _quic
from netloupe_engine.protocols.application.quic import QUIC
from tests.unit.protocols.application.quic_packets import V2, crypto, initial, long_packet, negotiation, varint
from tests.unit.protocols.application.tls_messages import client_hello, server_name
from tests.unit.traffic import analysed, udp

FIRST = bytes.fromhex("8394c8f03e515708")           # Destination Connection ID of RFC 9001 appendix A
CLIENT, SERVER = bytes(range(8)), bytes(range(20, 28))
HELLO = b"\1\0\0\x40" + bytes(range(64))
# RFC 9001 appendix A.3: the server's first packet
SERVER_PACKET = bytes.fromhex(
    "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c"
    "3ec2493a1839b3dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06edbb7aaf2f588918"
    "50abbdca3d20398c276456cbc42158407dd074ee")
RETRY = {           # RFC 9001 appendix A.4, RFC 9369 appendix A.4
    1: bytes.fromhex("ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba"),
    V2: bytes.fromhex("cf6b3343cf0008f067a5502a4262b5746f6b656ec8646ce8bfe33952d955543665dcc7b6"),
}


def feed(*datagrams: tuple[int, bytes], cut: bool = False) -> Any:
    return inspect.feed(_quic.TWIN, QUIC, *datagrams, cut=cut)


def probe(datagram: bytes, cut: bool = False) -> str:
    return inspect.probe(_quic.TWIN, datagram, datagram=True, cut=cut)


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def handshake(fed: Any) -> bytes:
    """What TLS was given."""
    return b"".join(asked[-1] for asked in fed.asked if asked[:3] == ("carry", "quic.crypto", 1))


def test_server_packet_of_the_rfc() -> None:
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST)), (1, SERVER_PACKET))
    assert values(fed, "packet_number") == [0, 1]
    assert values(fed, "ack_largest") == [0]
    assert handshake(fed)[len(HELLO):].hex().startswith("020000560303eefce7f7b37ba1d1632e96677825ddf739")
    assert values(fed, "crypto_length") == [len(HELLO), 90]


@pytest.mark.parametrize("version", RETRY)
def test_retry_of_the_rfc_is_valid(version: int) -> None:
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST, version=version)), (1, RETRY[version]))
    assert values(fed, "retry_valid") == [True]
    assert values(fed, "token") == [b"token"]
    forged = RETRY[version][:-1] + bytes([RETRY[version][-1] ^ 1])
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST, version=version)), (1, forged))
    assert values(fed, "retry_valid") == [False]


def test_after_a_retry_the_keys_are_those_of_the_new_id() -> None:
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST)), (1, RETRY[1]),
               (0, initial(crypto(HELLO), SERVER, SERVER, token=b"token", number=1)),
               (1, initial(crypto(b"\2\0\0\1x"), SERVER, CLIENT, SERVER, server=True)))
    assert handshake(fed) == HELLO + HELLO + b"\2\0\0\1x"
    assert fed.findings == []


@pytest.mark.parametrize("version", [1, V2, 0xFF00001D, 0xFF00001B])
def test_both_sides_of_every_version(version: int) -> None:
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST, CLIENT, version=version)),
               (1, initial(b"\2\0\0\0\0" + crypto(b"\2\0\0\1x"), FIRST, CLIENT, SERVER, version=version, server=True)))
    assert handshake(fed) == HELLO + b"\2\0\0\1x"
    assert values(fed, "version") == [version, version]
    assert values(fed, "kind") == [0, 0]


def test_compatible_version_negotiation() -> None:
    """RFC 9368: the server answers in another version, with keys from the same id."""
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST)),
               (1, initial(crypto(b"\2\0\0\1x"), FIRST, CLIENT, SERVER, version=V2, server=True)),
               (0, initial(b"\2\0\0\0\0", FIRST, SERVER, CLIENT, version=V2, number=1)))
    assert handshake(fed) == HELLO + b"\2\0\0\1x"
    assert fed.findings == []


def test_a_session_keeps_each_id_once_and_is_about_what_tls_says(tmp_path: Path) -> None:
    body = client_hello([0x1301], [server_name(b"a.example")])
    hello = b"\1" + len(body).to_bytes(3) + body
    ports = (50_000, 443)
    asked = udp(0, initial(crypto(hello), FIRST, FIRST, CLIENT), ports=ports)
    answered = udp(1, initial(b"\2\0\0\0\0", FIRST, CLIENT, SERVER, server=True), ports=ports)
    with analysed(tmp_path, [(0, asked), (1, answered), (2, asked), (3, answered)]) as analysis:
        session = analysis.session(1)
        kept = {name: [value.value for value in session.attributes if value.name == f"quic.{name}"]
                for name in ("version", "dcid", "scid")}
        assert kept == {"version": [1], "dcid": [FIRST, CLIENT], "scid": [CLIENT, SERVER]}
        assert "a.example" in analysis.session_info(1)
        assert analysis.session_info(1) in b"".join(analysis.written_sessions("csv")).decode()


def test_handshake_in_any_order_and_overlapping() -> None:
    """Clients shuffle their frames, with padding and pings between them."""
    seed = random.Random(7)
    data = seed.randbytes(3000)
    for _ in range(40):
        cuts = sorted({0, 3000, *seed.sample(range(1, 3000), 20)})
        parts = [(begin, data[begin:end + seed.choice([0, 0, 9])]) for begin, end in itertools.pairwise(cuts)]
        seed.shuffle(parts)
        datagrams, frames = [], b""
        for at, part in parts:
            frames += crypto(part, at) + seed.choice([b"", b"\1", bytes(5)])
            if len(frames) > 900:
                datagrams.append((0, initial(frames, FIRST, FIRST, number=len(datagrams))))
                frames = b""
        datagrams.append((0, initial(frames, FIRST, FIRST, number=len(datagrams))))
        assert handshake(feed(*datagrams)) == data


def test_packets_share_a_datagram() -> None:
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST, CLIENT, room=200) + long_packet(1, bytes(50), FIRST, CLIENT)
                + long_packet(2, bytes(60), FIRST, CLIENT) + b"\x60" + bytes(30)))
    assert values(fed, "kind") == [0, 1, 2, 4]
    assert values(fed, "spin") == [True]
    assert [attribute.size for attribute in fed.attributes if attribute.name == "payload"][:2] == [50, 60]


def test_version_negotiation_lists_versions() -> None:
    packet = negotiation(CLIENT, SERVER, [1, V2, 0x1A2A3A4A])
    fed = feed((1, packet))
    assert values(fed, "supported_version") == [1, V2, 0x1A2A3A4A]
    assert probe(packet) == "LIKELY"
    assert probe(packet[:-1]) == "REFUTED"


def test_connection_close_says_why() -> None:
    close = b"\x1c" + varint(0x0A) + varint(6) + varint(5) + b"wrong"
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST)), (1, initial(close, FIRST, CLIENT, SERVER, server=True)))
    assert values(fed, "error_code") == [0x0A]
    assert values(fed, "reason") == ["wrong"]
    assert fed.findings == ["quic.refused"]


def test_packet_of_other_keys_is_found() -> None:
    fed = feed((0, initial(crypto(HELLO), FIRST, FIRST)), (1, initial(b"\1", SERVER, CLIENT, SERVER, server=True)))
    assert fed.findings == ["quic.not_opened"]
    assert handshake(fed) == HELLO


def test_frame_that_may_not_be_there_is_malformed() -> None:
    fed = feed((0, initial(b"\x1e", FIRST, FIRST)))
    assert {Note(attribute.note) for attribute in fed.attributes} - {Note.NONE} == {Note.BAD_VALUE}


@pytest.mark.parametrize("token", [b"", bytes(90)], ids=["none", "some"])
def test_what_the_capture_cut_shows_nothing_behind_the_cut(token: bytes) -> None:
    whole = initial(crypto(HELLO), FIRST, FIRST, token=token)
    for size in range(12, 200):
        for item in feed((0, whole[:size]), cut=True).attributes:
            assert item.at + item.size <= size, (size, item)


def test_every_cut_of_a_datagram_is_survived_and_not_recognised_wrongly() -> None:
    whole = initial(crypto(HELLO), FIRST, FIRST)
    assert probe(whole) == "CERTAIN"
    for size in range(len(whole)):
        feed((0, whole[:size]))
        feed((0, whole[:size]), cut=True)
        assert probe(whole[:size]) == "REFUTED"
    assert probe(whole[:100], cut=True) == "CERTAIN"


@pytest.mark.parametrize("other", [
    b"", b"\xc0", b"\x40" + bytes(40), bytes(1200), b"GET / HTTP/1.1\r\n\r\n" * 70,
    b"\x16\xfe\xff" + bytes(60),                                    # DTLS
    bytes.fromhex("c3000000011500") + bytes(1200),                  # an id of 21 bytes
    bytes.fromhex("8300000001080001020304050607") + bytes(1200),    # without the fixed bit
], ids=range(8))
def test_what_is_not_quic(other: bytes) -> None:
    assert probe(other) == "REFUTED"


def test_random_packets_are_survived() -> None:
    seed = random.Random(3)
    whole = initial(crypto(HELLO), FIRST, FIRST, CLIENT)
    for _ in range(300):
        broken = bytearray(whole[:seed.randrange(1, len(whole))])
        for _ in range(seed.randrange(1, 6)):
            broken[seed.randrange(min(40, len(broken)))] = seed.randrange(256)
        feed((0, whole), (1, bytes(broken)), (0, bytes(broken)))


def test_libcrypto_is_looked_for_when_a_packet_needs_it() -> None:
    program = ("import netloupe_engine; from pathlib import Path; "
               "print('libcrypto.so' in Path('/proc/self/maps').read_text())")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
