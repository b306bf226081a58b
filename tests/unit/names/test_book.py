"""All files as one."""
import random
from ipaddress import ip_network
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine.errors import NamesError
from netloupe_engine.names import hosts, vendors
from netloupe_engine.names.book import NameBook, NameFiles, Place
from netloupe_engine.names.hosts import packed
from tests.unit.names.mmdb import CITIES, NETWORKS, database, encoded


def test_several_databases_say_more_together(tmp_path: Path):
    (tmp_path / "city").write_bytes(database(CITIES))
    (tmp_path / "asn").write_bytes(database(NETWORKS, kind="GeoLite2-ASN"))
    book = NameBook(NameFiles(places=(str(tmp_path / "city"), str(tmp_path / "asn")), system=False))
    assert book.place(packed("81.2.69.1")) == Place("GB", "London", 20_712, "Andrews & Arnold Ltd")
    assert book.place(packed("2001:db8:1::1")) == Place("JP", "", 4_200_000_000, "Doc")
    assert book.place(packed("10.0.0.1")) == Place()


def test_other_makers_of_the_format_call_things_otherwise(tmp_path: Path):
    (tmp_path / "x").write_bytes(database({"1.0.0.0/8": {"country_code": "au", "asn": "AS13335", "as_name": "Cloud"}}))
    book = NameBook(NameFiles(places=(str(tmp_path / "x"),)))
    assert book.place(packed("1.1.1.1")) == Place("AU", "", 13_335, "Cloud")


def test_a_damaged_answer_is_counted(tmp_path: Path):
    (tmp_path / "x").write_bytes(database({"1.0.0.0/8": 0}, data=encoded({"country": {"iso_code": "DE"}})[:5]))
    book = NameBook(NameFiles(places=(str(tmp_path / "x"),)))
    assert book.place(packed("1.1.1.1")) == Place()
    assert book.damaged == 1


def test_the_file_named_first_counts_and_the_systems_comes_last(tmp_path: Path, monkeypatch):
    for name, text in (("a", "10.0.0.1 a"), ("b", "10.0.0.1 b\n10.0.0.2 b2"), ("c", "10.0.0.1 c\n10.0.0.3 c3"),
                       ("v", "00:00:0C\tx\n")):
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(hosts, "SYSTEM", str(tmp_path / "c"))
    monkeypatch.setattr(vendors, "SYSTEM", (str(tmp_path / "none"), str(tmp_path / "a"), str(tmp_path / "v")))
    book = NameBook(NameFiles(hosts=(str(tmp_path / "a"), str(tmp_path / "b"))))
    assert [book.host(packed(f"10.0.0.{number}")) for number in range(1, 5)] == ["a", "b2", "c3", ""]
    assert book.vendor(bytes.fromhex("00000c000000")) == "x"        # what is before it is no table
    assert NameBook().host(packed("10.0.0.3")) == ""


def test_a_named_file_that_is_none_is_an_error(tmp_path: Path):
    for files in (NameFiles(hosts=("/none",)), NameFiles(vendors=("/none",)), NameFiles(places=("/none",))):
        with pytest.raises(NamesError, match="/none"):
            NameBook(files)


@pytest.mark.parametrize("record", [24, 28, 32])
def test_many_addresses_at_once_are_where_each_is(tmp_path: Path, record: int):
    (tmp_path / "city").write_bytes(database(CITIES, record))
    (tmp_path / "asn").write_bytes(database(NETWORKS, record))
    book = NameBook(NameFiles(places=(str(tmp_path / "city"), str(tmp_path / "asn")), system=False))
    dice = random.Random(record)
    networks = [ip_network(text) for text in (*CITIES, *NETWORKS, "9.0.0.0/8", "fe80::/10")]
    addresses = [packed(str(network[dice.randrange(network.num_addresses)])) for network in networks for _ in range(99)]
    found = book.places(np.frombuffer(b"".join(addresses), "V16"))
    assert found == [book.place(address) for address in addresses]
    assert {place.country for place in found} == {"", "GB", "SE", "JP"}
    assert book.places(np.zeros(0, "V16")) == []


def test_a_damaged_tree_says_nothing_of_many(tmp_path: Path):
    whole = bytearray(database(CITIES))
    whole[:200] = bytes(200)                    # nodes that lead to the first one again
    (tmp_path / "x").write_bytes(whole)
    book = NameBook(NameFiles(places=(str(tmp_path / "x"),), system=False))
    assert book.places(np.frombuffer(packed("81.2.69.1") + packed("2001:db8::1"), "V16")) == [Place(), Place()]


def test_places_are_remembered_by_many_threads_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from netloupe_engine.names import book as module
    monkeypatch.setattr(module, "KEPT_MAX", 50)
    path = tmp_path / "places.mmdb"
    path.write_bytes(database({"10.0.0.0/8": {"country": {"iso_code": "DE"}}}))
    book = NameBook(NameFiles(places=(str(path),), system=False))
    addresses = [packed(f"10.0.{high}.{low}") for high in range(4) for low in range(100)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(book.place, addresses * 4))
    assert {place.country for place in found} == {"DE"}
    assert len(book._places) == 50
