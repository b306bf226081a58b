"""Who claims addresses by ARP."""
from collections.abc import Iterator
from pathlib import Path

import pytest
from scapy.layers.l2 import ARP, Dot1Q, Ether
from scapy.packet import Packet

from tests.unit.rules.judged import told
from tests.unit.traffic import Timed, analysed

ROUTER, HOST, EVIL, OTHER = (f"02:00:00:00:00:0{number}" for number in range(1, 5))


def arp(operation: str, mac: str, address: str, target: str, to: str = "ff:ff:ff:ff:ff:ff") -> Packet:
    return Ether(src=mac, dst=to) / ARP(op=operation, hwsrc=mac, psrc=address, hwdst="00:00:00:00:00:00", pdst=target)


def asked(at: float, mac: str, address: str, target: str, answers: str) -> Iterator[Timed]:
    yield at, arp("who-has", mac, address, target)
    yield at + 0.001, arp("is-at", answers, target, address, mac)


def usual() -> list[Timed]:
    return [*asked(0, HOST, "10.0.0.5", "10.0.0.1", ROUTER), *asked(30, ROUTER, "10.0.0.1", "10.0.0.5", HOST)]


def poisoned(vlan: bool = False) -> list[Timed]:
    """A third one tells both ends that it is the other."""
    frames = usual()
    for number in range(5):
        frames += [(40 + number, arp("is-at", EVIL, "10.0.0.1", "10.0.0.5", HOST)),
                   (40.5 + number, arp("is-at", EVIL, "10.0.0.5", "10.0.0.1", ROUTER))]
    if vlan:
        return [(at, Ether(src=frame.src, dst=frame.dst) / Dot1Q(vlan=7) / frame[ARP]) for at, frame in frames]
    return frames


@pytest.mark.parametrize("vlan", [False, True])
def test_a_host_that_takes_over_others_addresses(tmp_path: Path, vlan: bool) -> None:
    analysis = analysed(tmp_path, poisoned(vlan))
    (row,) = told(analysis, "arp")
    assert row.kind == "arp.spoofed"
    assert row.text == (f"{EVIL} said 10 times unasked that it has 10.0.0.1 and 10.0.0.5, which {ROUTER} and {HOST} "
                        "claim too")
    assert list(row.packets) == list(range(5, 15))
    assert row.session == 0


def test_two_hosts_with_one_address(tmp_path: Path) -> None:
    frames: list[Timed] = []
    for number in range(3):
        frames += [(number * 60, arp("who-has", HOST, "10.0.0.5", "10.0.0.1")),
                   (number * 60 + 20, arp("who-has", OTHER, "10.0.0.5", "10.0.0.9"))]
    (row,) = told(analysed(tmp_path, frames), "arp")
    assert (row.kind, row.text) == ("arp.duplicate_address", f"10.0.0.5 is claimed by {HOST} and {OTHER} in turn")
    assert list(row.packets) == [1, 2, 3, 4, 5, 6]


def moved() -> list[Timed]:
    """An address that another host gets for good, and announces."""
    announced = [(60 + number, arp("is-at", OTHER, "10.0.0.5", "10.0.0.5")) for number in range(5)]
    return [*usual(), *announced, *asked(80, ROUTER, "10.0.0.1", "10.0.0.5", OTHER)]


def probing() -> list[Timed]:
    """RFC 5227: before a host uses an address it asks for it, and says nothing of itself."""
    return [*usual(), *((60 + number, arp("who-has", OTHER, "0.0.0.0", "10.0.0.5")) for number in range(3))]


def standing_in() -> list[Timed]:
    """A router that answers for hosts behind it, one of which is seen itself."""
    frames: list[Timed] = []
    for number in range(10):
        frames += asked(number, HOST, "10.0.0.5", f"10.0.0.{20 + number}", ROUTER)
        frames.append((number + 0.5, arp("who-has", OTHER, "10.0.0.20", "10.0.0.5")))
        frames += asked(number + 0.6, HOST, "10.0.0.5", "10.0.0.20", ROUTER)
    return frames


@pytest.mark.parametrize("frames", [usual(), moved(), probing(), standing_in()],
                         ids=["usual", "moved", "probing", "standing in"])
def test_what_looks_like_a_conflict_and_is_none(tmp_path: Path, frames: list[Timed]) -> None:
    assert not told(analysed(tmp_path, frames), "arp")
