"""NetBIOS sessions: messages of SMB, session requests, signs of life (RFC 1002 section 4.3)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.nbss import NBSS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nbss")
FRED = b"\x20EGFCEFEECACACACACACACACACACACACA\0"
REQUEST = b"\x81\0\0\x44" + FRED + FRED
SMB2 = b"\xfeSMB\x40" + bytes(59)
MESSAGE = b"\0\0\0\x40" + SMB2
SAMPLES = [[(0, REQUEST), (1, b"\x82\0\0\0"), (0, MESSAGE), (1, MESSAGE), (0, b"\x85\0\0\0")],
           [(0, REQUEST), (1, b"\x83\0\0\1\x82")]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, NBSS, *pieces)


def test_messages_are_carried_by_what_begins_them() -> None:
    fed = feed((0, MESSAGE[:30]), (0, MESSAGE[30:] + b"\0\0\0\x04\xffSMB"))
    assert fed.asked == [("carry", "netbios.message", 0xFE534D42, None, SMB2),
                         ("carry", "netbios.message", 0xFF534D42, None, b"\xffSMB")]


def test_who_calls_whom() -> None:
    fed = feed(*SAMPLES[1])
    assert (values(fed, "called_name"), values(fed, "calling_name")) == (["FRED<20>"], ["FRED<20>"])
    assert values(fed, "error_code") == [0x82]


def test_lookalikes_are_refused() -> None:
    for data in (b"\1\0\0\4abcd", b"GET / HTTP/1.1\r\n", b"\x80\0\0\4abcd"):
        assert inspect.probe(TWIN, data) == "REFUTED"
