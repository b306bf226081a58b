"""Token ring. Reference: ISO/IEC 8802-5 (IEEE 802.5-1998), section 3; source routing: IEEE 802.1D-1998, annex C."""
from ..define import Field, Protocol, ahead, bits, bound, carry, mac, names, octets, of, u8, when

TR = Protocol(
    key="tr", title="Token ring", reference="ISO/IEC 8802-5", layer=2, rides_on={"link": 6}, header=14,
    layout=(
        Field("access_control", u8, base=16),
        bits(u8, Field("frame_type", u8, mask=0xC0, names=names(0, "management", 1, "LLC")),
             Field("control", u8, mask=0x0F)),
        Field("destination", mac),
        when(ahead(u8, 0x80, 0x80), Field("source", mac, says="its first bit: a route follows"),
             bits(u8, Field("route_type", u8, mask=0xE0), Field("route_length", u8, mask=0x1F, unit="bytes")),
             bound(of("route_length") - 1, Field("route", octets, says="rings and bridges on the way")),
             otherwise=Field("source", mac, says="its first bit: a route follows")),
        when(of("frame_type") == 1, carry("ethertype", 4)),
    ),
    info=("{source} to {destination}",))
