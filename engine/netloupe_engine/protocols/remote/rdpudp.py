"""RDP over UDP: how a faster way for a desktop's pictures is opened ([MS-RDPEUDP] section 2.2.1). What follows the
opening is not taken apart.
"""
from ..define import (Field, Protocol, certain, client, left, names, octets, of, refute, u16, u32,
                      when)

FLAG = names(1, "SYN", 2, "FIN", 4, "ACK", 8, "DATA", 0x10, "FEC", 0x20, "congestion",
             0x40, "congestion window reduced", 0x80, "SACK option", 0x100, "delayed acknowledgment",
             0x200, "SYN lossy", 0x800, "correlation identifier", 0x1000, "SYN extended")
NOTHING_YET = 0xFFFFFFFF

RDPUDP = Protocol(
    key="rdpudp", title="RDP over UDP", reference="[MS-RDPEUDP]", layer=7, rides_on={"udp.port": 3389},
    starts=(b"\xff\xff\xff\xff",),
    layout=(
        Field("acknowledged", u32, says="the last packet that came; all ones: none yet"),
        Field("window", u16, says="packets that the sender has room for"),
        Field("flags", u16, flags=FLAG, base=16, says="what the packet is"),
        when((of("flags") & 0x0001) == 1,
             when((of("acknowledged") == NOTHING_YET) & ((of("flags") & 0x0004) == 0), client()),
             Field("initial_sequence", u32, says="number of the sender's first packet"),
             Field("upstream_mtu", u16, unit="bytes", says="longest packet that the sender sends"),
             Field("downstream_mtu", u16, unit="bytes", says="longest packet that it takes"),
             when((of("acknowledged") == NOTHING_YET) & (of("upstream_mtu") > 1131) & (of("upstream_mtu") < 1233)
                  & (of("downstream_mtu") > 1131) & (of("downstream_mtu") < 1233), certain(), otherwise=refute()),
             otherwise=refute()),
        when(left > 0, Field("data", octets, says="what follows"))),
    info=("{flags}",))
