"""Protocols whose parsers ask for other parsers, in a registry of their own; see parcels.pyx."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis, Settings, running
from netloupe_engine.protocols.define import Field, Protocol, number, octets, text, u8
from netloupe_engine.protocols.registry import discover
from tests.unit.classify import parcels
from tests.unit.traffic import analysed, conversation, udp

PARCEL = Protocol(key="parcel", title="Parcel", reference="-", layer=7, tells=False,
                  rides_on={"parcel.address": ord("p")}, children=("parcel.address",),
                  fields=(Field("action", u8, says="what becomes of it"), Field("made", octets, says="made of it")))
LINE = Protocol(key="line", title="Line", reference="-", layer=7,
                rides_on={"parcel.address": ord("l"), "tcp.port": 7777, "udp.port": 7777},
                fields=(Field("text", text, scope="session"), Field("key", number)))


@pytest.fixture
def stacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Captures are analysed with parcels and lines besides the usual protocols."""
    registry = discover()
    registry.register(PARCEL, parcels.parcel(PARCEL.numbers))
    registry.register(LINE, parcels.line(LINE.numbers, guesses=True))
    monkeypatch.setattr(running, "REGISTRY", registry)


def parcel(action: str, address: str | int, content: bytes = b"") -> bytes:
    """One parcel: what becomes of its content, for whom (a protocol's letter, or a stream's number)."""
    return bytes([ord("P"), ord(action), ord(address) if isinstance(address, str) else address, len(content)]) + content


def said(folder: Path, *messages: tuple[int, bytes], settings: Settings | None = None, port: int = 4000) -> Analysis:
    """A TCP connection in which these messages are said."""
    return analysed(folder, conversation(messages, ports=(40000, port)), settings)


def told(folder: Path, *messages: tuple[int, bytes], port: int = 7777) -> Analysis:
    """The same in datagrams."""
    frames = [(at / 100, udp(way, content, ports=(40000, port))) for at, (way, content) in enumerate(messages)]
    return analysed(folder, frames)


def lines(analysis: Analysis) -> list[tuple[int, str]]:
    """Packet and text of every line of the first session."""
    return [(value.packet, str(value.value)) for value in analysis.session_attributes(1) if value.name == "line.text"]


def paths(analysis: Analysis) -> list[str]:
    """Of the packets with payload."""
    found = [analysis.packet(number).path for number in range(1, len(analysis.packets) + 1)]
    return [path.removeprefix("eth.ip.") for path in found if path not in ("eth.ip.tcp", "eth.ip.udp")]
