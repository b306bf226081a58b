"""Raw IP: the version decides, and no byte is taken."""
from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

RAW = load("link.raw")


def test_the_version_decides() -> None:
    assert RAW.child(b"\x45") == ("ethertype", 0x0800)
    assert RAW.child(b"\x60") == ("ethertype", 0x86DD)
    assert RAW.child(b"\x00") == ("raw.version", 0)
    assert RAW.classify(b"\x45" + bytes(19))["header"] == 0
    assert RAW.attributes(b"\x45" + bytes(19)) == []


def test_nothing_is_malformed() -> None:
    assert RAW.verdict(b"") == ("MALFORMED", Note.TRUNCATED)
