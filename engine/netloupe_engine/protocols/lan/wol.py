"""Wake-on-LAN: the packet that wakes a sleeping computer. Reference: AMD, "Magic Packet Technology" (20213, 1995)."""
from ..define import (Field, Protocol, certain, left, mac, malformed, octets, of, peek, refute, repeat, sized, take,
                      u48, when)

WOL = Protocol(
    key="wol", title="Wake-on-LAN", reference="AMD 20213", layer=7,
    rides_on={"ethertype": 0x0842, "udp.port": (7, 9)}, starts=(b"\xFF\xFF\xFF\xFF",),
    layout=(
        Field("sync", u48, base=16, only=(0xFFFFFFFFFFFF,)),
        peek(Field("target", mac, scope="session", keep="distinct", says="who is to wake up")),
        take("first", u48),
        when(of("first") == 0xFFFFFFFFFFFF, refute()),
        repeat(take("again", u48), when(of("again") != of("first"), malformed()), count=15),
        certain(),
        when((left == 4) | (left == 6), Field("password", sized(left, octets))),
    ),
    info=("wake {target}",))
