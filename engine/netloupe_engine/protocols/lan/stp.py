"""Spanning Tree Protocol: which ports of bridges forward. Rapid and multiple spanning trees, and Cisco's for each VLAN.

Reference: IEEE 802.1D-2004, section 9; multiple spanning trees: IEEE 802.1Q-2018, section 14.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, computed, ended, finding, flag, left, mac, names, nested,
                      node, octets, of, real, repeat, sized, take, u8, u16, u32, when)

VERSION = names(0, "spanning tree", 2, "rapid spanning tree", 3, "multiple spanning trees", 4, "shortest path trees")
TYPE = names(0, "configuration", 2, "rapid configuration", 0x80, "topology change notification")
ROLE = names(0, "unknown", 1, "alternate or backup", 2, "root", 3, "designated")


def time(name: str, says: str) -> tuple[object, ...]:
    """A time in parts of 256 of a second."""
    return take(f"{name}_parts", u16), computed(Field(name, real, unit="seconds", says=says), of(f"{name}_parts"), 256)


def bridge(name: str, says: str) -> tuple[object, ...]:
    """A bridge's identifier: priority, number of the tree or VLAN, address."""
    return (bits(u16, Field(f"{name}_priority", u16, mask=0xF000, scale=4096, says=f"of {says}"),
                 Field(f"{name}_extension", u16, mask=0x0FFF, says="VLAN or tree")),
            Field(name, mac, says=says))


FLAGS = (
    Field("topology_change", flag, mask=0x01), Field("proposal", flag, mask=0x02),
    Field("role", u8, mask=0x0C, names=ROLE, says="of the sending port"), Field("learning", flag, mask=0x10),
    Field("forwarding", flag, mask=0x20), Field("agreement", flag, mask=0x40),
    Field("topology_change_acknowledged", flag, mask=0x80))
TREE = node(
    Field("tree", nested, says="one of the trees of a region"),
    Field("tree_flags", u8, base=16), *bridge("regional_root", "the tree's root in the region"),
    Field("tree_cost", u32, says="to the regional root"), Field("tree_bridge_priority", u8),
    Field("tree_port_priority", u8), Field("tree_hops", u8, says="that are left"))
MULTIPLE = (
    Field("version_3_length", u16, unit="bytes"),
    Field("format", u8),
    bound(32, Field("region", ended(b"\0", or_end=True), says="name of the region")), Field("revision", u16),
    Field("digest", sized(16, octets), says="of which VLAN is in which tree"),
    Field("internal_cost", u32, says="to the regional root"),
    *bridge("internal_bridge", "the bridge that sends it"), Field("hops", u8, says="that are left"),
    repeat(when(left >= 16, TREE)))

STP = Protocol(
    key="stp", title="Spanning Tree Protocol", reference="IEEE 802.1D-2004, section 9", layer=2,
    rides_on={"llc.sap": 0x42, "snap.cisco": 0x010B}, header=4,
    layout=(
        Field("protocol", u16, only=(0,)), Field("version", u8, names=VERSION, says="of the protocol"),
        Field("type", u8, names=TYPE, says="what the message is"),
        when(of("type") != 0x80,
             bits(u8, *FLAGS), *bridge("root", "the bridge that is the root"),
             Field("root_cost", u32, says="of the way to the root"),
             *bridge("bridge", "the bridge that sends it"),
             Field("port", u16, base=16, says="of that bridge, and its priority"),
             *time("message_age", "since the root sent it"), *time("maximum_age", "after which it is forgotten"),
             *time("hello_time", "between two of them"), *time("forward_delay", "before a port forwards"),
             when((of("version") >= 2) & (left >= 1), Field("version_1_length", u8, unit="bytes")),
             when((of("version") >= 3) & (left >= 64), *MULTIPLE)),
        when((of("type") == 0x80) | (of("topology_change") == 1), finding("topology_change")),
    ),
    info=("{version}", "root {root}", "cost {root_cost}", "port {port}"),
    findings=(Finding("topology_change", Severity.NOTE, "A bridge says that the topology has changed.",
                      meaning="A port went up or down, and bridges forget faster where stations are (IEEE 802.1D, "
                              "section 17.11). Now and then it is usual; again and again look for one that flaps."),))
