"""Omron FINS: memory, programs and modes of Omron's controllers (Omron W342; over TCP and UDP: W421 section 7)."""
from ..define import (Field, Framing, Protocol, ahead, bits, finding, flag, left, names, octets, of, repeat, sized,
                      switch, text, u8, u16, u32, when)
from ..findings import CONTROLLED, PROGRAMMED, REFUSED, STOPPED, WRITTEN

COMMAND = names(
    0x0101, "memory read", 0x0102, "memory write", 0x0103, "memory fill", 0x0104, "several memory areas read",
    0x0105, "memory transfer", 0x0201, "parameters read", 0x0202, "parameters write", 0x0203, "parameters clear",
    0x0220, "data link table read", 0x0221, "data link table write", 0x0304, "program protect",
    0x0305, "program protection off", 0x0306, "program read", 0x0307, "program write", 0x0308, "program clear",
    0x0401, "run", 0x0402, "stop", 0x0403, "reset", 0x0501, "controller data read", 0x0502, "connection data read",
    0x0601, "controller status read", 0x0602, "network status read", 0x0603, "data link status read",
    0x0620, "cycle time read", 0x0701, "clock read", 0x0702, "clock write", 0x0801, "loop back",
    0x0920, "messages read or cleared", 0x0C01, "access right acquire", 0x0C02, "access right forced acquire",
    0x0C03, "access right release", 0x2101, "error clear", 0x2102, "error log read", 0x2103, "error log clear",
    0x2201, "file names read", 0x2202, "file read", 0x2203, "file write", 0x2204, "memory card format",
    0x2205, "file delete", 0x2207, "file copy", 0x2208, "file rename", 0x220A, "memory and file transfer",
    0x220B, "parameters and file transfer", 0x220C, "program and file transfer", 0x2301, "forced set or reset",
    0x2302, "forced set or reset cancel", 0x230A, "forced status read", 0x2601, "name set", 0x2602, "name delete",
    0x2603, "name read")
AREA = names(
    0x02, "DM bits", 0x30, "CIO bits", 0x31, "work bits", 0x32, "holding bits", 0x33, "auxiliary bits", 0x80, "CIO",
    0x82, "DM", 0x89, "timers and counters", 0xB0, "CIO words", 0xB1, "work words", 0xB2, "holding words",
    0xB3, "auxiliary words", 0x98, "current EM bank")
TCP = names(0, "node address from client", 1, "node address from server", 2, "frame", 3, "error", 6, "connection check")
TCP_ERROR = names(
    0, "none", 1, "no FINS header", 2, "too long", 3, "unknown command", 0x20, "all connections in use",
    0x21, "node connected already", 0x22, "address refused", 0x23, "node address out of range",
    0x24, "same node address as the server", 0x25, "no node address left")
NODE = Field("node", u32, says="address of a node")
WRITES = (0x0102, 0x0103, 0x0105, 0x0202, 0x0203, 0x0221, 0x0702, 0x2301, 0x2302)
PROGRAMS = (0x0305, 0x0306, 0x0307, 0x0308, 0x2203, 0x2204, 0x2205, 0x220A, 0x220B, 0x220C)
FRAME = (
    bits(u8, Field("gateway", flag, mask=0x80), Field("response", flag, mask=0x40),
         Field("unused", u8, mask=0x3E, only=(0,)), Field("no_response", flag, mask=0x01, says="no answer is wanted")),
    Field("reserved", u8, only=(0,)), Field("gateways_left", u8, only=(range(8),)),
    Field("destination_network", u8, only=(range(128),)), Field("destination_node", u8), Field("destination_unit", u8),
    Field("source_network", u8, only=(range(128),)), Field("source_node", u8), Field("source_unit", u8),
    Field("service_id", u8, says="the answer has the request's"),
    Field("command", u16, names=COMMAND, base=16, scope="session", keep="distinct", only=tuple(COMMAND.names)),
    when(of("response") == 1,
         Field("end_code", u16, base=16, scope="session", keep="distinct"),
         when(of("end_code") > 0, finding("error")), when(left > 0, Field("data", octets)),
         otherwise=(
             switch("command", {0x0402: finding("stopped"), (0x0401, 0x0403): finding("control"),
                                WRITES: finding("write"), PROGRAMS: finding("program")}),
             when((of("command") >= 0x0101) & (of("command") <= 0x0103) & (left >= 6),
                  Field("area", u8, names=AREA, base=16, scope="session", keep="distinct"), Field("address", u16),
                  Field("bit", u8), Field("count", u16)),
             when(left > 0, Field("data", octets)))))

OMRON = Protocol(
    key="omron", title="Omron FINS", reference="Omron W342", layer=7, rides_on={"tcp.port": 9600, "udp.port": 9600},
    starts=(b"FINS",), framing=Framing(header=16, length=u32, at=4, adds=8, most=4096), datagrams=True,
    layout=(
        when(ahead(u8, ord("F")),       # no frame begins so: these are its unused bits
             Field("magic", sized(4, text), only=("FINS",)), Field("length", u32, unit="bytes", only=(range(8, 4096),)),
             Field("tcp_command", u32, names=TCP, only=tuple(TCP.names)),
             Field("tcp_error", u32, names=TCP_ERROR, scope="session", keep="distinct", only=tuple(TCP_ERROR.names)),
             when(of("tcp_error") > 0, finding("error")),
             switch("tcp_command", {(0, 1): repeat(NODE), 2: FRAME}), otherwise=FRAME),
    ),
    info=("{command}", "{area}", "{address}"),
    findings=(STOPPED, CONTROLLED, WRITTEN, PROGRAMMED, REFUSED))
