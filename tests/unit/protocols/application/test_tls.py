"""TLS: the handshakes of RFC 8448, OpenSSL talking to itself, tshark's reading of captures, and broken ones."""
import contextlib
import ssl
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.model import Note
from netloupe_engine.protocols.application.tls import TLS
from tests.unit.protocols.application.tcp_streams import rows_of
from tests.unit.protocols.application.test_x509 import DER, PEM
from tests.unit.protocols.application.tls_messages import (
    alpn,
    certificate,
    client_hello,
    extension,
    feed,
    handshake,
    numbers,
    probe,
    record,
    server_hello,
    server_name,
    values,
    vector,
)

SNI = "tls.handshake.extensions_server_name"
KEY = """-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIPBEFtA44q9O7QiUEueK9CEHCdxAmN/JLavNe8panG1zoAoGCCqGSM49
AwEHoUQDQgAEhZGE7BgrElVpEUmzX2TJQFFPPj54xMdrLEbEODa0CDi+zNZKGCTs
UUB1l/93Z8uGaYzqMhvUHzVInT/rBTVobA==
-----END EC PRIVATE KEY-----
"""     # made for these tests with the certificate; protects nothing
RETRY = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")   # RFC 8446 section 4.1.3
CHANGE_CIPHER_SPEC = record(b"\1", 20)
TLS_1_3 = extension(43, numbers(0x0304))

# RFC 8448 section 3: a simple 1-RTT handshake
CLIENT = bytes.fromhex(
    "16030100c4010000c00303cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7000006130113031302010000"
    "910000000b0009000006736572766572ff01000100000a00140012001d0017001800190100010101020103010400230000003300260024"
    "001d002099381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c002b0003020304000d0020001e040305030603"
    "020308040805080604010501060102010402050206020202002d00020101001c00024001")
SERVER = bytes.fromhex(
    "160303005a020000560303a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e2692800130100002e00330024001d0020"
    "c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f002b00020304")


def hello(*extensions: bytes, ciphers: tuple[int, ...] = (0x1301,)) -> bytes:
    return record(handshake(1, client_hello(ciphers, extensions)))


def shape(fed: Any) -> list[tuple[str, Any, int, int, int]]:
    return [(item.name, item.value, item.at, item.depth, item.way) for item in fed.attributes]


def test_the_handshake_of_rfc_8448() -> None:
    fed = feed((0, CLIENT), (1, SERVER))
    assert values(fed, "server_name") == ["server"]
    assert values(fed, "version") == [0x0304]
    assert values(fed, "cipher") == [0x1301]
    assert values(fed, "cipher_suite") == [0x1301, 0x1303, 0x1302]
    assert values(fed, "supported_group") == [29, 23, 24, 25, 256, 257, 258, 259, 260]
    assert values(fed, "key_share_group") == [29, 29]
    assert values(fed, "psk_mode") == [1]
    assert values(fed, "supported_version") == [0x0304]
    assert values(fed, "hello_version") == [0x0303, 0x0303]
    assert values(fed, "record_version") == [0x0301, 0x0303]
    assert values(fed, "signature_algorithm")[:3] == [0x0403, 0x0503, 0x0603]
    assert values(fed, "random")[0].hex().startswith("cb34ecb1e78163ba")
    assert values(fed, "extension_type") == [0, 0xFF01, 10, 35, 51, 43, 13, 45, 28, 51, 43]
    assert fed.findings == []


def test_byte_ranges() -> None:
    found = {item.name: item for item in feed((0, CLIENT)).attributes}
    name, random = found["server_name"], found["random"]
    assert CLIENT[name.at:name.at + name.size] == b"server"
    assert CLIENT[random.at:random.at + random.size] == random.value
    assert (found["record"].at, found["record"].size) == (0, len(CLIENT))
    assert (found["handshake"].at, found["handshake"].size) == (5, len(CLIENT) - 5)
    assert (found["extension"].depth, name.depth) == (1, 2)


