"""Port mapper: questions and answers of RFC 1833, versions 2 and 4."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.portmap import PORTMAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.files.test_rpc import call, opaque, reply

TWIN = REGISTRY.twin("portmap")
ASKED = call(100000, 2, 3, struct.pack(">IIII", 100003, 3, 6, 0))
LIST = call(100000, 2, 4, xid=9)
LISTED = reply(struct.pack(">IIIII", 1, 100000, 2, 17, 111) + struct.pack(">IIIII", 1, 100005, 3, 6, 20048) + bytes(4),
               xid=9)
NEW = call(100000, 4, 3, struct.pack(">II", 100003, 4) + opaque(b"tcp") + opaque(b"") + opaque(b"joe"), xid=3)
SAMPLES = [[(0, ASKED), (1, reply(struct.pack(">I", 2049)))], [(0, LIST), (1, LISTED)],
           [(0, NEW), (1, reply(opaque(b"0.0.0.0.8.1"), xid=3))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, PORTMAP, *pieces, datagram=True)


def test_where_a_program_is() -> None:
    fed = feed(*SAMPLES[0])
    assert (values(fed, "program"), values(fed, "port"), values(fed, "procedure")) == ([100003], [0, 2049], [3, 3])
    (expected,) = [request for request in fed.asked if request[0] == "expect"]
    assert 2049 in expected


def test_all_programs() -> None:
    assert values(feed(*SAMPLES[1]), "port") == [111, 20048]


def test_version_4() -> None:
    fed = feed(*SAMPLES[2])
    assert (values(fed, "network"), values(fed, "address")) == (["tcp"], ["", "0.0.0.0.8.1"])


def test_a_reply_to_another_call_is_not_guessed_at() -> None:
    assert values(feed((0, ASKED), (1, reply(struct.pack(">I", 2049), xid=8))), "port") == [0]
