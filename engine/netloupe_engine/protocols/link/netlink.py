"""Netlink: the Linux kernel and programs tell each other of interfaces, addresses, routes and sockets.

References: RFC 3549; Linux, include/uapi/linux/netlink.h and rtnetlink.h; tcpdump.org, LINKTYPE_NETLINK. Numbers are in
the byte order of the host: a message is shorter than 64 KiB, which tells.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, Type, Word, ahead, align, bound, finding, i32, ipv4, ipv6, le16, le32,
                      left, lei32, mac, names, nested, node, octets, of, read_as, repeat, skip, switch, text, u8, u16,
                      u32, when)

FAMILY = names(0, "route", 2, "user sockets", 4, "socket diagnosis", 5, "netfilter log", 6, "IPsec", 7, "SELinux",
               9, "audit", 10, "FIB look-up", 11, "connector", 12, "netfilter", 15, "kernel events", 16, "generic",
               20, "RDMA", 21, "crypto")
CONTROL = (1, "nothing", 2, "error", 3, "done", 4, "overrun")
ROUTE = names(
    *CONTROL, 16, "new link", 17, "delete link", 18, "get link", 19, "set link", 20, "new address",
    21, "delete address", 22, "get address", 24, "new route", 25, "delete route", 26, "get route", 28, "new neighbour",
    29, "delete neighbour", 30, "get neighbour", 32, "new rule", 33, "delete rule", 34, "get rule", 36, "new queue",
    37, "delete queue", 38, "get queue", 40, "new class", 44, "new filter", 52, "new prefix", 58, "get multicast",
    64, "new neighbour table", 66, "get neighbour table", 68, "new option", 72, "get label", 78, "get DCB",
    80, "new network configuration", 82, "get network configuration", 88, "new namespace", 90, "get namespace",
    92, "new statistics", 94, "get statistics", 104, "new next hop", 106, "get next hop")
FLAG = names(0x1, "request", 0x2, "several parts", 0x4, "acknowledge", 0x8, "echo", 0x100, "root or replace",
             0x200, "match or exclusive", 0x400, "atomic or create", 0x800, "append")
ADDRESS_FAMILY = names(0, "any", 2, "IPv4", 7, "bridge", 10, "IPv6", 28, "MPLS")

TYPE = Field("message_type", u16, names=ROUTE, says="what the message is")
OTHER_TYPE = Field("other_type", u16, names=names(*CONTROL), says="what the message is, where it is not about routes")
LENGTH = Field("message_length", u32, unit="bytes")
MESSAGE_FLAGS = Field("message_flags", u16, flags=FLAG)
SEQUENCE, PORT = Field("sequence", u32), Field("port", u32, says="who is meant; 0: the kernel")
ERROR = Field("error", i32, says="0: done; else a negative number of errno.h")
INTERFACE = Field("interface", u32, says="number of the interface")
ATTRIBUTE_LENGTH, ATTRIBUTE = Field("attribute_length", u16, unit="bytes"), Field("attribute_type", u16)
AF = Field("address_family", u8, names=ADDRESS_FAMILY)


def address(name: str) -> Word:
    """An address of the message's family."""
    return switch(left, {4: Field(name, ipv4), 16: Field(f"{name}_ipv6", ipv6)}, Field(f"{name}_data", octets))


def messages(half: Type, whole: Type, signed: Type, of_route: bool) -> Word:
    """All of them, with such numbers."""
    def attributes(cases: dict[int, object]) -> Word:
        return repeat(node(Field("attribute", nested), read_as(ATTRIBUTE_LENGTH, half), read_as(ATTRIBUTE, half),
                           bound(of("attribute_length") - 4,
                                 switch("attribute_type", cases, Field("data", octets)))), align(4))

    interface = read_as(INTERFACE, whole)
    link = (AF, skip(1), read_as(Field("hardware", u16), half), interface,
            read_as(Field("interface_flags", u32, base=16), whole), skip(4), attributes({
                1: switch(left, {6: Field("address_mac", mac)}, Field("data", octets)),
                3: Field("interface_name", text), 4: read_as(Field("mtu", u32, unit="bytes"), whole),
                6: Field("queue", text), 16: Field("state", u8, names=names(
                    0, "unknown", 1, "not present", 2, "down", 3, "lower layer down", 4, "testing", 5, "dormant",
                    6, "up"))}))
    addresses = (AF, Field("prefix_length", u8), Field("address_flags", u8, base=16), Field("scope", u8), interface,
                 attributes({1: address("address"), 2: address("local"), 3: Field("label", text)}))
    route = (AF, Field("target_length", u8), Field("source_length", u8), Field("service", u8), Field("table", u8),
             Field("origin", u8), Field("scope", u8), Field("route_type", u8), skip(4), attributes({
                 1: address("target"), 4: interface, 5: address("gateway"), 7: address("preferred_source")}))
    neighbour = (AF, skip(3), interface, read_as(Field("neighbour_state", u16, base=16), half), skip(2), attributes({
        1: address("target"), 2: switch(left, {6: Field("neighbour_mac", mac)}, Field("data", octets))}))
    kind = TYPE if of_route else OTHER_TYPE
    bodies = {range(16, 20): link, range(20, 23): addresses, range(24, 27): route,
              range(28, 31): neighbour} if of_route else {}
    return repeat(node(
        Field("message", nested), read_as(LENGTH, whole), read_as(kind, half), read_as(MESSAGE_FLAGS, half),
        read_as(SEQUENCE, whole), read_as(PORT, whole),
        bound(of("message_length") - 16, switch(kind.name, {
            2: (read_as(ERROR, signed), Field("about", octets), when(of("error") != 0, finding("error"))),
            **bodies}, Field("content", octets)))), align(4))


def of_family(route: bool) -> Word:
    """All messages, in the byte order of the host."""
    return when(ahead(u16, 0), messages(u16, u32, i32, route), otherwise=messages(le16, le32, lei32, route))


NETLINK = Protocol(
    key="netlink", title="Netlink", reference="RFC 3549; LINKTYPE_NETLINK (tcpdump.org)", layer=2,
    rides_on={"link": 253, "sll.hardware": 824}, header=16,
    layout=(
        when(ahead(u16, 824, behind=2),
             Field("packet_type", u16, names=names(0, "to this host", 4, "from this host", 6, "to user space",
                                                   7, "to the kernel")),
             skip(12), Field("family", u16, names=FAMILY, says="what it is about"),
             when(of("family") == 0, of_family(True), otherwise=of_family(False)),
             otherwise=of_family(False)),
    ),
    info=("{family}", "{message_type}", "{other_type}", "{interface_name}"),
    findings=(Finding("error", Severity.NOTE, "The kernel refused what a program asked by netlink."),))
