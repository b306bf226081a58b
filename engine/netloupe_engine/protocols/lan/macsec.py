"""MACsec: the header of protected Ethernet frames; what is behind it is encrypted. Reference: IEEE 802.1AE-2018."""
from ..define import Field, Protocol, bits, flag, mac, octets, of, u8, u16, u32, when

MACSEC = Protocol(
    key="macsec", title="MACsec", reference="IEEE 802.1AE-2018, section 9", layer=2, rides_on={"ethertype": 0x88E5},
    header=6,
    layout=(
        bits(u8, Field("version", u8, mask=0x80, only=(0,)), Field("end_station", flag, mask=0x40),
             Field("has_channel", flag, mask=0x20), Field("single_copy", flag, mask=0x10),
             Field("encrypted", flag, mask=0x08), Field("changed", flag, mask=0x04),
             Field("association", u8, mask=0x03, says="which of the channel's keys")),
        Field("short_length", u8, unit="bytes", says="of the content, if it is less than 48"),
        Field("packet_number", u32),
        when(of("has_channel") == 1, Field("system", mac, says="who sends on the secure channel"),
             Field("port", u16, says="of that system")),
        Field("content", octets, says="encrypted, with its check value behind it"),
    ),
    info=("association {association}", "packet {packet_number}"))
