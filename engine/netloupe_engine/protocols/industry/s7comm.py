"""S7comm: Siemens' controllers (no public specification; fields as their users document them)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bound, certain, finding, left, names, nested, node, octets, of, repeat,
                      switch, u8, u16, u24, when)

ROSCTR = names(1, "job", 2, "acknowledgment", 3, "acknowledgment with data", 7, "user data")
FUNCTION = names(0x00, "CPU services", 0xF0, "set up communication", 0x04, "read variables", 0x05, "write variables",
                 0x1A, "request download", 0x1B, "download block", 0x1C, "download ended", 0x1D, "start upload",
                 0x1E, "upload", 0x1F, "end upload", 0x28, "control", 0x29, "stop")
AREA = names(0x81, "inputs", 0x82, "outputs", 0x83, "flags", 0x84, "data blocks", 0x85, "instance data",
             0x86, "local data", 0x1C, "counters", 0x1D, "timers")

S7COMM = Protocol(
    key="s7comm", title="S7comm", reference="-", layer=7, rides_on={"cotp.data": 0},
    layout=(
        Field("protocol_id", u8, only=(0x32,), base=16),
        Field("message_type", u8, names=ROSCTR, scope="session", keep="distinct", only=(1, 2, 3, 7)),
        Field("redundancy", u16, only=(0,)), Field("reference", u16),
        Field("parameter_length", u16, unit="bytes"), Field("data_length", u16, unit="bytes"),
        when(of("message_type").one_of(2, 3), Field("error_class", u8, base=16), Field("error_code", u8, base=16),
             when(of("error_class") > 0, finding("error"))),
        certain(),
        bound("parameter_length",
              when(of("message_type") == 7, Field("user_data", octets), otherwise=when(left > 0,
                   Field("function", u8, names=FUNCTION, scope="session"),
                   switch("function", {
                       0xF0: (Field("reserved", u8), Field("calling_jobs", u16), Field("called_jobs", u16),
                              Field("pdu_size", u16, unit="bytes")),
                       (0x04, 0x05): (Field("item_count", u8), when(of("message_type") == 1, repeat(node(
                           Field("item", nested), Field("specification", u8, base=16), bound(
                               Field("item_length", u8, unit="bytes"), Field("syntax", u8, base=16),
                               when(of("syntax") == 0x10, Field("transport_size", u8), Field("count", u16),
                                    Field("data_block", u16), Field("area", u8, names=AREA),
                                    Field("bit_address", u24)), rest=Field("item_rest", octets))),
                           count="item_count"))),
                       0x29: finding("stopped"),
                   }, default=Field("parameter", octets))))),
        bound("data_length", Field("data", octets)),
    ),
    info=("{message_type}", "{function}"),
    findings=(Finding("stopped", Severity.WARNING, "A controller was told to stop."),
              Finding("error", Severity.NOTE, "A controller refused a request.")))
