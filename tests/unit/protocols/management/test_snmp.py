"""SNMP: messages by scapy's encoder, version 3's parts, and what is broken."""
from typing import Any

import pytest
from scapy.asn1.asn1 import ASN1_INTEGER, ASN1_IPADDRESS, ASN1_OID, ASN1_STRING
from scapy.layers import snmp as scapy

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.management.snmp import SNMP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values


def bindings(*pairs: Any) -> list[Any]:
    return [scapy.SNMPvarbind(oid=ASN1_OID(name), value=value) for name, value in pairs]


GET = bytes(scapy.SNMP(version=1, community="public", PDU=scapy.SNMPget(id=77, varbindlist=bindings(
    ("1.3.6.1.2.1.1.1.0", ASN1_STRING(b"x"))))))
ANSWER = bytes(scapy.SNMP(version=1, community="public", PDU=scapy.SNMPresponse(id=77, error=2, varbindlist=bindings(
    ("1.3.6.1.2.1.1.3.0", ASN1_INTEGER(-5)), ("1.3.6.1.2.1.4.20", ASN1_IPADDRESS("192.0.2.1"))))))
TRAP = bytes(scapy.SNMP(version=0, community="c", PDU=scapy.SNMPtrapv1(
    enterprise=ASN1_OID("1.3.6.1.4.1.9"), agent_addr=ASN1_IPADDRESS("10.0.0.1"), generic_trap=3, specific_trap=0,
    time_stamp=100, varbindlist=bindings(("1.3.6.1.2.1.2.2.1.1", ASN1_INTEGER(2))))))


def element(tag: int, *contents: bytes) -> bytes:
    body = b"".join(contents)
    return bytes([tag, len(body)]) + body if len(body) < 128 else bytes([tag, 0x81, len(body)]) + body


# RFC 3412 section 6 and RFC 3414 section 2.4: header, security parameters, encrypted scoped PDU.
HEADER = element(0x30, element(2, b"\1"), element(2, b"\5\xdc"), element(4, b"\7"), element(2, b"\3"))
SECURITY = element(4, element(0x30, element(4, b"\x80\0\1"), element(2, b"\2"), element(2, b"\3"),
                              element(4, b"joe"), element(4, bytes(12)), element(4, bytes(8))))
ENCRYPTED = element(0x30, element(2, b"\3"), HEADER, SECURITY, element(4, b"secret bytes"))
SAMPLES = [[(0, GET), (1, ANSWER)], [(0, TRAP)], [(0, ENCRYPTED)]]
TWIN = REGISTRY.twin("snmp")


def read(*messages: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, SNMP, *((way, message) for way, message in enumerate(messages)))


def test_request_and_response() -> None:
    fed = read(GET, ANSWER)
    expected: dict[str, list[Any]] = {
        "version": [1, 1], "community": ["public", "public"], "pdu": [0xA0, 0xA2], "request_id": [77, 77],
        "name": ["1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.3.0", "1.3.6.1.2.1.4.20"], "value_bytes": [b"x"],
        "value_integer": [-5], "value_address": ["192.0.2.1"], "error_status": [0, 2]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["snmp.error"]


def test_trap_of_version_1() -> None:
    fed = read(TRAP)
    assert values(fed, "enterprise") + values(fed, "agent") == ["1.3.6.1.4.1.9", "10.0.0.1"]
    assert values(fed, "generic_trap") + values(fed, "uptime") == [3, 100]


def test_version_3() -> None:
    fed = read(ENCRYPTED)
    assert values(fed, "user_name") + values(fed, "ciphertext") == ["joe", b"secret bytes"]
    assert values(fed, "encrypted") + values(fed, "engine_boots") == [True, 2]


@pytest.mark.parametrize("data", [
    element(0x30, element(2, b"\7"), element(4, b"public")), b"\x30\x80" + bytes(20), element(0x31, element(2, b"\1")),
    element(0x30, element(2, b"\1"), element(4, b"public"), element(0xB0, b"")), b"\x30\x05\x02\x01\x01"])
def test_what_is_none_is_refused(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
