"""Mount: RFC 1813 appendix I."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.mount import MOUNT
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.files.test_rpc import call, opaque, reply

TWIN = REGISTRY.twin("mount")
EXPORTS = struct.pack(">I", 1) + opaque(b"/srv") + struct.pack(">I", 1) + opaque(b"10.0.0.0/8") + bytes(8)
SAMPLES = [[(0, call(100005, 3, 1, opaque(b"/srv"))), (1, reply(struct.pack(">I", 13)))],
           [(0, call(100005, 3, 5)), (1, reply(EXPORTS))],
           [(0, call(100005, 3, 1, opaque(b"/srv"))), (1, reply(bytes(4) + opaque(b"handle") + struct.pack(">II", 1,
                                                                                                           1)))]]


def test_a_refusal() -> None:
    fed = inspect.feed(TWIN, MOUNT, *SAMPLES[0], datagram=True)
    assert (values(fed, "directory"), values(fed, "status"), fed.findings) == (["/srv"], [13], ["mount.refused"])


def test_exports() -> None:
    fed = inspect.feed(TWIN, MOUNT, *SAMPLES[1], datagram=True)
    assert (values(fed, "directory"), values(fed, "host")) == (["/srv"], ["10.0.0.0/8"])
