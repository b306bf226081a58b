"""FDDI: a ring of fibre. Reference: ISO 9314-2 (ANSI X3.139-1987), section 7."""
from ..define import Field, Protocol, carry, mac, names, of, u8, when

FDDI = Protocol(
    key="fddi", title="FDDI", reference="ISO 9314-2", layer=2, rides_on={"link": 10}, header=13,
    layout=(
        Field("frame_control", u8, base=16, names=names(0x80, "token", 0xC0, "token (restricted)", 0x50, "LLC",
                                                        0x51, "LLC, priority 1", 0x57, "LLC, priority 7",
                                                        0x41, "management", 0x4F, "management (next)")),
        Field("destination", mac), Field("source", mac),
        when((of("frame_control") & 0x70) == 0x50, carry("ethertype", 4)),
    ),
    info=("{source} to {destination}",))
