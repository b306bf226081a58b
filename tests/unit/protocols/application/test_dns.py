"""DNS, mDNS and LLMNR: examples of the RFCs, scapy's messages, tshark's reading of captures, broken ones."""
import ipaddress
import random
import socket
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers import dns as scapy

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application.dns import DNS
from netloupe_engine.protocols.application.llmnr import LLMNR
from netloupe_engine.protocols.application.mdns import MDNS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.application.facts import datagrams

PROTOCOLS = {"dns": DNS, "mdns": MDNS, "llmnr": LLMNR}
CAPTURES = ["dns_mdns.pcap", "dns_types_edns_tsig.pcap", "dlt_raw_ip.pcap", "dlt_sll_rip_mdns_http.pcap",
            "modbus_small.pcap", "mix_arkime_synthetic.pcap", "mix_lan_ssdp_llmnr_http_1kxun.pcap", "smtp.pcap",
            "mix_many_protocols_cdp_vlan_http_dns_tls.pcap"]


def feed(*messages: tuple[int, bytes | int], key: str = "dns", datagram: bool = True, cut: bool = False) -> Any:
    return inspect.feed(REGISTRY.twin(key), PROTOCOLS[key], *messages, datagram=datagram, cut=cut)


def probe(message: bytes, key: str = "dns", datagram: bool = True, cut: bool = False) -> str:
    guess: str = inspect.probe(REGISTRY.twin(key), message, datagram=datagram, cut=cut)
    return guess


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def notes(fed: Any) -> set[Note]:
    return {Note(attribute.note) for attribute in fed.attributes if attribute.note}


def name(dotted: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in dotted.split(".") if label) + b"\0"


def header(flags: int = 0x8180, counts: Iterable[int] = (1, 1, 0, 0), id: int = 7) -> bytes:
    return struct.pack("!6H", id, flags, *counts)


def answer(type: int, data: bytes, owner: bytes = b"\xc0\x0c") -> bytes:
    """A response to a question for example.com with one record."""
    record = owner + struct.pack("!HHIH", type, 1, 3600, len(data)) + data
    return header() + name("example.com") + struct.pack("!HH", type, 1) + record


QUERY = header(0x0100, (1, 0, 0, 0)) + name("www.example.com") + struct.pack("!HH", 1, 1)


def test_a_query_and_its_answer() -> None:
    response = bytes(scapy.DNS(id=7, qr=1, ra=1, qd=scapy.DNSQR(qname="www.example.com"), an=[
        scapy.DNSRR(rrname="www.example.com", type="CNAME", rdata="web.example.com", ttl=60),
        scapy.DNSRR(rrname="web.example.com", rdata="192.0.2.1", ttl=60)]))
    fed = feed((0, QUERY), (1, response))
    assert values(fed, "query_name") == ["www.example.com"]         # not again from the response
    assert values(fed, "query_type") == [1]
    assert values(fed, "repeated_name") == ["www.example.com"]
    assert values(fed, "rcode") == [0]                              # of the response only
    assert values(fed, "answers") == ["web.example.com", "192.0.2.1"]
    assert values(fed, "ttl") == [60, 60]
    assert not fed.findings


def test_a_response_without_its_query_tells_the_question() -> None:
    assert values(feed((1, answer(1, bytes(4)))), "query_name") == ["example.com"]


def test_compression_example_of_rfc_1035() -> None:
    """Section 4.1.4: F.ISI.ARPA, FOO.F.ISI.ARPA by a label and a pointer, ARPA by a pointer inside, the root."""
    fixed = struct.pack("!HHIH", 1, 1, 0, 4) + bytes(4)
    message = header(counts=(1, 3, 0, 0)) + name("F.ISI.ARPA") + b"\0\1\0\1"
    fed = feed((1, message + b"\x03FOO\xc0\x0c" + fixed + b"\xc0\x12" + fixed + b"\0" + fixed))
    assert values(fed, "query_name") == ["F.ISI.ARPA"]
    assert values(fed, "name") == ["FOO.F.ISI.ARPA", "ARPA", ""]
    assert not notes(fed)


