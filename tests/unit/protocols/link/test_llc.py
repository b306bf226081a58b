"""802.2 LLC and SNAP: frames of the standard's three formats."""
import pytest
from scapy.layers.l2 import LLC as SCAPY_LLC
from scapy.layers.l2 import SNAP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LLC = load("link.llc")


def test_unnumbered_information_carries_its_access_points_protocol() -> None:
    frame = bytes(SCAPY_LLC(dsap=0x42, ssap=0x42, ctrl=3)) + bytes(35)
    assert LLC.child(frame) == ("llc.sap", 0x42)
    shown = LLC.shown(frame)
    assert (shown["dsap"], shown["ssap"], shown["control"], shown["modifier"]) == (0x42, 0x42, 3, 3)


@pytest.mark.parametrize(("oui", "space"), [
    (0x000000, "ethertype"), (0x0000F8, "ethertype"), (0x00000C, "snap.cisco"), (0x0080C2, "snap.ieee")])
def test_snap_takes_its_numbers_from_the_organisation(oui: int, space: str) -> None:
    frame = bytes(SCAPY_LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(OUI=oui, code=0x2000)) + b"payload"
    assert LLC.child(frame) == (space, 0x2000)
    assert LLC.classify(frame)["header"] == 8
    assert (LLC.shown(frame)["oui"], LLC.shown(frame)["pid"]) == (oui, 0x2000)


def test_an_unknown_organisation_is_unknown() -> None:
    assert LLC.child(bytes(SCAPY_LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(OUI=0x123456, code=1))) == ("llc.sap", 0xAA)


def test_information_frames_are_numbered() -> None:
    frame = bytes([0xF0, 0xF0, 5 << 1, 9 << 1 | 1]) + b"netbios"
    assert LLC.child(frame) == ("llc.sap", 0xF0)
    shown = LLC.shown(frame)
    assert (shown["format"], shown["send_sequence"], shown["receive_sequence"], shown["poll"]) == (0, 5, 9, 1)


def test_supervisory_and_connection_frames_carry_nothing() -> None:
    receiver_ready = bytes([0xF0, 0xF1, 0x01, 9 << 1])
    assert LLC.verdict(receiver_ready) == ("FINAL", Note.NONE)
    shown = LLC.shown(receiver_ready)
    assert (shown["is_response"], shown["format"], shown["supervisory"]) == (True, 1, 0)
    exchange_identification = bytes([0x00, 0x01, 0xBF, 0x81, 0x01, 0x00])
    assert LLC.verdict(exchange_identification) == ("FINAL", Note.NONE)
    assert LLC.shown(exchange_identification)["modifier"] == 0xAF


@pytest.mark.parametrize("frame", [
    b"", b"\x42", b"\x42\x42", b"\xf0\xf0\x00", b"\xaa\xaa\x03", b"\xaa\xaa\x03\0\0\0\x08"])
def test_cut_headers_are_malformed(frame: bytes) -> None:
    assert LLC.verdict(frame) == ("MALFORMED", Note.TRUNCATED)
