"""Unidirectional Link Detection: does a link work both ways? Reference: RFC 5171."""
from ..define import Field, Protocol, bits, counted, names, nested, octets, repeat, text, tlv, u8, u16, u32

OPCODE = names(0, "reserved", 1, "probe", 2, "echo", 3, "flush")

UDLD = Protocol(
    key="udld", title="Unidirectional Link Detection", reference="RFC 5171", layer=2, rides_on={"snap.cisco": 0x0111},
    header=4,
    layout=(
        bits(u8, Field("version", u8, mask=0xE0), Field("opcode", u8, mask=0x1F, names=OPCODE)),
        Field("flags", u8, flags=names(1, "timeout recommended", 2, "resynchronise")), Field("checksum", u16, base=16),
        tlv(Field("tlv_type", u16, names=names(1, "device", 2, "port", 3, "echo", 4, "message interval",
                                               5, "timeout interval", 6, "device name", 7, "sequence")),
            Field("tlv_length", u16, unit="bytes"), {
                1: Field("device", text), 2: Field("port", text),
                3: (Field("neighbours", u32), repeat(Field("neighbour", counted(u16, text)),
                                                     Field("neighbour_port", counted(u16, text)), count="neighbours")),
                4: Field("interval", u8, unit="seconds"), 5: Field("timeout", u8, unit="seconds"),
                6: Field("name", text), 7: Field("sequence", u32),
            }, Field("data", octets), covers=4, inside=Field("tlv", nested), rest=Field("rest", octets)),
    ),
    info=("{opcode}", "{device}", "port {port}"))
