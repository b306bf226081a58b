"""IP over InfiniBand, behind its global route header where the capture has that. References: RFC 4391, section 6;
tcpdump.org, LINKTYPE_IPOIB."""
from ..define import Field, Protocol, ahead, carry, octets, of, sized, skip, u16, when
from ..numbers import ETHERTYPE

IPOIB = Protocol(
    key="ipoib", title="IP over InfiniBand", reference="RFC 4391, section 6", layer=2, rides_on={"link": 242}, header=4,
    layout=(
        when(~(ahead(u16, 0x0800) | ahead(u16, 0x0806) | ahead(u16, 0x86DD)),
             Field("route", sized(40, octets), says="global route header")),
        Field("type", u16, base=16, names=ETHERTYPE, says="EtherType of the payload"), skip(2),
        carry("ethertype", of("type")),
    ),
    info=("{type}",))
