"""DHCP and BOOTP: scapy's messages, RFC examples, tshark's reading of real captures, and what is broken."""
import ipaddress
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers import dhcp as scapy

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application.dhcp import DHCP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.application.facts import datagrams

MAC = bytes.fromhex("020000c0ffee")
COOKIE = bytes.fromhex("63825363")
CAPTURES = ["dhcp_inform_hostname.pcap", "dlt_raw_ip.pcap", "dlt_sll_rip_mdns_http.pcap", "mix_arkime_synthetic.pcap",
            "mix_lan_ssdp_llmnr_http_1kxun.pcap"]


def feed(message: bytes, way: int = 0, cut: bool = False) -> Any:
    return inspect.feed(REGISTRY.twin("dhcp"), DHCP, (way, message), cut=cut)


def probe(message: bytes, cut: bool = False) -> str:
    guess: str = inspect.probe(REGISTRY.twin("dhcp"), message, datagram=True, cut=cut)
    return guess


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def notes(fed: Any) -> set[Note]:
    return {Note(attribute.note) for attribute in fed.attributes if attribute.note}


def fixed(op: int = 1, your: str = "0.0.0.0", server_name: bytes = b"", boot_file: bytes = b"") -> bytes:
    """The 236 bytes in front of the options."""
    return (struct.pack("!BBBBIHH", op, 1, 6, 0, 0xC0FFEE01, 3, 0x8000) + bytes(4) + ipaddress.IPv4Address(your).packed
            + bytes(8) + MAC.ljust(16, b"\0") + server_name.ljust(64, b"\0") + boot_file.ljust(128, b"\0"))


def option(code: int, data: bytes) -> bytes:
    return bytes([code, len(data)]) + data


def message(*options: bytes, **fields: Any) -> bytes:
    return fixed(**fields) + COOKIE + b"".join(options) + b"\xff"


SAMPLES = [
    [(0, message(option(53, b"\3"), option(12, b"laptop"), option(50, bytes([192, 0, 2, 77])),
                 option(55, bytes([1, 3])), option(61, b"\1" + MAC), option(81, b"\4\0\0\6laptop\7example\3com\0"))),
     (1, message(option(53, b"\5"), option(54, bytes([192, 0, 2, 1])), option(51, struct.pack("!I", 3600)), op=2,
                 your="192.0.2.77", server_name=b"server", boot_file=b"boot.img"))],
    [(1, message(option(53, b"\5"), option(52, b"\3"), option(119, b"\3eng\7exam"), option(119, b"ple\4test\0"),
                 option(121, bytes([25, 10, 129, 0, 0, 192, 0, 2, 2])), option(82, b"\1\4\0\4\0\1" + b"\2\2id"), op=2,
                 server_name=option(12, b"top") + b"\xff", boot_file=option(12, b"lap") + b"\xff"))],
    [(1, fixed(op=2, your="192.0.2.9", boot_file=b"vmunix") + bytes(64))]]


def test_scapy_message() -> None:
    built = bytes(scapy.BOOTP(op=2, xid=1, yiaddr="192.0.2.10", siaddr="192.0.2.1", giaddr="192.0.2.2", chaddr=MAC)
                  / scapy.DHCP(options=[("message-type", "ack"), ("server_id", "192.0.2.1"), ("lease_time", 3600),
                                        ("router", "192.0.2.1", "192.0.2.3"), ("name_server", "192.0.2.53"),
                                        ("domain", b"example.com"), ("subnet_mask", "255.255.255.0"), "end"]))
    fed = feed(built)
    expected = {"operation": [2], "message_type": [5], "client_mac": ["02:00:00:c0:ff:ee"], "server": ["192.0.2.1"],
                "assigned_address": ["192.0.2.10"], "next_server": ["192.0.2.1"], "relay_address": ["192.0.2.2"],
                "lease_time": [3600 * 10**9], "router": ["192.0.2.1", "192.0.2.3"], "dns_server": ["192.0.2.53"],
                "subnet_mask": ["255.255.255.0"], "domain_name": ["example.com"]}
    assert {name: values(fed, name) for name in expected} == expected
    assert not notes(fed)


