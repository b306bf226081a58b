"""Why an end has its name: the line of a file, the record of a DNS answer."""
from pathlib import Path

from netloupe_engine.analysis import NameFiles, read_names
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer
from tests.unit.reasons.told import about, meant
from tests.unit.traffic import CLIENT, SERVER


def test_a_line_of_a_hosts_file(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"# ours\n10.9.9.9 other\n{SERVER} printer.example printer\n{SERVER} second\n")
    analysis = traffic.analysed(tmp_path, traffic.opened(0.0))
    analysis.names = read_names(NameFiles(hosts=(str(hosts),), system=False))
    reason = about(analysis, 1, "name")["server.name printer.example"]
    assert reason.method == "hosts file"
    assert f"Line 3 of {hosts}" in reason.rule
    hosts.unlink()
    reason = about(analysis, 1, "name")["server.name printer.example"]
    assert "when it was read" in reason.rule


def test_the_record_of_a_dns_answer(tmp_path: Path) -> None:
    dns = traffic.udp(1, answer("www.example.com", SERVER), ports=(40000, 53), server="10.0.0.53")
    analysis = traffic.analysed(tmp_path, [(0.0, dns), *traffic.opened(1.0)])
    reason = about(analysis, 2, "name")["server.name www.example.com"]
    assert (reason.method, reason.evidence[0].packet) == ("DNS", 1)
    assert meant(analysis, reason.evidence[0]) == bytes((10, 0, 0, 2))
    assert not any(subject.startswith("client.name") for subject in about(analysis, 2, "name"))
    assert analysis.session(2).initiator == CLIENT


def test_what_dns_told_stands_beside_what_a_file_says(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"{SERVER} ours\n")
    dns = traffic.udp(1, answer("www.example.com", SERVER), ports=(40000, 53), server="10.0.0.53")
    analysis = traffic.analysed(tmp_path, [(0.0, dns), *traffic.opened(1.0)])
    analysis.names = read_names(NameFiles(hosts=(str(hosts),), system=False))
    reason = about(analysis, 2, "name")["server.name ours"]
    assert [other.name for other in reason.others] == ["www.example.com"]


def test_the_bits_of_a_hardware_address(tmp_path: Path) -> None:
    table = tmp_path / "manuf"
    table.write_text("00:00:5E\tIANA\n")
    frame = traffic.loose(traffic.udp())
    frame.src = "00:00:5e:00:53:01"
    analysis = traffic.analysed(tmp_path, [(0.0, frame)])
    analysis.names = read_names(NameFiles(vendors=(str(table),), system=False))
    reason = about(analysis, 1, "name")["client.vendor IANA"]
    assert "00:00:5e:00:53:01" in reason.rule
    assert meant(analysis, reason.evidence[0]) == bytes.fromhex("00005e005301")
    frame = traffic.loose(traffic.udp())
    frame.dst = "00:00:5e:00:53:02"
    analysis = traffic.analysed(tmp_path, [(0.0, frame)])
    analysis.names = read_names(NameFiles(vendors=(str(table),), system=False))
    reason = about(analysis, 1, "name")["server.vendor IANA"]
    assert meant(analysis, reason.evidence[0]) == bytes.fromhex("00005e005302")
