"""Syslog: the examples of RFC 5424 section 6.5 and RFC 3164 section 5.4, and what only looks like them."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.management.syslog import SYSLOG
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("syslog")
NEW = b"<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \xef\xbb\xbf'su root' failed on /dev/pts/8"
DATA = (b"<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 "
        b'[exampleSDID@32473 iut="3" eventSource="Application"] An application event log entry')
OLD = b"<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8"
BARE = b"<13>Use the BFG!"
SAMPLES = [[(0, line + b"\n") for line in (NEW, DATA, OLD, BARE)],
           [(0, OLD + b"\n"), (0, b"%d " % (len(OLD) + 1) + OLD + b"\n")]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, SYSLOG, *pieces, datagram=True)


def test_both_forms() -> None:
    fed = feed((0, NEW), (0, DATA), (0, OLD), (0, BARE))
    assert (values(fed, "facility"), values(fed, "severity")) == ([4, 20, 4, 1], [2, 5, 2, 5])
    assert values(fed, "host") == ["mymachine.example.com", "mymachine.example.com", "mymachine"]
    assert (values(fed, "program"), values(fed, "message_id")) == (["su", "evntslog"], ["ID47", "ID47"])
    assert values(fed, "data") == ['[exampleSDID@32473 iut="3" eventSource="Application"']
    assert values(fed, "message")[2:] == ["su: 'su root' failed for lonvick on /dev/pts/8", "Use the BFG!"]
    assert fed.findings == ["syslog.critical", "syslog.critical"]


@pytest.mark.parametrize("data", [b"<192>x", b"<>x", b"34>x", b"<1a>x", bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
