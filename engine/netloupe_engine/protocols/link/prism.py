"""Prism header before an 802.11 frame. Reference: tcpdump.org, LINKTYPE_IEEE802_11_PRISM."""
from ..define import Field, Protocol, text

PRISM = Protocol(
    key="prism", title="Prism header", reference="LINKTYPE_IEEE802_11_PRISM (tcpdump.org)", layer=2,
    rides_on={"link": 119, "sll.hardware": 802, "tzsp.encapsulation": 0x77},
    fields=(Field("device", text, says="interface that captured it"),),
    header=8, children=("link",), twin="_wlan_dress")
