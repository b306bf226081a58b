"""What is weak in TLS."""
from pathlib import Path

import pytest

from netloupe_engine.rules.encrypted_names import fits
from tests.unit.protocols.application import tls_messages as tls
from tests.unit.protocols.application.test_x509 import der, made, name
from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed, conversation

AES = 0xC02F


def names_of(*hosts: bytes) -> bytes:
    """The extension subjectAltName (RFC 5280 section 4.2.1.6)."""
    names = der(0x30, *(der(0x82, host) for host in hosts))
    return der(0xA3, der(0x30, der(0x30, der(6, bytes.fromhex("551d11")), der(4, names))))


def handshake(cipher: int = AES, asked: bytes = b"www.example.com", *chain: bytes) -> list[Timed]:
    hello = tls.record(tls.handshake(1, tls.client_hello([cipher], [tls.server_name(asked)] if asked else [])))
    answer = tls.record(tls.handshake(2, tls.server_hello(cipher))
                        + (tls.handshake(11, tls.certificate(*chain)) if chain else b""))
    return conversation([(0, hello), (1, answer)], ports=(40_000, 443))


@pytest.mark.parametrize(("cipher", "called"), [
    (0x0005, "RSA_WITH_RC4_128_SHA"), (0x000A, "RSA_WITH_3DES_EDE_CBC_SHA"), (0x0003, "RSA_EXPORT_WITH_RC4_40_MD5"),
    (0x0002, "RSA_WITH_NULL_SHA"), (0x0018, "DH_anon_WITH_RC4_128_MD5"), (0x0009, "RSA_WITH_DES_CBC_SHA")])
def test_cipher_suites_that_must_not_be_used(tmp_path: Path, cipher: int, called: str) -> None:
    analysis = analysed(tmp_path, handshake(cipher))
    (row,) = told(analysis, "tls.weak_cipher")
    assert called in row.text
    assert row.packet == 5                      # the server's hello


@pytest.mark.parametrize("cipher", [AES, 0x1301, 0x1303, 0x002F, 0x009C, 0xCCA8, 0x0041])
def test_cipher_suites_that_may_be(tmp_path: Path, cipher: int) -> None:
    assert not told(analysed(tmp_path, handshake(cipher)), "tls.weak_cipher")


def test_a_certificate_for_another_name(tmp_path: Path) -> None:
    shown = made(name((3, 0x0C, b"other.example")), extensions=names_of(b"other.example", b"*.example.org"))
    (row,) = told(analysed(tmp_path, handshake(AES, b"www.example.com", shown)), "tls.certificate_mismatch")
    assert row.text == "10.0.0.2:443 was asked for www.example.com and showed a certificate for *.example.org"


@pytest.mark.parametrize("extensions", [names_of(b"www.example.com"), names_of(b"a.test", b"*.EXAMPLE.com"), b""])
def test_a_certificate_for_the_name(tmp_path: Path, extensions: bytes) -> None:
    shown = made(name((3, 0x0C, b"WWW.example.com")), extensions=extensions)
    assert not told(analysed(tmp_path, handshake(AES, b"www.example.com", shown)), "tls.certificate_mismatch")


def test_a_certificate_where_no_name_was_asked_for(tmp_path: Path) -> None:
    shown = made(name((3, 0x0C, b"other.example")))
    assert not told(analysed(tmp_path, handshake(AES, b"", shown)), "tls.certificate_mismatch")


def test_a_hello_without_a_server_name(tmp_path: Path) -> None:
    (row,) = told(analysed(tmp_path, handshake(AES, b"")), "tls.no_server_name")
    assert (row.packet, row.text) == (4, "10.0.0.2:443 was not told which host is meant")
    assert not told(analysed(tmp_path, handshake(AES, b"a.example")), "tls.no_server_name")


def test_a_star_stands_for_one_label() -> None:      # RFC 9525 section 6.3
    assert fits("a.example.com", "*.example.com")
    assert not fits("a.b.example.com", "*.example.com")
    assert not fits("example.com", "*.example.com")
    assert fits("Example.COM.", "example.com")


@pytest.mark.parametrize(("asked", "is_odd"), [
    (b"www.example.com", False), (b"xn--mnchen-3ya.de", False), (b"_dns.resolver.arpa", False), (b"*.a.b", False),
    (b"localhost", False), (b"10.0.0.1", True), (b"2001:db8::1", True),
    (b"a\x01b.com", True), (b"my host", True), (b"a..b", True), (b"<script>.test", True)])
def test_server_names_that_no_host_has(tmp_path: Path, asked: bytes, is_odd: bool) -> None:
    rows = told(analysed(tmp_path, handshake(AES, asked)), "tls.odd_server_name")
    assert [row.packet for row in rows] == ([4] if is_odd else [])
