"""iSCSI: a login, a command and its answer (RFC 7143)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.iscsi import ISCSI
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("iscsi")


def pdu(operation: int, data: bytes = b"", *, flags: int = 0x80, rest: bytes = bytes(28), lun: int = 0) -> bytes:
    return (bytes([operation, flags]) + bytes(3) + len(data).to_bytes(3) + lun.to_bytes(8) + b"\0\0\0\7" + rest + data
            + bytes(-len(data) % 4))


KEYS = b"InitiatorName=iqn.1998-01.com.example:pc\0TargetName=iqn.2001-04.com.example:disk\0AuthMethod=None\0"
LOGIN = pdu(0x43, KEYS)
ACCEPTED = pdu(0x23, b"TargetPortalGroupTag=1\0")
REFUSED = pdu(0x23, rest=bytes(16) + b"\2\1" + bytes(10))
READ = pdu(0x01, rest=(4096).to_bytes(4) + bytes(8) + b"\x28\0\0\0\x10\0\0\0\0\x08\0" + bytes(5), flags=0xC1)
DATA = pdu(0x25, bytes(510))
FAILED = pdu(0x21, rest=bytes(28)).replace(b"\x21\x80\0\0", b"\x21\x80\0\2", 1)
SAMPLES = [[(0, LOGIN), (1, ACCEPTED), (0, READ), (1, DATA), (1, FAILED)], [(0, LOGIN), (1, REFUSED)]]


def test_a_disk_is_read() -> None:
    fed = inspect.feed(TWIN, ISCSI, *SAMPLES[0])
    assert values(fed, "operation") == [3, 0x23, 1, 0x25, 0x21]
    assert (values(fed, "initiator"), values(fed, "target")) == (["iqn.1998-01.com.example:pc"],
                                                                 ["iqn.2001-04.com.example:disk"])
    assert (values(fed, "scsi_command"), values(fed, "block"), values(fed, "expected")) == ([0x28], [0x1000], [4096])
    assert fed.findings == ["iscsi.failed"]


def test_a_refused_login() -> None:
    assert inspect.feed(TWIN, ISCSI, *SAMPLES[1]).findings == ["iscsi.login_failed"]
    assert inspect.probe(TWIN, LOGIN) == "LIKELY"
    assert inspect.probe(TWIN, b"\x07" + LOGIN[1:]) == "REFUTED"
