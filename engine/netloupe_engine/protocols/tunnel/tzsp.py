"""TaZmen Sniffer Protocol: captured frames sent elsewhere. Reference: Network Chemistry, "TZSP" (2003)."""
from ..define import Field, Protocol, Tunnel, names, nested, number, octets, u8, u16

TYPE = names(0, "received frame", 1, "frame to transmit", 2, "reserved", 3, "configuration", 4, "keep-alive",
             5, "port opener")
ENCAPSULATION = names(0x01, "Ethernet", 0x12, "802.11", 0x77, "802.11 with Prism header",
                      0x7F, "802.11 with AVS header")
TAG = names(
    0x00, "padding", 0x01, "end", 0x0A, "signal", 0x0B, "noise", 0x0C, "rate", 0x0D, "time", 0x0F, "contention free",
    0x10, "undecrypted", 0x11, "bad checksum", 0x12, "channel", 0x28, "packet count", 0x29, "length received",
    0x3C, "sensor")

TZSP = Protocol(
    key="tzsp", title="TaZmen Sniffer Protocol", reference="Network Chemistry TZSP", layer=5,
    rides_on={"udp.port": 37008, "link": 128},
    fields=(
        Field("version", u8, at=0, says="1"),
        Field("type", u8, at=1, names=TYPE, says="what the packet is"),
        Field("encapsulation", u16, at=2, base=16, names=ENCAPSULATION, says="what is carried"),
        Field("tag", nested, says="one tag"),
        Field("tag_type", number, base=16, names=TAG, says="what the tag is"),
        Field("tag_data", octets, says="its value"),
    ),
    header=4, children=("tzsp.encapsulation",), tunnel=Tunnel.PAIR, twin="_tzsp",
    info=("{type}",))
