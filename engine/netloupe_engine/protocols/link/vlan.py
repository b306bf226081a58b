"""VLAN tags. Reference: IEEE 802.1Q-2022, section 9 (customer and service tags, stacked or alone)."""
from ..define import Field, Protocol, flag16, number, u16
from ..numbers import ETHERTYPE

VLAN = Protocol(
    key="vlan", title="802.1Q Virtual LAN", reference="IEEE 802.1Q-2022, section 9", layer=2,
    rides_on={"ethertype": (0x8100, 0x88A8, 0x9100, 0x9200)},
    fields=(
        Field("pcp", u16, at=0, mask=0xE000, says="priority code point, 0 to 7"),
        Field("dei", flag16, at=0, mask=0x1000, says="may be dropped first under congestion"),
        Field("id", u16, at=0, mask=0x0FFF, says="number of the virtual LAN; 0: only the priority counts"),
        Field("type", number, base=16, names=ETHERTYPE, says="EtherType: protocol of the payload"),
        Field("length", number, unit="bytes", says="payload of an 802.3 frame (a length in place of the type)"),
    ),
    header=4, children=("ethertype",), twin="_vlan")
