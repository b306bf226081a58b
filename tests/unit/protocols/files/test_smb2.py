"""SMB 2 and 3: headers, compounds, encrypted messages, refusals ([MS-SMB2])."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.smb2 import SMB2
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.management.test_dcerpc import ntlm

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


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


# Bodies as [MS-SMB2] sections 2.2.3 to 2.2.39 lay them out; what stands at an offset counts from the header.
NEGOTIATE = message(0, body=struct.pack("<HHHHI16sQHH", 36, 2, 1, 0, 0x7F, bytes(range(16)), 0, 0x0202, 0x0311))
AGREED = message(0, flags=1, body=struct.pack("<HHHH16sIIIIQQHHI", 65, 3, 0x0311, 0, bytes(16), 0x2F, 1 << 20, 1 << 20,
                                              1 << 20, 132223104000000000, 0, 128, 0, 0) + b"\0")
LOGIN = message(1, body=struct.pack("<HBBIIHHQ", 25, 0, 1, 1, 0, 88, len(ntlm("SHOP", "joe", "PC1")), 0)
                + ntlm("SHOP", "joe", "PC1"))
GUEST = message(1, flags=1, body=struct.pack("<HHHH", 9, 1, 72, 0))
CONNECT = message(3, body=struct.pack("<HHHH", 9, 0, 72, 24) + wide("\\\\srv\\files$"))
CONNECTED = message(3, flags=1, body=struct.pack("<HBBIII", 16, 2, 0, 0, 0, 0x1F01FF))
CREATE = message(5, body=struct.pack("<HBBIQQIIIIIHHII", 57, 0, 0, 2, 0, 0, 0x120089, 0, 7, 1, 0x40, 120, 12, 0, 0)
                 + wide("a\\b.tx"))
CREATED = message(5, flags=1, body=struct.pack("<HBBIQQQQQQII", 89, 0, 0, 1, 0, 0, 0, 0, 4096, 1234, 0x20,
                                               0) + bytes(24))
READ = message(8, body=struct.pack("<HBBIQ16s", 49, 80, 0, 512, 4096, bytes(16)) + bytes(17))
CALL = bytes.fromhex("0500 0003 10000000 1800 0000 01000000 00000000 0000 0f00".replace(" ", ""))
PIPED = message(9, body=struct.pack("<HHIQ16sIIHHI", 49, 112, len(CALL), 0, bytes(16), 0, 0, 0, 0, 0) + CALL)
RENAMED = message(17, body=struct.pack("<HBBIHHI16s", 33, 1, 10, 26, 96, 0, 0, bytes(16)) + struct.pack("<QQI", 0, 0, 6)
                  + wide("new"))
SAMPLES += [[(0, NEGOTIATE), (1, AGREED), (0, LOGIN), (1, GUEST), (0, CONNECT), (1, CONNECTED)],
            [(0, CREATE), (1, CREATED), (0, READ), (0, PIPED), (0, RENAMED)]]


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


def test_who_speaks_which_version_and_logs_in() -> None:
    fed = inspect.feed(TWIN, SMB2, *SAMPLES[4], datagram=True)
    found = {name: values(fed, name) for name in ("offered_dialect", "dialect", "guid", "domain", "user", "workstation",
                                                  "tree_path", "share_type", "login_flags")}
    assert found == {"offered_dialect": [0x0202, 0x0311], "dialect": [0x0311], "domain": ["SHOP"], "user": ["joe"],
                     "guid": ["03020100-0504-0706-0809-0a0b0c0d0e0f", "00000000-0000-0000-0000-000000000000"],
                     "workstation": ["PC1"], "tree_path": ["\\\\srv\\files$"], "share_type": [2], "login_flags": [1]}
    assert fed.findings == ["smb2.guest"]


def test_files_and_what_is_in_pipes() -> None:
    fed = inspect.feed(TWIN, SMB2, *SAMPLES[5], datagram=True)
    found = {name: values(fed, name) for name in ("file", "action", "file_size", "length", "file_offset", "new_name")}
    assert found == {"file": ["a\\b.tx"], "action": [1], "file_size": [1234], "length": [512, 24],
                     "file_offset": [4096, 0],
                     "new_name": ["new"]}
    assert [request[0] for request in fed.asked] == ["carry"]


def test_what_is_encrypted_is_not_read() -> None:
    fed = feed(SEALED)
    assert (values(fed, "session"), values(fed, "command"), values(fed, "original_size")) == ([9], [], [100])


def test_lookalikes_are_refused() -> None:
    for data in (b"", b"\xfeSMX" + bytes(80), message(0)[:4] + b"\x41" + message(0)[5:], message(0)[:60]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