def test_request() -> None:
    fed = feed(message(option(53, b"\3"), option(12, b"laptop\0"), option(50, bytes([192, 0, 2, 77])),
                       option(54, bytes([192, 0, 2, 1])), option(55, bytes([1, 3, 6])), b"\0\0",
                       option(61, b"\1" + MAC)))
    expected = {"message_type": [3], "hostname": ["laptop"], "requested_address": ["192.0.2.77"],
                "server": ["192.0.2.1"], "requested_option": [1, 3, 6], "client_id_mac": ["02:00:00:c0:ff:ee"],
                "assigned_address": [], "broadcast": [True], "seconds": [3], "transaction_id": [0xC0FFEE01]}
    assert {name: values(fed, name) for name in expected} == expected


@pytest.mark.parametrize(("code", "data", "name", "expected"), [
    (2, struct.pack("!i", -18000), "time_offset", [-18000]),
    (6, bytes([192, 0, 2, 1, 192, 0, 2, 2]), "dns_server", ["192.0.2.1", "192.0.2.2"]),
    (26, b"\x05\xdc", "interface_mtu", [1500]),
    (58, struct.pack("!I", 1800), "renewal_time", [1800 * 10**9]),
    (60, b"MSFT 5.0", "vendor_class", ["MSFT 5.0"]),
    (61, b"\xff" + bytes.fromhex("0a0b0c0d") + b"\0\3\0\1" + MAC, "client_id_duid", [b"\0\3\0\1" + MAC]),  # RFC 4361
    (61, b"\0me", "client_id", [b"me"]),
    (81, b"\4\0\0\6laptop\7example\3com\0", "fqdn", ["laptop.example.com"]),
    (81, b"\0\0\0laptop.example.com", "fqdn", ["laptop.example.com"]),
    (93, b"\0\7", "client_architecture", [7]),
    # RFC 3397 section 2: eng.apple.com and marketing.apple.com, the second one with a pointer
    (119, b"\3eng\5apple\3com\0\x09marketing\xc0\x04", "domain_search", ["eng.apple.com", "marketing.apple.com"]),
    (120, b"\1" + bytes([192, 0, 2, 5]), "option_text", ["192.0.2.5"]),
    (120, b"\0\3sip\0", "option_text", ["sip"]),
    # RFC 3442: the examples' prefixes
    (121, bytes([8, 10]) + bytes([192, 0, 2, 1]), "static_route", ["10.0.0.0/8 via 192.0.2.1"]),
    (121, bytes([0, 192, 0, 2, 1, 25, 10, 129, 0, 0, 192, 0, 2, 2]), "static_route",
     ["0.0.0.0/0 via 192.0.2.1", "10.129.0.0/25 via 192.0.2.2"]),
    (125, struct.pack("!IB", 3561, 2) + b"ab", "enterprise", [3561]),
    (82, b"\1\4\0\4\0\1" + b"\2\2id" + b"\5\4" + bytes([192, 0, 2, 0]), "relay_option_code", [1, 2, 5]),
    (82, b"\1\4\0\4\0\1" + b"\2\2id" + b"\5\4" + bytes([192, 0, 2, 0]), "link_address", ["192.0.2.0"]),
    (224, b"private", "option_data", [b"private"]),
    (80, b"", "option_data", []),
])
def test_options(code: int, data: bytes, name: str, expected: list[Any]) -> None:
    fed = feed(message(option(53, b"\5"), option(code, data)))
    assert values(fed, name) == expected
    assert values(fed, "option_code") == [53, code]
    assert not notes(fed)


