import socket
import struct

import pytest

from netloupe_engine.capture.live import filters
from netloupe_engine.errors import CaptureError, FilterError


def udp(source: int, target: int) -> bytes:
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 28, 0, 0, 64, 17, 0, bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2]))
    return bytes(12) + b"\x08\0" + ip + struct.pack(">HHHH", source, target, 8, 0)


@pytest.mark.parametrize("text", [
    "", "tcp", "udp port 53 or icmp6", "host 10.0.0.1 and not port 22", "net 10.0.0.0/8",
    "ether host 00:11:22:33:44:55", "portrange 1-1024", "ip proto \\tcp",
    "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "ip6 host fe80::1", "vlan 100 && tcp",
    "port http or port domain", "src port ftp and dst host 192.0.2.1", "len > 100", "icmp[icmptype] == icmp-echo",
    "src 10.1.2.3", "not (tcp or udp)", "ether proto 0x88b5", "less 64", "broadcast",
])
def test_sound_filters_pass(text: str) -> None:
    filters.check_filter(text)


@pytest.mark.parametrize(("text", "says"), [
    ("tcp prt 80", "syntax error"), ("tcp and", "syntax error"), ("port nosuchservice", "unknown port"),
    ("host 10.0.0.300", "10.0.0.300"), ("((tcp)", "syntax error"), ("ip6 host 10.0.0.1", "ip6"), ("vlan 70000", "4095"),
    ("tcp\0udp", "characters"), ("a" * 9000, "too long"),
])
def test_wrong_ones_are_explained_by_libpcap(text: str, says: str) -> None:
    with pytest.raises(FilterError) as problem:
        filters.check_filter(text)
    assert says in str(problem.value)


@pytest.mark.parametrize("text", [
    "host www.example.com", "src example.org", "net backbone", "tcp and dst host a.b.c", "port http or src ftp",
    "not host localhost", "gateway router",
])
def test_nobody_is_asked_about_names_of_hosts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filters.host_names(text)
    with pytest.raises(FilterError):
        filters.check_filter(text)


@pytest.mark.parametrize("text", ["port http", "ip proto \\tcp", "ether[0] & 1 = 0", "tcp[tcpflags] & tcp-ack != 0",
                                  "host fe80::1", "ether host aa:bb:cc:dd:ee:ff", "net 10.1", "ifname eth0"])
def test_what_is_no_name_of_a_host(text: str) -> None:
    assert filters.host_names(text) == []


def test_link_types_matter() -> None:
    filters.check_filter("ether host 00:11:22:33:44:55", "EN10MB")
    with pytest.raises(FilterError):
        filters.check_filter("ether host 00:11:22:33:44:55", "RAW")
    filters.check_filter("tcp", "LINUX_SLL2")
    with pytest.raises(CaptureError, match="link type"):
        filters.check_filter("tcp", "nonsense")


def test_counting_what_a_filter_would_have_kept() -> None:
    packets = [udp(port, 53) for port in range(1000, 1010)] + [udp(53, 1000), b"", b"\xff"]
    assert filters.filter_matches("udp dst port 53", packets) == 10
    assert filters.filter_matches("udp port 53", packets) == 11
    assert filters.filter_matches("tcp", packets) == 0
    assert filters.filter_matches("src host 10.0.0.1", iter(packets)) == 11


def test_no_socket_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    filters.check_filter("port http")
