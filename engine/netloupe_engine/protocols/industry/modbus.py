"""Modbus/TCP: registers and coils of controllers (MODBUS Messaging on TCP/IP V1.0b, Application Protocol V1.1b3).

Function 90 is Schneider's way to programs of its controllers (UMAS, as its users document it).
"""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, bound, finding, left, names, nested, node, octets, of,
                      read_as, remember, repeat, sized, switch, text, u8, u16, way, when)
from ..findings import CONTROLLED, PROGRAMMED, RESTARTED, STOPPED, WRITTEN

FUNCTION = names(
    1, "read coils", 2, "read discrete inputs", 3, "read holding registers", 4, "read input registers", 5, "write coil",
    6, "write register", 7, "read exception status", 8, "diagnostics", 11, "get event counter", 12, "get event log",
    15, "write coils", 16, "write registers", 17, "report server", 20, "read file record", 21, "write file record",
    22, "mask write register", 23, "read and write registers", 24, "read FIFO queue", 43, "encapsulated interface",
    90, "Schneider UMAS")
EXCEPTION = names(
    1, "illegal function", 2, "illegal data address", 3, "illegal data value", 4, "device failure",
    5, "acknowledged, takes time", 6, "device busy", 8, "memory parity error", 10, "gateway path missing",
    11, "gateway target does not answer")

DIAGNOSTIC = names(
    0, "echo", 1, "restart communications", 2, "diagnostic register", 3, "change ASCII delimiter", 4, "listen only",
    10, "clear counters", 11, "bus messages", 12, "bus communication errors", 13, "bus exceptions", 14, "messages",
    15, "messages without answer", 16, "negative acknowledgments", 17, "busy", 18, "overruns", 20, "clear overruns")
UMAS = names(
    0x01, "begin", 0x02, "read controller identity", 0x03, "read project", 0x04, "read controller", 0x06, "read card",
    0x0A, "echo", 0x10, "reserve controller", 0x11, "release controller", 0x12, "keep reservation",
    0x20, "read memory block", 0x22, "read variables", 0x23, "write variables", 0x24, "read coils and registers",
    0x25, "write coils and registers", 0x30, "begin upload", 0x31, "upload block", 0x32, "end upload",
    0x33, "begin download", 0x34, "download block", 0x35, "end download", 0x40, "start controller",
    0x41, "stop controller", 0x50, "monitor", 0x58, "check", 0x70, "read I/O object", 0x71, "write I/O object",
    0x73, "module status", 0xFD, "failure", 0xFE, "success")

ADDRESS = Field("address", u16, says="first coil or register")
QUANTITY = Field("quantity", u16, says="how many")
BYTE_COUNT = Field("byte_count", u8, unit="bytes", says="bytes of values")
COILS = bound(BYTE_COUNT, Field("coils", octets, says="one bit each"))
REGISTER = Field("register", u16, says="value of a register")
REGISTERS = bound(BYTE_COUNT, repeat(REGISTER))
DATA = Field("data", octets, says="what else the message says")
ASKS, ANSWERS = way == 0, way == 1
RECORD_DATA = Field("record_data", sized("data_bytes", octets))
EVENTS = (Field("busy", u16, base=16, says="0xFFFF: an order is still at work"),
          Field("event_count", u16, says="orders that were carried out"))
WRITES = when(ASKS, finding("write"))
REFERENCE_TYPE = Field("reference_type", u8, says="always 6")
RECORD = (Field("record", nested, says="a part of a file"), REFERENCE_TYPE,
          Field("file", u16), Field("record_number", u16), Field("record_length", u16, unit="registers"))