@pytest.mark.parametrize("broken", [
    option(1, bytes(3)), option(53, b""), option(51, bytes(5)), option(6, bytes(6)),
    option(121, bytes([33, 1, 2, 3, 4])), option(121, bytes([24, 10, 0])), option(82, b"\1\4ab"),
    option(125, bytes(4)), option(81, b"\4"),
    option(81, b"\4\0\0\6lap"), option(119, b"\xc0\x00"), option(120, b"\1abc")])
def test_option_that_does_not_fit_is_noted(broken: bytes) -> None:
    fed = feed(message(broken, option(12, b"after")))
    assert len(notes(fed)) == 1
    assert fed.findings == ["packet.malformed"]
    assert values(fed, "hostname") == ["after"]


def test_overload_puts_options_into_the_fixed_part() -> None:
    """RFC 2132 section 9.3; the boot file's options come first (RFC 2131 section 4.1)."""
    fed = feed(message(option(53, b"\5"), option(52, b"\3"), server_name=option(12, b"from-name") + b"\xff",
                       boot_file=option(15, b"from-file") + b"\xff"))
    assert values(fed, "hostname") == ["from-name"]
    assert values(fed, "domain_name") == ["from-file"]
    assert values(fed, "option_code") == [53, 52, 15, 12]
    assert not values(fed, "server_name") + values(fed, "boot_file")
    plain = feed(message(option(53, b"\5"), server_name=b"server", boot_file=b"boot.img"))
    assert values(plain, "server_name") + values(plain, "boot_file") == ["server", "boot.img"]


def test_overloaded_field_has_an_end() -> None:
    fed = feed(message(option(52, b"\2"), server_name=bytes([12, 70])))
    assert notes(fed) == {Note.BAD_LENGTH}


def test_bootp_without_magic_number() -> None:
    bootp = fixed(op=2, your="192.0.2.9", boot_file=b"vmunix") + bytes(64)
    fed = feed(bootp)
    assert values(fed, "assigned_address") == ["192.0.2.9"]
    assert values(fed, "boot_file") == ["vmunix"]
    assert not values(fed, "option_code")
    assert probe(bootp) == "LIKELY"


def test_truncated_at_every_byte() -> None:
    whole = message(option(53, b"\1"), option(12, b"laptop"), option(61, b"\1" + MAC), option(55, bytes(20)))
    for size in range(len(whole) - 1):
        fed = feed(whole[:size])
        if size < 44:
            assert fed.answers == ["GIVE_UP"]
        elif size < 236:
            assert (notes(fed), fed.findings) == ({Note.BAD_LENGTH}, ["packet.malformed"])
        fed = feed(whole[:size], cut=True)
        assert notes(fed) <= {Note.TRUNCATED}
        assert not fed.findings
        assert ("laptop" in values(fed, "hostname")) == (size >= 251)
        if size < 240:
            assert probe(whole[:size]) in ("REFUTED", "LIKELY")
            assert probe(whole[:size], cut=True) == ("REFUTED" if size < 4 else "LIKELY")


def test_values_in_several_options_are_joined() -> None:
    """RFC 3396 sections 5 and 7: options, then file, then sname; numbers are values of their own."""
    fed = feed(message(option(53, b"\5"), option(12, b"host-"), option(52, b"\3"),
                       option(119, b"\3eng\7exam"), option(119, b"ple\4test\0\5sales\xc0\x04"),
                       option(50, bytes([192, 0, 2, 7])), option(50, bytes([192, 0, 2, 8])),
                       option(6, bytes([192, 0, 2])), option(6, bytes([53])),
                       server_name=option(12, b"c") + b"\xff", boot_file=option(12, b"name1-") + b"\xff"))
    assert values(fed, "hostname") == ["host-name1-c"]
    assert values(fed, "domain_search") == ["eng.example.test", "sales.example.test"]
    assert values(fed, "requested_address") == ["192.0.2.7", "192.0.2.8"]
    assert values(fed, "dns_server") == ["192.0.2.53"]
    assert not notes(fed)
    assert values(fed, "option_code") == [53, 12, 52, 119, 119, 50, 50, 6, 6, 12, 12]
    places = {name: [(item.buffer, item.at, item.size) for item in fed.attributes if item.name == name]
              for name in ("dns_server", "hostname", "domain_search", "message_type")}
    assert places == {"dns_server": [(2, 0, 4)], "hostname": [(2, 4, 12)],          # together, by code
                      "domain_search": [(2, 16, 18), (2, 34, 8)], "message_type": [(0, 242, 1)]}


