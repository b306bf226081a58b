"""ISDN user part: calls of telephone networks. Reference: ITU-T Q.763, section 1."""
from ..define import Field, Protocol, le16, names, octets, u8

TYPE = names(
    0x01, "initial address", 0x02, "subsequent address", 0x03, "information request", 0x04, "information",
    0x05, "continuity", 0x06, "address complete", 0x07, "connect", 0x08, "forward transfer", 0x09, "answer",
    0x0C, "release", 0x0D, "suspend", 0x0E, "resume", 0x10, "release complete", 0x11, "continuity check request",
    0x12, "reset circuit", 0x13, "blocking", 0x14, "unblocking", 0x15, "blocking acknowledgement",
    0x16, "unblocking acknowledgement", 0x17, "circuit group reset", 0x18, "circuit group blocking",
    0x19, "circuit group unblocking", 0x2C, "call progress", 0x2F, "confusion", 0x33, "facility")

ISUP = Protocol(
    key="isup", title="ISDN User Part", reference="ITU-T Q.763", layer=4, rides_on={"mtp3.service": 5}, header=3,
    layout=(Field("circuit", le16, says="that the call has"),
            Field("message_type", u8, names=TYPE, says="what the message is"), Field("parameters", octets)),
    info=("{message_type}", "circuit {circuit}"))
