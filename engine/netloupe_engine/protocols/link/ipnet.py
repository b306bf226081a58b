"""Solaris' IP observability: packets with the zones between which they go. Reference: tcpdump.org, LINKTYPE_IPNET."""
from ..define import Field, Protocol, carry, names, switch, u8, u16, u32

IPNET = Protocol(
    key="ipnet", title="Solaris IPNET", reference="LINKTYPE_IPNET (tcpdump.org)", layer=2, rides_on={"link": 226},
    header=24,
    layout=(
        Field("version", u8, only=(1,)), Field("family", u8, names=names(2, "IPv4", 26, "IPv6")),
        Field("hook", u16, names=names(1, "in", 2, "out", 3, "loopback")), Field("length", u32, unit="bytes"),
        Field("interface", u32), Field("group_interface", u32), Field("source_zone", u32), Field("target_zone", u32),
        switch("family", {2: carry("ethertype", 0x0800), 26: carry("ethertype", 0x86DD)}),
    ),
    info=("zone {source_zone} to {target_zone}",))
