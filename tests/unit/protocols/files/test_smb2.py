"""SMB 2 and 3: headers, compounds, encrypted messages, refusals ([MS-SMB2])."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.smb2 import SMB2
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("smb2")


def message(command: int, *, status: int = 0, flags: int = 0, following: int = 0, body: bytes = bytes(36)) -> bytes:
    """[MS-SMB2] section 2.2.1.2"""
    return struct.pack("<4sHHIHHIIQIIQ16s", b"\xfeSMB", 64, 1, status, command, 1, flags, following, 7, 0xFEFF, 5, 9,
                       bytes(16)) + body


REFUSED = message(1, status=0xC000006D, flags=1, body=bytes(9))
COMPOUND = message(5, following=104, body=bytes(40)) + message(6, flags=4)
SEALED = b"\xfdSMB" + bytes(32) + struct.pack("<IHHQ", 100, 0, 1, 9) + bytes(100)
SAMPLES = [[(0, message(0)), (1, message(0, flags=1))], [(0, message(1)), (1, REFUSED)], [(0, COMPOUND)],
           [(0, SEALED), (0, b"\xfcSMB" + struct.pack("<IHHI", 400, 1, 0, 0) + bytes(30))]]


def feed(data: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, SMB2, (0, data), datagram=True)


def test_a_header() -> None:
    fed = feed(message(3, flags=8))
    assert {name: values(fed, name) for name in ("command", "message_id", "tree", "session", "signed", "response")} == {
        "command": [3], "message_id": [7], "tree": [5], "session": [9], "signed": [True], "response": [False]}


def test_several_in_one() -> None:
    fed = feed(COMPOUND)
    assert (values(fed, "command"), len(values(fed, "message"))) == ([5, 6], 2)


def test_refusals() -> None:
    assert feed(REFUSED).findings == ["smb2.login_failed"]
    assert feed(message(5, status=0xC0000022, flags=1)).findings == ["smb2.access_denied"]


def test_what_is_encrypted_is_not_read() -> None:
    fed = feed(SEALED)
    assert (values(fed, "session"), values(fed, "command"), values(fed, "original_size")) == ([9], [], [100])


def test_lookalikes_are_refused() -> None:
    for data in (b"", b"\xfeSMX" + bytes(80), message(0)[:4] + b"\x41" + message(0)[5:], message(0)[:60]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
