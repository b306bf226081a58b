"""Data of Bluetooth connections. Reference: Bluetooth Core 5.4, volume 4, part E, section 5.4.2."""
from ..define import Field, Protocol, bits, bound, carry, le16, names, octets, of, when

BTHCI_ACL = Protocol(
    key="bthci_acl", title="Bluetooth HCI ACL data", reference="Bluetooth Core 5.4, volume 4, part E, section 5.4.2",
    layer=2, rides_on={"hci.type": 2}, header=4,
    layout=(
        bits(le16, Field("handle", le16, mask=0x0FFF, base=16, says="number of the connection"),
             Field("boundary", le16, mask=0x3000, names=names(0, "first", 1, "continued", 2, "first (flushable)")),
             Field("broadcast", le16, mask=0xC000)),
        Field("length", le16, unit="bytes"),
        bound("length", when(of("boundary") == 1, Field("data", octets), otherwise=carry("hci.connection", 1))),
    ),
    info=("connection {handle}",))
