"""ATA over Ethernet: disks of others. Reference: Coraid, "AoE (ATA over Ethernet)" (AoEr11, 2009)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, finding, flag, le48, names, octets, of, sized, skip, switch, u8,
                      u16, u32, when)

COMMAND = names(0, "ATA", 1, "configuration", 2, "MAC mask list", 3, "reserve")
ERROR = names(1, "unknown command", 2, "bad argument", 3, "device not available", 4, "configuration is set",
              5, "unsupported version", 6, "target is reserved")
ATA = names(0x20, "read", 0x24, "read extended", 0x30, "write", 0x34, "write extended", 0xEC, "identify",
            0xE7, "flush", 0xEA, "flush extended", 0x40, "ready")

AOE = Protocol(
    key="aoe", title="ATA over Ethernet", reference="AoEr11", layer=3, rides_on={"ethertype": 0x88A2}, header=10,
    layout=(
        bits(u8, Field("version", u8, mask=0xF0), Field("response", flag, mask=0x08), Field("failed", flag, mask=0x04)),
        Field("error", u8, names=ERROR), Field("shelf", u16), Field("slot", u8),
        Field("command", u8, names=COMMAND), Field("tag", u32, base=16, says="the response has the request's"),
        switch("command", {
            0: (Field("flags", u8, base=16), Field("feature", u8, base=16), Field("sectors", u8),
                Field("ata", u8, base=16, names=ATA, says="command, or status in a response"),
                Field("lba", le48, says="first sector"), skip(2), Field("data", octets)),
            1: (Field("buffers", u16), Field("firmware", u16), Field("most_sectors", u8), Field("mode", u8),
                Field("string_length", u16, unit="bytes"), Field("string", sized("string_length", octets))),
        }, Field("argument", octets)),
        when(of("failed") == 1, finding("error")),
    ),
    info=("{command}", "shelf {shelf} slot {slot}", "sector {lba}"),
    findings=(Finding("error", Severity.NOTE, "A disk refused an AoE command."),))
