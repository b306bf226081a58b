"""The JSON contract, against the example of the design."""
import io
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from netloupe_engine.cli.documents import write_analysis
from netloupe_engine.export.json_text import encode
from netloupe_engine.model import (
    AttributeValue,
    CaptureInfo,
    Confidence,
    Damage,
    Decision,
    DirectionReason,
    EndReason,
    FindingRow,
    Interface,
    PathStatistics,
    Session,
    Severity,
    State,
    TcpFacts,
    Transition,
)
from tests.unit.export.oracle import document, json_of

START = 1_700_000_000_000_000_000
EXAMPLE = """
{"netloupe": 1,
 "capture": {"path": "x.pcap", "format": "pcap", "packets": 5, "bytes": 812, "captured_bytes": 812,
   "start": 1700000000.000000123, "end": 1700000001.500000000, "link_types": ["EN10MB"], "interfaces": 1,
   "malformed_packets": 0, "unprocessed_packets": 0, "damage": null},
 "protocols": [{"path": "eth.ip.tcp.http", "packets": 2, "bytes": 600, "payload_bytes": 480, "sessions": 1}],
 "sessions": [{"id": 1, "parent": null, "protocol": "tcp", "family": 4, "vlan": [], "initiator": "10.0.0.1",
   "initiator_port": 40000, "responder": "10.0.0.2", "responder_port": 80, "start": 1700000000.100000000,
   "end": 1700000001.500000000, "packets": [3, 2], "bytes": [400, 412], "payload_bytes": [120, 180],
   "state": "CLOSED", "end_reason": "graceful", "states": [["NEW", 1700000000.100000000, 1],
     ["ESTABLISHED", 1700000000.200000000, 3], ["ACTIVE", 1700000000.300000000, 4],
     ["CLOSING", 1700000001.400000000, 8], ["CLOSED", 1700000001.500000000, 10]],
   "path": "eth.ip.tcp.http", "application": "http", "service": null,
   "responder_name": null, "expected_by": null, "expected_reason": null, "relations": [],
   "direction": {"by": "opening", "turned": false}, "decided": {"by": "payload", "packet": 4, "confidence": "certain"},
   "tcp": {"rtt": 0.012000000, "retransmissions": [0, 0], "out_of_order": [0, 0], "duplicate_acks": [0, 0],
     "zero_windows": [0, 0], "resets": [0, 0], "copies": [0, 0], "discarded": [0, 0]},
   "attributes": {"http.method": ["GET"], "http.host": ["example.com"], "http.uri": ["/"], "http.status_code": [200]},
   "findings": [], "category": null, "service_decided": null}],
 "findings": [{"severity": "warning", "kind": "tcp.reset", "session": 1, "packet": 10, "text": "…"}]}
"""


def at(tenths: int) -> int:
    return START + tenths * 100_000_000


TCP = TcpFacts(
    rtt_ns=12_000_000, server_rtt_ns=None, client_rtt_ns=None, data_rtt_ns=None, retransmissions=(0, 0),
    out_of_order=(0, 0), duplicate_acks=(0, 0), zero_windows=(0, 0), resets=(0, 0), copies=(0, 0),
    discarded=(0, 0), mss=(0, 0),
    window_shift=(None, None), sack_permitted=(False, False), flags_seen=(0, 0), mid_stream=False)
SESSION = Session(
    id=1, parent=0, protocol="tcp", family=4, vlan=(), initiator="10.0.0.1", initiator_port=40000,
    responder="10.0.0.2", responder_port=80, start_ns=at(1), end_ns=at(15), first_payload_ns=None,
    last_payload_ns=None, first_packet=1, last_packet=10, packets=(3, 2), bytes=(400, 412), payload_bytes=(120, 180),
    inner_packets=(0, 0), inner_bytes=(0, 0), state=State.CLOSED, end_reason=EndReason.GRACEFUL,
    states=(Transition(State.NEW, at(1), 1), Transition(State.ESTABLISHED, at(2), 3),
            Transition(State.ACTIVE, at(3), 4), Transition(State.CLOSING, at(14), 8),
            Transition(State.CLOSED, at(15), 10)),
    path="eth.ip.tcp.http", direction=DirectionReason.OPENING, turned=False,
    application="http", service="", decided_by=Decision.PAYLOAD, decided_packet=4,
    confidence=Confidence.CERTAIN, response_ns=None, tcp=TCP,
    attributes=(AttributeValue("http.method", "GET", "GET", 4), AttributeValue("http.host", "example.com", "", 4),
                AttributeValue("http.uri", "/", "/", 4), AttributeValue("http.status_code", 200, "200", 5)),
    findings=())
CAPTURE = CaptureInfo(
    path="x.pcap", format="pcap", compression="", size_bytes=900, packets=5, bytes=812, captured_bytes=812,
    start_ns=START + 123, end_ns=at(15), link_types=("EN10MB",), interfaces=(Interface(0, 1, "EN10MB", 0),),
    malformed_packets=0, unprocessed_packets=0, comments=(), damage=None)


@pytest.fixture
def analysis() -> SimpleNamespace:
    """An analysis that gives the example's values."""
    return SimpleNamespace(
        capture=CAPTURE, written_sessions=lambda form, ids, named=False: [json_of(document(SESSION)).encode()],
        protocols=lambda: [PathStatistics("eth.ip.tcp.http", 2, 600, 480, 1)],
        findings=lambda: [FindingRow(Severity.WARNING, "tcp.reset", 1, 10, "…")])


def exact(text: str) -> object:
    """Parsed with numbers as they are written, and the order of names kept."""
    return json.loads(text, parse_float=str, object_pairs_hook=tuple)


def test_an_analysis_is_written_as_the_design_shows(analysis: SimpleNamespace) -> None:
    out = io.StringIO()
    write_analysis(out, analysis)
    assert exact(out.getvalue()) == exact(EXAMPLE)


def test_an_empty_capture_has_no_times(analysis: SimpleNamespace) -> None:
    from dataclasses import replace
    analysis.capture = replace(CAPTURE, packets=0, start_ns=None, end_ns=None, damage=Damage(24, 0, "it ends here"))
    analysis.written_sessions = lambda form, ids, named=False: [b""]
    out = io.StringIO()
    write_analysis(out, analysis)
    found = json.loads(out.getvalue())
    assert found["capture"]["start"] is None
    assert found["capture"]["damage"] == {"at": 24, "packet": 0, "reason": "it ends here"}
    assert found["sessions"] == []


@pytest.mark.parametrize("value", [
    None, True, False, 0, -7, 2**64, 1.5, "", "\"\\\n\t\x00\x7f\u202e é 😀", [], {}, [1, [2]], {"a": {"b": None}},
])
def test_values_read_back_as_they_were(value: object) -> None:
    assert json.loads(encode(value)) == value


def test_what_json_has_no_word_for_is_null() -> None:
    assert encode([float("nan"), float("inf")]) == "[null, null]"


def test_times_never_lose_a_nanosecond() -> None:
    from netloupe_engine.export.json_text import Seconds
    assert json.loads(encode(Seconds(START + 1)), parse_float=Decimal) == Decimal("1700000000.000000001")
