"""DTLS: handshakes in datagrams, in fragments and lost ones, fingerprints, versions, and what only looks like it."""
import hashlib
import random

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _dtls
from netloupe_engine.protocols.application._ja import ja4
from netloupe_engine.protocols.application.dtls import DTLS
from netloupe_engine.protocols.application.tls import TLS
from tests.unit.protocols.application.test_x509 import made, name
from tests.unit.protocols.application.tls_messages import (
    alpn,
    client_hello,
    extension,
    numbers,
    server_hello,
    server_name,
    values,
    vector,
)

DTLS_1_0, DTLS_1_2, DTLS_1_3 = 0xFEFF, 0xFEFD, 0xFEFC


def record(content: bytes, kind: int = 22, version: int = DTLS_1_2, epoch: int = 0, number: int = 0) -> bytes:
    """RFC 6347 section 4.1."""
    return (bytes([kind]) + version.to_bytes(2, "big") + epoch.to_bytes(2, "big") + number.to_bytes(6, "big")
            + len(content).to_bytes(2, "big") + content)


def message(kind: int, body: bytes, number: int = 0, pieces: int = 1) -> list[bytes]:
    """The fragments of a handshake message (section 4.2.2)."""
    size = -(-len(body) // pieces)
    return [bytes([kind]) + len(body).to_bytes(3, "big") + number.to_bytes(2, "big") + at.to_bytes(3, "big")
            + len(body[at:at + size]).to_bytes(3, "big") + body[at:at + size] for at in range(0, len(body), size)]


def hello(version: int = DTLS_1_2, cookie: bytes = b"", extensions: tuple[bytes, ...] = ()) -> bytes:
    """A ClientHello has a cookie behind the session (section 4.2.1)."""
    body = client_hello([0xC02B, 0xC02F], [server_name(b"one.example"), alpn(b"webrtc"), *extensions], version=version)
    return body[:35] + vector(cookie, 1) + body[35:]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(_dtls.TWIN, DTLS, *pieces, datagram=True, now_ns=1_700_000_000 * 10**9)


def probe(data: bytes, cut: bool = False) -> str:
    guess: str = inspect.probe(_dtls.TWIN, data, 0, datagram=True, cut=cut)
    return guess


FIRST = record(message(1, hello())[0], version=DTLS_1_0)
VERIFY = record(message(3, b"\xfe\xff\4cook")[0], version=DTLS_1_0)
SECOND = record(message(1, hello(cookie=b"cook"), 1)[0])
ANSWER = record(message(2, server_hello(0xC02B, version=DTLS_1_2), 1)[0], number=1)
CERTIFICATE = vector(vector(made(name((3, 0x0C, b"leaf.example"))), 3), 3)


def test_a_handshake() -> None:
    fed = feed((0, FIRST), (1, VERIFY), (0, SECOND), (1, ANSWER))
    assert (values(fed, "server_name"), values(fed, "alpn")) == (["one.example"] * 2, ["webrtc"] * 2)
    assert (values(fed, "version"), values(fed, "cipher"), values(fed, "cookie")) == ([DTLS_1_2], [0xC02B], [b"cook"])
    assert (values(fed, "message_type"), values(fed, "message_number")) == ([1, 3, 1, 2], [0, 0, 1, 1])
    assert values(fed, "cipher_suite") == [0xC02B, 0xC02F] * 2
    assert len(values(fed, "ja4")) == 1
    assert fed.findings == []


@pytest.mark.parametrize("pieces", [1, 2, 7])
def test_fragments_are_put_together(pieces: int) -> None:
    fragments = [record(one, number=at) for at, one in enumerate(message(11, CERTIFICATE, 2, pieces))]
    fed = feed((0, FIRST), (1, ANSWER), *((1, one) for one in fragments))
    (subject,) = values(fed, "certificate_subject")
    assert subject == "leaf.example"
    lost = [*fragments[:1], *fragments[2:], *fragments]     # what is lost is sent again
    assert values(feed((0, FIRST), (1, ANSWER), *((1, one) for one in lost)), "certificate_subject")[0] == subject


def test_several_records_and_encrypted_ones() -> None:
    secret = record(b"e" * 40, 22, epoch=1) + record(b"d" * 60, 23, epoch=1, number=1)
    fed = feed((0, FIRST), (1, ANSWER), (0, record(b"\1", 20) + secret))
    assert values(fed, "record_type") == [22, 22, 20, 22, 23]
    assert (values(fed, "epoch"), values(fed, "sequence")) == ([0, 0, 0, 1, 1], [0, 1, 0, 0, 1])
    assert values(feed((0, FIRST), (1, record(b"\2\x28", 21))), "alert_description") == [40]


def test_version_1_3() -> None:
    chosen = server_hello(0x1301, [extension(43, numbers(DTLS_1_3))], version=DTLS_1_2)
    offer = hello(extensions=(extension(43, vector(numbers(DTLS_1_2, DTLS_1_3), 1)),))
    fed = feed((0, record(message(1, offer)[0])), (1, record(message(2, chosen)[0]) + b"\x2f" + b"secret" * 5))
    assert (values(fed, "version"), values(fed, "short_header")) == ([DTLS_1_3], [0x2F])
    assert values(fed, "ja4")[0].startswith("dd3d0203wc")


def test_the_fingerprint() -> None:
    """FoxIO's description of JA4, step by step."""
    ciphers = hashlib.sha256(b"c02b,c02f").hexdigest()[:12]
    assert ja4(hello(), "d") == f"dd2d0202wc_{ciphers}_000000000000"


def test_old_versions_are_found() -> None:
    old = record(message(2, server_hello(0xC009, version=DTLS_1_0))[0], version=DTLS_1_0)
    assert feed((0, FIRST), (1, old)).findings == ["dtls.old_version"]


def test_findings_and_fields_have_the_numbers_of_tls() -> None:
    """Code that reads handshakes puts them by number."""
    shared = [found.key for found in DTLS.findings]
    assert [found.key for found in TLS.findings][:len(shared)] == shared
    names = [field.name for field in DTLS.numbered]
    common = [field.name for field, other in zip(TLS.numbered, DTLS.numbered, strict=False) if field == other]
    assert names[:len(common)] == common
    assert "client_certificate_subject" in common


def test_what_is_recognised() -> None:
    assert probe(FIRST) == "CERTAIN"
    assert probe(record(b"d" * 60, 23, epoch=1, number=7)) == "CERTAIN"
    assert probe(FIRST[:60], cut=True) in ("LIKELY", "CERTAIN")
    for data in (FIRST[:-1], FIRST + b"x", b"\x16\xfe\xfe" + FIRST[3:], b"\x13" + FIRST[1:], bytes(60),
                 record(message(1, hello())[0], epoch=0x0100), record(b"\x20" + bytes(20))):
        assert probe(data) == "REFUTED", data
    chance = random.Random(5)
    assert all(probe(chance.randbytes(chance.randrange(13, 200))) == "REFUTED" for _ in range(5000))


def test_cut_and_changed_bytes_are_survived() -> None:
    chance = random.Random(6)
    talk = [(0, FIRST), (1, VERIFY), (0, SECOND), (1, ANSWER),
            *((1, record(one)) for one in message(11, CERTIFICATE, 2, 3))]
    for way, data in talk:
        for size in range(len(data)):
            inspect.feed(_dtls.TWIN, DTLS, (way, data[:size]), datagram=True, cut=True)
            feed((way, data[:size]))
    for _ in range(300):
        changed = []
        for way, data in talk:
            edited = bytearray(data)
            for _ in range(chance.randrange(4)):
                edited[chance.randrange(len(edited))] = chance.randrange(256)
            changed.append((way, bytes(edited)))
        feed(*changed)
