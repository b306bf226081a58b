"""Modbus/TCP: registers and coils of controllers (MODBUS Messaging on TCP/IP V1.0b, Application Protocol V1.1b3)."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, bound, finding, names, octets, of, repeat, sized, switch,
                      text, u8, u16, way, when)

FUNCTION = names(
    1, "read coils", 2, "read discrete inputs", 3, "read holding registers", 4, "read input registers",
    5, "write coil", 6, "write register", 7, "read exception status", 8, "diagnostics", 11, "get event counter",
    12, "get event log", 15, "write coils", 16, "write registers", 17, "report server", 20, "read file record",
    21, "write file record", 22, "mask write register", 23, "read and write registers", 24, "read FIFO queue",
    43, "encapsulated interface")
EXCEPTION = names(1, "illegal function", 2, "illegal data address", 3, "illegal data value", 4, "device failure",
                  5, "acknowledged, takes time", 6, "device busy", 8, "memory parity error", 10, "gateway path missing",
                  11, "gateway target does not answer")

ADDRESS = Field("address", u16, says="first coil or register")
QUANTITY = Field("quantity", u16, says="how many")
BYTE_COUNT = Field("byte_count", u8, unit="bytes", says="bytes of values")
COILS = bound(BYTE_COUNT, Field("coils", octets, says="one bit each"))
REGISTERS = bound(BYTE_COUNT, repeat(Field("register", u16, says="value of a register")))
DATA = Field("data", octets, says="what else the message says")
ASKS, ANSWERS = way == 0, way == 1

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
                 5: (ADDRESS, Field("value", u16, base=16, says="what is written")),
                 6: (ADDRESS, Field("register", u16, says="value of a register")),
                 7: when(ANSWERS, Field("status", u8, base=16, says="one bit an event")),
                 8: (Field("diagnostic", u16, says="which test"), DATA),
                 15: (ADDRESS, QUANTITY, when(ASKS, COILS)),
                 16: (ADDRESS, QUANTITY, when(ASKS, REGISTERS)),
                 17: when(ANSWERS, bound(BYTE_COUNT, DATA)),
                 22: (ADDRESS, Field("and_mask", u16, base=16, says="bits that stay"),
                      Field("or_mask", u16, base=16, says="bits that are set")),
                 23: (when(ASKS, ADDRESS, QUANTITY,
                           Field("write_address", u16, says="first register that is written"),
                           Field("write_quantity", u16, says="how many of them"),
                           REGISTERS),
                      when(ANSWERS, REGISTERS)),
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
    info=("{function_code}", "{address}", "{exception_code}"),
    findings=(Finding("exception", Severity.NOTE, "A Modbus device refused a request."),))
