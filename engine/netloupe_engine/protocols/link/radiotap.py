"""Radiotap: what the radio says of an 802.11 frame. Reference: radiotap.org, "Radiotap" and "Defined fields"."""
from ..define import Field, Protocol, i8, le16, le32, names, number, u8

FLAGS = names(0x01, "contention free", 0x02, "short preamble", 0x04, "WEP", 0x08, "fragmented", 0x10, "with checksum",
              0x20, "padded", 0x40, "bad checksum", 0x80, "short guard interval")

RADIOTAP = Protocol(
    key="radiotap", title="Radiotap", reference="radiotap.org", layer=2,
    rides_on={"link": 127, "sll.hardware": 803},
    fields=(
        Field("version", u8, at=0, says="0"),
        Field("length", le16, at=2, unit="bytes", says="whole header"),
        Field("present", le32, at=4, base=16, says="bits of the fields that follow"),
        Field("time", number, unit="µs", says="when the first bit arrived, by the card's clock"),
        Field("flags", number, base=16, flags=FLAGS, says="properties of the frame"),
        Field("rate", number, scale=500, unit="kbit/s", says="rate of the transmission"),
        Field("frequency", number, unit="MHz", says="of the channel"),
        Field("signal", i8, unit="dBm", says="power at the antenna"),
        Field("noise", i8, unit="dBm", says="noise at the antenna"),
        Field("antenna", number, says="which antenna, from 0"),
    ),
    header=8, children=("link",), twin="_radiotap",
    info=("{frequency} MHz", "{signal} dBm"))
