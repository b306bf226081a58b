"""Certificates in TLS handshakes: OpenSSL as oracle for a real one, and ones made by hand for what is rare."""
import base64
import re
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.protocols.application.tcp_streams import rows_of
from tests.unit.protocols.application.tls_messages import certificate, feed, handshake, record, server_hello, values

# openssl req -new -x509 -key key.pem -config c.cnf -set_serial 0x1122334455667788 -days 3650
PEM = """-----BEGIN CERTIFICATE-----
MIIBxzCCAW6gAwIBAgIIESIzRFVmd4gwCgYIKoZIzj0EAwIwQDELMAkGA1UEBhMC
RlIxGTAXBgNVBAoMEE5ldGxvdXBlIFByb2plY3QxFjAUBgNVBAMMDW5ldGxvdXBl
LnRlc3QwHhcNMjYxMTIzMTgzNDUxWhcNMzYxMTIwMTgzNDUxWjBAMQswCQYDVQQG
EwJGUjEZMBcGA1UECgwQTmV0bG91cGUgUHJvamVjdDEWMBQGA1UEAwwNbmV0bG91
cGUudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIWRhOwYKxJVaRFJs19k
yUBRTz4+eMTHayxGxDg2tAg4vszWShgk7FFAdZf/d2fLhmmM6jIb1B81SJ0/6wU1
aGyjUjBQMC8GA1UdEQQoMCaCDW5ldGxvdXBlLnRlc3SCDyoubmV0bG91cGUudGVz
dIcEwAACATAdBgNVHQ4EFgQU5SKD11JuiSHnNpxlv28lN/H0u9YwCgYIKoZIzj0E
AwIDRwAwRAIgWvq2XnSKhN5w5AvqM8TaYsC+iwXaje0m4lvi5BNwzjMCIBjajYFW
Fo2/iubWLxT6wPaTmNQN5LPxZ1LLIWxoGg47
-----END CERTIFICATE-----
"""
DER = base64.b64decode("".join(PEM.splitlines()[1:-1]))


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    width = (size.bit_length() + 7) // 8
    return bytes([tag, 0x80 | width]) + size.to_bytes(width, "big") + content


def name(*attributes: tuple[int, int, bytes]) -> bytes:
    """A distinguished name of (last arc below 2.5.4, string tag, text)."""
    return der(0x30, *(der(0x31, der(0x30, der(6, bytes([0x55, 4, arc])), der(tag, text)))
                       for arc, tag, text in attributes))


def made(subject: bytes, not_before: bytes = der(0x17, b"200101000000Z"),
         not_after: bytes = der(0x17, b"300101000000Z"), issuer: bytes = name((3, 0x0C, b"Authority")),
         extensions: bytes = b"") -> bytes:
    body = der(0x30, der(0xA0, der(2, b"\2")), der(2, b"\x2a"), der(0x30, der(6, b"\x2a")), issuer,
               der(0x30, not_before, not_after), subject, der(0x30), extensions)
    return der(0x30, body, der(0x30), der(3, b"\0"))


def read(*chain: bytes, now_ns: int = 0) -> Any:
    """What TLS 1.2 shows of a server's chain."""
    messages = handshake(2, server_hello(0xC02F)) + handshake(11, certificate(*chain))
    return feed((1, record(messages)), now_ns=now_ns)


def nanoseconds(text: str) -> int:
    when = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // (datetime.resolution) * 1000


def test_a_real_certificate_says_what_openssl_says(tmp_path: Path) -> None:
    (tmp_path / "one.pem").write_text(PEM)
    oracle = ssl._ssl._test_decode_cert(str(tmp_path / "one.pem"))      # type: ignore[attr-defined]
    subject = {pair[0][0]: pair[0][1] for pair in oracle["subject"]}
    issuer = {pair[0][0]: pair[0][1] for pair in oracle["issuer"]}
    fed = read(DER)
    assert values(fed, "certificate_subject") == [subject["commonName"]]
    assert values(fed, "certificate_organization") == [subject["organizationName"]]
    assert values(fed, "certificate_issuer") == [issuer["commonName"]]
    assert values(fed, "certificate_issuer_organization") == [issuer["organizationName"]]
    assert values(fed, "certificate_names") == [text for kind, text in oracle["subjectAltName"] if kind == "DNS"]
    assert values(fed, "certificate_serial") == [bytes.fromhex(oracle["serialNumber"])]
    assert values(fed, "certificate_not_before") == [ssl.cert_time_to_seconds(oracle["notBefore"]) * 10 ** 9]
    assert values(fed, "certificate_not_after") == [ssl.cert_time_to_seconds(oracle["notAfter"]) * 10 ** 9]
    assert fed.findings == ["tls.certificate_self_signed"]


def test_byte_ranges_are_where_the_text_stands() -> None:
    data = record(handshake(2, server_hello(0xC02F)) + handshake(11, certificate(DER)))
    found = {item.name: item for item in feed((1, data)).attributes}
    for field in ("certificate_subject", "certificate_organization", "certificate_names"):
        item = found[field]
        assert data[item.at:item.at + item.size] == item.value.encode()
    end = found["certificate_not_after"]
    assert data[end.at:end.at + end.size] == b"361120183451Z"


