"""Names of shared numbers, against other lists of them."""
import socket

import dpkt
import pytest
from scapy.data import ETHER_TYPES

from netloupe_engine.protocols import numbers


@pytest.mark.parametrize(("number", "name"), [
    (value, name) for name, value in vars(socket).items() if name.startswith("IPPROTO_") and value < 255])
def test_ip_protocols_are_those_of_the_system(number: int, name: str) -> None:
    alike = {"IPPROTO_IP": "IPv6 hop-by-hop options", "IPPROTO_HOPOPTS": "IPv6 hop-by-hop options",
             "IPPROTO_ROUTING": "IPv6 routing header", "IPPROTO_FRAGMENT": "IPv6 fragment header",
             "IPPROTO_DSTOPTS": "IPv6 destination options", "IPPROTO_NONE": "no next header",
             "IPPROTO_IPIP": "IPv4", "IPPROTO_ICMPV6": "ICMPv6", "IPPROTO_UDPLITE": "UDP-Lite"}
    said = numbers.IP_PROTOCOL(number)
    if said is not None:
        assert said.lower() == alike.get(name, name.removeprefix("IPPROTO_")).lower()


@pytest.mark.parametrize(("number", "name"), [
    (dpkt.ethernet.ETH_TYPE_IP, "IPv4"), (dpkt.ethernet.ETH_TYPE_IP6, "IPv6"), (dpkt.ethernet.ETH_TYPE_ARP, "ARP"),
    (dpkt.ethernet.ETH_TYPE_8021Q, "802.1Q VLAN"), (dpkt.ethernet.ETH_TYPE_8021AD, "802.1ad service VLAN"),
    (dpkt.ethernet.ETH_TYPE_MPLS, "MPLS"), (dpkt.ethernet.ETH_TYPE_LLDP, "LLDP"),
    (ETHER_TYPES.PPP_SES, "PPPoE session")])
def test_ethertypes_are_those_of_others(number: int, name: str) -> None:
    assert numbers.ETHERTYPE(number) == name


def test_code_points_are_those_of_the_classes() -> None:
    # RFC 2597, section 6: AFij is 8i + 2j; RFC 2474, section 4.2.2: CSi is 8i.
    for i in range(1, 5):
        for j in range(1, 4):
            assert numbers.DSCP(8 * i + 2 * j) == f"AF{i}{j}"
    for i in range(1, 8):
        if i != 0:
            assert numbers.DSCP(8 * i) == f"CS{i}"
    assert numbers.DSCP(46) == "EF"         # RFC 3246
