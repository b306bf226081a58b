"""Attributes of Bluetooth Low Energy devices. Reference: Bluetooth Core 5.4, volume 3, part F, section 3.4."""
from ...model import Severity
from ..define import Field, Finding, Protocol, finding, le16, names, octets, switch, u8

OPCODE = names(
    0x01, "error", 0x02, "MTU request", 0x03, "MTU response", 0x04, "find information request",
    0x05, "find information response", 0x06, "find by value request", 0x07, "find by value response",
    0x08, "read by type request", 0x09, "read by type response", 0x0A, "read request", 0x0B, "read response",
    0x0C, "read blob request", 0x0D, "read blob response", 0x10, "read by group request",
    0x11, "read by group response", 0x12, "write request", 0x13, "write response", 0x16, "prepare write request",
    0x17, "prepare write response", 0x18, "execute write request", 0x19, "execute write response", 0x1B, "notification",
    0x1D, "indication", 0x1E, "confirmation", 0x52, "write command", 0xD2, "signed write command")
ERROR = names(1, "invalid handle", 2, "read not permitted", 3, "write not permitted", 4, "invalid PDU",
              5, "authentication needed", 6, "not supported", 7, "invalid offset", 8, "authorisation needed",
              10, "attribute not found", 12, "key too short", 13, "invalid length", 14, "unlikely",
              15, "encryption needed", 17, "no resources")
HANDLE = Field("handle", le16, base=16, says="which attribute")

BTATT = Protocol(
    key="btatt", title="Bluetooth attributes", reference="Bluetooth Core 5.4, volume 3, part F", layer=2,
    rides_on={"l2cap.channel": 4}, header=1,
    layout=(
        Field("opcode", u8, base=16, names=OPCODE, says="what the message is"),
        switch("opcode", {
            0x01: (Field("request", u8, base=16, names=OPCODE), HANDLE, Field("error", u8, names=ERROR),
                   finding("error")),
            (0x02, 0x03): Field("mtu", le16, unit="bytes"),
            (0x0A, 0x0C, 0x12, 0x16, 0x1B, 0x1D, 0x52, 0xD2): (HANDLE, Field("value", octets)),
        }, Field("data", octets)),
    ),
    info=("{opcode}", "handle {handle}", "{error}"),
    findings=(Finding("error", Severity.NOTE, "A Bluetooth device refused a request for an attribute."),))
