"""Data Stream Interface: how AFP travels over TCP (Apple, AFP 2.2 and later)."""
from ..define import (Field, Framing, Protocol, carry, client, left, names, octets, of, server, u8, u16, u32, when)

COMMAND = names(1, "close session", 2, "command", 3, "get status", 4, "open session", 5, "tickle", 6, "write", 8,
                "attention")

DSI = Protocol(
    key="dsi", title="DSI", reference="Apple Filing Protocol Reference", layer=7, rides_on={"tcp.port": 548},
    framing=Framing(header=16, length=u32, at=8, adds=16, most=1 << 24), tells=False, starts=(),
    layout=(
        Field("answer", u8, only=(0, 1), says="1: an answer"),
        Field("command", u8, names=COMMAND, only=(*range(1, 7), 8)),
        Field("request_id", u16, says="an answer has the request's"),
        Field("code", u32, base=16, says="of an answer: how it went; of a write: where data begin"),
        Field("length", u32, unit="bytes"), Field("reserved", u32, only=(0,)),
        when(of("answer") == 1, server(), otherwise=client()),
        when(left > 0, when((of("answer") == 0) & ((of("command") == 2) | (of("command") == 6)),
                            carry("dsi.command", 0),
                            otherwise=Field("data", octets)))),
    info=("{command}",))
