"""LDAP: messages of RFC 4511, filters in filters, STARTTLS, and what is broken."""
from typing import Any

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from netloupe_engine.protocols.management._ldap_words import START_TLS
from netloupe_engine.protocols.management.ldap import LDAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values


def element(tag: int, *contents: bytes) -> bytes:
    body = b"".join(contents)
    size = bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2, "big")
    return bytes([tag]) + size + body


def message(number: int, operation: bytes) -> bytes:
    return element(0x30, element(2, bytes([number])), operation)


RESULT = (element(4, b""), element(4, b"why"))
EQUAL = element(0xA3, element(4, b"cn"), element(4, b"Babs"))
FILTER = element(0xA0, EQUAL, element(0xA2, element(0x87, b"mail")), element(
    0xA4, element(4, b"sn"), element(0x30, element(0x80, b"J"), element(0x82, b"n"))))
BIND = message(1, element(0x60, element(2, b"\3"), element(4, b"cn=joe"), element(0x80, b"secret")))
SEARCH = message(2, element(0x63, element(4, b"dc=x"), element(10, b"\2"), element(10, b"\0"), element(2, b"\0"),
                            element(2, b"\x1e"), element(1, b"\0"), FILTER, element(0x30, element(4, b"cn"))))
ENTRY = message(2, element(0x64, element(4, b"cn=joe"), element(0x30, element(
    0x30, element(4, b"cn"), element(0x31, element(4, b"joe"), element(4, b"Joe"))))))
EXTENDED = message(3, element(0x77, element(0x80, START_TLS.encode())))
SAMPLES = [
    [(0, BIND), (1, message(1, element(0x61, element(10, b"\x31"), *RESULT))), (0, SEARCH), (1, ENTRY),
     (1, message(2, element(0x65, element(10, b"\0"), *RESULT))), (0, message(4, element(0x42)))],
    [(0, EXTENDED), (1, message(3, element(0x78, element(10, b"\0"), *RESULT)))],
]
TWIN = REGISTRY.twin("ldap")


def read(conversation: Any) -> inspect.Fed:
    return inspect.feed(TWIN, LDAP, *conversation, datagram=False)


def test_bind_and_search() -> None:
    fed = read(SAMPLES[0])
    expected: dict[str, list[Any]] = {
        "operation": [0x60, 0x61, 0x63, 0x64, 0x65, 0x42], "dn": ["cn=joe", "dc=x", "cn=joe"], "result": [49, 0],
        "filter_type": [0xA0, 0xA3, 0xA2, 0x87, 0xA4], "attribute": ["cn", "mail", "sn", "cn"],
        "value": [b"Babs", b"J", b"n", b"joe", b"Joe"], "wanted": ["cn"], "time_limit": [30]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["clear_text_credentials", "ldap.login_failed"]


def test_starttls_hands_over_both_directions() -> None:
    assert read(SAMPLES[1]).asked == [("switch", "protocol", key_of_text("tls"), 3)]


def test_filters_nested_without_end_are_left() -> None:
    deep = element(0x87, b"a")
    for _ in range(60):
        deep = element(0xA2, deep)
    search = message(2, element(0x63, element(4, b""), element(10, b"\2"), element(10, b"\0"), element(2, b"\0"),
                                element(2, b"\0"), element(1, b"\0"), deep, element(0x30)))
    fed = read([(0, BIND), (0, search)])
    assert Note.DEPTH_LIMIT in {item.note for item in fed.attributes}


def test_lookalikes_are_refused() -> None:
    for data in (b"\x30\x80" + bytes(10), b"\x30\x03\x02\x01\x01", message(1, element(0x20, b"x")), b"GET / HTTP\r\n"):
        assert inspect.probe(TWIN, data) == "REFUTED"
