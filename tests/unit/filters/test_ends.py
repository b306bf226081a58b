"""Names, places and hardware of the ends of sessions: filters, groups, statistics and single sessions say the same."""
from collections.abc import Iterator

import pytest
from scapy.all import DNS, DNSQR, DNSRR, IP, TCP, UDP, Ether, wrpcap

from netloupe_engine import Analysis, analyze
from netloupe_engine.analysis import NameFiles, read_names, statistics_of
from netloupe_engine.errors import ExpressionError
from tests.unit.names.mmdb import database

CLIENT, OTHER, RESOLVER, WEB = "10.1.0.1", "10.1.0.2", "10.1.0.53", "203.0.113.7"
MACS = {CLIENT: "00:00:0c:00:00:01", OTHER: "02:00:00:00:00:02", RESOLVER: "00:00:0c:00:00:35",
        WEB: "00:00:0c:00:00:fe"}


def frame(source: str, target: str, transport) -> Ether:
    return Ether(src=MACS[source], dst=MACS[target]) / IP(src=source, dst=target) / transport


@pytest.fixture(scope="module")
def known(tmp_path_factory) -> Iterator[Analysis]:
    """One asks DNS for www.example and goes there, another goes without asking; there are files about all of them."""
    folder = tmp_path_factory.mktemp("ends")
    packets = [
        frame(CLIENT, RESOLVER, UDP(sport=5000, dport=53) / DNS(id=1, rd=1, qd=DNSQR(qname="www.example"))),
        frame(RESOLVER, CLIENT, UDP(sport=53, dport=5000) / DNS(
            id=1, qr=1, qd=DNSQR(qname="www.example"), an=DNSRR(rrname="www.example", rdata=WEB, ttl=300))),
        frame(CLIENT, WEB, TCP(sport=5001, dport=443, flags="S")),
        frame(WEB, CLIENT, TCP(sport=443, dport=5001, flags="SA")),
        frame(WEB, OTHER, TCP(sport=443, dport=5002, flags="SA")),      # the SYN was not captured: a packet down first
        frame(OTHER, WEB, TCP(sport=5002, dport=443, flags="A")),
    ]
    for number, packet in enumerate(packets):
        packet.time = 1_700_000_000 + number
    wrpcap(str(folder / "x.pcap"), packets)
    (folder / "hosts").write_text(f"{CLIENT} desk.example\n")
    (folder / "manuf").write_text("00:00:0C\tCisco\tCisco Systems, Inc\n")
    (folder / "geo").write_bytes(database({
        "203.0.113.0/24": {"country": {"iso_code": "NZ"}, "city": {"names": {"en": "Wellington"}},
                           "autonomous_system_number": 64_500, "autonomous_system_organization": "Example Net"},
        "10.1.0.2/32": {"country": {"iso_code": "DE"}}}))
    with analyze(folder / "x.pcap") as analysis:
        analysis.names = read_names(NameFiles((str(folder / "hosts"),), (str(folder / "manuf"),),
                                              (str(folder / "geo"),), system=False))
        yield analysis


@pytest.mark.parametrize(("text", "ids"), [
    ("client.name == desk.example", [1, 2]), ("client.name == DESK.example", [1, 2]),
    ("server.name == www.example", [2, 3]),             # who did not ask either
    ("name == www.example", [2]),                       # what DNS told the client itself, as ever
    ("client.name contains desk or server.name", [1, 2, 3]), ("not client.name", [3]),
    ("country == nz", [2, 3]), ("country == DE", [3]), ("client.country", [3]), ("server.country in {NZ, DE}", [2, 3]),
    ("server.country != NZ", []), ("client.country != NZ", [3]), ("not country", [1]), ("city contains well", [2, 3]),
    ("server.asn == 64500", [2, 3]), ("asn > 1000", [2, 3]), ("not asn", [1]),
    ("organisation starts with example", [2, 3]),
    ("client.vendor contains cisco", [1, 2]), ("vendor == \"Cisco Systems, Inc\"", [1, 2, 3]),
    ("client.mac == 02:00:00:00:00:02", [3]), ("server.mac ends with :fe", [2, 3]), ("server.mac", [1, 2, 3])])
