"""BACnet's own ring of two wires: a token that goes round, and messages. Reference: ANSI/ASHRAE 135-2020, clause 9."""
from ..define import Field, Protocol, bound, carry, names, octets, of, u8, u16, when

TYPE = names(0, "token", 1, "poll for master", 2, "reply to poll", 3, "test request", 4, "test response",
             5, "data, answer expected", 6, "data", 7, "answer postponed", 32, "extended data, answer expected",
             33, "extended data", 34, "IPv6")

MSTP = Protocol(
    key="mstp", title="BACnet MS/TP", reference="ANSI/ASHRAE 135-2020, clause 9", layer=2, rides_on={"link": 165},
    header=8,
    layout=(
        Field("preamble", u16, base=16, only=(0x55FF,)), Field("frame_type", u8, names=TYPE, says="what the frame is"),
        Field("target", u8, says="station, 255: all"), Field("source", u8), Field("length", u16, unit="bytes"),
        Field("header_checksum", u8, base=16),
        when(of("length") > 0, bound("length", when(
            (of("frame_type") == 5) | (of("frame_type") == 6), carry("bvlc.message", 0),
            otherwise=Field("data", octets))), Field("checksum", u16, base=16)),
    ),
    info=("{frame_type}", "{source} to {target}"))
