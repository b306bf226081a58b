"""Configuration test of Ethernet: frames that come back. Reference: DIX Ethernet 2.0 (1982), section 8."""
from ..define import Field, Protocol, le16, mac, names, octets, skip, switch

LOOP = Protocol(
    key="loop", title="Ethernet loopback", reference="Ethernet 2.0 (1982), section 8", layer=2,
    rides_on={"ethertype": 0x9000}, header=4,
    layout=(
        Field("skip", le16, unit="bytes"), skip("skip"),
        Field("function", le16, names=names(1, "reply", 2, "forward")),
        switch("function", {1: Field("receipt", le16), 2: Field("forward", mac)}), Field("data", octets),
    ),
    info=("{function}",))
