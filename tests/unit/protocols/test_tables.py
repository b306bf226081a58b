"""Every protocol that is a table: whole, cut at every byte, in any pieces, with bytes lost and bytes changed.

Conversations come from `SAMPLES` of the protocol's own test file: lists of (direction, message).
"""
import importlib.util
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.registry import REGISTRY

TABLES = {protocol.key: protocol for protocol in REGISTRY.freeze().protocols if protocol.layout}


@cache
def samples(key: str) -> list[list[tuple[int, bytes]]]:
    """Conversations of a protocol."""
    (path,) = Path(__file__).parent.glob(f"*/test_{key}.py")
    spec = importlib.util.spec_from_file_location(f"samples_of_{key}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: list[list[tuple[int, bytes]]] = module.SAMPLES
    return found


@cache
def noise() -> list[bytes]:
    """Random bytes, the same for all."""
    random = Random(5)
    return [random.randbytes(random.randrange(8, 200)) for _ in range(5000)]


def feed(protocol: Protocol, *pieces: Any, **given: Any) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin(protocol.key), protocol, *pieces, datagram=protocol.framing is None,
                        now_ns=1_700_000_000 * 10**9, **given)


def probe(protocol: Protocol, way: int, data: bytes, **given: Any) -> str:
    guess: str = inspect.probe(REGISTRY.twin(protocol.key), data, way, datagram=protocol.framing is None, **given)
    return guess


def said(fed: inspect.Fed) -> list[tuple[str, Any, int]]:
    return [(item.name, item.value, item.at) for item in fed.attributes]


@pytest.mark.parametrize("key", TABLES)
def test_conversations_are_read_and_their_beginning_is_recognised(key: str) -> None:
    for conversation in samples(key):
        fed = feed(TABLES[key], *conversation)
        assert "GIVE_UP" not in fed.answers
        assert "packet.malformed" not in fed.findings, conversation
        assert fed.attributes
        assert probe(TABLES[key], *conversation[0]) in ("LIKELY", "CERTAIN")


@pytest.mark.parametrize("key", TABLES)
def test_places_are_inside_the_bytes(key: str) -> None:
    for conversation in samples(key):
        ends = [sum(len(data) for way, data in conversation if way == mine) for mine in (0, 1)]
        for item in feed(TABLES[key], *conversation).attributes:
            assert 0 <= item.at <= item.at + item.size <= ends[item.way]


@pytest.mark.parametrize("key", TABLES)
def test_cut_at_every_byte(key: str) -> None:
    protocol = TABLES[key]
    for conversation in samples(key):
        for way, message in conversation:
            for size in range(min(len(message), 400)):
                probe(protocol, way, message[:size])
                probe(protocol, way, message[:size], cut=True)
                if protocol.framing is None:
                    feed(protocol, (way, message[:size]))
                    assert "packet.malformed" not in feed(protocol, (way, message[:size]), cut=True).findings
                else:
                    fed = feed(protocol, (way, message[:size]), (way, 0), (way, 100), (way, message))
                    assert "packet.malformed" not in fed.findings or "GIVE_UP" in fed.answers


@pytest.mark.parametrize("key", TABLES)
def test_pieces_of_a_stream_change_nothing(key: str) -> None:
    protocol = TABLES[key]
    for conversation in samples(key) if protocol.framing is not None else ():
        whole = said(feed(protocol, *conversation))
        assert said(feed(protocol, *((way, bytes([byte])) for way, data in conversation for byte in data))) == whole


@pytest.mark.parametrize("key", TABLES)
def test_changed_bytes_and_random_ones_are_survived(key: str) -> None:
    protocol, random = TABLES[key], Random(key)
    for conversation in samples(key):
        for _ in range(60):
            changed = []
            for way, data in conversation:
                edited = bytearray(data)
                for _ in range(random.randrange(4)):
                    byte = random.choice((0, 1, 0x7F, 0x80, 0xFF, random.randrange(256)))
                    edited[random.randrange(len(edited))] = byte
                changed.append((way, bytes(edited)))
            feed(protocol, *changed)
            probe(protocol, *changed[0])
        feed(protocol, *((way, random.randbytes(len(data))) for way, data in conversation))


@pytest.mark.parametrize("key", [key for key in TABLES if TABLES[key].layer == 7])
def test_others_messages_are_not_certain(key: str) -> None:
    """Layers below are known by a number of what carries them, and their probes are never asked."""
    for other in TABLES:
        if other == key or (TABLES[other].framing is None) != (TABLES[key].framing is None):
            continue
        for conversation in samples(other):
            assert probe(TABLES[key], *conversation[0]) != "CERTAIN", other


@pytest.mark.parametrize("key", [key for key in TABLES if {"tcp.port", "udp.port"} & set(TABLES[key].rides_on)])
def test_random_bytes_are_not_likely(key: str) -> None:
    """By accident less than once in a thousand."""
    assert sum(probe(TABLES[key], 0, data) in ("LIKELY", "CERTAIN") for data in noise()) <= 5
