"""Files of host names."""
import os
from pathlib import Path

import pytest

from netloupe_engine.errors import NamesError
from netloupe_engine.names.hosts import packed, read_hosts


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