RDATA = [
    (1, socket.inet_aton("192.0.2.7"), {"ipv4_address": ["192.0.2.7"]}, "192.0.2.7"),
    (28, ipaddress.IPv6Address("2001:db8::7").packed, {"ipv6_address": ["2001:db8::7"]}, "2001:db8::7"),
    (2, name("ns.example.net"), {"target": ["ns.example.net"]}, "ns.example.net"),
    (5, b"\x03web\xc0\x0c", {"target": ["web.example.com"]}, "web.example.com"),
    (12, b"\0", {"target": [""]}, ""),
    (15, b"\x00\x0a\x04mail\xc0\x0c", {"preference": [10], "target": ["mail.example.com"]}, "mail.example.com"),
    (33, struct.pack("!3H", 1, 2, 5060) + name("sip.example.com"),
     {"priority": [1], "weight": [2], "port": [5060], "target": ["sip.example.com"]}, "sip.example.com"),
    (6, name("ns") + name("root.ns") + struct.pack("!5I", 2024, 7200, 900, 1209600, 300),
     {"primary": ["ns"], "mailbox": ["root.ns"], "serial": [2024], "refresh": [7200], "retry": [900],
      "expire": [1209600], "minimum": [300]}, "ns"),
    (16, b"\x03a=1\x05b = 2", {"text": ["a=1", "b = 2"]}, "a=1 b = 2"),
    (13, b"\x03PDP\x04UNIX", {"cpu": ["PDP"], "os": ["UNIX"]}, "PDP UNIX"),
    (35, struct.pack("!2H", 100, 50) + b"\x01s\x07SIP+D2U\x00" + name("_sip._udp.example.com"),
     {"order": [100], "preference": [50], "naptr_flags": ["s"], "service": ["SIP+D2U"], "replacement":
      ["_sip._udp.example.com"]}, None),
    # RFC 1876 appendix D: cambridge-net.kei.com LOC 42 21 54 N 71 06 18 W -24m 30m
    (29, bytes.fromhex("00331613") + struct.pack("!3I", 2**31 + 152514000, 2**31 - 255978000, 10000000 - 2400),
     {"location": ["42 21 54.000 N 71 6 18.000 W -24m"], "latitude": [42.365], "longitude": [-71.105],
      "altitude": [-24.0]}, "42 21 54.000 N 71 6 18.000 W -24m"),
    # RFC 4034 section 5.4
    (43, bytes.fromhex("ec4505012bb183af5f22588179a53b0a98631fad1a292118"),
     {"key_tag": [60485], "algorithm": [5], "digest_type": [1],
      "digest": [bytes.fromhex("2bb183af5f22588179a53b0a98631fad1a292118")]},
     "60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118"),
    # RFC 4034 section 4.3: host.example.com. NSEC: A MX RRSIG NSEC TYPE1234
    (47, bytes.fromhex("04686f7374076578616d706c6503636f6d000006400100000003" + "041b" + "00" * 26 + "20"),
     {"next_name": ["host.example.com"], "present_type": [1, 15, 46, 47, 1234]}, "host.example.com"),
    (46, struct.pack("!HBBIIIH", 1, 5, 3, 86400, 1048354263, 1045762263, 2642) + name("example.com") + b"sig",
     {"type_covered": [1], "labels": [3], "original_ttl": [86400], "expiration": [1048354263 * 10**9],
      "inception": [1045762263 * 10**9], "signer": ["example.com"], "signature": [b"sig"]}, None),
    (48, bytes.fromhex("01000305") + b"key", {"key_flags": [256], "key_protocol": [3], "public_key": [b"key"]}, None),
    (50, bytes.fromhex("0101000102abcd040102030400024001"),
     {"hash_algorithm": [1], "nsec3_flags": [1], "iterations": [1], "salt": [b"\xab\xcd"], "next_hash": [b"\1\2\3\4"],
      "present_type": [1, 15]}, None),
    (44, bytes.fromhex("0201") + bytes(20), {"key_algorithm": [2], "fingerprint_type": [1],
                                             "fingerprint": [bytes(20)]}, None),
    (52, bytes.fromhex("030101") + bytes(32), {"certificate_usage": [3], "selector": [1], "matching_type": [1]}, None),
    (257, b"\x00\x05issueca.example.net", {"caa_flags": [0], "caa_tag": ["issue"], "caa_value": ["ca.example.net"]},
     "0 issue ca.example.net"),
    # RFC 9460 appendix D.2: alpn and port; D.1: alias form
    (64, struct.pack("!H", 16) + name("foo.example.com") + bytes.fromhex("00030002 0035"),
     {"priority": [16], "target": ["foo.example.com"], "parameter_key": [3], "port": [53]},
     "16 foo.example.com port=53"),
    (65, bytes(3), {"priority": [0], "target": [""]}, "0 ."),
    (65, struct.pack("!H", 1) + b"\0" + bytes.fromhex("0001000602683202683300040004c0000201fde800026869"),
     {"alpn": ["h2", "h3"], "ipv4_hint": ["192.0.2.1"], "parameter_key": [1, 4, 65000], "data": [b"hi"]},
     "1 . alpn=h2,h3 ipv4hint=192.0.2.1 key65000=6869"),
    (250, name("hmac-sha256") + struct.pack("!HIHH", 0, 1700000000, 300, 2) + b"ok" + struct.pack("!3H", 7, 16, 0),
     {"algorithm_name": ["hmac-sha256"], "time_signed": [1700000000 * 10**9], "fudge": [300], "original_id": [7],
      "authentication_code": [b"ok"], "tsig_error": [16]}, None),
    (256, struct.pack("!2H", 10, 1) + b"ftp://ftp.example.com/public", {"uri": ["ftp://ftp.example.com/public"]},
     "ftp://ftp.example.com/public"),
    (4711, b"\1\2\3", {"data": [b"\1\2\3"]}, "010203"),
]


