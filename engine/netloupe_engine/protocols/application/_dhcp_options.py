"""DHCP's options, and what their values are made of.

Reference: RFC 2132; 3046 (relay agents), 3361, 3396, 3397, 3442, 3925, 4361, 4702, 8910, and the registry of IANA.
"""
from ...model import Note
from ..define import (Field, Key, ahead, alone, counted, domain_name, duration_s, flag, glue, i32, ipv4, joined, left,
                      mac, malformed, nested, node, octets, of, partial_ipv4, piece, read_as, repeat, require, said,
                      say, sized, skip, stop, switch, take, text, u16, u32, u8, when)
from ..numbers import HARDWARE
from . import _dhcp_numbers as numbers

ADDRESS = Field("option_address", ipv4, says="an address, of an option without an attribute of its own")
TEXT = Field("option_text", text, says="text, of an option without an attribute of its own")
NUMBER = Field("option_number", u8, says="a number, of an option without an attribute of its own")
FLAG = Field("option_flag", flag, says="on or off, of an option without an attribute of its own")
DURATION = Field("option_duration", duration_s, says="a time span, of an option without an attribute of its own")
DATA = when(left > 0, Field("option_data", octets, says="value of an option that is not known here"))
ENTIRE = when(left > 0, malformed(Note.BAD_OPTION))         # a value that is longer than it can be
FQDN = Field("fqdn", text, says="the client's full name")
VENDORS = repeat(Field("enterprise", u32, says="private enterprise number of a vendor"),
                 Field("vendor_data", counted(u8, octets), says="data of that vendor"))


def names_as(field: Field) -> object:
    """Domain names (RFC 3397): pointers count from the first one."""
    return alone(None, repeat(read_as(field, domain_name)))