def test_filters_ask_for_what_is_known_of_ends(known: Analysis, text: str, ids: list[int]):
    assert known.filter(text).tolist() == ids


def test_groups_and_single_sessions_say_the_same(known: Analysis):
    for name in ("client.name", "server.name", "client.country", "server.city", "server.asn", "server.organisation",
                 "client.vendor", "server.mac"):
        groups = known.group_by(name)
        for row in range(len(groups)):
            (value,) = groups.values(row)
            for session in groups.sessions(row).tolist():
                assert known.end_value(session, name) == (value or (0 if name.endswith("asn") else "")), name
                assert known.values_of(name, session) == (value,)
            assert known.filter(known.condition(name, value)).tolist() == sorted(groups.sessions(row).tolist())
    assert known.known_ends(3) == {
        "client": {"country": "DE", "mac": MACS[OTHER]},
        "server": {"name": "www.example", "country": "NZ", "city": "Wellington", "asn": 64_500,
                   "organisation": "Example Net", "vendor": "Cisco Systems, Inc", "mac": MACS[WEB]}}
    assert known.values_of("country", 3) == ("DE", "NZ")


def test_statistics_count_by_country_network_and_vendor(known: Analysis):
    names = {kind.name for kind in statistics_of(known)}
    assert {"countries", "organisations", "vendors"} <= names
    found = known.statistics("countries")
    assert dict(zip(found.labels, found.column("sessions").values, strict=True)) == {"NZ": 2, "DE": 1}
    assert known.filter(found.conditions[found.labels.index("DE")]).tolist() == [3]


def test_completion_offers_values_that_occur(known: Analysis):
    offered = [item.text for item in known.completer.at("server.country == ", 18).items]
    assert "NZ" in offered
    assert any(item.text == "client.country" for item in known.completer.at("client.co", 9).items)


def test_what_is_no_field_of_an_end_is_an_error(known: Analysis):
    for name in ("client", "client.port", "middle.name", "country"):
        with pytest.raises(ExpressionError):
            known.end_value(1, name)


def test_without_files_nothing_is_known_but_what_was_captured(known: Analysis):
    with analyze(known.capture.path) as plain:
        assert plain.filter("country").tolist() == []
        assert plain.filter("server.name == www.example").tolist() == [2, 3]
        assert {kind.name for kind in statistics_of(plain)}.isdisjoint({"countries", "organisations", "vendors"})


def test_without_learning_nothing_is_read_from_the_capture(known: Analysis, monkeypatch: pytest.MonkeyPatch):
    from netloupe_engine.filters import ends

    fresh = ends.Heard()
    monkeypatch.setitem(known.__dict__, "heard", fresh)
    monkeypatch.setattr(ends, "gather_parts", None)         # who reads a packet fails
    assert known.end_value(2, "client.mac", learns=False) == ""
    assert known.end_value(2, "client.vendor", learns=False) == ""
    monkeypatch.undo()
    monkeypatch.setitem(known.__dict__, "heard", fresh)
    assert known.end_value(2, "client.mac") == MACS[CLIENT]
    fresh.learn_hardware(known)
    monkeypatch.setattr(ends, "gather_parts", None)
    assert known.end_value(2, "client.mac", learns=False) == MACS[CLIENT]
    assert known.end_value(2, "client.vendor", learns=False) == "Cisco Systems, Inc"
    assert known.end_value(3, "server.mac", learns=False) == MACS[WEB]


def test_reading_hardware_can_be_called_off_and_gone_on_with(known: Analysis):
    from netloupe_engine.errors import CancelledError
    from netloupe_engine.filters import ends

    def never() -> None:
        raise CancelledError("no")

    fresh = ends.Heard()
    with pytest.raises(CancelledError):
        fresh.learn_hardware(known, never)
    assert fresh.hardware(1, "initiator") is None
    fresh.learn_hardware(known)
    assert fresh.hardware(1, "initiator") == bytes.fromhex(MACS[CLIENT].replace(":", ""))
