"""HCI over a serial line: what kind of packet follows. Reference: Bluetooth Core 5.4, volume 4, part A."""
from ..define import Field, Protocol, names, u8

HCI_H4 = Protocol(
    key="hci_h4", title="HCI over UART", reference="Bluetooth Core 5.4, volume 4, part A", layer=2,
    rides_on={"bluetooth.hci": 1}, header=1, next="type", children=("hci.type",),
    layout=(Field("type", u8, at=0, names=names(1, "command", 2, "ACL data", 3, "synchronous data", 4, "event",
                                                5, "isochronous data"), says="what follows"),),
    info=("{type}",))
