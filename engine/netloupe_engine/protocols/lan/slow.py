"""Slow protocols: at most ten frames a second between neighbours. Reference: IEEE 802.3-2022, annex 57A."""
from ..define import Field, Protocol, names, u8

SUBTYPE = names(1, "LACP", 2, "marker", 3, "OAM", 10, "organisation specific")

SLOW = Protocol(
    key="slow", title="Slow protocols", reference="IEEE 802.3-2022, annex 57A", layer=2,
    rides_on={"ethertype": 0x8809}, header=1, next="subtype", children=("slow.subtype",),
    layout=(Field("subtype", u8, at=0, names=SUBTYPE, says="which of them"),),
    info=("{subtype}",))
