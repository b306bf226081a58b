"""Q.931 and H.225.0: a call of H.323 over TPKT."""
from pathlib import Path

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.q931 import Q931
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import FOREVER, capture, opened, tcp

TWIN = REGISTRY.twin("q931")
USER = bytes.fromhex("05 20a8 06 0008914a 0004 0140") + bytes(8)
SETUP = (bytes.fromhex("08 02 1234 05 04 03 8890a5 28 05") + b"Alice" + b"\x6c\x05\x81" + b"1001" + b"\x70\x05\x81"
         + b"1002" + b"\x7e" + len(USER).to_bytes(2, "big") + USER)
RELEASE = bytes.fromhex("08 02 9234 5a 08 02 8091")
SAMPLES = [[(0, SETUP), (1, RELEASE)]]


def test_a_call_that_is_refused() -> None:
    fed = inspect.feed(TWIN, Q931, *SAMPLES[0], datagram=True)
    assert values(fed, "message") + values(fed, "cause") == [5, 0x5A, 17]
    assert values(fed, "calling_number") + values(fed, "called_number") == ["1001", "1002"]
    assert values(fed, "display") + values(fed, "reference") == ["Alice", 0x1234, 0x9234]


def test_over_tcp(tmp_path: Path) -> None:
    packet = b"\3\0" + (4 + len(SETUP)).to_bytes(2, "big") + SETUP
    path = capture(tmp_path, [*opened(0, (40000, 1720)), (1, tcp(0, "PA", 1001, 5001, packet, ports=(40000, 1720)))])
    (session,) = analyze(path, 1, FOREVER).each_session()
    assert session.path == "eth.ip.tcp.tpkt.q931.h225"
    assert session.application == "h225"