@pytest.mark.parametrize(("type", "data", "expected", "text"), RDATA, ids=[str(row[0]) for row in RDATA])
def test_record_data(type: int, data: bytes, expected: dict[str, list[Any]], text: str | None) -> None:
    fed = feed((1, answer(type, data)))
    assert not notes(fed)
    for field, value in expected.items():
        assert values(fed, field) == value
    if text is not None:
        assert values(fed, "answers") == [text]
    ranges = [(a.at, a.at + a.size) for a in fed.attributes if a.name in expected]
    start = len(answer(type, b""))
    assert all(start <= begin <= end <= start + len(data) for begin, end in ranges)


@pytest.mark.parametrize(("type", "data"), [
    (1, bytes(3)), (1, bytes(5)), (28, bytes(15)), (2, b"\x02ns\x03net"), (12, b"\x05abc"), (15, b"\0"), (15, b"\0\1"),
    (33, bytes(6)), (6, b"\0\0" + bytes(19)), (16, b"\x03ab"), (13, b"\x01a"), (29, bytes(15)), (43, b"\0"),
    (44, b"\1"), (47, b"\0" + b"\0\x02\x40"), (47, b"\0" + b"\0\x00"), (50, bytes(4) + b"\2a"), (250, b"\0" + bytes(7)),
    (65, b"\0\1\0" + b"\0\1\0\3\2h2" + b"h"), (65, b"\0\1\0" + b"\0\4\0\3abc"),
    (41, b"\0\x0a\0"), (41, b"\0\x0a\0\x04123")])
def test_record_data_that_does_not_fit_its_type_is_noted(type: int, data: bytes) -> None:
    good = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + socket.inet_aton("192.0.2.9")
    message = bytearray(answer(type, data) + good)
    message[7] = 2
    fed = feed((1, bytes(message)))
    assert notes(fed) == {Note.BAD_LENGTH}
    assert fed.findings == ["packet.malformed"]
    assert values(fed, "ipv4_address")[-1] == "192.0.2.9"       # what follows is still read


def test_edns_options() -> None:
    options = (struct.pack("!HHHBB", 8, 7, 1, 24, 0) + bytes([192, 0, 2])            # client subnet, RFC 7871
               + struct.pack("!HH", 10, 24) + b"8 bytes!" + b"sixteen of them!"       # cookie, RFC 7873
               + struct.pack("!HHH", 15, 7, 18) + b"adult"                            # extended error, RFC 8914
               + struct.pack("!HHH", 11, 2, 600)                                      # keepalive, RFC 7828
               + struct.pack("!HH", 12, 4) + bytes(4)                                 # padding
               + struct.pack("!HH", 65001, 1) + b"?")
    opt = b"\0" + struct.pack("!HHBBHH", 41, 1232, 1, 0, 0x8000, len(options)) + options
    fed = feed((1, header(counts=(0, 0, 0, 1)) + opt))
    expected = {"udp_size": [1232], "extended_rcode": [1], "edns_version": [0], "dnssec_ok": [True],
                "option_code": [8, 10, 15, 11, 12, 65001], "subnet": ["192.0.2.0/24"], "subnet_source": [24],
                "client_cookie": [b"8 bytes!"], "server_cookie": [b"sixteen of them!"], "extended_error": [18],
                "extended_error_text": ["adult"], "keepalive": [60 * 10**9], "class": [], "ttl": []}
    assert {field: values(fed, field) for field in expected} == expected
    assert b"?" in values(fed, "data")
    assert not notes(fed)


