"""Events of Bluetooth controllers. Reference: Bluetooth Core 5.4, volume 4, part E, sections 5.4.4 and 7.7."""
from ...model import Severity
from ..define import Field, Finding, Protocol, bound, finding, le16, names, octets, of, switch, u8, when

EVENT = names(
    0x01, "inquiry complete", 0x02, "inquiry result", 0x03, "connection complete", 0x04, "connection request",
    0x05, "disconnection complete", 0x06, "authentication complete", 0x07, "remote name", 0x08, "encryption change",
    0x0B, "remote features", 0x0C, "remote version", 0x0E, "command complete", 0x0F, "command status",
    0x10, "hardware error", 0x12, "role change", 0x13, "completed packets", 0x16, "PIN code request",
    0x17, "link key request", 0x18, "link key", 0x1B, "most slots change", 0x22, "inquiry result with signal",
    0x23, "remote extended features", 0x2C, "synchronous connection complete", 0x2F, "extended inquiry result",
    0x31, "input and output capabilities request", 0x32, "input and output capabilities",
    0x33, "user confirmation request", 0x36, "simple pairing complete", 0x3E, "LE", 0xFF, "of the vendor")
LE = names(0x01, "connection complete", 0x02, "advertising report", 0x03, "connection update", 0x04, "remote features",
           0x05, "long term key request", 0x07, "data length change", 0x0A, "enhanced connection complete",
           0x0D, "extended advertising report")
STATUS = names(
    0x00, "success", 0x01, "unknown command", 0x02, "unknown connection", 0x03, "hardware failure", 0x04, "no answer",
    0x05, "authentication failure", 0x06, "key missing", 0x07, "memory exceeded", 0x08, "connection timeout",
    0x0C, "command disallowed", 0x0E, "rejected for security", 0x12, "invalid parameters",
    0x13, "ended by the other user", 0x16, "ended by host", 0x18, "pairing not allowed", 0x1F, "unspecified",
    0x3D, "integrity check failed", 0x3E, "connection failed")
CONNECTION = (Field("status", u8, names=STATUS), Field("handle", le16, base=16))

BTHCI_EVT = Protocol(
    key="bthci_evt", title="Bluetooth HCI event", reference="Bluetooth Core 5.4, volume 4, part E, section 5.4.4",
    layer=2, rides_on={"hci.type": 4}, header=2,
    layout=(
        Field("code", u8, base=16, names=EVENT, says="what happened"), Field("length", u8, unit="bytes"),
        bound("length", switch("code", {
            (0x03, 0x05, 0x06, 0x08): (*CONNECTION, Field("rest", octets)),
            0x0E: (Field("commands", u8), Field("opcode", le16, base=16), Field("result", octets)),
            0x0F: (Field("status", u8, names=STATUS), Field("commands", u8), Field("opcode", le16, base=16)),
            0x3E: (Field("subevent", u8, names=LE), Field("data", octets)),
        }, Field("data", octets))),
        when((of("code") == 0x06) & (of("status") > 0), finding("authentication_failed")),
    ),
    info=("{code}", "{subevent}", "{status}"),
    findings=(Finding("authentication_failed", Severity.NOTE, "A Bluetooth device could not prove who it is."),))
