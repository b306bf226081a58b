"""Ethernet II and the length-delimited frames of IEEE 802.3. Reference: IEEE 802.3-2022, section 3.2."""
from ..define import Field, Protocol, mac, number
from ..numbers import ETHERTYPE

ETH = Protocol(
    key="eth", title="Ethernet", reference="IEEE 802.3-2022, section 3.2", layer=2,
    rides_on={"link": 1, "ethertype": 0x6558, "etherip.version": 3, "pseudowire.ethernet": 0, "ip.protocol": 143,
              "vxlan.next": 3, "capwap.frame": 0, "tzsp.encapsulation": 1},
    fields=(
        Field("destination", mac, at=0, says="station or group the frame is for"),
        Field("source", mac, at=6, says="station that sent the frame"),
        Field("type", number, base=16, names=ETHERTYPE, says="EtherType: protocol of the payload"),
        Field("length", number, unit="bytes", says="payload of an 802.3 frame (a length in place of the type)"),
    ),
    header=14, children=("ethertype",), twin="_eth")
