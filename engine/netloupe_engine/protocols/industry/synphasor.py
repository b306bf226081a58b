"""IEEE C37.118: phasors of power grids, measured everywhere at the same time (IEEE C37.118.2-2011).

What a data frame contains a configuration frame says: its stations are named here, the values of data are not read.
"""
from ..define import (Field, Framing, Protocol, bits, bound, finding, i16, left, names, nested, node, octets, of,
                      refute, repeat, sized, switch, text, total, u8, u16, u24, u32, unix32, when)
from ..findings import CONTROLLED

TYPE = names(0, "data", 1, "header", 2, "configuration 1", 3, "configuration 2", 4, "command", 5, "configuration 3")
COMMAND = names(
    1, "stop data", 2, "start data", 3, "send header", 4, "send configuration 1", 5, "send configuration 2",
    6, "send configuration 3", 8, "extended")
QUALITY = names(
    0, "locked", 1, "10 ns", 2, "100 ns", 3, "1 us", 4, "10 us", 5, "100 us", 6, "1 ms", 7, "10 ms", 8, "100 ms",
    9, "1 s", 10, "10 s", 15, "clock failure")
NAME = sized(16, text)
STATION = node(
    Field("station", nested, says="one unit that measures"),
    Field("station_name", NAME, scope="session", keep="distinct"), Field("station_id", u16),
    Field("format", u16, base=16), Field("phasors", u16), Field("analogs", u16), Field("digitals", u16),
    repeat(Field("phasor_name", NAME), count="phasors"), repeat(Field("analog_name", NAME), count="analogs"),
    repeat(repeat(Field("digital_name", NAME), count=16), count="digitals"),
    repeat(Field("phasor_unit", u32, base=16), count="phasors"),
    repeat(Field("analog_unit", u32, base=16), count="analogs"),
    repeat(Field("digital_unit", u32, base=16), count="digitals"),
    Field("nominal_frequency", u16, names=names(0, "60 Hz", 1, "50 Hz")), Field("changes", u16))

SYNPHASOR = Protocol(
    key="synphasor", title="IEEE C37.118 synchrophasors", reference="IEEE C37.118.2", layer=7,
    rides_on={"tcp.port": 4712, "udp.port": 4713}, starts=(),
    framing=Framing(header=14, length=u16, at=2, most=65_535), datagrams=True,
    layout=(
        bits(u16, Field("sync", u8, mask=0xFF00, base=16, only=(0xAA,)), Field("reserved", u8, mask=0x0080, only=(0,)),
             Field("type", u8, mask=0x0070, names=TYPE, scope="session", keep="distinct", only=(range(6),)),
             Field("version", u8, mask=0x000F, only=(1, 2))),
        Field("length", u16, unit="bytes", only=(range(16, 65_536),), says="of the whole frame"),
        when(of("length") != total, refute()),
        Field("id", u16, scope="session", keep="distinct", says="number of the stream of data"),
        Field("time", unix32),
        bits(u8, Field("leap_second", u8, mask=0x70), Field("time_quality", u8, mask=0x0F, names=QUALITY)),
        Field("fraction", u24, says="of the second, in parts that the configuration says"),
        bound(of("length") - 16, switch("type", {
            1: Field("header", text),
            (2, 3): (Field("time_base", u32), Field("station_count", u16), repeat(STATION, count="station_count"),
                     Field("rate", i16, says="frames in a second; below 0: seconds for a frame")),
            4: (Field("command", u16, names=COMMAND, scope="session", keep="distinct"),
                when(of("command").one_of(1, 2), finding("control")), when(left > 0, Field("extended", octets))),
        }, default=when(left > 0, Field("data", octets)))),
        Field("checksum", u16, base=16),
    ),
    info=("{type}", "{command}", "{station_name}"),
    findings=(CONTROLLED,))
