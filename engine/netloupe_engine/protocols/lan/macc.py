"""Ethernet's flow control: wait. References: IEEE 802.3-2022, annex 31B; priorities: IEEE 802.1Q-2018, section 36."""
from ..define import Field, Protocol, names, repeat, switch, u16

MACC = Protocol(
    key="macc", title="Ethernet flow control", reference="IEEE 802.3-2022, annex 31B", layer=2,
    rides_on={"ethertype": 0x8808}, header=2,
    layout=(
        Field("opcode", u16, names=names(1, "pause", 0x0101, "pause of priorities"), says="what the frame is"),
        switch("opcode", {
            1: Field("time", u16, unit="512 bit times", says="how long to wait; 0: go on"),
            0x0101: (Field("priorities", u16, base=16), repeat(Field("priority_time", u16), count=8)),
        }),
    ),
    info=("{opcode}", "{time}"))
