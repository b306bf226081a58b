"""DHCP and its ancestor BOOTP: addresses and configuration for hosts of an IPv4 network.

Reference: RFC 2131; options: _dhcp_options.py; BOOTP: RFC 951, RFC 1542. A fixed part of 236 bytes, two fields of which
may hold options as well (RFC 2132 section 9.3), then a magic number and options.
"""
from ...model import Note
from ..define import (Field, Protocol, ahead, alone, call, certain, client, computed, cut, define, ended, flag16,
                      gather, ipv4, left, likely, mac, malformed, octets, of, refute, require, seek, server, sized,
                      skip, stop, switch, text, total, u8, u16, u32, when)
from ..numbers import HARDWARE
from ._dhcp_numbers import OPERATION
from ._dhcp_options import OPTIONS

HARDWARE_END, FIXED_END, MAGIC = 44, 236, 0x63825363
IN_BOOT_FILE, IN_SERVER_NAME = (of("overload") & 1) == 1, (of("overload") & 2) == 2


def boot_file(*words: object) -> tuple[object, ...]:
    """The field of the fixed part behind the server's name."""
    return seek(108), alone(128, *words)


def server_name(*words: object) -> tuple[object, ...]:
    """The field of the fixed part behind the hardware address."""
    return seek(HARDWARE_END), alone(64, *words)


DHCP = Protocol(
    key="dhcp", title="Dynamic Host Configuration Protocol", reference="RFC 2131", layer=7,
    rides_on={"udp.port": (67, 68)}, starts=(b"\1", b"\2"),
    probe=(
        when((total < HARDWARE_END) & (cut == 0), refute()),
        require(u8, 1, 2),
        when(ahead(u32, MAGIC, behind=FIXED_END), skip(2), require(u8, range(17)), certain(), stop()),
        # without the magic number (BOOTP, or cut off) the fixed part is that of an Ethernet client
        skip(1), require(u8, 1), skip(1), require(u8, 6),
        skip(1), require(u8, range(17)),                        # relay agents: RFC 1542 section 4.1.1
        when(left > 8, skip(7), require(u16, 0, 0x8000)),
        likely()),
    layout=(
        define("options", OPTIONS),
        when((total < HARDWARE_END) & (cut == 0), malformed(Note.BAD_LENGTH)),
        alone(1, Field("operation", u8, names=OPERATION, only=(1, 2), says="from client to server, or back")),
        switch("operation", {1: client()}, default=server()),
        Field("hardware_type", u8, names=HARDWARE, says="kind of the client's hardware address"),
        Field("hardware_length", u8, unit="bytes", says="of the client's hardware address"),
        Field("hops", u8, says="relay agents passed"),
        Field("transaction_id", u32, base=16, says="pairs requests and replies"),
        Field("seconds", u16, unit="s", says="since the client began"),
        Field("broadcast", flag16, mask=0x8000, says="the client can only receive broadcasts"),
        Field("client_address", ipv4, says="address the client already uses"),
        Field("your_address", ipv4, says="address the client is to use"),
        when(of("your_address") > 0, computed(
            Field("assigned_address", ipv4, scope="session", says="address the client is to use, when there is one"),
            "your_address")),
        Field("next_server", ipv4, says="server to boot from"),
        Field("relay_address", ipv4, says="relay agent the message came through"),
        when((of("hardware_type") == 1) & (of("hardware_length") == 6),
             Field("client_mac", mac, scope="session", says="Ethernet address of the client"),
             otherwise=when((of("hardware_length") > 0) & (of("hardware_length") <= 16), Field(
                 "client_hardware", sized("hardware_length", octets),
                 says="hardware address of a client that is not on Ethernet"))),
        seek(HARDWARE_END),
        likely(),
        seek(FIXED_END),
        when(ahead(u32, MAGIC),
             Field("magic", u32, base=16, says="tells that options follow"),
             # values go on in this order: RFC 3396 section 5
             gather(Field("gathered", octets, says="values of options that are in several pieces, put together"),
                    alone(None, call("options")),
                    when(IN_BOOT_FILE, *boot_file(call("options"))),
                    when(IN_SERVER_NAME, *server_name(call("options")))),
             otherwise=alone(None, Field("vendor_area", octets, says="vendor-specific area of BOOTP"))),
        when(~IN_BOOT_FILE, *boot_file(when(~ahead(u8, 0), Field(
            "boot_file", ended(b"\0", text, or_end=True), says="file to boot")))),
        when(~IN_SERVER_NAME, *server_name(when(~ahead(u8, 0), Field(
            "server_name", ended(b"\0", text, or_end=True), says="name of the server to boot from"))))),
    info=("{message_type}", "{hostname}", "{assigned_address}"))