@pytest.mark.parametrize("code", [1, 2, 3, 4, 5])
def test_error_codes_are_findings(code: int) -> None:
    fed = feed((1, header(0x8180 | code, (1, 0, 0, 0)) + QUERY[12:]))
    assert values(fed, "rcode") == [code]
    assert fed.findings == ["dns.error"]


@pytest.mark.parametrize(("labels", "text"), [
    ([b"a.b", b"c"], r"a\.b.c"), ([b"back\\slash"], r"back\\slash"), ([b"\0\x7f\xff"], r"\000\127\255"),
    ([b"two words"], "two words"), ([], ""), (["ü".encode()], r"\195\188")])
def test_names_in_presentation_format(labels: list[bytes], text: str) -> None:
    wire = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    assert values(feed((0, header(0x0100, (1, 0, 0, 0)) + wire + b"\0\1\0\1")), "query_name") == [text]


def test_multicast_names_are_utf8() -> None:
    label = "Jürgens Büro\U0001f5a8".encode()
    wire = bytes([len(label)]) + label + b"\x03\xc3\x28\x41" + b"\0"        # the second label is not UTF-8
    message = header(0, (1, 0, 0, 0), id=0) + wire + b"\0\x0c\x80\1"
    fed = feed((0, message), key="mdns")
    assert values(fed, "query_name") == ["Jürgens Büro\U0001f5a8.\\195(A"]
    assert values(fed, "unicast_wanted") == [True]
    assert values(fed, "class") == [1]


def test_longest_name() -> None:
    labels = [b"a" * 63, b"b" * 63, b"c" * 63, b"\xff" * 61]
    wire = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    assert len(wire) == 255
    fed = feed((0, header(0x0100, (1, 0, 0, 0)) + wire + b"\0\1\0\1"))
    assert values(fed, "query_name")[0] == ".".join(["a" * 63, "b" * 63, "c" * 63, r"\255" * 61])
    assert not notes(fed)
    longer = b"\1x" + wire
    assert notes(feed((0, header(0x0100, (1, 0, 0, 0)) + longer + b"\0\1\0\1"))) == {Note.BAD_LENGTH}


@pytest.mark.parametrize("owner", [
    b"\xc0\x1d", b"\x01a\xc0\x1d", b"\xc0\x29", b"\xff\xff", b"\xc0\x00", b"\x3fab\xc0\x0c"])
def test_pointers_that_lead_nowhere(owner: bytes) -> None:
    """Onto themselves, round in circles, forward, outside, into the header, behind a label too long."""
    good = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + socket.inet_aton("192.0.2.9")
    bad = owner + struct.pack("!HHIH", 1, 1, 60, 4) + bytes(4)
    fed = feed((1, header(counts=(1, 2, 0, 0)) + name("example.com") + b"\0\1\0\1" + bad + good))
    assert notes(fed)
    if owner[0] != 0x3F:
        assert Note.BAD_POINTER in notes(fed)
        assert values(fed, "answers") == ["0.0.0.0", "192.0.2.9"]       # what follows is still read
    assert "packet.malformed" in fed.findings or notes(fed) == {Note.TRUNCATED}


def test_chain_of_pointers_ends() -> None:
    """Every pointer leads backwards, to the one before it."""
    chain = b"\0" + struct.pack("!H", 0xC017) + b"".join(struct.pack("!H", 0xC000 | at) for at in range(24, 4024, 2))
    first = b"\0" + struct.pack("!HHIH", 10, 1, 0, len(chain)) + chain
    second = struct.pack("!H", 0xC000 | 21 + len(chain)) + struct.pack("!HHIH", 1, 1, 0, 4) + bytes(4)
    fed = feed((1, header(counts=(0, 2, 0, 0)) + first + second))
    assert Note.BAD_POINTER in notes(fed)


def test_stream_of_messages() -> None:
    framed = [struct.pack("!H", len(message)) + message for message in (QUERY, answer(1, bytes(4)), QUERY)]
    whole = b"".join(framed)
    fed = feed((0, whole), datagram=False)
    assert fed.answers == [len(whole)]
    assert values(fed, "query_name") == ["www.example.com"] * 2
    assert values(fed, "length") == [len(part) - 2 for part in framed]
    bytewise = feed(*[(0, whole[i:i + 1]) for i in range(len(whole))], datagram=False)
    assert bytewise.attributes == fed.attributes                        # an incomplete message is asked for again
    assert set(bytewise.answers) == {0, *map(len, framed)}


