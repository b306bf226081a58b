"""Ethernet: frames as scapy builds them, and the border between types and lengths of IEEE 802.3."""
import pytest
from scapy.layers.l2 import Dot3, Ether

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

ETH = load("link.eth")


def test_addresses_and_type() -> None:
    frame = bytes(Ether(dst="01:00:5e:00:00:fb", src="02:42:ac:11:00:02", type=0x86DD)) + bytes(46)
    assert ETH.child(frame) == ("ethertype", 0x86DD)
    assert ETH.classify(frame)["extent"] == 0
    assert ETH.shown(frame) == {"destination": "01:00:5e:00:00:fb", "source": "02:42:ac:11:00:02", "type": 0x86DD}


def test_a_length_frame_is_llc_without_its_padding() -> None:
    frame = bytes(Dot3(dst="01:80:c2:00:00:00", src="02:42:ac:11:00:02", len=38)) + b"\x42\x42\x03" + bytes(43)
    assert ETH.child(frame) == ("ethertype", 4)
    assert ETH.classify(frame)["extent"] == 14 + 38
    assert ETH.shown(frame)["length"] == 38


@pytest.mark.parametrize(("number", "key"), [
    (0x0000, 0), (0x0001, 4), (0x05DC, 4), (0x05FF, 4), (0x0600, 0x0600), (0xFFFF, 0xFFFF)])
def test_types_begin_at_0x600(number: int, key: int) -> None:
    frame = bytes(12) + number.to_bytes(2, "big") + bytes(0x600)
    assert ETH.child(frame) == ("ethertype", key)


def test_a_length_beyond_the_frame_takes_what_is_there() -> None:
    stated = ETH.classify(bytes(12) + b"\x01\x00" + bytes(46))
    assert (stated["verdict"], stated["extent"], stated["note"]) == ("NEXT", 270, Note.TRUNCATED)


def test_novell_raw_frames_carry_nothing_known() -> None:
    assert ETH.verdict(bytes(12) + b"\x00\x20" + b"\xff\xff" + bytes(44)) == ("FINAL", Note.NONE)


@pytest.mark.parametrize("size", range(14))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert ETH.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
