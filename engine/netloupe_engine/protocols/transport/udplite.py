"""UDP-Lite: datagrams of which a checksum covers only the beginning (RFC 3828)."""
from ..define import Field, Flow, Protocol, u16

UDPLITE = Protocol(
    key="udplite", title="UDP-Lite", reference="RFC 3828", layer=4, rides_on={"ip.protocol": 136},
    fields=(
        Field("source_port", u16, at=0, says="port of the sender"),
        Field("destination_port", u16, at=2, says="port of the receiver"),
        Field("coverage", u16, at=4, unit="bytes", says="that the checksum covers, header included; 0: all"),
        Field("checksum", u16, at=6, base=16, says="over pseudo header and what is covered"),
    ),
    header=8, flow=Flow.PORTS, twin="_lite",
    info=("{source_port} → {destination_port}", "covers {coverage} bytes"))
