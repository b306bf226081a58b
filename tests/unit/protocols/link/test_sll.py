"""Linux cooked capture v1: fields as scapy writes them, children by EtherType or interface kind."""
import pytest
from scapy.layers.l2 import CookedLinux

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

SLL = load("link.sll")


def test_fields() -> None:
    header = bytes(CookedLinux(pkttype=4, lladdrtype=1, lladdrlen=6, src=b"\x02\x42\xac\x11\0\x02\0\0", proto=0x0800))
    assert SLL.child(header) == ("ethertype", 0x0800)
    assert SLL.shown(header) == {"packet_type": 4, "hardware_type": 1, "address_length": 6,
                                 "source": "02:42:ac:11:00:02", "protocol": 0x0800}


def test_other_addresses_are_bytes() -> None:
    header = bytes(CookedLinux(lladdrtype=512, lladdrlen=4, src=b"\1\2\3\4\0\0\0\0", proto=0x86DD))
    assert SLL.shown(header)["address"] == b"\1\2\3\4"
    assert SLL.values(bytes(CookedLinux(lladdrtype=512, lladdrlen=200, proto=0x0800)), "address") == [bytes(8)]
    assert SLL.values(bytes(CookedLinux(lladdrtype=512, lladdrlen=0, proto=0x0800)), "address", "source") == []


def test_llc_and_interfaces_whose_protocol_number_means_something_else() -> None:
    assert SLL.child(bytes(CookedLinux(lladdrtype=1, proto=4))) == ("ethertype", 4)
    assert SLL.verdict(bytes(CookedLinux(lladdrtype=1, proto=1))) == ("FINAL", Note.NONE)
    assert SLL.child(bytes(CookedLinux(lladdrtype=824, proto=16))) == ("sll.hardware", 824)


@pytest.mark.parametrize("size", range(16))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert SLL.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
