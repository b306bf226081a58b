"""Per-Packet Information header, most often before 802.11 frames. Reference: PPI header format 1.0.10 (CACE, 2009)."""
from ..define import Field, Protocol, le16, le32, u8

PPI = Protocol(
    key="ppi", title="Per-Packet Information", reference="PPI 1.0.10", layer=2,
    rides_on={"link": 192},
    fields=(
        Field("version", u8, at=0, says="0"),
        Field("flags", u8, at=1, base=16, says="lowest bit: fields are aligned to four bytes"),
        Field("length", le16, at=2, unit="bytes", says="whole header"),
        Field("link", le32, at=4, says="link type of the packet"),
    ),
    header=8, children=("link",), twin="_wlan_dress")
