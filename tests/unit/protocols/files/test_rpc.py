"""ONC RPC and its programs: messages as RFC 5531 and RFC 1833 lay them out, in datagrams and in records."""
import struct
from collections.abc import Sequence
from typing import Any

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.rpc import RPC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("rpc")


def opaque(data: bytes) -> bytes:
    return len(data).to_bytes(4) + data + bytes(-len(data) % 4)


SYSTEM = struct.pack(">I", 77) + opaque(b"pc") + struct.pack(">IIII", 1000, 100, 1, 4)


def call(program: int, version: int, procedure: int, arguments: bytes = b"", *, xid: int = 7) -> bytes:
    return (struct.pack(">IIIIII", xid, 0, 2, program, version, procedure) + struct.pack(">I", 1) + opaque(SYSTEM)
            + bytes(8) + arguments)


def reply(results: bytes = b"", *, xid: int = 7, state: int = 0) -> bytes:
    return struct.pack(">IIIIII", xid, 1, 0, 0, 0, state) + results


def record(message: bytes) -> bytes:
    return (0x80000000 | len(message)).to_bytes(4) + message


TALK = [(0, record(call(100003, 3, 0))), (1, record(reply())),
        (0, record(call(100003, 3, 1, opaque(b"file"), xid=8))),
        (1, record(reply(struct.pack(">II", 2, 3), xid=8, state=2)))]
DENIED = struct.pack(">IIIII", 8, 1, 1, 1, 5)
SAMPLES: list[Sequence[tuple[int, bytes]]] = [TALK, [(0, record(call(100005, 3, 0))), (1, record(DENIED))]]


def feed(*pieces: Any, datagram: bool = False) -> inspect.Fed:
    return inspect.feed(TWIN, RPC, *pieces, datagram=datagram)


def test_records() -> None:
    fed = feed(*TALK)
    found = {name: values(fed, name) for name in ("program", "machine", "uid", "state", "highest")}
    assert found == {"program": [100003, 100003], "machine": ["pc", "pc"], "uid": [1000, 1000], "state": [0, 2],
                     "highest": [3]}
    assert fed.findings == ["rpc.error"]
    assert [request[0] for request in fed.asked] == ["carry"]


def test_datagrams() -> None:
    fed = feed((0, call(100000, 2, 3, struct.pack(">IIII", 100003, 3, 6, 0))), (1, reply(b"\0\0\x08\x01")),
               datagram=True)
    assert (values(fed, "program"), values(fed, "state")) == ([100000], [0])
    assert [request[0] for request in fed.asked] == ["carry", "carry"]


def test_a_refusal() -> None:
    fed = feed(*SAMPLES[1])
    assert (values(fed, "auth_reason"), fed.findings) == ([5], ["rpc.refused"])


def test_recognition() -> None:
    message = call(100003, 3, 0)
    assert inspect.probe(TWIN, record(message), datagram=False) == "CERTAIN"
    assert inspect.probe(TWIN, message, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, message[:11] + b"\3" + message[12:], datagram=True) == "REFUTED"
