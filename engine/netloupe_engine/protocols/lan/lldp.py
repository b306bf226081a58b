"""Link Layer Discovery Protocol: what stations say of themselves to their neighbours.

References: IEEE 802.1AB-2016, section 8; extensions: IEEE 802.1Q annex D, IEEE 802.3 clause 79, ANSI/TIA-1057 (MED).
"""
from ..define import (Field, Protocol, bits, bound, counted, ipv4, ipv6, mac, names, nested, node, octets, of, repeat,
                      switch, text, u8, u16, u24, u32)

TLV = names(0, "end", 1, "chassis", 2, "port", 3, "time to live", 4, "port description", 5, "system name",
            6, "system description", 7, "capabilities", 8, "management address", 127, "of an organisation")
CHASSIS = names(1, "chassis component", 2, "interface alias", 3, "port component", 4, "MAC address",
                5, "network address", 6, "interface name", 7, "locally assigned")
PORT = names(1, "interface alias", 2, "port component", 3, "MAC address", 4, "network address", 5, "interface name",
             6, "agent circuit", 7, "locally assigned")
CAPABILITY = names(0x1, "other", 0x2, "repeater", 0x4, "bridge", 0x8, "access point", 0x10, "router", 0x20, "telephone",
                   0x40, "cable device", 0x80, "station", 0x100, "C-VLAN", 0x200, "S-VLAN", 0x400, "MAC relay")
OUI = names(0x0080C2, "IEEE 802.1", 0x00120F, "IEEE 802.3", 0x0012BB, "TIA MED", 0x000ECF, "PROFIBUS",
            0x000142, "Cisco")
FAMILY = names(1, "IPv4", 2, "IPv6", 6, "802")
IEEE_1, IEEE_3, MED = 0x0080C200, 0x00120F00, 0x0012BB00

NETWORK = (Field("address_family", u8, names=FAMILY),
           switch("address_family", {1: Field("address", ipv4), 2: Field("address_ipv6", ipv6)},
                  Field("address_data", octets)))
ORGANISATION = (
    Field("organisation", u24, base=16, names=OUI, says="whose extension it is"), Field("extension", u8),
    switch(of("organisation") * 256 + of("extension"), {
        IEEE_1 + 1: Field("port_vlan", u16, says="VLAN of untagged frames"),
        IEEE_1 + 3: (Field("vlan", u16), Field("vlan_name", counted(u8, text))),
        IEEE_3 + 1: (bits(u8, Field("autonegotiation", u8, mask=0x03, says="1: supported, 2: enabled")),
                     Field("advertised", u16, base=16), Field("attachment_type", u16)),
        IEEE_3 + 4: Field("maximum_frame", u16, unit="bytes"),
        MED + 1: (Field("med_capabilities", u16, base=16),
                  Field("med_device", u8, names=names(1, "endpoint class I", 2, "endpoint class II",
                                                      3, "endpoint class III", 4, "network connectivity"))),
        MED + 2: (Field("policy_application", u8), bits(
            u24, Field("policy_vlan", u24, mask=0x1FFE00), Field("policy_priority", u24, mask=0x1C0),
            Field("policy_dscp", u24, mask=0x3F))),
        MED + 5: Field("hardware_revision", text), MED + 6: Field("firmware_revision", text),
        MED + 7: Field("software_revision", text), MED + 8: Field("serial_number", text),
        MED + 9: Field("manufacturer", text), MED + 10: Field("model", text), MED + 11: Field("asset", text),
    }, Field("extension_data", octets)))
VALUES = {
    1: (Field("chassis_kind", u8, names=CHASSIS), switch("chassis_kind", {
        4: Field("chassis_mac", mac, says="the station"), 5: NETWORK},
        Field("chassis", text, says="the station"))),
    2: (Field("port_kind", u8, names=PORT), switch("port_kind", {
        3: Field("port_mac", mac, says="the sending port"), 4: NETWORK}, Field("port", text, says="the sending port"))),
    3: Field("time_to_live", u16, unit="seconds", says="how long it holds; 0: the station goes"),
    4: Field("port_description", text), 5: Field("system_name", text), 6: Field("system_description", text),
    7: (Field("capabilities", u16, flags=CAPABILITY, says="what the system can do"),
        Field("enabled", u16, flags=CAPABILITY, says="what of it is in use")),
    8: (bound(Field("management_length", u8, unit="bytes"), *NETWORK), Field("interface_numbering", u8),
        Field("interface", u32), Field("management_object", counted(u8, octets))),
    127: ORGANISATION,
}

LLDP = Protocol(
    key="lldp", title="Link Layer Discovery Protocol", reference="IEEE 802.1AB-2016", layer=2,
    rides_on={"ethertype": 0x88CC}, header=2,
    layout=(repeat(
        node(Field("tlv", nested, says="one statement"),
             bits(u16, Field("tlv_type", u16, mask=0xFE00, names=TLV),
                  Field("tlv_length", u16, mask=0x01FF, unit="bytes")),
             bound("tlv_length", switch("tlv_type", VALUES, Field("data", octets)), rest=Field("rest", octets))),
        until=of("tlv_type") == 0),),
    info=("{system_name}", "chassis {chassis_mac}", "chassis {chassis}", "port {port}", "port {port_mac}",
          "{time_to_live} s"))