@pytest.mark.parametrize(("now", "findings"), [
    ("2029-12-31 23:59:59", []), ("2030-01-01 00:00:01", ["tls.certificate_expired"]), ("2020-01-01 00:00:01", []),
    ("2019-12-31 23:59:59", ["tls.certificate_not_yet_valid"])])
def test_expiry_is_judged_by_packet_time(now: str, findings: list[str]) -> None:
    assert read(made(name((3, 0x0C, b"www.example"))), now_ns=nanoseconds(now)).findings == findings


@pytest.mark.parametrize(("time", "expected"), [
    (der(0x17, b"491231235959Z"), "2049-12-31 23:59:59"),               # RFC 5280: two digits up to 49 are 20xx
    (der(0x17, b"500101000000Z"), "1950-01-01 00:00:00"),
    (der(0x18, b"20500229120000Z"), "2050-03-01 12:00:00"),             # no such day: as calendars roll over
    (der(0x18, b"20000229120000Z"), "2000-02-29 12:00:00"),
    (der(0x17, b"2402291200Z"), "2024-02-29 12:00:00"),
])
def test_times(time: bytes, expected: str) -> None:
    assert values(read(made(name(), not_after=time)), "certificate_not_after") == [nanoseconds(expected)]


def test_a_time_beyond_all_clocks_is_the_largest() -> None:
    forever = der(0x18, b"99991231235959Z")                             # RFC 5280 section 4.1.2.5: no expiry
    assert values(read(made(name(), not_after=forever)), "certificate_not_after") == [2 ** 63 - 1]


@pytest.mark.parametrize("time", [der(0x17, b"2413011200Z"), der(0x17, b"soon"), der(4, b"200101000000Z"), b""])
def test_unreadable_times_are_left_out(time: bytes) -> None:
    fed = read(made(name((3, 0x0C, b"x")), not_after=time), now_ns=2 ** 62)
    assert values(fed, "certificate_not_after") == []
    assert fed.findings == []


@pytest.mark.parametrize(("tag", "data", "text"), [
    (0x0C, "Zürich".encode(), "Zürich"), (0x13, b"plain", "plain"), (0x1E, "Zürich €".encode("utf-16-be"), "Zürich €"),
    (0x1E, b"\0A\0", "A"), (0x0C, b"x" * 400, "x" * 256), (0x1E, b"\x20\xac" * 200, "€" * 85)])
def test_strings(tag: int, data: bytes, text: str) -> None:
    assert values(read(made(name((3, tag, data)))), "certificate_subject") == [text]


def test_of_several_common_names_the_last_counts() -> None:
    subject = name((10, 0x0C, b"Org"), (3, 0x0C, b"first"), (3, 0x0C, b"second"))
    assert values(read(made(subject)), "certificate_subject") == ["second"]


def test_only_the_first_of_a_chain_is_the_servers() -> None:
    fed = read(made(name((3, 0x0C, b"leaf"))), DER)
    assert values(fed, "certificate_subject") == ["leaf"]
    assert values(fed, "certificate_length") == [len(made(name((3, 0x0C, b"leaf")))), len(DER)]
    assert fed.findings == []


def test_a_critical_alternative_name_counts_too() -> None:
    names = der(0x30, der(0x82, b"a.example"), der(0x81, b"x@y"), der(0x82, b"b.example"))
    extension = der(0x30, der(6, b"\x55\x1d\x11"), der(1, b"\xff"), der(4, names))
    fed = read(made(name(), extensions=der(0xA3, der(0x30, extension))))
    assert values(fed, "certificate_names") == ["a.example", "b.example"]


def test_a_thousand_names_are_too_many() -> None:
    names = der(0x30, *(der(0x82, b"n%d.example" % i) for i in range(1000)))
    extension = der(0x30, der(6, b"\x55\x1d\x11"), der(4, names))
    assert len(values(read(made(name(), extensions=der(0xA3, der(0x30, extension)))), "certificate_names")) == 128


@pytest.mark.parametrize("data", [
    b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80\0\0", der(0x30, der(0x30, der(0x30))), b"\x1f\x81\0",
    der(0x30, der(0x30, der(0xA0, der(2, b"\2")))), b"\x30" * 500])
def test_what_is_no_certificate_is_noted(data: bytes) -> None:
    fed = read(data)
    assert values(fed, "certificate_subject") == []
    assert any(item.note for item in fed.attributes)


def test_truncation_at_every_byte() -> None:
    for size in range(len(DER)):
        assert len(values(read(DER[:size]), "certificate_subject")) <= 1


@given(st.data())
def test_damaged_certificates_are_survived(data: st.DataObject) -> None:
    damaged = bytearray(DER)
    for at in data.draw(st.lists(st.integers(0, len(DER) - 1), min_size=1, max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    read(bytes(damaged))


def test_names_as_tshark_lists_them(captures: Path) -> None:
    checked = 0
    for file in ("mix_many_protocols_cdp_vlan_http_dns_tls.pcap", "smtp.pcap"):
        for talk, rows in rows_of(captures, file, "tls"):
            listed = [text for row in rows for text in row.get("x509ce.dNSName", []) if not re.match(r"\.\.\.\(", text)]
            if listed:
                fed = feed(*talk.pieces)
                assert set(values(fed, "certificate_names")) <= set(listed)
                assert values(fed, "certificate_names")[:1] == listed[:1]
                checked += 1
    assert checked
