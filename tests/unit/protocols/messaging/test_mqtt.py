"""MQTT 3.1.1 and 5.0: the examples of both specifications, a whole conversation, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.mqtt import MQTT
from netloupe_engine.protocols.registry import REGISTRY


def string(text: str) -> bytes:
    return len(text).to_bytes(2, "big") + text.encode()


def packet(first: int, body: bytes) -> bytes:
    size, length = len(body), b""
    while True:
        size, low = divmod(size, 128)
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return bytes([first]) + length + body


def connect(level: int, *, flags: int = 0x02, properties: bytes = b"", rest: bytes = b"") -> bytes:
    return packet(0x10, string("MQTT") + bytes([level, flags]) + b"\0\x3c" + properties + string("me") + rest)


OLD = [(0, connect(4, flags=0xC2, rest=string("joe") + string("secret"))), (1, packet(0x20, b"\0\0")),
       (0, packet(0x82, b"\0\1" + string("a/+") + b"\1")), (1, packet(0x90, b"\0\1\1")),
       (1, packet(0x31, string("a/b") + b"hello")), (0, packet(0x32, string("c") + b"\0\2!")),
       (1, packet(0x40, b"\0\2")), (0, packet(0xC0, b"")), (1, packet(0xD0, b"")), (0, packet(0xE0, b""))]
# Properties (MQTT 5.0 section 2.2.2.2): session expiry, user property, receive maximum.
NEW = [(0, connect(5, properties=b"\x05\x11\0\0\0\x0a")), (1, packet(0x20, b"\1\0\x03\x21\0\x0a")),
       (0, packet(0x30, string("t") + b"\x07\x26" + string("k") + string("v") + b"data")),
       (1, packet(0x40, b"\0\x07\x10\0")), (1, packet(0xE0, b"\x8e\0"))]
SAMPLES = [OLD, NEW]
TWIN = REGISTRY.twin("mqtt")


def values(conversation: list[tuple[int, bytes]], name: str) -> list[Any]:
    return [item.value for item in inspect.feed(TWIN, MQTT, *conversation).attributes if item.name == name]


def test_version_3() -> None:
    assert values(OLD, "message_type") == [1, 2, 8, 9, 3, 3, 4, 12, 13, 14]
    expected: dict[str, list[Any]] = {
        "client_id": ["me"], "user_name": ["joe"], "password": [b"secret"], "topic": ["a/b", "c"],
        "topic_filter": ["a/+"], "payload": [b"hello", b"!"], "keep_alive": [60], "reason": [0, 1],
        "packet_id": [1, 1, 2, 2], "properties_length": []}
    assert {name: values(OLD, name) for name in expected} == expected
    assert inspect.feed(TWIN, MQTT, *OLD).findings == ["clear_text_credentials"]


def test_version_5_has_properties() -> None:
    assert values(NEW, "property_id") == [0x11, 0x21, 0x26]
    assert values(NEW, "property_number") == [10]
    assert values(NEW, "property_limit") == [10]
    assert values(NEW, "property_name") + values(NEW, "property_text") == ["k", "v"]
    assert values(NEW, "reason") == [0, 16, 0x8E]
    assert values(NEW, "payload") == [b"data"]


def test_a_refused_client_is_a_finding() -> None:
    assert inspect.feed(TWIN, MQTT, OLD[0], (1, packet(0x20, b"\0\5"))).findings == [
        "clear_text_credentials", "mqtt.refused"]


def test_connect_is_certain_on_any_port() -> None:
    assert inspect.probe(TWIN, OLD[0][1]) == inspect.probe(TWIN, NEW[0][1]) == "CERTAIN"
    assert inspect.probe(TWIN, OLD[4][1], 1) == "LIKELY"


@pytest.mark.parametrize("data", [
    b"\x10\x0c\0\4MQTX\4\2\0\x3c\0\0", b"\x10\xff\xff\xff\xff\1" + bytes(20), b"\x00\x02ab",
    b"\x16\x03\x01\x02\x00\x01" + bytes(100), b"\x36\2\0\0"])
def test_lookalikes_are_not_certain(data: bytes) -> None:
    assert inspect.probe(TWIN, data) != "CERTAIN"


def test_elsewhere_only_what_begins_as_a_connect_does_is_waited_for() -> None:
    assert TWIN.starts == (b"\x10",)
