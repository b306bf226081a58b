"""TLS messages made by hand, and feeding: what the tests of TLS, its fingerprints and certificates share."""
from collections.abc import Iterable, Sequence
from typing import Any

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _tls
from netloupe_engine.protocols.application.tls import TLS


def feed(*pieces: tuple[int, bytes | int], now_ns: int = 0) -> Any:
    return inspect.feed(_tls.TWIN, TLS, *pieces, now_ns=now_ns)


def probe(data: bytes) -> str:
    guess: str = inspect.probe(_tls.TWIN, data)
    return guess


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def record(content: bytes, kind: int = 22, version: int = 0x0303) -> bytes:
    return bytes([kind]) + version.to_bytes(2, "big") + len(content).to_bytes(2, "big") + content


def handshake(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def vector(content: bytes, width: int = 2) -> bytes:
    return len(content).to_bytes(width, "big") + content


def numbers(*items: int) -> bytes:
    return b"".join(item.to_bytes(2, "big") for item in items)


def extension(kind: int, content: bytes = b"") -> bytes:
    return kind.to_bytes(2, "big") + vector(content)


def server_name(host: bytes) -> bytes:
    return extension(0, vector(b"\0" + vector(host)))


def alpn(*names: bytes) -> bytes:
    return extension(16, vector(b"".join(vector(name, 1) for name in names)))


def client_hello(ciphers: Sequence[int], extensions: Iterable[bytes] | None = (), version: int = 0x0303) -> bytes:
    """The body of a ClientHello. No extensions: an empty list of them; None: not even that."""
    tail = b"" if extensions is None else vector(b"".join(extensions))
    return (version.to_bytes(2, "big") + bytes(range(32)) + vector(b"", 1) + vector(numbers(*ciphers))
            + vector(b"\0", 1) + tail)


def server_hello(cipher: int, extensions: Iterable[bytes] = (), version: int = 0x0303,
                 random: bytes = bytes(range(32))) -> bytes:
    """The body of a ServerHello."""
    return (version.to_bytes(2, "big") + random + vector(b"", 1) + numbers(cipher) + b"\0"
            + vector(b"".join(extensions)))


def certificate(*chain: bytes) -> bytes:
    """The body of a Certificate message (TLS 1.2)."""
    return vector(b"".join(vector(one, 3) for one in chain), 3)
