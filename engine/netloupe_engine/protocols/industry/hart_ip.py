"""HART-IP: transmitters and valves of process plants over IP (FieldComm TS20085; commands: TS20127, TS20151)."""
from ..define import (Field, Framing, Protocol, bits, bound, finding, flag, left, names, octets, of, sized, switch, u8,
                      u16, u32, u40, when)
from ..findings import REFUSED, RESTARTED, WRITTEN

TYPE = names(0, "request", 1, "response", 2, "publish", 15, "error")
MESSAGE = names(0, "open session", 1, "close session", 2, "keep alive", 3, "pass through", 4, "direct")
FRAME = names(1, "burst", 2, "request", 6, "response")
COMMAND = names(
    0, "read identity", 1, "read primary variable", 2, "read current and percent", 3, "read dynamic variables",
    6, "write polling address", 7, "read loop configuration", 8, "read variable classifications",
    9, "read device variables", 11, "read identity by tag", 12, "read message", 13, "read tag and date",
    14, "read transducer", 15, "read device", 16, "read final assembly", 17, "write message", 18, "write tag and date",
    19, "write final assembly", 20, "read long tag", 21, "read identity by long tag", 22, "write long tag",
    33, "read device variables", 34, "write damping", 35, "write range", 36, "set upper range", 37, "set lower range",
    38, "reset changed flag", 40, "fix current", 41, "self test", 42, "restart device", 43, "set zero",
    44, "write units", 45, "trim current zero", 46, "trim current gain", 47, "write transfer function",
    48, "read more status", 50, "read assignments", 51, "write assignments", 59, "write number of preambles",
    71, "lock device", 72, "squawk", 76, "read lock", 77, "send to sub-device", 84, "read sub-device identity",
    103, "write burst period", 107, "write burst variables", 108, "write burst command", 109, "burst mode")
TOKEN = (
    bits(u8, Field("long_address", flag, mask=0x80), Field("expansion_bytes", u8, mask=0x60),
         Field("frame_type", u8, mask=0x07, names=FRAME)),
    when(of("long_address") == 1, Field("address", u40, base=16, scope="session", keep="distinct"),
         otherwise=Field("polling_address", u8)),
    when(of("expansion_bytes") > 0, Field("expansion", sized("expansion_bytes", octets))),
    Field("command", u8, names=COMMAND, scope="session", keep="distinct"),
    Field("data_bytes", u8, unit="bytes"),
    bound("data_bytes",
          when((of("frame_type") == 6) & (left >= 2),
               Field("response_code", u8, base=16), Field("device_status", u8, base=16),
               when(of("response_code") >= 0x80, finding("error"))),
          when(left > 0, Field("data", octets))),
    Field("check", u8, base=16, says="exclusive or of all bytes before"),
    when(of("frame_type") == 2,
         switch("command", {42: finding("restart"),
                            (6, 17, 18, 19, 22, 34, 35, 36, 37, 40, 43, 44, 45, 46, 47, 51, 59,
                             71): finding("write")})))

HART_IP = Protocol(
    key="hart_ip", title="HART-IP", reference="FieldComm TS20085", layer=7,
    rides_on={"tcp.port": 5094, "udp.port": 5094}, starts=(),
    framing=Framing(header=8, length=u16, at=6, most=1500), datagrams=True,
    layout=(
        Field("version", u8, only=(1,)),
        Field("type", u8, names=TYPE, scope="session", keep="distinct", only=tuple(TYPE.names)),
        Field("message", u8, names=MESSAGE, scope="session", keep="distinct", only=tuple(MESSAGE.names)),
        Field("status", u8), Field("sequence", u16), Field("length", u16, unit="bytes", only=(range(8, 1500),)),
        bound(of("length") - 8, switch("message", {
            0: when(left >= 5, Field("host_type", u8, names=names(0, "secondary", 1, "primary")),
                    Field("inactivity", u32, unit="ms")),
            3: when(left > 0, *TOKEN),
        }, default=when(left > 0, Field("data", octets))))),
    info=("{message}", "{type}", "{command}"),
    findings=(RESTARTED, WRITTEN, REFUSED))
