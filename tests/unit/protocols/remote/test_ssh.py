"""SSH: banners, the key exchange in clear, and what is secret behind it (RFC 4253)."""
import hashlib

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.ssh import SSH
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("ssh")
CLIENT, SERVER = b"SSH-2.0-OpenSSH_9.6\r\n", b"SSH-2.0-billsSSH_3.6.3q3 built by Bill\r\n"


def packet(payload: bytes) -> bytes:
    """RFC 4253 section 6: without a cipher filled up to a multiple of 8 bytes, at least 4 of them."""
    padding = 4 + -(len(payload) + 9) % 8
    return (1 + len(payload) + padding).to_bytes(4, "big") + bytes([padding]) + payload + b"\xff" * padding


def lists(*names: bytes) -> bytes:
    return b"".join(len(name).to_bytes(4, "big") + name for name in names)


INIT = packet(b"\x14" + bytes(range(16)) + lists(
    b"curve25519-sha256,ext-info-c", b"ssh-ed25519", b"aes128-ctr", b"aes256-ctr", b"hmac-sha2-256", b"hmac-sha2-512",
    b"none", b"zlib", b"", b"") + b"\0" + bytes(4))
EXCHANGE = packet(b"\x1e" + lists(b"\x77" * 32))
NEW_KEYS = packet(b"\x15")
SAMPLES = [[(1, SERVER), (0, CLIENT), (0, INIT), (1, INIT), (0, EXCHANGE), (1, packet(b"\x1f" + lists(b"key", b"sig"))),
            (1, NEW_KEYS), (0, NEW_KEYS), (0, bytes(range(100, 180))), (1, bytes(range(40)))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, SSH, *pieces)


def test_banners_are_whole_lines_of_their_sides() -> None:
    fed = feed((0, CLIENT), (1, SERVER))
    assert values(fed, "client_banner") == ["SSH-2.0-OpenSSH_9.6"]
    assert values(fed, "server_banner") == ["SSH-2.0-billsSSH_3.6.3q3 built by Bill"]


def test_a_server_may_say_something_first() -> None:
    fed = feed((0, CLIENT), (1, b"Keep out.\r\n" + SERVER + INIT))
    assert values(fed, "server_banner") == ["SSH-2.0-billsSSH_3.6.3q3 built by Bill"]
    assert values(fed, "message") == [20]


def test_what_is_offered() -> None:
    fed = feed(*SAMPLES[0][:4])
    assert values(fed, "kex_algorithms") == ["curve25519-sha256,ext-info-c"] * 2
    assert values(fed, "encryption_to_server") == ["aes128-ctr"] * 2
    assert values(fed, "compression_to_client") == ["zlib"] * 2
    assert values(fed, "guess_follows") == [False, False]


def test_fingerprints() -> None:
    """HASSH, as its authors describe it: MD5 of methods in the sender's direction."""
    fed = feed(*SAMPLES[0][:4])
    lists_said = (b"curve25519-sha256,ext-info-c;aes128-ctr;hmac-sha2-256;none",
                  b"curve25519-sha256,ext-info-c;aes256-ctr;hmac-sha2-512;zlib")
    assert values(fed, "hassh") == [hashlib.md5(lists_said[0]).hexdigest()]
    assert values(fed, "hassh_server") == [hashlib.md5(lists_said[1]).hexdigest()]


def test_fingerprints_of_long_offers() -> None:
    names = b",".join(b"method-%d@example.org" % number for number in range(200))
    init = packet(b"\x14" + bytes(16) + lists(names, b"", b"a", b"", b"b", b"", b"c", b"", b"", b"") + bytes(5))
    assert values(feed((0, CLIENT), (1, SERVER), (0, init)), "hassh") == [
        hashlib.md5(names + b";a;b;c").hexdigest()]


def test_weak_methods_of_a_server() -> None:
    weak = packet(b"\x14" + bytes(16) + lists(
        b"diffie-hellman-group1-sha1", b"ssh-rsa", b"aes128-ctr,3des-cbc", b"aes128-ctr", b"hmac-sha1", b"hmac-sha1",
        b"none", b"none", b"", b"") + bytes(5))
    assert feed((0, CLIENT), (1, SERVER), (0, weak)).findings == []
    assert feed((0, CLIENT), (1, SERVER), (1, weak)).findings == ["ssh.weak_offer"] * 2
    assert feed((1, b"SSH-1.5-old\r\n"), (0, b"SSH-1.5-old\r\n")).findings == ["ssh.old_version"]


def test_behind_new_keys_nothing_is_read() -> None:
    fed = feed(*SAMPLES[0], (0, NEW_KEYS), (1, INIT))
    assert values(fed, "message") == [20, 20, 30, 31, 21, 21]
    assert fed.findings == []


@pytest.mark.parametrize("version", [b"SSH-1.5-old\n", b"SSH-1.3-older\n"])
def test_of_the_old_version_the_banner_is_read(version: bytes) -> None:
    """Also where the server speaks both: RFC 4253 section 5.1."""
    fed = feed((1, b"SSH-1.99-both\n"), (0, version), (0, bytes(30)), (1, b"\0\0\0\5" + bytes(26)))
    assert values(fed, "client_banner") == [version.decode().strip()]
    assert (fed.findings, values(fed, "packet_length")) == (["ssh.old_version"], [])


def test_goodbye_says_why() -> None:
    goodbye = packet(b"\1\0\0\0\x0c" + lists(b"Too many authentication failures", b""))
    fed = feed((0, CLIENT), (1, SERVER + goodbye))
    assert values(fed, "reason") == [12]
    assert values(fed, "description") == ["Too many authentication failures"]


@pytest.mark.parametrize("data", [b"SSH", b"SSH-2.0-x"])
def test_waits_for_the_line(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "NEED_MORE_BYTES"


@pytest.mark.parametrize("data", [b"SSH-3.0-x\r\n", b"220 SSH-2.0-\r\n", b"HTTP/1.1 200\r\n"])
def test_lookalikes_are_refused(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