def test_a_message_cut_inside_its_length_is_malformed() -> None:
    message = answer(1, bytes(4))[:-2]
    fed = feed((0, struct.pack("!H", len(message)) + message), datagram=False)
    assert notes(fed) == {Note.BAD_LENGTH}
    assert fed.findings == ["packet.malformed"]


def test_stream_that_is_not_dns() -> None:
    assert feed((0, b"\0\3abc"), datagram=False).answers == ["GIVE_UP"]
    assert feed((0, 100), datagram=False).answers == ["DONE"]           # nothing to find a message by behind a gap


@pytest.mark.parametrize("key", PROTOCOLS)
@pytest.mark.parametrize("row", RDATA, ids=[str(row[0]) for row in RDATA])
def test_truncated_at_every_byte(key: str, row: tuple[int, bytes, dict[str, Any], str | None]) -> None:
    message = answer(row[0], row[1])
    for size in range(len(message)):
        fed = feed((1, message[:size]), key=key)
        assert fed.answers == [size if size >= 12 else "GIVE_UP"]
        assert notes(fed) == {Note.BAD_LENGTH} or size < 12
        assert "packet.malformed" in fed.findings or size < 12
        assert probe(message[:size], key=key) != "CERTAIN"


@pytest.mark.parametrize("key", PROTOCOLS)
@pytest.mark.parametrize("row", RDATA, ids=[str(row[0]) for row in RDATA])
def test_cut_by_the_capture_at_every_byte(key: str, row: tuple[int, bytes, dict[str, Any], str | None]) -> None:
    """What is missing says nothing against the message, and what is whole of it is read."""
    message = answer(row[0], row[1])
    for size in range(len(message)):
        fed = feed((1, message[:size]), key=key, cut=True)
        assert (fed.answers, fed.findings) == ([size], [])
        assert notes(fed) == {Note.TRUNCATED} or size < 2       # without any attribute nothing carries the note
        assert values(fed, "query_name") == ["example.com"] * (size >= 29)
        assert values(fed, "ttl") == [3600] * (size >= 41 and row[0] != 41)
        assert not values(fed, "answers") + values(fed, "data") + values(fed, "target")
        assert (probe(message[:size], key=key, cut=True) == "REFUTED") == (size < 4)


def test_a_stream_cut_within_a_message() -> None:
    message = answer(1, bytes([192, 0, 2, 1]))
    first = struct.pack("!H", 200) + message
    for gaps in ([200 - len(message)], [20, 200 - len(message) - 20], [20, bytes(30), 200 - len(message) - 50]):
        fed = feed((1, first), *((1, gap) for gap in gaps), (1, struct.pack("!H", len(message)) + message),
                   datagram=False)
        assert values(fed, "answers") == ["192.0.2.1", "192.0.2.1"]
        assert not fed.findings
    assert feed((1, first), (1, 201), datagram=False).answers[-1] == "DONE"


@pytest.mark.parametrize(("upper", "lower", "code"), [(0, 0, 0), (0, 3, 3), (1, 0, 16), (1, 7, 23), (255, 15, 4095)])
def test_response_codes_in_two_fields(upper: int, lower: int, code: int) -> None:
    """RFC 6891 section 6.1.3; wherever among the additional records OPT stands."""
    option = b"\0" + struct.pack("!HHBBHH", 41, 1232, upper, 0, 0, 0)
    address = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + bytes(4)
    for additional in ([option], [address, option], [option, address]):
        fed = feed((1, header(0x8180 | lower, (1, 1, 0, len(additional))) + name("example.com") + b"\0\1\0\1"
                    + address + b"".join(additional)))
        assert values(fed, "rcode") == [code]
        assert fed.findings == ["dns.error"] * (code != 0)


@given(st.sampled_from([row[:2] for row in RDATA]),
       st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=8), st.binary(max_size=40))
def test_mutations_are_survived(row: tuple[int, bytes], edits: list[tuple[int, int]], tail: bytes) -> None:
    message = bytearray(answer(*row) + tail)
    for at, byte in edits:
        message[at % len(message)] = byte
    for key in PROTOCOLS:
        feed((0, bytes(message)), (1, bytes(message)), key=key)
        probe(bytes(message), key=key)


