"""OPC UA: hello, channels with and without security, services, and who logs in."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.opcua import OPCUA
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("opcua")
NONE = b"http://opcfoundation.org/UA/SecurityPolicy#None"


def message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", 8 + len(body)) + body


def string(value: bytes | None) -> bytes:
    return b"\xff" * 4 if value is None else struct.pack("<I", len(value)) + value


def service(number: int, body: bytes = b"", kind: bytes = b"MSGF") -> bytes:
    return message(kind, struct.pack("<IIIIBBH", 7, 1, 52, 2, 1, 0, number) + body)


def result(code: int) -> bytes:
    return struct.pack("<QII", 0x01D9_0000_0000_0000, 1, code) + bytes(9)


HELLO = message(b"HELF", struct.pack("<5I", 0, 65535, 65535, 0, 0) + string(b"opc.tcp://plant:4840"))
ACKNOWLEDGED = message(b"ACKF", struct.pack("<5I", 0, 65535, 65535, 0, 0))
OPEN = message(b"OPNF", struct.pack("<I", 0) + string(NONE) + string(None) * 2
               + struct.pack("<IIBBH", 51, 1, 1, 0, 446) + bytes(20))
SECURED = message(b"OPNF", struct.pack("<I", 0) + string(NONE[:-4] + b"Basic256Sha256") + string(b"certificate")
                  + string(b"thumb") + bytes(64))
LOGIN = service(467, bytes(20) + b"\1\0\x44\1\1" + bytes(4) + string(b"0") + string(b"operator") + string(b"secret")
                + string(None))
SAMPLES = [[(0, HELLO), (1, ACKNOWLEDGED), (0, OPEN), (0, service(631, bytes(30))), (1, service(634, result(0))),
            (0, LOGIN), (0, service(452, kind=b"CLOF"))],
           [(0, HELLO), (0, SECURED), (0, message(b"MSGF", struct.pack("<II", 7, 1) + bytes([1, 0, 200, 9] * 8)))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, OPCUA, *pieces, datagram=False)


def test_a_session_in_clear() -> None:
    fed = feed(*SAMPLES[0])
    assert values(fed, "endpoint") + values(fed, "policy") == ["opc.tcp://plant:4840", NONE.decode()]
    assert values(fed, "service") == [446, 631, 634, 467, 452]
    assert values(fed, "user_name") + values(fed, "password") == ["operator", b"secret"]
    assert fed.findings == ["opcua.no_security", "clear_text_credentials"]


def test_behind_a_policy_nothing_is_guessed() -> None:
    fed = feed(*SAMPLES[1])
    assert values(fed, "service") == []
    assert values(fed, "certificate") == [b"certificate"]
    assert fed.findings == []


def test_what_deserves_a_look() -> None:
    assert feed((0, HELLO), (0, service(673)), (0, service(712))).findings == ["opcua.write", "opcua.control"]
    refused = feed((0, HELLO), (1, service(397, result(0x801F0000))))
    assert (values(refused, "result"), refused.findings) == ([0x801F0000], ["opcua.error"])
    error = message(b"ERRF", struct.pack("<I", 0x807D0000) + string(b"later"))
    assert values(feed((0, HELLO), (1, error)), "reason") == ["later"]


def test_it_is_certain_by_its_hello() -> None:
    assert inspect.probe(TWIN, HELLO) == "CERTAIN"
    assert inspect.probe(TWIN, OPEN) == "LIKELY"
    for data in (b"HELO mail\r\n" + bytes(20), message(b"XYZF", bytes(20))):
        assert inspect.probe(TWIN, data) == "REFUTED"
