"""Attributes of packets, a row each."""
from pathlib import Path

import pytest

from netloupe_engine import Settings, extract
from netloupe_engine.errors import UnknownNameError
from tests.unit.traffic import START, capture, conversation, udp

REQUESTS = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"


def rows(path: Path, *names: str, handlers: int = 1) -> list[list[list[object]]]:
    return [[[value.value for value in values] for values in row]
            for _, row in extract(path, names, Settings(handlers=handlers))]


def test_frame_attributes_are_what_the_file_says(tmp_path: Path) -> None:
    path = capture(tmp_path, [(0, udp()), (0.5, udp(1))])
    assert rows(path, "frame.number", "frame.time", "frame.length", "frame.captured_length", "frame.path",
                "frame.session", "frame.interface") == [
        [[1], [START], [46], [46], ["eth.ip.udp.unknown"], [1], [0]],
        [[2], [START + 500_000_000], [46], [46], ["eth.ip.udp.unknown"], [1], [0]]]


@pytest.mark.parametrize("handlers", [1, 3])
def test_rows_are_the_packets_and_columns_the_names(tmp_path: Path, handlers: int) -> None:
    frames = [(number / 1000, udp(number % 2, client=f"10.1.0.{number % 7}", ports=(1000 + number % 100, 9)))
              for number in range(9000)]
    found = rows(capture(tmp_path, frames), "udp.destination_port", "tcp.flags", "ip.source", handlers=handlers)
    assert len(found) == 9000
    for number, (ports, flags, sources) in enumerate(found):
        assert ports == [9 if number % 2 == 0 else 1000 + number % 100]
        assert flags == []
        assert sources == [f"10.1.0.{number % 7}" if number % 2 == 0 else "10.0.0.2"]


def test_an_attribute_may_occur_several_times_in_a_packet(tmp_path: Path) -> None:
    found = rows(capture(tmp_path, conversation([(0, REQUESTS)])), "http.uri", "http.method")
    assert found[3] == [["/a", "/b"], ["GET", "GET"]]
    assert all(row == [[], []] for at, row in enumerate(found) if at != 3)


def test_what_only_groups_others_has_no_value(tmp_path: Path) -> None:
    """TFTP's options (RFC 2347): two, each of a name and a value."""
    asked = b"\0\1boot.img\0octet\0blksize\x001428\0tsize\x000\0"
    path = capture(tmp_path, [(0, udp(payload=asked, ports=(40000, 69)))])
    assert rows(path, "tftp.option", "tftp.option_name") == [[[], ["blksize", "tsize"]]]


@pytest.mark.parametrize("name", ["cache_flush", "ipv4_address", "answers"])
def test_one_attribute_of_many_records_is_enough_to_want(tmp_path: Path, name: str) -> None:
    """An address of the local network (RFC 6762 section 10.2), asked for by one of its attributes alone."""
    said = bytes.fromhex("0000 8400 0000 0001 0000 0000 03 6e6173 05 6c6f63616c 00 0001 8001 00000078 0004 c0000207")
    path = capture(tmp_path, [(0, udp(payload=said, ports=(5353, 5353)))])
    assert rows(path, f"mdns.{name}") == [[[True if name == "cache_flush" else "192.0.2.7"]]]


def test_names_that_are_none_are_refused(tmp_path: Path) -> None:
    path = capture(tmp_path, [(0, udp())])
    with pytest.raises(UnknownNameError, match=r"no attribute frame\.numbre"):
        list(extract(path, ["frame.numbre"]))


def test_stopping_in_the_middle_is_no_trouble(tmp_path: Path) -> None:
    packets = extract(capture(tmp_path, [(0, udp())] * 20_000), ["frame.number"], Settings(handlers=2))
    assert next(packets)[0] == 1
    packets.close()
