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
    key="s7comm", title="S7comm", reference="-", layer=7,
    layout=(
        Field("protocol_id", u8, only=(0x32,), base=16, says="always 0x32"),
        Field("message_type", u8, names=ROSCTR, scope="session", keep="distinct", only=(1, 2, 3, 7),
              says="job, answer or user data"),
        Field("redundancy", u16, only=(0,), says="not used"),
        Field("reference", u16, says="by which an answer is known"),
        Field("parameter_length", u16, unit="bytes", says="of the parameters"),
        Field("data_length", u16, unit="bytes", says="of the data"),
        when(of("message_type").one_of(2, 3),
             Field("error_class", u8, base=16, says="kind of failure, 0: none"),
             Field("error_code", u8, base=16, says="which failure"),
             when(of("error_class") > 0, finding("error"))),
        bound("parameter_length",
              when(of("message_type") == 7,
                   Field("user_data", octets, says="kind of user data"), otherwise=when(left > 0,
                   Field("function", u8, names=FUNCTION, scope="session", says="what is asked for"),
                   switch("function", {
                       0xF0: (Field("reserved", u8, says="not used"),
                              Field("calling_jobs", u16, says="jobs the caller may have open"),
                              Field("called_jobs", u16, says="jobs the called one may have open"),
                              Field("pdu_size", u16, unit="bytes", says="longest message")),
                       (0x04, 0x05): (Field("item_count", u8, says="how many items"),
                                      when(of("message_type") == 1, repeat(node(
                           Field("item", nested, says="one item"),
                           Field("specification", u8, base=16, says="always 0x12"), bound(
                               Field("item_length", u8, unit="bytes", says="of the rest of the item"),
                               Field("syntax", u8, base=16, says="how the address is written"),
                               when(of("syntax") == 0x10,
                                    Field("transport_size", u8, says="type of the values"),
                                    Field("count", u16, says="how many values"),
                                    Field("data_block", u16, says="number of the data block"),
                                    Field("area", u8, names=AREA, says="memory that is meant"),
                                    Field("bit_address", u24, says="place in it, in bits")),
                               rest=Field("item_rest", octets, says="what is left of an item"))),
                           count="item_count"))),
                       0x29: finding("stopped"),
                   }, default=Field("parameter", octets, says="what else is asked for"))))),
        bound("data_length", Field("data", octets, says="values")),
        certain(),
    ),
    info=("{message_type}", "{function}"),
    findings=(Finding("stopped", Severity.WARNING, "A controller was told to stop."),
              Finding("error", Severity.NOTE, "A controller refused a request.")))
