"""TLS opened with the secrets that OpenSSL's ends logged: what was said inside is read as if it had been in clear."""
import random
import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from h2.config import H2Configuration
from h2.connection import H2Connection

from netloupe_engine import Analysis, Settings, analyze
from netloupe_engine.model import Node, Session
from tests.unit.protocols.application.tls_talk import Messages, contexts, segments, talk
from tests.unit.traffic import Timed, analysed, conversation

REQUEST = b"GET /secret HTTP/1.1\r\nHost: secret.example.test\r\n\r\n"
BODY = bytes(range(256)) * 200
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
AGAIN = REQUEST.replace(b"/secret", b"/again")
WORDS: Messages = [(0, REQUEST), (1, ANSWER), (0, AGAIN), (1, ANSWER)]
NO_ENCRYPT_THEN_MAC = 0x80000       # SSL_OP_NO_ENCRYPT_THEN_MAC of OpenSSL

# (version, suite as OpenSSL names it)
SUITES = [
    *(("TLSv1_2", suite) for suite in (
        "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305",
        "AES128-GCM-SHA256", "AES128-CCM", "AES256-CCM8", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384",
        "AES128-SHA256")),
    ("TLSv1_1", "ECDHE-RSA-AES128-SHA"), ("TLSv1", "AES256-SHA"), ("TLSv1_3", "")]


def wire(folder: Path, words: Messages = WORDS, version: str = "TLSv1_3", suite: str = "",
         alpn: tuple[str, ...] = ("http/1.1",), options: int = 0) -> Messages:
    """What such a talk looks like in segments; keys.log is in the folder."""
    client, server = contexts(folder, ssl.TLSVersion[version], suite, alpn)
    client.options |= options
    return segments(talk(client, server, words))


def frames_of(said: Messages) -> list[Timed]:
    return conversation(said, ports=(40000, 443))


def settings(folder: Path) -> Settings:
    return Settings(key_logs=(str(folder / "keys.log"),))


def opened(folder: Path, said: Messages) -> Analysis:
    return analysed(folder, frames_of(said), settings(folder))


def told(session: Session, name: str) -> list[str]:
    return [value.text for value in session.attributes if value.name == name]


def bodies(analysis: Analysis) -> list[bytes]:
    return [found.body for found in analysis.messages(1, "http") if found.body]


def nodes(root: Node) -> list[Node]:
    return [root, *(inner for child in root.children for inner in nodes(child))]


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("options", [0, NO_ENCRYPT_THEN_MAC])
@pytest.mark.parametrize(("version", "suite"), SUITES)
def test_what_was_said_is_read_under_every_protection(tmp_path: Path, version: str, suite: str, options: int) -> None:
    said = wire(tmp_path, version=version, suite=suite, options=options)
    closed = analysed(tmp_path, frames_of(said)).session(1)
    assert closed.application == "tls"
    assert not told(closed, "http.uri")
    assert not told(closed, "tls.decryption")
    found = opened(tmp_path, said)
    session = found.session(1)
    assert session.path == "eth.ip.tcp.tls.http"
    assert session.application == "http"
    assert told(session, "http.uri") == ["/secret", "/again"]
    assert told(session, "tls.decryption") == ["decrypted (1)"]
    assert bodies(found) == [BODY, BODY]
    assert "tls.not_decrypted" not in {finding.kind for finding in found.findings()}


def test_the_certificate_and_the_protocol_of_tls_1_3_come_to_light(tmp_path: Path) -> None:
    session = opened(tmp_path, wire(tmp_path)).session(1)
    assert told(session, "tls.certificate_subject") == ["secret.example.test"]
    assert told(session, "tls.alpn") == ["http/1.1", "http/1.1"]        # offered, and chosen


