"""Channels in Bluetooth connections. Reference: Bluetooth Core 5.4, volume 3, part A, section 3.1."""
from ..define import Field, Protocol, carry, le16, names, of

CHANNEL = names(1, "signalling", 2, "connectionless", 3, "AMP manager", 4, "attributes", 5, "LE signalling",
                6, "security manager", 7, "BR/EDR security manager")

BTL2CAP = Protocol(
    key="btl2cap", title="Bluetooth L2CAP", reference="Bluetooth Core 5.4, volume 3, part A, section 3.1", layer=2,
    rides_on={"hci.connection": 1}, header=4,
    layout=(Field("length", le16, unit="bytes"), Field("channel", le16, base=16, names=CHANNEL, says="what it is for"),
            carry("l2cap.channel", of("channel"))),
    info=("{channel}",))
