"""CAN frames as Linux captures them: controllers of cars and machines. References: ISO 11898-1; tcpdump.org,
LINKTYPE_CAN_SOCKETCAN."""
from ...model import Severity
from ..define import Field, Finding, Protocol, bits, finding, octets, of, sized, skip, u8, u32, when

CAN = Protocol(
    key="can", title="Controller Area Network", reference="LINKTYPE_CAN_SOCKETCAN (tcpdump.org)", layer=2,
    rides_on={"link": 227, "ethertype": (0x000C, 0x000D)}, header=8,
    layout=(
        bits(u32, Field("extended", u32, mask=0x80000000, says="identifier of 29 bits"),
             Field("remote_request", u32, mask=0x40000000), Field("error", u32, mask=0x20000000),
             Field("identifier", u32, mask=0x1FFFFFFF, base=16, says="what the frame is about, and its priority")),
        Field("length", u8, unit="bytes"), Field("fd_flags", u8, base=16), skip(2),
        Field("data", sized("length", octets)),
        when(of("error") == 1, finding("error_frame")),
    ),
    info=("{identifier}", "{data}"),
    findings=(Finding("error_frame", Severity.NOTE, "A controller tells of an error on the CAN bus."),))
