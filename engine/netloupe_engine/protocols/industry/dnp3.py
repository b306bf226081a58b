"""DNP3: remote terminals of power and water supplies (IEEE 1815): link, transport and application headers.

Behind the link header each 16 bytes, and what is left of them, are followed by two of checksum.
"""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, ahead, bits, checked, finding, flag, le16, left, malformed,
                      names, nested, node, octets, of, remember, repeat, seek, sized, switch, u8, u16, when)

LINK = names(0, "reset link", 2, "test link", 3, "confirmed data", 4, "unconfirmed data", 9, "request link status")
LINK_ANSWER = names(0, "acknowledged", 1, "not acknowledged", 11, "link status", 15, "not supported")
FUNCTION = names(
    0, "confirm", 1, "read", 2, "write", 3, "select", 4, "operate", 5, "direct operate",
    6, "direct operate, no answer", 7, "freeze", 8, "freeze, no answer", 9, "freeze and clear",
    10, "freeze and clear, no answer", 11, "freeze at time", 12, "freeze at time, no answer", 13, "cold restart",
    14, "warm restart", 15, "initialize data", 16, "initialize application", 17, "start application",
    18, "stop application", 19, "save configuration", 20, "enable unsolicited", 21, "disable unsolicited",
    22, "assign class", 23, "measure delay", 24, "record time", 25, "open file", 26, "close file", 27, "delete file",
    28, "file information", 29, "authenticate file", 30, "abort file", 31, "activate configuration",
    32, "authentication request", 33, "authentication error", 129, "response", 130, "unsolicited response",
    131, "authentication response")
INDICATIONS = names(
    0x0001, "function not supported", 0x0002, "object unknown", 0x0004, "parameter error",
    0x0008, "event buffer overflow", 0x0010, "already executing", 0x0020, "configuration corrupt",
    0x0100, "broadcast", 0x0200, "class 1 events", 0x0400, "class 2 events", 0x0800, "class 3 events",
    0x1000, "need time", 0x2000, "local control", 0x4000, "device trouble", 0x8000, "device restart")
TRANSPORT_AT = 10
CRC = 0xA6BC                # of the data link layer
MASTER, PRIMARY = Field("from_master", flag, mask=0x80), Field("primary", flag, mask=0x40)

APPLICATION = (
    bits(u8, Field("first_fragment", flag, mask=0x80), Field("last_fragment", flag, mask=0x40),
         Field("confirm", flag, mask=0x20, says="a confirmation is wanted"),
         Field("unsolicited", flag, mask=0x10), Field("application_sequence", u8, mask=0x0F)),
    Field("function_code", u8, names=FUNCTION, scope="session"),
    when((of("function_code") >= 129) & (left >= 2),
         Field("indications", u16, flags=INDICATIONS, base=16, says="what the outstation says of itself")),
    switch("function_code", {(13, 14): finding("restart"), 18: finding("stopped")}))

DNP3 = Protocol(
    key="dnp3", title="DNP3", reference="IEEE 1815", layer=7, rides_on={"tcp.port": 20000, "udp.port": 20000},
    datagrams=True, framing=Framing(header=10, length=u8, at=2, adds=5, most=292, block=16, check=2),
    layout=(
        Field("start", u16, base=16, only=(0x0564,)),
        Field("length", u8, unit="bytes", only=(range(5, 256),), says="from the control byte on, checksums left out"),
        when(ahead(u8, 0x40, 0x40),
             bits(u8, MASTER, PRIMARY, Field("frame_count", flag, mask=0x20),
                  Field("link_function", u8, mask=0x0F, names=LINK)),
             otherwise=bits(u8, MASTER, PRIMARY, Field("link_answer", u8, mask=0x0F, names=LINK_ANSWER))),
        Field("destination", le16, scope="session", keep="distinct"),
        Field("source", le16, scope="session", keep="distinct"), Field("header_checksum", le16, base=16),
        seek(0), when(~checked(CRC, 8), malformed()), seek(TRANSPORT_AT),
        when(left > 0,
             bits(u8, Field("last_segment", flag, mask=0x80), Field("first_segment", flag, mask=0x40),
                  Field("segment", u8, mask=0x3F)),
             when((of("first_segment") == 1) & (left >= 4), *APPLICATION),
             seek(TRANSPORT_AT),
             repeat(node(Field("block", nested),
                         when(left > 18, remember("block_bytes", 16), otherwise=remember("block_bytes", left - 2)),
                         when(~checked(CRC, of("block_bytes")), finding("bad_checksum")),
                         Field("block_data", sized("block_bytes", octets)), Field("block_checksum", le16, base=16)))),
    ),
    info=("{function_code}", "{source} to {destination}"),
    findings=(Finding("restart", Severity.WARNING, "An outstation was told to restart."),
              Finding("bad_checksum", Severity.NOTE, "Data of a DNP3 frame does not have the checksum beside it."),
              Finding("stopped", Severity.WARNING, "An outstation was told to stop an application.")))