def test_http_2_is_read_inside(tmp_path: Path) -> None:
    client, server = H2Connection(), H2Connection(H2Configuration(client_side=False))
    client.initiate_connection()
    server.initiate_connection()
    client.send_headers(1, [(":method", "POST"), (":path", "/inside"), (":scheme", "https"),
                            (":authority", "secret.example.test")])
    client.send_data(1, b"x" * 1000, end_stream=True)
    words: Messages = [(0, client.data_to_send()), (1, server.data_to_send())]
    server.receive_data(words[0][1])
    server.send_headers(1, [(":status", "201"), ("content-type", "text/plain")], end_stream=True)
    words.append((1, server.data_to_send()))
    for alpn in (("h2",), ()):          # where nobody says it, it is recognised
        session = opened(tmp_path, wire(tmp_path, words, alpn=alpn)).session(1)
        assert session.path == "eth.ip.tcp.tls.http2"
        assert told(session, "http2.path") == ["/inside"]
        assert told(session, "http2.status_code") == ["201 Created"]


def test_the_tree_has_places_in_the_decrypted_bytes(tmp_path: Path) -> None:
    found = opened(tmp_path, wire(tmp_path))
    number = next(hit for hit in range(1, 20) if "http" in found.packet(hit).path)
    packet = found.packet(number)
    assert packet.path == "eth.ip.tcp.tls.http"
    uri, = (node for root in packet.nodes for node in nodes(root) if node.name == "http.uri")
    buffer = packet.derived[uri.buffer - 2]
    assert buffer.name == "tls.decrypted"
    assert buffer.data[uri.at:uri.at + uri.size] == b"/secret"


