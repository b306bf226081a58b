"""AVS header before an 802.11 frame. Reference: tcpdump.org, LINKTYPE_IEEE802_11_AVS."""
from ..define import Field, Protocol, u32

WLANCAP = Protocol(
    key="wlancap", title="AVS capture header", reference="LINKTYPE_IEEE802_11_AVS (tcpdump.org)", layer=2,
    rides_on={"link": 163, "tzsp.encapsulation": 0x7F},
    fields=(
        Field("version", u32, at=0, base=16, says="0x80211001 or later"),
        Field("length", u32, at=4, unit="bytes", says="whole header"),
    ),
    header=8, children=("link",), twin="_wlan_dress")
