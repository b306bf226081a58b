"""Files of host names."""
import os
import tracemalloc
from pathlib import Path

import pytest

from netloupe_engine.errors import NamesError
from netloupe_engine.names.hosts import line_of, packed, read_hosts


def test_the_first_name_of_an_address_counts(tmp_path: Path):
    path = tmp_path / "hosts"
    path.write_text("# comment\n127.0.0.1\tlocalhost loopback\n\n10.0.0.1 router.example # the router\n"
                    "10.0.0.1 other\n2001:DB8::1 six\nfe80::1%eth0 link\n")
    found, odd = read_hosts(path)
    assert {address: found.get(packed(address)) for address in (
        "127.0.0.1", "10.0.0.1", "2001:db8::1", "fe80::1", "10.0.0.2")} == {
        "127.0.0.1": "localhost", "10.0.0.1": "router.example", "2001:db8::1": "six", "fe80::1": "link",
        "10.0.0.2": None}
    assert odd == 0


def test_lines_that_say_nothing_are_counted_and_names_can_be_shown(tmp_path: Path):
    path = tmp_path / "hosts"
    path.write_bytes(b"10.0.0.1\n300.1.1.1 a\nnonsense here\n10.0.0.2 a\x1b[31mb\n10.0.0.3 " + b"x" * 9000 + b"\n")
    found, odd = read_hosts(path)
    assert odd == 3
    assert found[packed("10.0.0.2")] == "a [31mb"
    assert len(found[packed("10.0.0.3")]) == 255


def test_what_cannot_be_read_is_an_error(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "none", tmp_path, tmp_path / "fifo", "/dev/zero", "a\0b"):
        with pytest.raises(NamesError):
            read_hosts(path)


def test_a_file_of_something_else_is_refused_soon_and_in_little_memory(tmp_path: Path):
    path = tmp_path / "other"
    path.write_bytes(b"ab\n" * 4_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(NamesError, match="no file of hosts"):
            read_hosts(path)
        assert tracemalloc.get_traced_memory()[1] < 100 << 20       # 64 MiB are what may be read
    finally:
        tracemalloc.stop()
    path.write_bytes("10.0.0.1 name\n".encode("utf-16"))
    with pytest.raises(NamesError, match="no file of hosts"):
        read_hosts(path)
    path.write_bytes(b"# nobody\n")
    assert read_hosts(path) == ({}, 0)


def test_an_editors_mark_and_windows_line_ends_are_no_part_of_a_name(tmp_path: Path):
    path = tmp_path / "hosts"
    path.write_bytes(b"\xef\xbb\xbf10.0.0.1 one\r\n10.0.0.2 two\r\n")
    assert read_hosts(path) == ({packed("10.0.0.1"): "one", packed("10.0.0.2"): "two"}, 0)


@pytest.mark.parametrize("text", ["10.0.0", "010.0.0.1", "1.2.3.4.5", "::1::", "\u0661.0.0.1", "1.2.3.4\0", ":", "%"])
def test_what_is_no_address(text: str):
    assert packed(text) is None


def test_the_line_that_names_an_address(tmp_path: Path):
    path = tmp_path / "hosts"
    path.write_text("# 10.0.0.1 not this\n\n10.0.0.1 one uno # the first\n10.0.0.1 two\n")
    assert line_of(path, packed("10.0.0.1")) == (3, "10.0.0.1 one uno # the first")
    assert line_of(path, packed("10.0.0.2")) is None
    assert line_of(tmp_path / "gone", packed("10.0.0.1")) is None
