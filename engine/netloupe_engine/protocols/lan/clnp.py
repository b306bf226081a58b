"""Connectionless network protocol of ISO: datagrams between systems. Reference: ISO/IEC 8473-1, section 7."""
from ..define import Field, Protocol, bits, bound, carry, counted, flag, names, octets, of, u8, u16, when

TYPE = names(1, "error report", 28, "data", 29, "multicast", 30, "echo request", 31, "echo reply")

CLNP = Protocol(
    key="clnp", title="ISO CLNP", reference="ISO/IEC 8473-1", layer=3, rides_on={"osi.identifier": 0x81}, header=8,
    layout=(
        Field("header_length", u8, unit="bytes"), Field("version", u8), Field("lifetime", u8, unit="0.5 s"),
        bits(u8, Field("may_be_segmented", flag, mask=0x80), Field("more", flag, mask=0x40),
             Field("error_report", flag, mask=0x20), Field("type", u8, mask=0x1F, names=TYPE)),
        Field("segment_length", u16, unit="bytes"), Field("checksum", u16, base=16),
        bound(of("header_length") - 9,
              Field("destination", counted(u8, octets)), Field("source", counted(u8, octets)),
              when(of("may_be_segmented") == 1, Field("unit", u16), Field("offset", u16),
                   Field("total_length", u16, unit="bytes")), Field("options", octets)),
        when((of("type") == 28) & (of("offset") == 0), carry("clnp.data", 1), otherwise=Field("data", octets)),
    ),
    info=("{type}", "{source} to {destination}"))
