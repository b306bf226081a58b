"""Linux cooked capture, version 1: what a capture on "any" has in place of a link header.

Reference: tcpdump.org, LINKTYPE_LINUX_SLL.
"""
from ..define import Field, Protocol, mac, octets, u16
from ..numbers import ETHERTYPE, HARDWARE
from ._cooked_fields import PACKET_TYPE, SHARED

SLL = Protocol(
    key="sll", title="Linux cooked capture v1", reference="LINKTYPE_LINUX_SLL (tcpdump.org)", layer=2,
    rides_on={"link": 113},
    fields=(
        Field("packet_type", u16, at=0, names=PACKET_TYPE, says="where the packet was going"),
        Field("hardware_type", u16, at=2, names=HARDWARE, says="kind of interface (ARPHRD_ number)"),
        Field("address_length", u16, at=4, unit="bytes", says="bytes of the link address that count"),
        Field("source", mac, says="link address of the sender, where it has six bytes"),
        Field("address", octets, says="link address of the sender, where it has not six bytes"),
        Field("protocol", u16, at=14, base=16, names=ETHERTYPE, says="protocol of the payload, usually an EtherType"),
    ),
    header=16, children=("ethertype", "sll.hardware"), twin="_sll", numbered_first=SHARED)
