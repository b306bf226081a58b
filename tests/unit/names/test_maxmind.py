"""MaxMind's databases: what the format's own library finds, and files that are out of order."""
import contextlib
import random
from ipaddress import ip_address
from pathlib import Path

import pytest

from netloupe_engine.errors import NamesError
from netloupe_engine.names.hosts import packed
from netloupe_engine.names.maxmind import MaxMind
from tests.unit.names.mmdb import CITIES, MARKER, database, encoded

CIRCLE = bytes([1 << 5, 0])                                                 # a pointer to itself
FLOOD = bytes([7 << 5 | 31]) + b"\xff\xff\xff" + encoded("a") * 20_000      # a map of 16 million
NESTED = bytes([7 << 5 | 2]) + encoded("x") + bytes([1, 4]) * 4_000         # arrays of one, in one another


def opened(tmp_path: Path, data: bytes) -> MaxMind:
    path = tmp_path / "x.mmdb"
    path.write_bytes(data)
    return MaxMind(path)


def ask(found: MaxMind, address: str, *path: str | int) -> object:
    place = found.place(packed(address))
    return None if place is None else found.get(place, path)


@pytest.mark.parametrize("record", [24, 28, 32])
def test_values_are_found_by_their_keys(tmp_path: Path, record: int):
    found = opened(tmp_path, database(CITIES, record))
    assert found.kind == "Test-City"
    assert ask(found, "81.2.69.142", "city", "names", "en") == "London"
    assert ask(found, "81.2.69.142", "subdivisions", 0, "iso_code") == "ENG"
    assert ask(found, "81.2.69.142", "location", "accuracy_radius") == 100
    assert ask(found, "89.160.20.200", "city", "names", "en") == "Linköping"
    assert ask(found, "2001:db8:7::1", "registered_country", "iso_code") == "JP"
    for nothing in (("city",), ("city", "names", "fr"), ("subdivisions", 4), ("subdivisions", "x"), ("country", 0)):
        assert ask(found, "81.2.69.142", *nothing) is None
    assert [ask(found, address, "country", "iso_code") for address in ("89.160.20.1", "10.0.0.1", "::1")] == [None] * 3


def test_a_database_of_ipv4_alone_knows_no_other(tmp_path: Path):
    found = opened(tmp_path, database({"10.0.0.0/8": {"country": {"iso_code": "ZZ"}}}, version=4))
    assert ask(found, "10.200.3.4", "country", "iso_code") == "ZZ"
    assert ask(found, "11.0.0.1", "country", "iso_code") is None
    assert ask(found, "2001:db8::1", "country", "iso_code") is None


def test_it_finds_what_the_library_of_maxmind_finds(tmp_path: Path):
    library = pytest.importorskip("maxminddb")
    dice = random.Random(7)
    networks = {f"{dice.randrange(1, 223)}.{dice.randrange(256)}.{dice.randrange(256)}.0/24":
                {"country": {"iso_code": dice.choice(["DE", "FR", "US", "JP"])}, "n": dice.randrange(1 << 40),
                 "long": "x" * dice.randrange(600)} for _ in range(300)}
    networks |= {f"2001:db8:{dice.randrange(1 << 16):x}::/48": {"country": {"iso_code": "NL"}, "n": 1, "long": ""}
                 for _ in range(100)}
    path = tmp_path / "x.mmdb"
    path.write_bytes(database(networks))
    found = MaxMind(path)
    with library.open_database(str(path), library.MODE_MEMORY) as oracle:
        for network in [*networks, "8.8.8.0/24", "fe80::/64"]:
            address = str(ip_address(network.partition("/")[0]) + 9)
            known = oracle.get(address)
            assert ask(found, address, "country", "iso_code") == (known and known["country"]["iso_code"])
            assert ask(found, address, "n") == (known and known["n"])
            assert ask(found, address, "long") == (known and known["long"])


def test_every_cut_and_many_changed_bytes_are_an_error_or_nothing(tmp_path: Path):
    whole = database(CITIES)
    dice = random.Random(3)
    damaged = [whole[:size] for size in range(0, len(whole), 7)]
    for _ in range(600):
        broken = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        damaged.append(bytes(broken))
    for data in damaged:
        with contextlib.suppress(NamesError):
            found = opened(tmp_path, data)
            for address in ("81.2.69.142", "89.160.20.200", "2001:db8::1", "1.1.1.1"):
                with contextlib.suppress(ValueError, IndexError):
                    ask(found, address, "city", "names", "en")


@pytest.mark.parametrize(("data", "reason"), [(CIRCLE, "pointer to a pointer"), (FLOOD, "circles"),
                                              (NESTED, "in one another")])
def test_circles_and_floods_of_values_end_at_once(tmp_path: Path, data: bytes, reason: str):
    found = opened(tmp_path, database({"1.0.0.0/8": 0}, data=data))
    with pytest.raises(ValueError, match=reason):
        ask(found, "1.1.1.1", "b")


@pytest.mark.parametrize("data", [b"", b"no database", MARKER, MARKER + encoded({"node_count": 1}),
                                  database(CITIES, binary_format_major_version=3), database(CITIES, node_count=1 << 31),
                                  database(CITIES, record_size=26), database(CITIES, ip_version=5)])
def test_what_is_no_database_is_refused(tmp_path: Path, data: bytes):
    with pytest.raises(NamesError, match="MaxMind database"):
        opened(tmp_path, data)
