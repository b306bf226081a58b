"""Linux cooked capture, version 2: with the interface. Reference: tcpdump.org, LINKTYPE_LINUX_SLL2."""
from ..define import Field, Protocol, mac, octets, u8, u16, u32
from ..numbers import ETHERTYPE, HARDWARE
from ._cooked_fields import PACKET_TYPE, SHARED

SLL2 = Protocol(
    key="sll2", title="Linux cooked capture v2", reference="LINKTYPE_LINUX_SLL2 (tcpdump.org)", layer=2,
    rides_on={"link": 276},
    fields=(
        Field("protocol", u16, at=0, base=16, names=ETHERTYPE, says="protocol of the payload, usually an EtherType"),
        Field("interface", u32, at=4, says="index of the interface on the capturing machine"),
        Field("hardware_type", u16, at=8, names=HARDWARE, says="kind of interface (ARPHRD_ number)"),
        Field("packet_type", u8, at=10, names=PACKET_TYPE, says="where the packet was going"),
        Field("address_length", u8, at=11, unit="bytes", says="bytes of the link address that count"),
        Field("source", mac, says="link address of the sender, where it has six bytes"),
        Field("address", octets, says="link address of the sender, where it has not six bytes"),
    ),
    header=20, children=("ethertype", "sll.hardware"), twin="_sll2", numbered_first=SHARED)
