"""OpenBSD's encapsulating interface: what IPsec carries, before or after it. Reference: tcpdump.org, LINKTYPE_ENC."""
from ..define import Field, Protocol, carry, le32, names, switch, u32

ENC = Protocol(
    key="enc", title="OpenBSD encapsulating interface", reference="LINKTYPE_ENC (tcpdump.org)", layer=2,
    rides_on={"link": 109}, header=12,
    layout=(
        Field("family", le32, names=names(2, "IPv4", 24, "IPv6")),
        Field("spi", u32, base=16, says="number of the security association"),
        Field("flags", le32, flags=names(0x0400, "authenticated", 0x0800, "encrypted")),
        switch("family", {(2, 0x02000000): carry("ethertype", 0x0800), (24, 0x18000000): carry("ethertype", 0x86DD)}),
    ),
    info=("SPI {spi}",))
