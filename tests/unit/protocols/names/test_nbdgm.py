"""NetBIOS datagrams: names, what is carried, what only looks like one (RFC 1002 section 4.4)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.nbdgm import NBDGM
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nbdgm")
FRED = b"\x20EGFCEFEECACACACACACACACACACACACA\0"
SMB = b"\xffSMB\x25" + bytes(40)
HEAD = bytes.fromhex("020007 c0000207 008a")
GROUP = b"\x11" + HEAD + (68 + len(SMB)).to_bytes(2, "big") + b"\0\0" + FRED + FRED + SMB
SAMPLES = [[(0, GROUP)], [(0, b"\x13" + HEAD + b"\x82")], [(0, b"\x14" + HEAD + FRED)]]


def test_names_and_what_is_carried() -> None:
    fed = inspect.feed(TWIN, NBDGM, (0, GROUP), datagram=True)
    assert (values(fed, "source_name"), values(fed, "destination_name")) == (["FRED<20>"], ["FRED<20>"])
    assert values(fed, "source_address") == ["192.0.2.7"]
    assert fed.asked == [("carry", "netbios.message", 0xFF534D42, None, SMB)]


def test_errors() -> None:
    assert values(inspect.feed(TWIN, NBDGM, *SAMPLES[1], datagram=True), "error_code") == [0x82]


def test_lookalikes_are_refused() -> None:
    for data in (b"", b"\x17" + GROUP[1:], b"\x11\xf2" + GROUP[2:], GROUP[:60],
                 b"\x13" + HEAD + b"\x72", b"\x13" + HEAD + b"\x82\0"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
