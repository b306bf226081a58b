"""Elasticsearch: nodes among themselves (transport module). Who asks by HTTP is HTTP."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, certain, client, finding, flag, left, octets, of,
                      server, u8, u16, u32, u64, when)

ELASTICSEARCH = Protocol(
    key="elasticsearch", title="Elasticsearch", reference="Elasticsearch transport", layer=7,
    rides_on={"tcp.port": 9300},
    framing=Framing(header=6, length=u32, at=2, adds=6, most=1 << 28), starts=(b"ES\0",),
    layout=(
        Field("magic", u16, base=16, only=(0x4553,)), Field("length", u32, unit="bytes", only=(0, range(13, 1 << 28))),
        when(left > 0, Field("request_id", u64, says="an answer has the request's"),
             bits(u8, Field("answer", flag, mask=1), Field("failed", flag, mask=2), Field("compressed", flag, mask=4),
                  Field("handshake", flag, mask=8), Field("reserved", u8, mask=0xF0, only=(0,))),
             Field("version", u32, only=(range(1_000_000, 10_000_000),), scope="session", keep="distinct",
                   says="of the node, as 7170099 is 7.17.0"),
             certain(), when(of("answer") == 1, server(), otherwise=client()),
             when(of("failed") == 1, finding("error")),
             when(left > 0, Field("data", octets, says="what is asked or answered")))),
    info=("{request_id}",),
    findings=(Finding("error", Severity.NOTE, "A node of Elasticsearch could not do what was asked."),))
