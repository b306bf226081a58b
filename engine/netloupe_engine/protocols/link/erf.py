"""Records of capture cards. References: Endace, "ERF types reference" (EDM11-01); tcpdump.org, LINKTYPE_ERF."""
from ..define import (Field, Protocol, ahead, bits, carry, le64, names, octets, of, repeat, sized, skip, switch, u8,
                      u16, when)

TYPE = names(1, "HDLC", 2, "Ethernet", 3, "ATM", 4, "AAL5", 5, "HDLC (several channels)", 10, "HDLC (color)",
             11, "Ethernet (color)", 16, "Ethernet (DSM)", 19, "Ethernet (hash)", 20, "Ethernet (color, hash)",
             21, "InfiniBand", 22, "IPv4", 23, "IPv6", 24, "raw link", 27, "meta data", 48, "padding")

ERF = Protocol(
    key="erf", title="Extensible Record Format", reference="Endace EDM11-01", layer=2, rides_on={"link": 197},
    header=16,
    layout=(
        Field("time", le64, base=16, says="seconds and parts of 2^32 of one, since 1970"),
        bits(u8, Field("extended", u8, mask=0x80), Field("type", u8, mask=0x7F, names=TYPE, says="what it is")),
        Field("flags", u8, base=16), Field("record_length", u16, unit="bytes"), Field("lost", u16),
        Field("wire_length", u16, unit="bytes"),
        when(of("extended") == 1, repeat(
            bits(u8, Field("more", u8, mask=0x80), Field("extension", u8, mask=0x7F)),
            Field("extension_data", sized(7, octets)), until=of("more") == 0)),
        switch("type", {
            (2, 11, 16, 19, 20): (skip(2), carry("ethertype", 0x6558)),
            (1, 5, 10): when(ahead(u16, 0xFF03), carry("chdlc.other", 1), otherwise=carry("link", 104)),
            22: carry("ethertype", 0x0800), 23: carry("ethertype", 0x86DD),
        }, Field("data", octets)),
    ),
    info=("{type}",))
