"""Port Aggregation Protocol: Cisco's way to make one link of several. Reference: Cisco, US patent 5,959,968."""
from ..define import Field, Protocol, mac, names, nested, octets, of, text, tlv, u8, u16, u32, when

PAGP = Protocol(
    key="pagp", title="Port Aggregation Protocol", reference="Cisco PAgP", layer=2, rides_on={"snap.cisco": 0x0104},
    header=2,
    layout=(
        Field("version", u8, names=names(1, "information", 2, "flush")), Field("flags", u8, flags=names(
            1, "slow hello", 2, "auto", 4, "consistent")),
        when(of("version") == 1,
             Field("device", mac), Field("learn", u8), Field("priority", u8), Field("port", u32), Field("group", u32),
             Field("count", u32), Field("partner", mac), Field("partner_learn", u8), Field("partner_priority", u8),
             Field("partner_port", u32), Field("partner_group", u32), Field("partner_count", u32),
             Field("tlvs", u16), tlv(
                 Field("tlv_type", u16, names=names(1, "device name", 2, "port name", 3, "port address")),
                 Field("tlv_length", u16, unit="bytes"),
                 {1: Field("device_name", text), 2: Field("port_name", text), 3: Field("port_address", mac)},
                 Field("data", octets), covers=4, inside=Field("tlv", nested), rest=Field("rest", octets))),
    ),
    info=("{device_name}", "port {port_name}", "partner {partner}"))
