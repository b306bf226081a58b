"""Connectivity fault management: is the other end of a service there? References: IEEE 802.1Q-2018, section 21; ITU-T
G.8013/Y.1731."""
from ...model import Severity
from ..define import (
                      Field,
                      Finding,
                      Protocol,
                      bits,
                      bound,
                      finding,
                      flag,
                      names,
                      nested,
                      octets,
                      of,
                      switch,
                      tlv,
                      u8,
                      u16,
                      u32,
                      when,
)

OPCODE = names(1, "continuity check", 2, "loopback reply", 3, "loopback message", 4, "link trace reply",
               5, "link trace message", 33, "alarm indication", 35, "locked", 37, "test", 40, "ring protection",
               42, "loss measurement reply", 43, "loss measurement", 45, "one-way delay", 46, "delay reply",
               47, "delay", 52, "client signal fail", 54, "synthetic loss reply", 55, "synthetic loss")
INTERVAL = names(1, "3.3 ms", 2, "10 ms", 3, "100 ms", 4, "1 s", 5, "10 s", 6, "1 min", 7, "10 min")

CFM = Protocol(
    key="cfm", title="Connectivity fault management", reference="IEEE 802.1Q-2018, section 21", layer=2,
    rides_on={"ethertype": 0x8902, "pseudowire.channel": (0x7FF8, 0x8902)}, header=4,
    layout=(
        bits(u8, Field("level", u8, mask=0xE0, says="of maintenance"), Field("version", u8, mask=0x1F)),
        Field("opcode", u8, names=OPCODE, says="what the message is"),
        bits(u8, Field("remote_defect", flag, mask=0x80), Field("interval", u8, mask=0x07, names=INTERVAL)),
        Field("first_tlv", u8, unit="bytes"),
        bound("first_tlv", switch("opcode", {
            1: (Field("sequence", u32), Field("endpoint", u16, says="number of who sends it"),
                bound(48, Field("association", octets))),
            (2, 3): Field("transaction", u32), (4, 5): Field("transaction", u32),
        }, Field("values", octets))),
        tlv(Field("tlv_type", u8), Field("tlv_length", u16, unit="bytes"), {}, Field("data", octets), ends=(0,),
            inside=Field("tlv", nested)),
        when((of("opcode") == 1) & (of("remote_defect") == 1), finding("remote_defect")),
    ),
    info=("{opcode}", "level {level}", "endpoint {endpoint}"),
    findings=(Finding("remote_defect", Severity.WARNING, "An endpoint of an Ethernet service does not hear another."),))
