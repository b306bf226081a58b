"""MGCP: commands and answers, as RFC 3435 prints them (appendix F)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.mgcp import MGCP
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("mgcp")


def message(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode()


CREATE = message("CRCX 1204 aaln/1@rgw-2567.whatever.net MGCP 1.0", "C: A3C47F21456789F0", "L: p:10, a:PCMU",
                 "M: recvonly", "N: ca@ca1.whatever.net:5678", "X: 0123456789AD", "R: L/hd", "S: L/rg")
CREATED = message("200 1204 OK", "I: FDE234C8", "", "v=0", "o=- 25678 753849 IN IP4 128.96.41.1", "s=-",
                  "c=IN IP4 128.96.41.1", "t=0 0", "m=audio 3456 RTP/AVP 0")
NOTIFY = message("NTFY 2002 aaln/1@rgw-2567.whatever.net MGCP 1.0", "N: ca@ca1.whatever.net:5678", "X: 0123456789AC",
                 "O: L/hd,D/9,D/1,D/2,D/0,D/1,D/8,D/2,D/9,D/4,D/2,D/6,D/6")
REFUSED = message("401 2002 Off hook already")
SAMPLES = [[(0, CREATE), (1, CREATED), (1, NOTIFY), (0, REFUSED)]]


def test_a_connection_is_made() -> None:
    fed = inspect.feed(TWIN, MGCP, *SAMPLES[0], datagram=True)
    assert values(fed, "verb") + values(fed, "code") == ["CRCX", "NTFY", 200, 401]
    assert values(fed, "transaction") == [1204, 1204, 2002, 2002]
    assert values(fed, "endpoint")[0] == "aaln/1@rgw-2567.whatever.net"
    assert values(fed, "call_id") + values(fed, "connection_id") == ["A3C47F21456789F0", "FDE234C8"]
    assert values(fed, "mode") + values(fed, "observed_events")[:1] == [
        "recvonly", "L/hd,D/9,D/1,D/2,D/0,D/1,D/8,D/2,D/9,D/4,D/2,D/6,D/6"]
    assert fed.findings == ["mgcp.refused"]


def test_lookalikes_are_refused() -> None:
    assert inspect.probe(TWIN, CREATE, datagram=True) == "CERTAIN"
    for data in (b"RSET 1204 x\r\n", b"CRCX 1204 aaln/1@rgw SIP/2.0\r\n", b"2000 1204 OK\r\n"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
