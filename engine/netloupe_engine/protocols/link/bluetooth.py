"""Bluetooth between host and controller, as it was captured. Reference: tcpdump.org, LINKTYPE_BLUETOOTH_HCI_H4 and
_WITH_PHDR."""
from ..define import Field, Protocol, ahead, carry, names, u8, u32, when

BLUETOOTH = Protocol(
    key="bluetooth", title="Bluetooth", reference="LINKTYPE_BLUETOOTH_HCI_H4 (tcpdump.org)", layer=2,
    rides_on={"link": (187, 201)}, header=1,
    layout=(
        when(ahead(u8, 0), Field("direction", u32, names=names(0, "to the controller", 1, "to the host"))),
        carry("bluetooth.hci", 1),
    ),
    info=("{direction}",))
