"""L2TP of both versions and IPsec: headers as RFC 2661, 3931, 3948, 4302 and 4303 draw them."""
import struct

import pytest
from scapy.layers.inet import IP
from scapy.layers.ipsec import AH as SCAPY_AH
from scapy.layers.ipsec import ESP as SCAPY_ESP
from scapy.layers.l2 import Ether

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

L2TP, UDPENCAP, ESP, AH = (load(f"tunnel.{key}") for key in ("l2tp", "udpencap", "esp", "ah"))
FRAME = bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP() / b"x")


def test_data_of_version_2_is_ppp() -> None:
    plain = struct.pack("!HHH", 0x0002, 5, 6) + b"\xff\x03\x00\x21payload"
    assert (L2TP.child(plain), L2TP.classify(plain)["header"]) == (("l2tp.session", 2), 6)
    whole = struct.pack("!HHHHHHHxx", 0x4A02, 16 + 6, 5, 6, 1, 2, 2) + b"\x00\x21abcd"
    assert (L2TP.child(whole), L2TP.classify(whole)["header"]) == (("l2tp.session", 2), 16)
    shown = L2TP.shown(whole)
    assert (shown["tunnel"], shown["session"], shown["sequence"], shown["expected"], shown["offset"]) == (5, 6, 1, 2, 2)


def test_control_messages_show_their_attributes() -> None:
    pairs = struct.pack("!HHHH", 0x8008, 0, 0, 1) + struct.pack("!HHH3s", 0x8009, 0, 7, b"lac")
    message = struct.pack("!HHHHHH", 0xC802, 12 + len(pairs), 0, 0, 0, 0) + pairs
    assert L2TP.verdict(message) == ("FINAL", Note.NONE)
    assert (L2TP.shown(message)["message"], L2TP.shown(message)["host"]) == (1, "lac")
    third = struct.pack("!HHIHH", 0xC803, 12 + len(pairs), 99, 0, 0) + pairs
    assert (L2TP.shown(third)["tunnel"], L2TP.shown(third)["message"]) == (99, 1)


@pytest.mark.parametrize("words", [0, 1, 2, 3])
def test_version_3_is_guessed_at(words: int) -> None:
    over_udp = struct.pack("!HHI", 3, 0, 77) + b"\xab" * 4 * words + FRAME
    assert (L2TP.child(over_udp), L2TP.classify(over_udp)["header"]) == (("ethertype", 0x6558), 8 + 4 * words)
    assert L2TP.shown(over_udp)["session"] == 77
    over_ip = struct.pack("!I", 77) + b"\xab" * 4 * words + FRAME
    assert (L2TP.child(over_ip, protocol=115), L2TP.classify(over_ip, protocol=115)["header"]) == (
        ("ethertype", 0x6558), 4 + 4 * words)


@pytest.mark.parametrize("data", [
    "0001 0005 0006 ff030021", "0402 0005 0006 ff030021", "0002 0000 0006 ff030021", "0002 0005 0000 ff030021",
    "0002 0005 0006 0020 0021", "8002 0005 0006 ff030021", "4002 0099 0005 0006 ff030021", "0003 0001 00000005"])
def test_what_only_looks_like_l2tp(data: str) -> None:
    assert L2TP.verdict(bytes.fromhex(data))[0] == "NOT_MINE"


def test_ipsec() -> None:
    packet = bytes(SCAPY_ESP(spi=0x1234, seq=7, data=bytes(24)))
    assert UDPENCAP.child(packet) == ("ip.protocol", 50)
    assert UDPENCAP.verdict(b"\xff") == ("FINAL", Note.NONE)
    assert (ESP.shown(packet)["spi"], ESP.shown(packet)["sequence"]) == (0x1234, 7)
    assert ESP.verdict(packet[:7]) == ("MALFORMED", Note.TRUNCATED)
    header = bytes(SCAPY_AH(nh=6, spi=0x1234, seq=7, icv=b"abcdefghijkl", payloadlen=4)) + bytes(20)
    assert (AH.child(header), AH.classify(header)["header"]) == (("ip.protocol", 6), 24)
    assert (AH.facts(header)["protocol"], AH.facts(header)["network_length"]) == (6, 20)
    assert AH.shown(header)["check"] == b"abcdefghijkl"


@pytest.mark.parametrize("data", [
    bytes(4) + bytes(28), b"\0\0\0\x09" + bytes(28), b"\1\2\3\4" + bytes(25), b"\1\2\3\4abcd"])
def test_key_exchange_and_noise_are_no_esp(data: bytes) -> None:
    assert UDPENCAP.verdict(data)[0] == "NOT_MINE"
