"""VLAN tags: fields, and the stack of tags that tells sessions apart."""
import pytest
from scapy.layers.l2 import Dot1Q

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

VLAN = load("link.vlan")


def stack(*ids: int) -> int:
    """Tags as facts.vlan has them: their number, then twelve bits each from the outermost."""
    return len(ids) | sum(number << (4 + 12 * place) for place, number in enumerate(ids))


def test_fields() -> None:
    tag = bytes(Dot1Q(prio=5, dei=1, vlan=4094, type=0x0800))
    assert VLAN.shown(tag) == {"pcp": 5, "dei": True, "id": 4094, "type": 0x0800}
    assert VLAN.child(tag) == ("ethertype", 0x0800)


def test_tags_add_up_from_the_outermost() -> None:
    vlan = 0
    for number in (100, 200, 4095):
        vlan = VLAN.facts(bytes(Dot1Q(vlan=number, type=0x8100)), vlan=vlan)["vlan"]
    assert vlan == stack(100, 200, 4095)


def test_forty_tags_keep_the_first_five() -> None:
    vlan = 0
    for number in range(1, 41):
        vlan = VLAN.facts(bytes(Dot1Q(vlan=number, type=0x8100)), vlan=vlan)["vlan"]
    assert vlan == stack(1, 2, 3, 4, 5)


def test_a_priority_tag_is_no_vlan() -> None:
    # IEEE 802.1Q-2022, table 9-2: identifier 0 says a priority and no VLAN.
    assert VLAN.facts(bytes(Dot1Q(vlan=0, prio=5, type=0x0800)))["vlan"] == stack()
    assert VLAN.facts(bytes(Dot1Q(vlan=0, type=0x0800)), vlan=stack(7))["vlan"] == stack(7)


def test_a_length_behind_the_tag_is_llc() -> None:
    tag = bytes(Dot1Q(vlan=1, type=3)) + b"\x42\x42\x03" + bytes(40)
    assert VLAN.child(tag) == ("ethertype", 4)
    assert VLAN.classify(tag)["extent"] == 7


@pytest.mark.parametrize("size", range(4))
def test_a_cut_tag_is_malformed(size: int) -> None:
    assert VLAN.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
