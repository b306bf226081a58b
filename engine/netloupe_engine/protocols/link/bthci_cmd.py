"""Commands to Bluetooth controllers. Reference: Bluetooth Core 5.4, volume 4, part E, sections 5.4.1 and 7."""
from ..define import Field, Protocol, le16, names, octets, sized, u8

OPCODE = names(
    0x0401, "inquiry", 0x0402, "inquiry cancel", 0x0405, "create connection", 0x0406, "disconnect",
    0x0409, "accept connection", 0x040B, "link key reply", 0x040D, "PIN code reply", 0x0411, "authentication requested",
    0x0413, "set encryption", 0x0419, "remote name request", 0x041B, "read remote features",
    0x041D, "read remote version", 0x0428, "set up synchronous connection", 0x0C01, "set event mask", 0x0C03, "reset",
    0x0C05, "set event filter", 0x0C13, "write local name", 0x0C14, "read local name", 0x0C1A, "write scan enable",
    0x0C24, "write class of device", 0x0C45, "write inquiry mode", 0x0C52, "write extended inquiry response",
    0x0C56, "write simple pairing mode", 0x1001, "read local version", 0x1002, "read local commands",
    0x1003, "read local features", 0x1005, "read buffer size", 0x1009, "read address", 0x1405, "read signal",
    0x2001, "LE set event mask", 0x2002, "LE read buffer size", 0x2005, "LE set random address",
    0x2006, "LE set advertising parameters", 0x2008, "LE set advertising data", 0x200A, "LE set advertising enable",
    0x200B, "LE set scan parameters", 0x200C, "LE set scan enable", 0x200D, "LE create connection",
    0x2013, "LE connection update", 0x2016, "LE read remote features", 0x2019, "LE enable encryption",
    0x201A, "LE long term key reply", 0x2041, "LE set extended scan parameters", 0x2042, "LE set extended scan enable",
    0x2043, "LE extended create connection")

BTHCI_CMD = Protocol(
    key="bthci_cmd", title="Bluetooth HCI command", reference="Bluetooth Core 5.4, volume 4, part E, section 5.4.1",
    layer=2, rides_on={"hci.type": 1}, header=3,
    layout=(
        Field("opcode", le16, base=16, names=OPCODE, says="what the controller is to do"),
        Field("length", u8, unit="bytes"), Field("parameters", sized("length", octets)),
    ),
    info=("{opcode}",))
