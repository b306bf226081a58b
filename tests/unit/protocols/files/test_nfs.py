"""NFS: calls and replies of versions 2, 3 and 4."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.nfs import NFS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.files.test_rpc import call, opaque, reply

TWIN = REGISTRY.twin("nfs")
HANDLE = opaque(bytes(range(20)))
READ_3 = call(100003, 3, 6, HANDLE + struct.pack(">QI", 4096, 512), xid=1)
LOOKUP_3 = call(100003, 3, 3, HANDLE + opaque(b"a file"), xid=2)
RENAME_2 = call(100003, 2, 11, bytes(32) + opaque(b"old") + bytes(32) + opaque(b"new"), xid=3)
OPEN_4 = call(100003, 4, 1, opaque(b"") + struct.pack(">II", 1, 5)
              + struct.pack(">I", 53) + bytes(16) + struct.pack(">IIII", 7, 0, 0, 0)
              + struct.pack(">I", 22) + HANDLE
              + struct.pack(">IIIIQ", 18, 0, 1, 0, 5) + opaque(b"owner") + struct.pack(">II", 0, 0) + opaque(b"report")
              + struct.pack(">I", 10) + struct.pack(">IIII", 9, 2, 0x18, 0x30), xid=4)
SAMPLES = [[(0, READ_3), (1, reply(bytes(4) + bytes(120), xid=1)), (0, LOOKUP_3),
            (1, reply(struct.pack(">II", 2, 0), xid=2))],
           [(0, RENAME_2), (1, reply(struct.pack(">I", 13), xid=3))],
           [(0, OPEN_4), (1, reply(struct.pack(">I", 10016) + opaque(b"") + struct.pack(">III", 1, 53, 10016), xid=4))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, NFS, *pieces, datagram=True)


@pytest.mark.parametrize(("conversation", "name", "found"), [
    (0, "request_3", [6, 3]), (0, "name", ["a file"]), (0, "offset", [4096]), (0, "count", [512]),
    (0, "status", [0, 2]),
    (1, "request_2", [11]), (1, "new_name", ["new"]), (2, "operation", [53, 22, 18, 10, 9, 53]),
    (2, "name", ["report"]),
    (2, "status", [10016])])
def test_what_is_said(conversation: int, name: str, found: list[object]) -> None:
    assert values(feed(*SAMPLES[conversation]), name) == found


def test_findings() -> None:
    assert [feed(*conversation).findings for conversation in SAMPLES] == [
        [], ["nfs.access_denied"], ["nfs.error"]]


def test_a_reply_to_an_earlier_call_has_its_status() -> None:
    assert values(feed((0, READ_3), (0, LOOKUP_3), (1, reply(bytes(124), xid=1))), "status") == [0]
