"""ARP: messages as scapy builds them, addresses of other sizes, announcements."""
import pytest
from scapy.layers.l2 import ARP as SCAPY_ARP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

ARP = load("link.arp")
REQUEST = bytes(SCAPY_ARP(op=1, hwsrc="02:42:ac:11:00:02", psrc="172.17.0.2", pdst="172.17.0.1"))


def test_a_request() -> None:
    assert ARP.verdict(REQUEST) == ("FINAL", Note.NONE)
    assert ARP.shown(REQUEST) == {
        "hardware_type": 1, "protocol_type": 0x0800, "hardware_size": 6, "protocol_size": 4, "operation": 1,
        "sender_mac": "02:42:ac:11:00:02", "sender_ip": "172.17.0.2", "target_mac": "00:00:00:00:00:00",
        "target_ip": "172.17.0.1", "is_gratuitous": False}


def test_padding_is_not_part_of_it() -> None:
    assert ARP.classify(REQUEST + bytes(18))["extent"] == 28


def test_an_announcement() -> None:
    assert ARP.values(bytes(SCAPY_ARP(psrc="10.0.0.9", pdst="10.0.0.9")), "is_gratuitous") == [True]


def test_addresses_of_other_kinds_are_bytes() -> None:
    # ARP for IPv4 over IEEE 1394 (RFC 2734 uses 16-byte hardware addresses), and for a protocol that is not IPv4.
    firewire = (b"\0\x18\x08\0\x10\x04\0\x01" + bytes(range(16)) + bytes([10, 0, 0, 1])
                + bytes(16) + bytes([10, 0, 0, 2]))
    shown = ARP.shown(firewire)
    assert shown["sender_hardware"] == bytes(range(16))
    assert (shown["sender_ip"], shown["target_ip"]) == ("10.0.0.1", "10.0.0.2")
    chaosnet = b"\0\x01\x08\x04\x06\x02\0\x01" + bytes(range(16))
    shown = ARP.shown(chaosnet)
    assert (shown["sender_mac"], shown["sender_protocol"]) == ("00:01:02:03:04:05", b"\6\7")
    assert (shown["target_mac"], shown["target_protocol"]) == ("08:09:0a:0b:0c:0d", b"\x0e\x0f")


@pytest.mark.parametrize("size", range(28))
def test_a_cut_message_is_malformed(size: int) -> None:
    assert ARP.verdict(REQUEST[:size]) == ("MALFORMED", Note.TRUNCATED)