def test_a_lost_segment_costs_only_what_was_in_it(tmp_path: Path) -> None:
    said = wire(tmp_path)
    answers = [at for at, (way, data) in enumerate(said) if way == 1 and len(data) == 1400]
    frames = frames_of(said)
    del frames[3 + answers[len(answers) // 4]]          # in the middle of the first answer
    found = analysed(tmp_path, frames, settings(tmp_path))
    assert told(found.session(1), "http.uri") == ["/secret", "/again"]
    assert bodies(found)[-1] == BODY
    assert not any(finding.kind == "tls.not_decrypted" for finding in found.findings())


def test_a_record_that_was_changed_is_a_note_and_the_next_is_read(tmp_path: Path) -> None:
    said = wire(tmp_path)
    _hello, _finished, at, *_ = (at for at, (way, _) in enumerate(said) if way == 0)
    said[at] = (0, said[at][1][:-1] + bytes([said[at][1][-1] ^ 1]))
    found = opened(tmp_path, said)
    assert told(found.session(1), "http.uri") == ["/again"]
    assert [finding.kind for finding in found.findings()].count("tls.not_decrypted") == 1


def test_why_a_session_stays_closed_is_told(tmp_path: Path) -> None:
    said = wire(tmp_path)
    log = (tmp_path / "keys.log").read_text()
    (tmp_path / "keys.log").write_text("CLIENT_RANDOM " + "00" * 32 + " " + "00" * 48 + "\n")
    assert told(opened(tmp_path, said).session(1), "tls.decryption") == ["no secret was given (2)"]
    wrong = [" ".join((*line.split()[:2], "ab" * 48)) for line in log.splitlines() if line[0] != "#"]
    (tmp_path / "keys.log").write_text("\n".join(wrong))
    assert told(opened(tmp_path, said).session(1), "tls.decryption") == ["the secret does not fit (5)"]
    (tmp_path / "keys.log").write_text(log)
    assert told(opened(tmp_path, said[3:]).session(1), "tls.decryption") == ["no whole hello was captured (4)"]


def _expand(secret: bytes, label: bytes, size: int) -> bytes:
    """HKDF-Expand-Label (RFC 8446, section 7.1) by another library."""
    info = size.to_bytes(2, "big") + bytes([6 + len(label)]) + b"tls13 " + label + b"\0"
    return HKDFExpand(SHA384(), size, info).derive(secret)


def _sealed(secret: bytes, number: int, content: bytes, kind: int) -> bytes:
    inner = content + bytes([kind]) + bytes(20)         # padding
    header = b"\x17\x03\x03" + (len(inner) + 16).to_bytes(2, "big")
    nonce = int.from_bytes(_expand(secret, b"iv", 12), "big") ^ number
    return header + AESGCM(_expand(secret, b"key", 32)).encrypt(nonce.to_bytes(12, "big"), inner, header)


def test_keys_are_updated(tmp_path: Path) -> None:
    """RFC 8446, sections 4.6.3 and 7.2; three times, the last one without the message that announces it."""
    said = wire(tmp_path, [(0, REQUEST)])
    while said[-1][0] == 1 or said[-1][1][:2] == b"\x15\x03" or len(said[-1][1]) < 60:
        said.pop()                                      # the ends of both
    lines = [line.split() for line in (tmp_path / "keys.log").read_text().splitlines() if line[0] != "#"]
    log = {label: bytes.fromhex(secret) for label, _, secret in lines}
    secret, number = log["CLIENT_TRAFFIC_SECRET_0"], 1
    for turn in range(3):
        if turn < 2:
            said.append((0, _sealed(secret, number, b"\x18\0\0\1\0", 22)))
        secret, number = _expand(secret, b"traffic upd", 48), 0
        said.append((0, _sealed(secret, number, REQUEST.replace(b"/secret", b"/turn%d" % turn), 23)))
        number = 1
    assert told(opened(tmp_path, said).session(1), "http.uri") == ["/secret", "/turn0", "/turn1", "/turn2"]


def test_handlers_make_no_difference(tmp_path: Path) -> None:
    frames = frames_of(wire(tmp_path))
    found = [analysed(tmp_path, frames, settings(tmp_path), handlers).session(1) for handlers in (1, 4)]
    assert found[0] == found[1]


def test_noise_in_records_does_no_harm(tmp_path: Path) -> None:
    said, dice = wire(tmp_path), random.Random(7)
    for _ in range(40):
        noisy = [(way, bytes(byte ^ (dice.randrange(256) if dice.random() < 0.01 else 0) for byte in data))
                 if dice.random() < 0.3 else (way, data) for way, data in said]
        session = opened(tmp_path, noisy[:dice.randrange(1, len(noisy))]).session(1)
        assert session.id == 1


def test_other_applications_are_recognised_and_their_passwords_are_not_in_clear(tmp_path: Path) -> None:
    words: Messages = [(1, b"* OK IMAP4rev1 ready\r\n"), (0, b"a1 LOGIN joe secret\r\n"), (1, b"a1 OK done\r\n")]
    in_clear = analysed(tmp_path, conversation(words, ports=(40000, 143)))
    assert [finding.kind for finding in in_clear.findings()] == ["clear_text_credentials"]
    found = opened(tmp_path, wire(tmp_path, words, alpn=()))
    assert found.session(1).path == "eth.ip.tcp.tls.imap"
    assert "clear_text_credentials" not in {finding.kind for finding in found.findings()}


def test_openssl_updates_keys_and_sends_early_data(tmp_path: Path) -> None:
    """A capture from a device (captures/make_openssl.sh)."""
    made = Path(__file__).parent / "captures" / "tls13-openssl.pcap"
    with analyze(made, settings=Settings(key_logs=(str(made.with_suffix(".keys")),))) as found:
        use = found.secrets_use()
        assert use is not None
        assert (use.decrypted, use.sessions) == (2, 2)
        said = [b"".join(chunk.data for chunk in found.inside(id).chunks("client")) for id in (1, 2)]
        assert said == [b"hello one\nafter update\nafter second update\n",
                        b"GET /early HTTP/1.1\r\nHost: x\r\n\r\nlate words\n"]
        assert [message.body for message in found.messages(1, "decrypted")] == [
            b"hello one\n", b"after update\n", b"after second update\n"]
        assert not any(finding.kind == "tls.not_decrypted" for finding in found.findings())
