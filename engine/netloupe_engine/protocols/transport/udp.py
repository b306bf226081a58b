"""User Datagram Protocol. References: RFC 768; RFC 2675, section 4 (length 0)."""
from ..define import Field, Flow, Protocol, u16

UDP = Protocol(
    key="udp", title="User Datagram Protocol", reference="RFC 768", layer=4,
    rides_on={"ip.protocol": 17},
    fields=(
        Field("source_port", u16, at=0, says="port of the sender"),
        Field("destination_port", u16, at=2, says="port of the receiver"),
        Field("length", u16, at=4, unit="bytes", says="header and payload; 0: more than 65,535, as long as IP says"),
        Field("checksum", u16, at=6, base=16, says="over pseudo header, header and payload; 0: not computed (IPv4)"),
    ),
    header=8, children=("udp.port",), flow=Flow.PORTS, twin="_udp",
    info=("{source_port} → {destination_port}", "{length} bytes"))
