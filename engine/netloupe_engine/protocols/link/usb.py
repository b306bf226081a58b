"""USB requests as hosts see them: the headers that Linux and Windows write, and what is asked of devices by control
requests.

References: tcpdump.org, LINKTYPE_USB_LINUX, LINKTYPE_USB_LINUX_MMAPPED; USBPcap, "USBPcap capture format"; USB 2.0,
section 9.3. Linux' numbers are in the byte order of the host: the bus has a small one.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, Type, ahead, bits, finding, i32, i64, le16, le32, le64, lei32, lei64,
                      names, octets, of, read_as, skip, total, u8, u16, u32, u64, when)

EVENT = names(0x53, "submit", 0x43, "complete", 0x45, "error")
TRANSFER = names(0, "isochronous", 1, "interrupt", 2, "control", 3, "bulk")
REQUEST = names(0, "get status", 1, "clear feature", 3, "set feature", 5, "set address", 6, "get descriptor",
                7, "set descriptor", 8, "get configuration", 9, "set configuration", 10, "get interface",
                11, "set interface", 12, "synch frame")
DESCRIPTOR = names(1, "device", 2, "configuration", 3, "string", 4, "interface", 5, "endpoint", 15, "capabilities",
                   0x21, "HID", 0x22, "HID report")
RECIPIENT = names(0, "device", 1, "interface", 2, "endpoint", 3, "other")
SETUP = (
    bits(u8, Field("to_host", u8, mask=0x80), Field("request_type", u8, mask=0x60, names=names(
        0, "standard", 1, "class", 2, "vendor")), Field("recipient", u8, mask=0x1F, names=RECIPIENT)),
    Field("request", u8, names=REQUEST), Field("value_low", u8), Field("value_high", u8, names=DESCRIPTOR),
    Field("index", le16), Field("wanted_length", le16, unit="bytes"))
ID = Field("id", u64, base=16, says="the same in a request and its completion")
BUS, DEVICE = Field("bus", u16), Field("device", u16, says="its address on the bus")
STATUS = Field("status", i32, says="0, or a negative number of errno.h")
WANTED, LENGTH = Field("urb_length", u32, unit="bytes"), Field("data_length", u32, unit="bytes")
TYPE = Field("transfer", u8, names=TRANSFER, says="kind of transfer")
ENDPOINT = bits(u8, Field("in", u8, mask=0x80, says="to the host"), Field("endpoint", u8, mask=0x7F))


def linux(half: Type, whole: Type, long: Type, signed: Type, signed_long: Type) -> tuple[object, ...]:
    """The header of 48 or 64 bytes, with such numbers."""
    return (
        read_as(ID, long), Field("event", u8, names=EVENT), TYPE, ENDPOINT, read_as(DEVICE, u8), read_as(BUS, half),
        Field("no_setup", u8), Field("no_data", u8), read_as(Field("seconds", i64), signed_long),
        read_as(Field("microseconds", i32), signed), read_as(STATUS, signed), read_as(WANTED, whole),
        read_as(LENGTH, whole),
        when((of("transfer") == 2) & (of("no_setup") == 0), *SETUP, otherwise=skip(8)),
        when(of("data_length") + 64 - total == 0, skip(16)))


WINDOWS = (
    Field("header_length", le16, unit="bytes"), read_as(ID, le64), Field("usbd_status", le32, base=16),
    Field("function", le16, base=16), Field("completed", u8, names=names(0, "submit", 1, "complete")),
    read_as(BUS, le16), read_as(DEVICE, le16), ENDPOINT, TYPE, read_as(LENGTH, le32),
    when(of("transfer") == 2, Field("stage", u8, names=names(0, "setup", 1, "data", 2, "status", 3, "complete")),
         when(of("stage") == 0, *SETUP)))

USB = Protocol(
    key="usb", title="Universal Serial Bus", reference="LINKTYPE_USB_LINUX, LINKTYPE_USBPCAP (tcpdump.org)", layer=2,
    rides_on={"link": (189, 220, 249)}, header=27,
    layout=(
        when(ahead(u16, 0x1B00) | ahead(u16, 0x1C00), *WINDOWS,
             otherwise=when(ahead(u16, 0, 0xFF00, behind=12), *linux(u16, u32, u64, i32, i64),
                            otherwise=linux(le16, le32, le64, lei32, lei64))),
        Field("data", octets),
        when((of("event") == 0x45), finding("error")),
    ),
    info=("{event}", "{completed}", "{transfer}", "{request}", "{value_high}", "device {device}",
          "endpoint {endpoint}"),
    findings=(Finding("error", Severity.NOTE, "A USB request failed."),))
