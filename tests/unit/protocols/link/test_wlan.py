"""802.11 frames and the headers that drivers put before them."""
import struct

import pytest
from scapy.layers.dot11 import Dot11, Dot11Beacon, Dot11Deauth, Dot11Elt, RadioTap
from scapy.layers.inet import IP
from scapy.layers.l2 import LLC, SNAP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

WLAN, RADIOTAP, PRISM, PPI = (load(f"link.{key}") for key in ("wlan", "radiotap", "prism", "ppi"))
A, B, C, D = (f"02:00:00:00:00:0{number}" for number in range(1, 5))
BODY = bytes(LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(code=0x0800) / IP() / b"x")


@pytest.mark.parametrize(("ds", "who"), [
    (0, {"destination": A, "source": B, "bssid": C}), (1, {"bssid": A, "source": B, "destination": C}),
    (2, {"destination": A, "bssid": B, "source": C}), (3, {"destination": C, "source": D})])
def test_addresses_by_direction(ds: int, who: dict[str, str]) -> None:
    frame = bytes(Dot11(type=2, FCfield=ds, addr1=A, addr2=B, addr3=C, addr4=D)) + BODY
    assert WLAN.child(frame) == ("ethertype", 4)
    assert WLAN.classify(frame)["header"] == (30 if ds == 3 else 24)
    shown = WLAN.shown(frame)
    assert {name: shown[name] for name in who} == who
    assert (shown["receiver"], shown["transmitter"]) == (A, B)


def test_quality_of_service_and_aggregates() -> None:
    frame = bytes(Dot11(type=2, subtype=8, addr1=A, addr2=B, addr3=C))
    assert WLAN.classify(frame + b"\5\0" + BODY)["header"] == 26
    assert WLAN.shown(frame + b"\5\0" + BODY)["tid"] == 5
    assert WLAN.classify(frame + b"\5\0" + b"\0\0" + BODY)["header"] == 28, "padded to four bytes by the card"
    subframe = bytes(12) + struct.pack("!H", len(BODY)) + BODY
    aggregate = WLAN.classify(frame + b"\x80\0" + subframe * 2)
    assert (aggregate["header"], aggregate["extent"]) == (26 + 14, 26 + len(subframe))


@pytest.mark.parametrize("frame", [
    Dot11(type=2, FCfield=0x40), Dot11(type=2, FCfield=0x04), Dot11(type=2, SC=1), Dot11(type=2, subtype=4),
    Dot11(type=1, subtype=13), Dot11(type=1, subtype=11)], ids=["encrypted", "first", "later", "null", "ack", "RTS"])
def test_what_carries_nothing_readable_ends_here(frame: Dot11) -> None:
    assert WLAN.verdict(bytes(frame) + BODY) == ("FINAL", Note.NONE)


def test_management_frames_name_the_network() -> None:
    beacon = bytes(Dot11(type=0, subtype=8, addr1="ff:ff:ff:ff:ff:ff", addr2=B, addr3=B) / Dot11Beacon()
                   / Dot11Elt(ID="SSID", info=b"lab") / Dot11Elt(ID="Rates", info=b"\x82"))
    assert (WLAN.shown(beacon)["type"], WLAN.shown(beacon)["ssid"]) == (8, "lab")
    leave = bytes(Dot11(type=0, subtype=12, addr1=A, addr2=B, addr3=B) / Dot11Deauth(reason=7))
    assert WLAN.shown(leave)["reason"] == 7


def test_radiotap_says_how_it_was_heard() -> None:
    header = bytes(RadioTap(present="TSFT+Flags+Rate+Channel+dBm_AntSignal+Antenna", mac_timestamp=99, Flags="FCS",
                            Rate=12, ChannelFrequency=2412, ChannelFlags=0, dBm_AntSignal=-40, Antenna=1))
    shown = RADIOTAP.shown(header + bytes(30))
    assert (shown["time"], shown["rate"], shown["frequency"], shown["signal"], shown["antenna"]) == (
        99, 12000, 2412, -40, 1)
    assert RADIOTAP.child(header + bytes(30)) == ("link", 105)
    assert RADIOTAP.classify(header + bytes(30))["extent"] == len(header) + 26, "the checksum is no payload"
    assert RADIOTAP.verdict(b"\1\0\x08\0\0\0\0\0") == ("MALFORMED", Note.BAD_VALUE)
    assert RADIOTAP.verdict(b"\0\0\x04\0\0\0\0\0") == ("MALFORMED", Note.BAD_LENGTH)


def test_older_headers_say_how_long_they_are() -> None:
    prism = struct.pack("<II16s", 0x44, 144, b"wlan0") + bytes(120)
    assert (PRISM.classify(prism + BODY)["header"], PRISM.shown(prism)["device"]) == (144, "wlan0")
    avs = struct.pack("!II", 0x80211001, 64) + bytes(56)
    assert PRISM.classify(avs + BODY)["header"] == 64
    assert load("link.wlancap").classify(avs + BODY)["header"] == 64
    assert PPI.child(struct.pack("<BBHI", 0, 0, 8, 105) + BODY) == ("link", 105)
    assert PPI.verdict(struct.pack("<BBHI", 0, 0, 80, 105)) == ("MALFORMED", Note.TRUNCATED)
