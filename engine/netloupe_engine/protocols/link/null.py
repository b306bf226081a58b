"""BSD loopback: four bytes of address family before the packet.

Reference: tcpdump.org, LINKTYPE_NULL (host byte order) and LINKTYPE_LOOP (network byte order).
"""
from ..define import Field, Protocol, names, number

FAMILY = names(2, "IPv4", 7, "OSI", 10, "IPv6 (Linux)", 23, "IPX", 24, "IPv6 (NetBSD, OpenBSD)", 28, "IPv6 (FreeBSD)",
               30, "IPv6 (macOS)")

NULL = Protocol(
    key="null", title="BSD loopback", reference="LINKTYPE_NULL, LINKTYPE_LOOP (tcpdump.org)", layer=2,
    rides_on={"link": (0, 108)},
    fields=(
        Field("family", number, names=FAMILY, says="address family as the capturing machine numbers them"),
    ),
    header=4, children=("ethertype", "null.family"), twin="_null")
