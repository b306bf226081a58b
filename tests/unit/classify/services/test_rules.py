"""The services that come with the program, and how rules read."""
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from netloupe_engine.classify.services.book import ours
from netloupe_engine.classify.services.reading import domain, network, read_services
from netloupe_engine.classify.services.rules import Domain, Network, pattern, ports

FOLDER = Path(__file__).parents[4] / "resources" / "services"
FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_our_files_are_right_and_in_order(file: Path) -> None:
    declared, problems = read_services(file)
    assert problems == []
    names = [one.service.name for one in declared]
    assert names == sorted(names)
    assert tomllib.loads(file.read_text())["category"] == file.stem


def test_there_are_services_enough_each_with_its_source_and_its_date() -> None:
    declared = ours()
    assert len({one.service.name for one in declared}) == len(declared) >= 400
    assert len({one.service.category for one in declared}) >= 20
    odd = [one.service.name for one in declared
           if not re.fullmatch(r"https?://\S+( \(AS\d+\))?, 20\d\d-\d\d-\d\d", one.service.source) or not one.rules]
    assert odd == []


def test_nothing_is_said_of_two_services() -> None:
    said = Counter(rule for one in ours() for rule in one.rules)
    assert [str(rule) for rule, times in said.items() if times > 1] == []


SUFFIXES = {"co.uk", "org.uk", "co.jp", "com.au", "com.br", "co.kr", "com.cn", "com.tr", "co.in", "com.mx", "co.za"}


def test_no_service_has_all_names_of_a_country_or_a_kind() -> None:
    odd = [str(rule) for one in ours() for rule in one.rules if isinstance(rule, Domain)
           and ("." not in rule.name or rule.name in SUFFIXES)]
    assert odd == []


def test_no_private_address_is_anybody_s() -> None:
    from ipaddress import ip_network
    odd = [str(rule) for one in ours() for rule in one.rules if isinstance(rule, Network)
           and not ip_network(str(rule)).is_global]
    assert odd == []


def test_what_the_build_has_read_is_what_the_files_say() -> None:
    read = {one.service.name: one for file in FILES for one in read_services(file)[0]}
    bundled = {one.service.name: one for one in ours()}
    assert {name: one.rules for name, one in read.items()} == {name: one.rules for name, one in bundled.items()}
    assert all(one.service.source == read[name].service.source for name, one in bundled.items())


@pytest.mark.parametrize(("rule", "text"), [
    (domain("Example.ORG."), "example.org"), (domain("=www.example.org"), "=www.example.org"),
    (domain("büro.example"), "xn--bro-hoa.example"), (network("2001:db8::/32"), "2001:db8::/32"),
    (network("192.0.2.1"), "192.0.2.1/32"), (ports("tcp/80"), "tcp/80"), (ports("udp/9000-9010"), "udp/9000-9010"),
    (pattern("tcp 45 58??01 7f"), "tcp 45 58 ?? 01 7f")])
def test_rules_read_as_they_are_written(rule: object, text: str) -> None:
    assert str(rule) == text


@pytest.mark.parametrize(("said", "payload", "holds"), [
    ("tcp 41 42 ?? 44 45", b"AB\0DE and more", True), ("tcp 41 42 ?? 44 45", b"AB\0DF", False),
    ("tcp 41 42 ?? 44 45", b"AB\0D", False), ("udp ?? ?? 01 02 03 04", b"xy\1\2\3\4", True)])
def test_a_payload_begins_so_or_not(said: str, payload: bytes, holds: bool) -> None:
    assert pattern(said).holds(payload) == holds
