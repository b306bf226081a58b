"""JA3 and JA4: the examples their authors published, and what nDPI and tshark say of real hellos."""
import csv
from pathlib import Path

import pytest

from netloupe_engine.protocols.application._ja import ja3, ja4
from tests.unit.protocols.application.tcp_streams import conversations, rows_of
from tests.unit.protocols.application.tls_messages import (
    alpn,
    client_hello,
    extension,
    feed,
    numbers,
    server_hello,
    server_name,
    values,
    vector,
)

CHROME_CIPHERS = [0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C,
                  0x009D, 0x002F, 0x0035]
CHROME_EXTENSIONS = [
    extension(0x001B), server_name(b"example.com"), extension(0x0033), alpn(b"h2", b"http/1.1"), extension(0x4469),
    extension(0x0017), extension(0x002D),
    extension(0x000D, vector(numbers(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601))),
    extension(0x0005), extension(0x0023), extension(0x0012), extension(0x002B, vector(numbers(0x0304, 0x0303), 1)),
    extension(0xFF01), extension(0x000B), extension(0x000A), extension(0x0015)]
CHROME_JA4 = "t13d1516h2_8daaf6152771_e5627efa2ab1"             # the example of FoxIO's JA4 description


@pytest.mark.parametrize(("hello", "expected"), [               # the examples of the JA3 description
    (client_hello([47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4],
                  [server_name(b"a.example"), extension(10, vector(numbers(23, 24, 25))),
                   extension(11, vector(b"\0", 1))], version=769), "ada70206e40642a3e4461f35503241d5"),
    (client_hello([4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99], None, version=769), "de350869b8c85de67a350c8d186f11e6"),
])
def test_ja3_of_its_authors(hello: bytes, expected: str) -> None:
    assert ja3(hello) == expected


def test_ja4_of_its_authors() -> None:
    assert ja4(client_hello(CHROME_CIPHERS, CHROME_EXTENSIONS)) == CHROME_JA4


def test_ja4_does_not_see_order_nor_random_values() -> None:
    shuffled = [extension(0x1A1A), *reversed(CHROME_EXTENSIONS), extension(0xFAFA, b"\0")]
    assert ja4(client_hello([0x2A2A, *reversed(CHROME_CIPHERS)], shuffled)) == CHROME_JA4


def test_ja3_does_not_see_random_values() -> None:
    groups = extension(10, vector(numbers(29, 23)))
    greasy = client_hello([0x0A0A, 0x1301], [extension(0x3A3A), extension(10, vector(numbers(0xEAEA, 29, 23)))])
    assert ja3(greasy) == ja3(client_hello([0x1301], [groups]))


@pytest.mark.parametrize(("extensions", "first_part"), [
    ([], "t12i010000"),
    ([server_name(b"a.example")], "t12d010100"),
    ([alpn(b"h2")], "t12i0101h2"),
    ([alpn(b"http/1.1")], "t12i0101h1"),
    ([alpn(b"\xab")], "t12i0101ab"),
    ([alpn(b"\x30\xab")], "t12i01013b"),                        # not alphanumeric: of its hexadecimal form
    ([extension(43, vector(numbers(0x7A7A, 0x0303, 0x0304), 1))], "t13i010100"),
    ([extension(i) for i in range(200, 330)], "t12i019900"),
])
def test_readable_part_of_ja4(extensions: list[bytes], first_part: str) -> None:
    assert ja4(client_hello([0x1301], extensions)).split("_")[0] == first_part


def test_ja4_of_nothing_is_zeros() -> None:
    assert ja4(client_hello([], None)) == "t12i000000_000000000000_000000000000"


def test_ja4_over_quic_says_so() -> None:
    assert ja4(client_hello(CHROME_CIPHERS, CHROME_EXTENSIONS), "q") == "q" + CHROME_JA4[1:]


def test_absurdly_long_hello_has_no_ja4() -> None:
    with pytest.raises(ValueError, match="more values"):
        ja4(client_hello(range(1, 2000, 3)))


@pytest.mark.parametrize("data", [b"", b"\3\3", client_hello([1])[:20], b"\5" + client_hello([1])[1:]])
def test_what_is_no_hello_has_no_fingerprint(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a TLS hello"):
        ja3(data)


def test_ja3s_is_of_version_cipher_and_extensions() -> None:
    hello = server_hello(0x1301, [extension(51, numbers(29)), extension(43, numbers(0x0304))])
    assert ja3(hello, False) == "eb1d94daa7e0344597e756a1fb6e7054"       # of most TLS 1.3 servers


@pytest.mark.parametrize("name", ["mix_many_protocols_cdp_vlan_http_dns_tls.pcap", "tls13_openjdk.pcap",
                                  "tls_esni_ech.pcapng", "bad_file_cut_short.pcapng",
                                  "mix_lan_ssdp_llmnr_http_1kxun.pcap"])
def test_ja3_as_tshark_computes_it(captures: Path, name: str) -> None:
    seen = 0
    for talk, rows in rows_of(captures, name, "tls"):
        fed = feed(*talk.pieces)
        for ours, theirs in (("ja3", "tls.handshake.ja3"), ("ja3s", "tls.handshake.ja3s")):
            expected = [value for row in rows for value in row.get(theirs, [])]
            assert values(fed, ours) == expected
            seen += len(expected)
    assert seen


def test_ja4_as_ndpi_computes_it(captures: Path) -> None:
    for name in ("tls_esni_ech.pcapng", "bad_file_cut_short.pcapng"):
        with (captures / "truth" / f"{name}.ndpi.csv").open() as file:
            expected = {(int(row["sport"]), int(row["dport"])): row["ja4c"] for row in csv.DictReader(file)
                        if row["ja4c"] and row["proto"] == "TCP"}
        found = {(talk.initiator[1], talk.responder[1]): values(feed(*talk.pieces), "ja4")
                 for talk in conversations(captures / name)}
        assert expected
        assert {ends: found[ends] for ends in expected} == {ends: [ja] for ends, ja in expected.items()}