@given(st.binary(max_size=300))
def test_random_bytes_are_survived(data: bytes) -> None:
    probe(data)
    probe(data, datagram=False)
    feed((0, data))
    feed((0, data), datagram=False)


def test_random_headers_are_no_dns() -> None:
    generator = random.Random(1)
    assert {probe(generator.randbytes(generator.randrange(100))) for _ in range(20_000)} == {"REFUTED"}


@pytest.mark.parametrize("at", range(len(QUERY)))
def test_one_damaged_byte_leaves_it_likely(at: int) -> None:
    damaged = bytearray(QUERY)
    damaged[at] ^= 0x55
    assert probe(bytes(damaged)) in ("CERTAIN", "LIKELY")


@pytest.mark.parametrize("counts", [(1, 0x8000, 0x52, 0), (0x26, 0x7301, 0, 0), (100, 1, 0, 0), (0x8801, 0, 0, 0x1000)])
def test_damaged_counts_leave_a_good_question_likely(counts: tuple[int, ...]) -> None:
    damaged = header(0x8000, counts) + QUERY[12:]
    assert probe(damaged) == "LIKELY"
    assert values(feed((0, damaged)), "query_name")[0] == "www.example.com"
    assert probe(header(0x8000, counts) + bytes(range(200, 256)) * 2) == "REFUTED"


@pytest.mark.parametrize("lookalike", [
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40), bytes(48),
    bytes.fromhex("23030aec") + bytes(44), b"INVITE sip:a@b SIP/2.0\r\n", b"\x80\x60" + bytes(range(60)),
    # NetBIOS name service: the same format (RFC 1002 section 4.2.12), names in code
    header(0x0110, (1, 0, 0, 0)) + b"\x20" + b"FHEPFCELEHFCEPFFFACACACACACACACA" + b"\0" + b"\0\x20\0\1",
    header(0x0110, (1, 0, 0, 0)) + b"\x20" + b"%HEPFCELEHFCEPFF\xff\xffCACACACACACACA" + b"\0" + b"\0\x20\0\1",
    header(0x0000, (1, 0, 0, 0)) + b"\x20CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0\0\x21\0\1"])
def test_lookalikes_are_refused(lookalike: bytes) -> None:
    assert probe(lookalike) == "REFUTED"
    assert probe(lookalike, datagram=False) in ("REFUTED", "NEED_MORE_BYTES")


def test_probes() -> None:
    assert probe(QUERY) == probe(answer(1, bytes(4))) == "CERTAIN"
    assert probe(QUERY, key="llmnr") == probe(QUERY, key="mdns") == "LIKELY"        # DNS but for the port
    framed = struct.pack("!H", len(QUERY)) + QUERY
    assert probe(framed, datagram=False) == "CERTAIN"
    assert {probe(framed[:size], datagram=False) for size in range(len(framed))} <= {"NEED_MORE_BYTES", "LIKELY"}
    assert probe(header(0x8181, (0, 0, 0, 0))) == "LIKELY"                          # an error and nothing else


@pytest.mark.parametrize("capture", CAPTURES)
def test_real_captures_as_tshark_reads_them(captures: Path, capture: str) -> None:
    fields = {"dns.qry.type": ("query_type", int), "dns.resp.type": ("type", int), "dns.a": ("ipv4_address", str),
              "dns.aaaa": ("ipv6_address", str), "dns.flags.rcode": ("rcode", int)}
    read = 0
    for datagram in datagrams(captures, capture, "dns"):
        key = "mdns" if 5353 in datagram.ports else "llmnr" if 5355 in datagram.ports else "dns"
        if key == "dns" and 53 not in datagram.ports:
            continue
        assert probe(datagram.payload, key) in ("CERTAIN", "LIKELY")
        fed = feed((0, datagram.payload), key=key)
        assert not [key for key in fed.findings if key != "dns.error"]
        if values(fed, "trailing"):         # one maker counted his records wrongly; tshark goes by the count too
            continue
        if values(fed, "present_type"):     # tshark lists those with the types of records
            continue
        for field, (ours, kind) in fields.items():
            found = [value & 15 for value in values(fed, ours)] if ours == "rcode" else values(fed, ours)
            assert found == [kind(value) for value in datagram.row.get(field, ())]
        read += 1
    assert read