def test_one_option_in_pieces_does_not_harm_another() -> None:
    fed = feed(message(option(6, bytes(3)), option(6, bytes(2)), option(12, b"af"), option(12, b"ter"), option(80, b""),
                       option(80, b""), option(3, bytes([192, 0, 2, 1]))))
    assert values(fed, "hostname") == ["after"]
    assert values(fed, "router") == ["192.0.2.1"]
    assert [note for note in (item.note for item in fed.attributes) if note] == [Note.BAD_LENGTH]


def test_a_piece_that_was_cut_off_is_none() -> None:
    whole = message(option(12, b"host-"), option(12, b"name"))
    fed = feed(whole[:-3], cut=True)
    assert values(fed, "hostname") == ["host-"]
    assert (notes(fed), fed.findings) == ({Note.TRUNCATED}, [])


def test_options_in_pieces_of_one_byte() -> None:
    text = bytes(range(65, 91))
    fed = feed(message(*(option(56, text[at:at + 1]) for at in range(26)), option(12, b"after")))
    assert values(fed, "message") == [text.decode()]
    assert values(fed, "hostname") == ["after"]


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=60)), max_size=12), st.binary(max_size=30),
       st.lists(st.tuples(st.integers(0, 500), st.integers(0, 255)), max_size=6))
def test_any_options_are_survived(options: list[tuple[int, bytes]], tail: bytes, edits: list[tuple[int, int]]) -> None:
    built = bytearray(message(*(option(code, data) for code, data in options)) + tail)
    for at, byte in edits:
        built[at % len(built)] = byte
    feed(bytes(built))
    probe(bytes(built))


@given(st.binary(max_size=600))
def test_random_bytes_are_survived(data: bytes) -> None:
    feed(data)
    assert probe(data) != "CERTAIN"


@pytest.mark.parametrize("lookalike", [b"GET / HTTP/1.1\r\n" * 20, bytes(300), b"\1\1\6\0" + b"\xff" * 300, b"\1" * 300,
                                       b"\3" + message(option(53, b"\1"))[1:]])
def test_lookalikes_are_refused(lookalike: bytes) -> None:
    assert probe(lookalike) == "REFUTED"


def test_probe() -> None:
    assert probe(message(option(53, b"\1"))) == "CERTAIN"


@pytest.mark.parametrize("capture", CAPTURES)
def test_real_captures_as_tshark_reads_them(captures: Path, capture: str) -> None:
    fields = {"dhcp.option.dhcp": ("message_type", int), "dhcp.option.hostname": ("hostname", str),
              "dhcp.ip.your": ("your_address", str), "dhcp.type": ("operation", int),
              "dhcp.option.requested_ip_address": ("requested_address", str)}
    found = datagrams(captures, capture, "dhcp")
    assert found
    for datagram in found:
        assert probe(datagram.payload) in ("CERTAIN", "LIKELY")
        fed = feed(datagram.payload)
        assert notes(fed) <= {Note.TRUNCATED}           # some captures have a short snap length
        macs = values(fed, "client_mac") + values(fed, "client_id_mac")
        assert macs == datagram.row["dhcp.hw.mac_addr"]
        for field, (ours, kind) in fields.items():
            assert values(fed, ours) == [kind(value) for value in datagram.row.get(field, ())]