def test_every_field_says_what_it_means_and_numbers_have_names() -> None:
    assert all(field.says for field in TLS.fields)
    table = {field.name: field for field in TLS.fields}
    for name, value, text in (("version", 0x0304, "TLS 1.3"), ("cipher", 0x1302, "TLS_AES_256_GCM_SHA384"),
                              ("extension_type", 0xFAFA, "GREASE"), ("alert_description", 40, "handshake failure"),
                              ("cipher_suite", 0x00FF, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV")):
        names = table[name].names
        assert names is not None
        assert names(value) == text


def talk_to_itself(folder: Path, newest: ssl.TLSVersion) -> tuple[list[tuple[int, bytes]], ssl.SSLObject]:
    """What OpenSSL's two ends say to each other, by direction, and the client's end."""
    file = folder / "both.pem"
    file.write_text(KEY + PEM)
    accepting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    accepting.load_cert_chain(file)
    accepting.set_alpn_protocols(["http/1.1"])
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.check_hostname, asking.verify_mode, asking.maximum_version = False, ssl.CERT_NONE, newest
    asking.set_alpn_protocols(["h2", "http/1.1"])
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = asking.wrap_bio(down, up, server_hostname="netloupe.test")
    server = accepting.wrap_bio(up, down, server_side=True)
    sent: list[tuple[int, bytes]] = []
    for _ in range(3):
        for way, end, out in ((0, client, up), (1, server, down)):
            with contextlib.suppress(ssl.SSLWantReadError):
                end.do_handshake()
            data = out.read()
            out.write(data)                                 # the other end has not had it yet
            if data:
                sent.append((way, data))
    return sent, client


@pytest.mark.parametrize(("newest", "version"), [(ssl.TLSVersion.TLSv1_2, 0x0303), (ssl.TLSVersion.TLSv1_3, 0x0304)])
def test_what_openssl_agreed_on(tmp_path: Path, newest: ssl.TLSVersion, version: int) -> None:
    sent, client = talk_to_itself(tmp_path, newest)
    cipher = client.cipher()
    assert cipher is not None
    numbers_of = {entry["name"]: entry["id"] & 0xFFFF for entry in client.context.get_ciphers()}
    fed = feed(*sent)
    assert values(fed, "version") == [version]
    assert values(fed, "cipher") == [numbers_of[cipher[0]]]
    assert values(fed, "server_name") == ["netloupe.test"]
    assert values(fed, "alpn")[:2] == ["h2", "http/1.1"]
    assert values(fed, "alpn")[2:] == (["http/1.1"] if version == 0x0303 else [])      # else encrypted
    assert values(fed, "certificate_subject") == (["netloupe.test"] if version == 0x0303 else [])


def test_every_cut_of_a_conversation_gives_the_same(tmp_path: Path) -> None:
    sent, _ = talk_to_itself(tmp_path, ssl.TLSVersion.TLSv1_2)
    whole = feed(*sent)
    for size in (1, 2, 3, 5, 7, 100):
        pieces = [(way, data[at:at + size]) for way, data in sent for at in range(0, len(data), size)]
        cut = feed(*pieces)
        assert shape(cut) == shape(whole)
        assert cut.findings == whole.findings


def test_truncation_at_every_byte() -> None:
    for size in range(len(CLIENT)):
        assert feed((0, CLIENT[:size])).answers == [0]
        assert probe(CLIENT[:size]) in ("NEED_MORE_BYTES", "CERTAIN")
    body = client_hello([0x1301], [server_name(b"a.example"), alpn(b"h2")])
    for size in range(len(body)):                           # a hello that ends too soon, in a record that does not
        fed = feed((0, record(handshake(1, body[:size]))))
        assert len(values(fed, "ja3")) <= 1


def test_one_message_in_many_records() -> None:
    messages = handshake(2, server_hello(0xC02F)) + handshake(11, certificate(DER)) + handshake(14, b"")
    whole = feed((1, record(messages)))
    for size in (1, 3, 4, 5, 50, 77, 78, 79, 300):
        records = b"".join(record(messages[at:at + size]) for at in range(0, len(messages), size))
        fed = feed((1, records))
        assert fed.answers == [len(records)]
        for field in ("handshake_type", "version", "cipher", "certificate_names", "certificate_not_after"):
            assert values(fed, field) == values(whole, field)
        assert len(values(fed, "record_length")) == -(-len(messages) // size)


def test_a_message_put_together_points_at_its_first_record() -> None:
    message = handshake(1, client_hello([0x1301], [server_name(b"a.example")]))
    found = {item.name: item for item in feed((0, record(message[:30]) + record(message[30:]))).attributes}
    assert (found["server_name"].at, found["server_name"].size) == (0, 35)


def test_several_messages_in_one_record() -> None:
    fed = feed((1, record(handshake(2, server_hello(0xC02F)) + handshake(12, b"x" * 9) + handshake(14, b""))))
    assert values(fed, "handshake_type") == [2, 12, 14]
    assert values(fed, "handshake_length") == [40, 9, 0]


def test_what_was_read_of_a_record_is_not_read_again() -> None:
    first = handshake(2, server_hello(0xC02F))
    second = handshake(11, certificate(DER))
    fed = feed((1, record(first + second[:100])), (1, record(second[100:])))
    assert values(fed, "version") == [0x0303]
    assert values(fed, "certificate_subject") == ["netloupe.test"]


@pytest.mark.parametrize("version", [0x0300, 0x0301, 0x0302])
def test_old_versions_are_found(version: int) -> None:
    fed = feed((0, hello()), (1, record(handshake(2, server_hello(0x2F, version=version)), version=version)))
    assert values(fed, "version") == [version]
    assert fed.findings == ["tls.old_version"]


def test_hello_retry_request_starts_again_in_clear() -> None:
    retry = handshake(2, server_hello(0x1301, [TLS_1_3, extension(51, numbers(23))], random=RETRY))
    fed = feed((0, hello(server_name(b"first.example"))), (1, record(retry) + CHANGE_CIPHER_SPEC),
               (0, CHANGE_CIPHER_SPEC + hello(server_name(b"second.example"))),
               (1, record(handshake(2, server_hello(0x1302, [TLS_1_3])))))
    assert values(fed, "server_name") == ["first.example", "second.example"]
    assert values(fed, "cipher") == [0x1301, 0x1302]
    assert values(fed, "key_share_group") == [23]
    assert len(values(fed, "ja3")) == 2
    assert len(values(fed, "ja4")) == 1                     # of the first hello


def test_nothing_is_read_after_encryption_began() -> None:
    finished = record(handshake(1, client_hello([1])))      # looks like a hello, but is behind ChangeCipherSpec
    fed = feed((0, hello() + CHANGE_CIPHER_SPEC + finished))
    assert len(values(fed, "ja3")) == 1
    assert values(fed, "record_type") == [22, 20, 22]


def test_application_data_is_hopped_over_in_any_cut() -> None:
    data = SERVER + CHANGE_CIPHER_SPEC + record(b"x" * 16000, 23) + record(b"", 23) + record(b"y" * 30, 23)
    for size in (1000, 1448, len(data)):
        fed = feed((0, CLIENT), *((1, data[at:at + size]) for at in range(0, len(data), size)))
        assert values(fed, "record_length") == [196, 90, 1, 16000, 0, 30]


def test_alerts_in_clear() -> None:
    fed = feed((0, hello()), (1, record(b"\2\x28", 21)))
    assert values(fed, "alert_level") == [2]
    assert values(fed, "alert_description") == [40]


def test_client_hello_in_ssl_2_format() -> None:            # RFC 5246 appendix E.2
    data = b"\x80\x31\1\3\1\0\x18\0\0\0\x10" + bytes.fromhex(
        "00000a 000005 000004 0000ff 010080 00002f 000035 030080") + bytes(16)
    assert len(data) == 2 + 0x31
    assert probe(data) == "CERTAIN"
    fed = feed((0, data[:20]), (0, data[20:]), (1, record(handshake(2, server_hello(10, version=0x0301)))))
    assert values(fed, "cipher_suite") == [10, 5, 4, 255, 0x2F, 0x35]
    assert values(fed, "hello_version") == [0x0301, 0x0301]
    assert values(fed, "cipher") == [10]


def test_the_clients_certificate_is_not_the_servers() -> None:
    fed = feed((0, hello()), (1, record(handshake(2, server_hello(0xC02F)) + handshake(11, certificate(b"\x30\0")))),
               (0, record(handshake(11, certificate(DER)))))
    assert values(fed, "client_certificate_subject") == ["netloupe.test"]
    assert values(fed, "certificate_subject") == []


def test_a_gap_inside_application_data_loses_nothing() -> None:
    tail = record(b"y" * 30, 23)
    fed = feed((0, CLIENT), (1, SERVER + record(b"x" * 5000, 23)[:1000]), (1, 3000), (1, b"x" * 1005 + tail))
    assert values(fed, "record_length") == [196, 90, 5000, 30]


def test_behind_a_gap_the_next_record_is_found() -> None:
    fed = feed((1, SERVER[:40]), (1, 700), (1, b"the middle of some record"),
               (1, record(handshake(2, server_hello(0xC02F)))))
    assert values(fed, "cipher") == [0xC02F]


def test_hellos_that_the_capture_cut_are_read_as_far_as_they_go() -> None:
    """Nothing is wrong with them, and what comes behind the cut record is read."""
    extensions = [server_name(b"a.example"), alpn(b"h2"), extension(21, bytes(60))]
    hello_of = record(handshake(1, client_hello([0x1301], extensions)))
    named = hello_of.index(b"a.example") + 9
    for size in range(5, len(hello_of)):
        fed = feed((0, hello_of[:size]), (0, len(hello_of) - size), (0, record(b"\2\x28", 21)))
        assert values(fed, "server_name") == ["a.example"] * (size >= named)
        assert values(fed, "alpn") == ["h2"] * (size >= named + 9)
        assert values(fed, "handshake_type") == [1] * (size >= 9)
        assert not values(fed, "ja3") + values(fed, "ja4")
        assert values(fed, "alert_description") == [0x28]
        assert {Note(item.note) for item in fed.attributes} <= {Note.NONE, Note.TRUNCATED}
        assert not fed.findings


def test_a_cut_message_that_goes_on_in_later_records() -> None:
    message = handshake(1, client_hello([0x1301], [server_name(b"a.example"), extension(21, bytes(200))]))
    first, second = record(message[:150]), record(message[150:] + handshake(1, client_hello([0x1302])))
    fed = feed((0, first[:120]), (0, len(first) - 120), (0, second))
    assert values(fed, "server_name") == ["a.example"]
    assert values(fed, "cipher_suite") == [0x1301, 0x1302]
    fed = feed((0, first + second[:20]), (0, 0))                    # the capture ends
    assert values(fed, "server_name") == ["a.example"]


@pytest.mark.parametrize("size", range(1, 13))
def test_hellos_whose_first_record_is_small(size: int) -> None:
    message = handshake(1, client_hello([0x1301], [server_name(b"a.example")]))
    data = record(message[:size]) + record(message[size:])
    assert probe(data) == "CERTAIN"
    assert values(feed((0, data)), "server_name") == ["a.example"]
    tiny = b"".join(record(message[at:at + 1]) for at in range(len(message)))
    assert probe(tiny) == "CERTAIN"
    assert {probe(tiny[:end]) for end in range(len(tiny))} == {"NEED_MORE_BYTES", "CERTAIN"}


@pytest.mark.parametrize("size", [46, 16_000])            # the first one cuts its header
def test_messages_too_long_to_put_together_are_told_and_passed_over(size: int) -> None:
    long = handshake(11, bytes(140_000))
    messages = handshake(2, server_hello(0xC02F)) + long + handshake(14, b"")
    records = b"".join(record(messages[at:at + size]) for at in range(0, len(messages), size))
    fed = feed((0, hello()), *((1, records[at:at + 50_000]) for at in range(0, len(records), 50_000)))
    assert values(fed, "handshake_type") == [1, 2, 11, 14]
    assert values(fed, "handshake_length")[2] == len(long) - 4
    assert [item.name for item in fed.attributes if item.note == Note.BUFFER_LIMIT] == ["handshake_length"]


def test_broken_extensions_keep_what_came_before() -> None:
    body = client_hello([0x1301], None) + vector(server_name(b"a.example") + extension(16, b"\0\x50h2"))
    fed = feed((0, record(handshake(1, body))))
    assert values(fed, "server_name") == ["a.example"]
    assert values(fed, "alpn") == []
    assert any(item.note == Note.BAD_LENGTH for item in fed.attributes)


def test_a_repeated_extension_counts_once() -> None:
    groups = extension(10, vector(numbers(29)))
    assert values(feed((0, hello(groups, groups))), "supported_group") == [29]


def test_an_interrupted_message_is_dropped() -> None:
    message = handshake(1, client_hello([0x1301]))
    fed = feed((0, record(message[:20]) + record(b"\1\0", 21)))
    assert values(fed, "handshake_type") == []
    assert values(fed, "alert_level") == [1]
    assert any(item.note == Note.BAD_VALUE for item in fed.attributes)


@pytest.mark.parametrize(("data", "guess"), [
    (CLIENT, "CERTAIN"), (SERVER, "CERTAIN"), (record(b"x" * 100, 23), "LIKELY"), (b"\x16\x03", "NEED_MORE_BYTES"),
    (record(handshake(11, certificate(DER))), "LIKELY"), (CHANGE_CIPHER_SPEC, "LIKELY"), (b"", "NEED_MORE_BYTES"),
    (record(b"x" * 9, 23) + b"GET /", "REFUTED"), (record(b"", 22), "REFUTED"), (b"220 ready for TLS\r\n", "REFUTED"),
    (b"GET / HTTP/1.1\r\n\r\n", "REFUTED"), (b"SSH-2.0-x\r\n", "REFUTED"), (b"\x16\x03\x09\0\x05", "REFUTED"),
    (record(handshake(1, bytes(60))), "REFUTED"), (b"\x80\x2e\1\3\1\0\x16\0\0\0\x10", "REFUTED"),
    (b"\x17\xfe\xfd\0\1\0\0\0\0\0\1", "REFUTED"),          # DTLS
])
def test_probe(data: bytes, guess: str) -> None:
    assert probe(data) == guess


@given(st.binary(max_size=300))
def test_random_bytes_are_nobodys_tls(data: bytes) -> None:
    if data[:2] not in (b"\x14\3", b"\x15\3", b"\x16\3", b"\x17\3", b"\x18\3"):
        assert probe(data) in ("REFUTED", "NEED_MORE_BYTES")


@given(st.data())
def test_damaged_conversations_are_survived_and_cuts_do_not_matter(data: st.DataObject) -> None:
    messages = handshake(2, server_hello(0xC02F, [alpn(b"h2")])) + handshake(11, certificate(DER)) + handshake(14, b"")
    damaged = bytearray(record(messages[:400]) + record(messages[400:]) + CHANGE_CIPHER_SPEC + record(b"x" * 40))
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    size = data.draw(st.integers(1, 400))
    whole = feed((1, bytes(damaged)))
    cut = feed(*((1, bytes(damaged[at:at + size])) for at in range(0, len(damaged), size)))
    assert shape(cut) == shape(whole)


@pytest.mark.parametrize("name", ["tls13_openjdk.pcap", "tls_esni_ech.pcapng", "bad_file_cut_short.pcapng",
                                  "mix_many_protocols_cdp_vlan_http_dns_tls.pcap", "smtp.pcap",
                                  "mix_lan_ssdp_llmnr_http_1kxun.pcap", "bad_caplen_insane_tls_der.pcap",
                                  "fmt_pcapng_11_interfaces_eth_null_raw.pcapng"])
def test_captures_say_what_tshark_says(captures: Path, name: str) -> None:
    talks = rows_of(captures, name, "tls")
    assert talks
    for talk, rows in talks:
        fed = feed(*talk.pieces, now_ns=talk.start_ns)
        offered = [row for row in rows if "1" in row.get("tls.handshake.type", ())]
        chosen = [row for row in rows if "2" in row.get("tls.handshake.type", ())]
        assert values(fed, "server_name") == [text for row in rows for text in row.get(SNI, [])]
        assert [item.value for item in fed.attributes if item.name == "alpn" and item.way == 0] == [
            text for row in offered for text in row.get("tls.handshake.extensions_alpn_str", [])]
        assert values(fed, "version") == [int(text, 0) for row in chosen for text in row.get(
            "tls.handshake.extensions.supported_version", row["tls.handshake.version"])]
        assert values(fed, "cipher") == [int(text, 0) for row in chosen
                                         for text in row["tls.handshake.ciphersuite"]]


def test_starttls_is_not_the_beginning_of_tls(captures: Path) -> None:
    for talk, _ in rows_of(captures, "tls_smtp_starttls.pcap", "tls"):
        first = next(piece for _, piece in talk.pieces if isinstance(piece, bytes))
        assert probe(first) == "REFUTED"
