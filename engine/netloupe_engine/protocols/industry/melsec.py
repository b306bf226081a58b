"""MELSEC: Mitsubishi's controllers, frames 3E and 4E in binary (SH-080008, "MELSEC Communication Protocol")."""
from ..define import Field, Measured, Protocol, finding, le16, le24, names, octets, of, sized, switch, u8, u16, when
from ..findings import CONTROLLED, PROGRAMMED, REFUSED, RESTARTED, STOPPED, WRITTEN

KIND = names(0x5000, "request 3E", 0xD000, "response 3E", 0x5400, "request 4E", 0xD400, "response 4E")
COMMAND = names(
    0x0101, "read controller model", 0x0401, "batch read", 0x0403, "random read", 0x0406, "read several blocks",
    0x0601, "read module", 0x0613, "read buffer memory", 0x0619, "loop back", 0x0801, "register monitor",
    0x0802, "monitor", 0x1001, "remote run", 0x1002, "remote stop", 0x1003, "remote pause",
    0x1005, "remote latch clear", 0x1006, "remote reset", 0x1401, "batch write", 0x1402, "random write",
    0x1406, "write several blocks", 0x1601, "write module", 0x1613, "write buffer memory", 0x1617, "clear errors",
    0x1630, "unlock with password", 0x1631, "lock with password", 0x1808, "search directory", 0x1810, "read directory",
    0x1811, "search file", 0x1820, "new file", 0x1822, "delete file", 0x1824, "copy file", 0x1827, "open file",
    0x1828, "read file", 0x1829, "write file", 0x182A, "close file", 0x2101, "on demand")
DEVICE = names(
    0x90, "M", 0x91, "SM", 0x92, "L", 0x93, "F", 0x94, "V", 0x98, "S", 0x9C, "X", 0x9D, "Y", 0xA0, "B", 0xA1, "SB",
    0xA8, "D", 0xA9, "SD", 0xAF, "R", 0xB0, "ZR", 0xB4, "W", 0xB5, "SW", 0xC0, "TC", 0xC1, "TS", 0xC2, "TN", 0xC3, "CC",
    0xC4, "CS", 0xC5, "CN", 0xCC, "Z")
REST = Field("data", sized(of("length") - 6, octets))

MELSEC = Protocol(
    key="melsec", title="MELSEC", reference="Mitsubishi Electric SH-080008", layer=7,
    rides_on={"tcp.port": (5007, 5006, 5002), "udp.port": (5006, 5007)}, starts=(),
    framing=Measured(most=8192), datagrams=True,
    layout=(
        Field("kind", u16, names=KIND, base=16, only=tuple(KIND.names)),
        when((of("kind") & 0x0400) > 0, Field("serial", le16), Field("reserved", le16, only=(0,))),
        Field("network", u8), Field("station", u8), Field("module", le16, base=16,
                                                          only=(0x03FF, range(0x03D0, 0x03E4))),
        Field("multidrop", u8, only=(range(32),)), Field("length", le16, unit="bytes", only=(range(2, 8176),)),
        when((of("kind") & 0x8000) > 0,
             Field("end_code", le16, base=16, scope="session", keep="distinct"),
             when(of("end_code") > 0, finding("error")),
             when(of("length") > 2, Field("answer", sized(of("length") - 2, octets))),
             otherwise=(
                 Field("timer", le16, says="how long to wait, in quarters of a second"),
                 Field("command", le16, names=COMMAND, base=16, scope="session", keep="distinct",
                       only=tuple(COMMAND.names)),
                 Field("subcommand", le16, base=16, only=(range(4), range(0x40, 0x44), range(0x80, 0x84))),
                 switch("command", {0x1002: finding("stopped"), 0x1003: finding("stopped"), 0x1006: finding("restart"),
                                    (0x1001, 0x1005): finding("control"),
                                    (0x1401, 0x1402, 0x1406, 0x1601, 0x1613): finding("write"),
                                    (0x1820, 0x1822, 0x1824, 0x1828, 0x1829): finding("program")}),
                 when(((of("command") == 0x0401) | (of("command") == 0x1401)) & (of("length") >= 12),
                      Field("address", le24), Field("device", u8, names=DEVICE, base=16, scope="session",
                                                    keep="distinct"),
                      Field("count", le16), when(of("length") > 12, Field("values", sized(of("length") - 12, octets))),
                      otherwise=when(of("length") > 6, REST)))),
    ),
    info=("{command}", "{device} {address}", "{end_code}"),
    findings=(STOPPED, RESTARTED, CONTROLLED, WRITTEN, PROGRAMMED, REFUSED))