MODBUS = Protocol(
    key="modbus", title="Modbus/TCP", reference="MODBUS Messaging on TCP/IP V1.0b", layer=7,
    rides_on={"tcp.port": 502},
    framing=Framing(header=8, length=u16, at=4, adds=6, most=260),
    layout=(
        Field("transaction", u16, says="the answer has the request's"),
        Field("protocol_id", u16, only=(0,), says="0: Modbus"),
        Field("length", u16, unit="bytes", only=(range(2, 255),), says="what follows, unit included"),
        Field("unit", u8, says="the device behind a gateway"),
        bits(u8, Field("exception", u8, mask=0x80, says="the request failed"),
             Field("function_code", u8, mask=0x7F, names=FUNCTION, scope="session", says="what is asked for")),
        when(of("exception") == 1,
             Field("exception_code", u8, names=EXCEPTION, scope="session", says="why it failed"), finding("exception"),
             otherwise=switch("function_code", {
                 (1, 2): (when(ASKS, ADDRESS, QUANTITY), when(ANSWERS, COILS)),
                 (3, 4): (when(ASKS, ADDRESS, QUANTITY), when(ANSWERS, REGISTERS)),
                 5: (WRITES, ADDRESS, Field("value", u16, base=16, says="what is written")),
                 6: (WRITES, ADDRESS, REGISTER),
                 7: when(ANSWERS, Field("status", u8, base=16, says="one bit an event")),
                 8: (Field("diagnostic", u16, names=DIAGNOSTIC, says="which test"), DATA,
                     when(ASKS, switch("diagnostic", {1: finding("restart"), 4: finding("silenced")}))),
                 11: when(ANSWERS, *EVENTS),
                 12: when(ANSWERS, bound(BYTE_COUNT, *EVENTS, Field("messages", u16, says="on the bus"),
                                         Field("events", octets, says="a byte each, the latest first"))),
                 15: (WRITES, ADDRESS, QUANTITY, when(ASKS, COILS)),
                 16: (WRITES, ADDRESS, QUANTITY, when(ASKS, REGISTERS)),
                 17: when(ANSWERS, bound(BYTE_COUNT, DATA)),
                 20: bound(BYTE_COUNT, repeat(
                     when(ASKS, node(*RECORD), otherwise=node(
                         Field("record", nested, says="a part of a file"),
                         Field("record_bytes", u8, unit="bytes", says="behind this number"),
                         REFERENCE_TYPE, remember("data_bytes", of("record_bytes") - 1), RECORD_DATA)))),
                 21: (WRITES, bound(BYTE_COUNT, repeat(node(
                     *RECORD, remember("data_bytes", of("record_length") * 2), RECORD_DATA)))),
                 22: (WRITES, ADDRESS, Field("and_mask", u16, base=16, says="bits that stay"),
                      Field("or_mask", u16, base=16, says="bits that are set")),
                 23: (WRITES, when(ASKS, ADDRESS, QUANTITY,
                           Field("write_address", u16, says="first register that is written"),
                           Field("write_quantity", u16, says="how many of them"),
                           REGISTERS),
                      when(ANSWERS, REGISTERS)),
                 24: (when(ASKS, ADDRESS),
                      when(ANSWERS, read_as(BYTE_COUNT, u16), QUANTITY, repeat(REGISTER, count="quantity"))),
                 90: (Field("umas_session", u8, base=16, says="0: no reservation"),
                      Field("umas", u8, names=UMAS, base=16, scope="session", keep="distinct",
                            says="function of Schneider's controllers"),
                      when(ASKS, switch("umas", {
                          0x40: finding("control"), 0x41: finding("stopped"), (0x23, 0x25, 0x71): finding("write"),
                          (0x30, 0x33): finding("program")})),
                      when(left > 0, DATA)),
                 43: (Field("interface", u8, names=names(13, "CANopen", 14, "read device identification"),
                            says="kind of encapsulated interface"),
                      switch("interface", {14: (
                          Field("identification", u8, says="how much is asked for"),
                          Field("object", u8, says="first object wanted"),
                          when(ANSWERS,
                               Field("conformity", u8, says="what the device can tell"),
                               Field("more_follows", u8, says="more objects are to be asked for"),
                               Field("next_object", u8, says="which one is next"),
                               repeat(Field("object_id", u8, says="which object"),
                                      Field("object_length", u8, unit="bytes", says="of its value"),
                                      Field("object_value", sized("object_length", text),
                                            says="name, version or address of the device"),
                                      count="next_object"), DATA))}, default=DATA)),
             }, default=DATA)),
    ),
    info=("{function_code}", "{umas}", "{address}", "{exception_code}"),
    findings=(Finding("exception", Severity.NOTE, "A Modbus device refused a request."),
              Finding("silenced", Severity.WARNING, "A device was told to listen and not to answer any more."),
              WRITTEN, CONTROLLED, STOPPED, RESTARTED, PROGRAMMED))
