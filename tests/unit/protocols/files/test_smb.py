"""SMB 1: the header ([MS-CIFS] section 2.2.3.1)."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.smb import SMB
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("smb")


def message(command: int, status: int = 0, flags: int = 0) -> bytes:
    rest = command, status, flags, 0xC801, 0, bytes(8), 0, 3, 4, 5, 6
    return b"\xffSMB" + struct.pack("<BIBHH8sHHHHH", *rest) + b"\0\0\0"


SAMPLES = [[(0, message(0x72)), (1, message(0x72, flags=0x80))], [(1, message(0x73, 0xC000006D, 0x80))]]


def test_a_header() -> None:
    fed = inspect.feed(TWIN, SMB, (0, message(0x75)), datagram=True)
    assert [values(fed, name) for name in ("command", "unicode", "tree", "process", "user", "multiplex")] == [
        [0x75], [True], [3], [4], [5], [6]]


def test_refused_logins() -> None:
    assert inspect.feed(TWIN, SMB, *SAMPLES[1], datagram=True).findings == ["smb.login_failed"]


def test_lookalikes_are_refused() -> None:
    for data in (b"", b"\xfeSMB" + bytes(60), message(0)[:31]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
