"""The tables of rules against the same looked for one by one."""
import random
from ipaddress import ip_address, ip_network

import pytest

from netloupe_engine.classify.services.book import ours
from netloupe_engine.classify.services.reading import domain, network
from netloupe_engine.classify.services.rules import Declared, Domain, Network, Rule, Service, ports
from netloupe_engine.classify.services.service_index import ServiceIndex


def declared(name: str, *rules: Rule, own: bool = False) -> Declared:
    return Declared(Service(name, name, "test", "", "", own), rules)


def named(index: ServiceIndex, name: str) -> str | None:
    return index.names[index.of_name(name)[0]]


@pytest.mark.parametrize(("name", "service"), [
    ("example.com", "all"), ("www.example.com", "all"), ("a.b.c.example.com", "all"), ("Example.COM.", "all"),
    ("example.com:8443", "all"), ("mail.example.com", "mail"), ("smtp.mail.example.com", "mail"), ("one.example.com",
    "one"), ("deeper.one.example.com", "all"), ("notexample.com", None), ("example.com.evil.org", None), ("com", None),
    ("", None), (".", None), ("xample.com", None), ("192.0.2.1", None), ("[2001:db8::1]:443", None), ("a" * 400, None),
    ("x" * 300 + ".example.com", None), ("printer", "local"), ("a.printer", "local"), ("ex\u00e4mple.com", None)])
def test_the_longest_rule_counts(name: str, service: str | None) -> None:
    index = ServiceIndex([declared("all", domain("example.com")), declared("mail", domain("mail.example.com")),
                          declared("one", domain("=one.example.com")), declared("local", domain("printer"))])
    assert named(index, name) == service


def test_a_user_s_rule_goes_before_longer_ones_of_ours() -> None:
    index = ServiceIndex([declared("video", domain("video.example.com"), network("192.0.2.64/26"), ports("udp/9000")),
                          declared("mine", domain("example.com"), network("192.0.2.0/24"), ports("udp/8000-9999"),
                                   own=True)])
    assert named(index, "video.example.com") == "mine"
    assert index.names[index.of_address(bytes([192, 0, 2, 65]))[0]] == "mine"
    assert index.names[index.of_port(17, 9000)[0]] == "mine"
    assert index.of_port(6, 9000) == (0, 0)


def test_a_service_of_two_files_is_one_and_the_user_names_its_category() -> None:
    mine = Declared(Service("video", "Mine", "house", "", "", True), (domain("v.example"),))
    index = ServiceIndex([declared("video", domain("video.example")), mine])
    assert named(index, "video.example") == named(index, "v.example") == "video"
    number = index.number_of("video")
    assert index.categories[index.category_number(number)] == "house"
    assert index.number_of("none") == 0


def test_names_are_found_as_one_by_one() -> None:
    rules = {rule.name: one.service.name for one in ours() for rule in one.rules if isinstance(rule, Domain)
             and not rule.is_whole}
    index, chance = ServiceIndex(ours()), random.Random(7)
    known = sorted(rules)
    for _ in range(2000):
        labels = chance.choice(known).split(".")
        change = chance.randrange(4)
        if change == 0:
            labels[:0] = ["www", "cdn-7"][:chance.randrange(3)]
        elif change == 1:
            labels.pop(0)
        elif change == 2:
            labels[0] += "x"
        name = ".".join(labels)
        expected = next((rules[".".join(labels[at:])] for at in range(len(labels)) if ".".join(labels[at:]) in rules),
                        None)
        assert named(index, name) == expected, name


def test_addresses_are_found_as_one_by_one() -> None:
    networks = [(ip_network(str(rule)), one.service.name) for one in ours() for rule in one.rules
                if isinstance(rule, Network)]
    index, chance = ServiceIndex(ours()), random.Random(8)
    for _ in range(1000):
        near = chance.choice(networks)[0]
        address = ip_address(int(near.network_address) + chance.randrange(-2, near.num_addresses + 2))
        fitting = [(net.prefixlen, name) for net, name in networks if net.version == address.version and address in net]
        assert index.names[index.of_address(address.packed)[0]] == (max(fitting)[1] if fitting else None), address


def test_an_address_has_four_bytes_or_sixteen() -> None:
    with pytest.raises(ValueError, match="3 bytes"):
        ServiceIndex(ours()).of_address(b"abc")


def test_the_tables_are_small() -> None:
    assert ServiceIndex(ours()).memory < 4 << 20