# Of the network's address there are only the bytes that its length leaves (RFC 3442).
ROUTES = repeat(joined(
    Field("static_route", text, says="network and the router to it"), take("network_bits", u8), switch("network_bits", {
        range(first, last + 1): said(take("network", sized((last + 7) // 8, partial_ipv4)))
        for first, last in ((0, 0), (1, 8), (9, 16), (17, 24), (25, 32))}, malformed(Note.BAD_OPTION)),
    glue("/", " "), say(of("network_bits")), say("via"), said(take("route_router", ipv4))))

RELAY_VALUES = {        # RFC 3046, 3527, 3993, 5010, 5107, 6925
    1: Field("circuit_id", octets, says="port or circuit the client is at"),
    2: Field("remote_id", octets, says="identifier of the client's end of the circuit"),
    5: Field("link_address", ipv4, says="network the address is to be from"),
    6: Field("subscriber_id", text, says="identifier of the subscriber"),
    10: Field("relay_flags", u8, base=16, says="how the relay agent got the message"),
    11: Field("server_override", ipv4, says="address the client shall take for its server's"),
    12: Field("relay_id", octets, says="unique identifier of the relay agent"),
}
RELAY = repeat(node(
    Field("relay_option", nested, says="something the relay agent added"),
    Field("relay_option_code", u8, names=numbers.RELAY_OPTION, says="what it added"), take("relay_length", u8),
    alone("relay_length", switch("relay_option_code", RELAY_VALUES, DATA), ENTIRE)))

# One number each: an option that is there twice has two values, and no long one.
NUMBERS: dict[Key, object] = {
    1: Field("subnet_mask", ipv4, says="of the client's network"),
    2: Field("time_offset", i32, unit="s", says="local time, east of UTC"),
    13: Field("boot_file_size", u16, unit="512-byte blocks", says="size of the file to boot"),
    26: Field("interface_mtu", u16, unit="bytes", says="largest packet of the network"),
    28: Field("broadcast_address", ipv4, says="of the client's network"),
    46: Field("netbios_node_type", u8, names=numbers.NODE_TYPE, says="how NetBIOS names are resolved"),
    50: Field("requested_address", ipv4, scope="session", says="address the client asks for"),
    51: Field("lease_time", duration_s, says="how long the address may be used"),
    52: Field("overload", u8, names=numbers.OVERLOAD, says="fields of the fixed part that hold options as well"),
    53: Field("message_type", u8, names=numbers.MESSAGE_TYPE, scope="session", says="step of the exchange"),
    54: Field("server", ipv4, scope="session", says="server the message comes from or is meant for"),
    57: Field("maximum_size", u16, unit="bytes", says="longest message the sender takes"),
    58: Field("renewal_time", duration_s, says="when the client asks its server to renew the lease (T1)"),
    59: Field("rebinding_time", duration_s, says="when it asks any server (T2)"),
    (16, 32, 118): ADDRESS,
    (19, 20, 27, 29, 30, 31, 34, 36, 39): FLAG,
    (23, 37, 116, 156, 157): NUMBER,
    22: read_as(NUMBER, u16),
    (152, 154, 155): read_as(NUMBER, u32),
    (24, 35, 38, 91, 108, 153, 211): DURATION,
}
VALUES: dict[Key, object] = {
    3: repeat(Field("router", ipv4, says="default gateway, in order of preference")),
    4: repeat(Field("time_server", ipv4, says="server of the time protocol (RFC 868)")),
    6: repeat(Field("dns_server", ipv4, says="name server, in order of preference")),
    7: repeat(Field("log_server", ipv4, says="server for log messages")),
    12: Field("hostname", text, scope="session", says="name of the client, without or with domain"),
    15: Field("domain_name", text, says="domain of the client"),
    17: Field("root_path", text, says="where the client's root file system is"),
    42: repeat(Field("ntp_server", ipv4, says="time server, in order of preference")),
    43: when(left > 0, Field("vendor_information", octets, says="what vendors agree on among themselves")),
    44: repeat(Field("netbios_name_server", ipv4, says="WINS server")),
    55: repeat(Field("requested_option", u8, names=numbers.OPTION, says="an option the client wants to be told")),
    56: Field("message", text, says="error message"),
    60: Field("vendor_class", text, says="kind and configuration of the client"),
    61: (Field("client_id_type", u8, names=HARDWARE, says="hardware type; 0: anything, 255: DUID"),
         require(u8, range(256)),       # at least one byte (RFC 2132 section 9.14)
         when((of("client_id_type") == 1) & (left == 6),
              Field("client_id_mac", mac, says="Ethernet address the client identifies itself with"),
              otherwise=when((of("client_id_type") == 255) & (left > 4),
                             Field("client_id_iaid", u32, base=16, says="interface of the client"),
                             Field("client_id_duid", octets, says="unique identifier of the client's host"),
                             otherwise=Field("client_id", octets, says="identifier of another kind")))),
    66: Field("tftp_server", text, says="name of the server to boot from"),
    67: Field("boot_file_name", text, says="file to boot"),
    77: Field("user_class", text, says="kind of user or application"),
    78: (NUMBER, repeat(ADDRESS)),
    (79, 151): (NUMBER, TEXT),
    # two codes that nobody needs any more, then a name as the DNS writes it, or as old clients do (RFC 4702)
    81: (Field("fqdn_flags", u8, flags=numbers.FQDN_FLAGS, says="who updates the domain name system"), skip(2),
         when((of("fqdn_flags") & 4) == 4, names_as(FQDN), otherwise=FQDN)),
    82: RELAY,
    (88, 137): names_as(TEXT),
    93: repeat(Field("client_architecture", u16, names=numbers.CLIENT_ARCHITECTURE,
                     says="system that wants to boot")),
    94: (NUMBER, DATA),
    97: (NUMBER, when(left > 0, Field("client_uuid", octets, says="unique identifier of the machine"))),
    100: Field("posix_time_zone", text, says="time zone as POSIX writes it"),
    101: Field("time_zone", text, says="time zone by its name"),
    114: Field("captive_portal", text, says="where to get access to the network"),
    119: names_as(Field("domain_search", text, says="domain in which short names are looked up")),
    120: when(ahead(u8, 0), skip(1), names_as(TEXT), otherwise=(
        skip(1), repeat(joined(TEXT, said(take("sip_server", ipv4)))))),
    (121, 249): ROUTES,
    (124, 125): VENDORS,
    146: (NUMBER, ADDRESS, ADDRESS, names_as(TEXT)),
    150: repeat(Field("tftp_server_address", ipv4, says="server phones boot from")),
    252: Field("proxy_configuration", text, says="where the web proxy configuration is"),
    (25, 117): repeat(read_as(NUMBER, u16)),
    (14, 18, 40, 47, 62, 64, 86, 87, 98, 161, 209, 210): TEXT,
    (5, 8, 9, 10, 11, 21, 33, 41, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76, 85, 89, 92, 112, 136, 138, 142):
        repeat(ADDRESS),
}
# Of one area; behind the option that ends it (255) there is nothing more, and 0 fills up.
OPTIONS = repeat(when(ahead(u8, 0), skip(1), otherwise=when(ahead(u8, 255), stop(), otherwise=node(
    Field("option", nested, says="an option"),
    Field("option_code", u8, names=numbers.OPTION, says="which option"), take("option_length", u8),
    piece("option_code", "option_length", switch("option_code", NUMBERS | VALUES, DATA), ENTIRE,
          whole=tuple(NUMBERS))))))
