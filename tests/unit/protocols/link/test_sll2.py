"""Linux cooked capture v2: fields as scapy writes them."""
import pytest
from scapy.layers.l2 import CookedLinuxV2

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

SLL2 = load("link.sll2")


def test_fields() -> None:
    header = bytes(CookedLinuxV2(proto=0x86DD, ifindex=7, lladdrtype=1, pkttype=0, lladdrlen=6,
                                 src=b"\x02\x42\xac\x11\0\x02\0\0"))
    assert SLL2.child(header) == ("ethertype", 0x86DD)
    assert SLL2.shown(header) == {"protocol": 0x86DD, "interface": 7, "hardware_type": 1, "packet_type": 0,
                                  "address_length": 6, "source": "02:42:ac:11:00:02"}


@pytest.mark.parametrize("size", range(20))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert SLL2.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
