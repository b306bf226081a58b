"""Makes QUIC packets (RFC 9000, 9001, 9369) with `cryptography`, knowing nothing of the engine."""
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

SALTS = {
    1: bytes.fromhex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
    0x6B3343CF: bytes.fromhex("0dede3def700a6db819381be6e269dcbf9bd2ed9"),
    0xFF00001D: bytes.fromhex("afbfec289993d24c9e9786f19c6111e04390a899"),
    0xFF00001B: bytes.fromhex("c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
}
V2 = 0x6B3343CF


def hmac(key: bytes, data: bytes) -> bytes:
    made = HMAC(key, hashes.SHA256())
    made.update(data)
    return made.finalize()


def expand_label(secret: bytes, label: str, size: int) -> bytes:
    name = b"tls13 " + label.encode()
    return hmac(secret, size.to_bytes(2) + bytes([len(name)]) + name + b"\0\1")[:size]


def varint(value: int) -> bytes:
    for bits, size in ((6, 1), (14, 2), (30, 4)):
        if value < 1 << bits:
            return (value | (size.bit_length() - 1) << (8 * size - 2)).to_bytes(size)
    return (value | 3 << 62).to_bytes(8)


def crypto(data: bytes, at: int = 0) -> bytes:
    return b"\x06" + varint(at) + varint(len(data)) + data


def initial(payload: bytes, first_id: bytes, dcid: bytes = b"", scid: bytes = b"\1\2\3\4", *, version: int = 1,
            server: bool = False, number: int = 0, token: bytes = b"", room: int = 1162) -> bytes:
    """An Initial packet; its keys come from `first_id`."""
    secret = expand_label(hmac(SALTS[version], first_id), "server in" if server else "client in", 32)
    word = "quicv2 " if version == V2 else "quic "
    key, iv, protection = (
        expand_label(secret, word + name, size) for name, size in (("key", 16), ("iv", 12), ("hp", 16)))
    payload = payload.ljust(room, b"\0")
    head = (bytes([0xD3 if version == V2 else 0xC3]) + version.to_bytes(4) + bytes([len(dcid)]) + dcid
            + bytes([len(scid)]) + scid + varint(len(token)) + token + varint(4 + len(payload) + 16)
            + number.to_bytes(4))
    nonce = (int.from_bytes(iv) ^ number).to_bytes(12)
    sealed = AESGCM(key).encrypt(nonce, payload, head)
    mask = Cipher(algorithms.AES(protection), modes.ECB()).encryptor().update(sealed[:16])
    hidden = bytearray(head)
    hidden[0] ^= mask[0] & 0xF
    for at in range(4):
        hidden[len(head) - 4 + at] ^= mask[1 + at]
    return bytes(hidden) + sealed


def long_packet(kind: int, payload: bytes, dcid: bytes, scid: bytes, version: int = 1) -> bytes:
    """0-RTT or Handshake, protected by something."""
    return (bytes([0xC0 | kind << 4]) + version.to_bytes(4) + bytes([len(dcid)]) + dcid + bytes([len(scid)]) + scid
            + varint(len(payload)) + payload)


def negotiation(dcid: bytes, scid: bytes, versions: Sequence[int]) -> bytes:
    return (b"\x80" + bytes(4) + bytes([len(dcid)]) + dcid + bytes([len(scid)]) + scid
            + b"".join(version.to_bytes(4) for version in versions))
