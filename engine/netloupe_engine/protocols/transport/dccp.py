"""DCCP: datagrams with congestion control (RFC 4340)."""
from ..define import Field, Flow, Protocol, flag, names, number, u8, u16

TYPE = names(0, "request", 1, "response", 2, "data", 3, "acknowledgment", 4, "data and acknowledgment",
             5, "close request", 6, "close", 7, "reset", 8, "synchronize", 9, "synchronized")
RESET = names(0, "unspecified", 1, "closed", 2, "aborted", 3, "no connection", 4, "packet error", 5, "option error",
              6, "mandatory error", 7, "connection refused", 8, "bad service code", 9, "too busy",
              10, "bad init cookie", 11, "aggression penalty")

DCCP = Protocol(
    key="dccp", title="Datagram Congestion Control Protocol", reference="RFC 4340", layer=4,
    rides_on={"ip.protocol": 33},
    fields=(
        Field("source_port", u16, at=0, says="port of the sender"),
        Field("destination_port", u16, at=2, says="port of the receiver"),
        Field("header_length", u8, at=4, unit="bytes", scale=4, says="of the header with its options"),
        Field("ccval", u8, at=5, mask=0xF0, says="for congestion control"),
        Field("coverage", u8, at=5, mask=0x0F, says="how much of the data the checksum covers; 0: all"),
        Field("checksum", u16, at=6, base=16, says="over pseudo header, header and what is covered"),
        Field("type", u8, at=8, mask=0x1E, names=TYPE, says="what the packet is"),
        Field("long_sequence", flag, at=8, mask=0x01, says="sequence numbers have 48 bits"),
        Field("sequence", number, says="counts packets"),
        Field("acknowledged", number, says="the last packet that came"),
        Field("service", number, base=16, says="what the connection is for"),
        Field("reset_code", number, names=RESET, says="why it was reset"),
    ),
    header=12, flow=Flow.PORTS, twin="_lite",
    info=("{source_port} → {destination_port}", "{type}"))
