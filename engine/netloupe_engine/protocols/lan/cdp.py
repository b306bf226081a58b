"""Cisco Discovery Protocol: what Cisco's devices say of themselves to their neighbours.

Reference: Cisco, "Cisco Discovery Protocol Configuration Guide" and its frame format.
"""
from ..define import (Field, Protocol, counted, ipv4, ipv6, left, names, nested, octets, repeat, sized, switch, text,
                      tlv, u8, u16, u32, when)

TYPE = names(
    1, "device", 2, "addresses", 3, "port", 4, "capabilities", 5, "software", 6, "platform", 7, "prefixes",
    8, "protocol hello", 9, "VTP domain", 10, "native VLAN", 11, "duplex", 14, "VoIP VLAN", 15, "VoIP VLAN query",
    16, "power", 17, "MTU", 18, "extended trust", 19, "untrusted port priority", 20, "system name",
    21, "system object", 22, "management addresses", 23, "location", 25, "power request", 26, "power available",
    31, "spare pair power over Ethernet")
CAPABILITY = names(0x01, "router", 0x02, "transparent bridge", 0x04, "source route bridge", 0x08, "switch",
                   0x10, "host", 0x20, "IGMP filter", 0x40, "repeater", 0x80, "telephone", 0x100, "remotely managed")
ADDRESSES = (
    Field("address_count", u32),
    repeat(Field("protocol_type", u8), Field("protocol", counted(u8, octets), says="kind of address"),
           Field("address_length", u16, unit="bytes"),
           switch("address_length", {4: Field("address", ipv4), 16: Field("address_ipv6", ipv6)},
                  Field("address_data", sized("address_length", octets))), count="address_count"))
VALUES = {
    1: Field("device", text, says="who sends it"), (2, 22): ADDRESSES, 3: Field("port", text, says="the sending port"),
    4: Field("capabilities", u32, flags=CAPABILITY), 5: Field("software", text), 6: Field("platform", text),
    7: repeat(Field("prefix", ipv4), Field("prefix_length", u8)),
    8: (Field("hello_oui", sized(3, octets)), Field("hello_protocol", u16, base=16), Field("hello_data", octets)),
    9: Field("vtp_domain", text), 10: Field("native_vlan", u16),
    11: Field("duplex", u8, names=names(0, "half", 1, "full")),
    (14, 15): (Field("voice_kind", u8), when(left >= 2, Field("voice_vlan", u16))),
    16: Field("power", u16, unit="mW"), 17: Field("mtu", u32, unit="bytes"), 18: Field("trust", u8),
    19: Field("untrusted_priority", u8), 20: Field("system_name", text), 21: Field("system_object", octets),
}

CDP = Protocol(
    key="cdp", title="Cisco Discovery Protocol", reference="Cisco CDP", layer=3, rides_on={"snap.cisco": 0x2000},
    header=4,
    layout=(
        Field("version", u8, only=(1, 2), says="of the protocol"),
        Field("time_to_live", u8, unit="seconds", says="how long it holds"),
        Field("checksum", u16, base=16),
        tlv(Field("tlv_type", u16, names=TYPE), Field("tlv_length", u16, unit="bytes"), VALUES,
            Field("data", octets), covers=4, inside=Field("tlv", nested, says="one statement"),
            rest=Field("rest", octets)),
    ),
    info=("{device}", "port {port}", "{platform}", "VLAN {native_vlan}"))
