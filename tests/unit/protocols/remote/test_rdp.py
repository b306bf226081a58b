"""RDP: the beginnings that [MS-RDPBCGR] section 4.1 prints, alone and on a stream that becomes TLS."""
from pathlib import Path

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.rdp import RDP
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.test_kinds import FOREVER, HELLO, analyze, frames, written

TWIN = REGISTRY.twin("rdp")
# Section 4.1.1 and 4.1.2
REQUEST = bytes.fromhex("0300002c27e00000000000436f6f6b69653a206d737473686173683d656c746f6e730d0a0100080000000000")
RESPONSE = bytes.fromhex("030000130ed000001234000200080000000000")
TLS_RESPONSE = RESPONSE[:-4] + b"\1\0\0\0"
COOKIE, ANSWER = REQUEST[11:], RESPONSE[11:]
SAMPLES = [[(0, COOKIE), (1, ANSWER)], [(0, COOKIE[-8:]), (1, b"\3\0\x08\0\5\0\0\0")]]


def test_the_printed_beginning() -> None:
    fed = inspect.feed(TWIN, RDP, *SAMPLES[0], datagram=True)
    assert (values(fed, "user_name"), values(fed, "kind"), values(fed, "security")) == (["eltons"], [1, 2], [0])
    assert fed.findings == ["rdp.weak_security"] * 2
    fed = inspect.feed(TWIN, RDP, *SAMPLES[1], datagram=True)
    assert (values(fed, "failure"), fed.findings) == ([5], ["rdp.weak_security", "rdp.refused"])


@pytest.mark.parametrize("response", [RESPONSE, TLS_RESPONSE])
def test_on_a_stream(tmp_path: Path, response: bytes) -> None:
    """What is agreed on follows: TLS, or T.125 in TPKT as before."""
    talk = [(0, REQUEST), (1, response)]
    if response is TLS_RESPONSE:
        talk.append((0, b"\x16\3\1" + len(HELLO).to_bytes(2, "big") + HELLO))
    packets = frames(talk, 3389, False, client="10.0.0.7", server="10.0.0.8")
    analysis = analyze(written(tmp_path, [(bytes(packet), len(packet)) for packet in packets]), 1, FOREVER)
    (session,) = analysis.each_session()
    told = {value.name: value.value for value in session.attributes}
    assert told["rdp.user_name"] == "eltons"
    assert session.application == "rdp"
    assert ("tls.server_name" in told or "tls.ja3" in told) == (response is TLS_RESPONSE)


def test_lookalikes() -> None:
    for data in (b"Cookie: x", b"\4\0\x08\0" + bytes(4), b"\1\0\x09\0" + bytes(4)):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
