"""Files of a user's own services: every mistake with its line, and the rest counts."""
from pathlib import Path

import pytest

from netloupe_engine.classify.services.reading import read_services

GOOD = '''category = "house"
source = "mine, 2026-11-28"

[[service]]
name = "printer"
title = "The printer"
domains = ["printer.example", "=p.example"]
addresses = ["192.0.2.0/28"]
ports = ["tcp/9100"]

[[service]]
name = "heating"
category = "cellar"
payload = ["udp 48 45 41 54"]
'''


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "own.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_that_is_right(tmp_path: Path) -> None:
    declared, problems = read_services(written(tmp_path, GOOD))
    assert problems == []
    printer, heating = declared
    assert (printer.service.title, printer.service.category, printer.service.source) == (
        "The printer", "house", "mine, 2026-11-28")
    assert [str(rule) for rule in printer.rules] == ["printer.example", "=p.example", "192.0.2.0/28", "tcp/9100"]
    assert (heating.service.title, heating.service.category) == ("heating", "cellar")
    assert all(one.service.is_own for one in declared)


@pytest.mark.parametrize(("before", "after", "line", "said"), [
    ('title = "The', 'titel = "The', 6, "titel: a service has no such field; is title meant?"),
    ('"printer.example"', '"prin ter.example"', 7, "domains: 'prin ter.example' is no name of a host"),
    ('"printer.example"', '"a..example"', 7, "no name of a host"), ('"printer.example"', "7", 7, "7 is no name"),
    ('["printer.example", "=p.example"]', '"printer.example"', 7, "domains: is a list"),
    ('192.0.2.0/28', '192.0.2.1/28', 8, "host bits set"), ('192.0.2.0/28', '192.0.2/28', 8, "is no network"),
    ('tcp/9100', 'tcp/91000', 9, "ports go from 1 to 65535"), ('tcp/9100', '9100', 9, 'is no "tcp/443"'),
    ('tcp/9100', 'tcp/90-80', 9, "the lower one first"),
    ('48 45 41 54', '48 45 41', 14, "fewer than 4 bytes"), ('48 45 41 54', '48 4', 14, "in hexadecimal or ??"),
    ('name = "heating"', 'name = "printer"', 12, "name: printer is declared twice"),
    ('name = "heating"', 'name = "Heating oil"', 12, "small letters"), ('name = "heating"', '', 11, "name: is missing"),
    ('category = "house"', 'categroy = "house"', 1, "categroy: a file has no such field; is category meant?"),
    ('name = "heating"', 'name = 7', 12, "name: is a text"),
    ('payload = ["udp 48 45 41 54"]', '', 11, "heating has no rules"),
    ('[[service]]\nname = "heating"', '[service]]\nname = "heating"', 11, "no TOML"),
])
def test_a_mistake_is_told_with_its_line(tmp_path: Path, before: str, after: str, line: int, said: str) -> None:
    assert before in GOOD
    path = written(tmp_path, GOOD.replace(before, after))
    _, problems = read_services(path)
    assert line in [problem.line for problem in problems if said in problem.text]
    assert all(problem.file == str(path) for problem in problems)


def test_what_is_right_counts_beside_what_is_wrong(tmp_path: Path) -> None:
    declared, problems = read_services(written(tmp_path, GOOD.replace("192.0.2.0/28", "nonsense")))
    assert len(problems) == 1
    assert [str(rule) for rule in declared[0].rules] == ["printer.example", "=p.example", "tcp/9100"]
    assert declared[1].service.name == "heating"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\0", b"x" * 100, b"service = 7", b"service = [1]", b"[[service]]",
                                  b"a = " + b"[" * 5000, b"[[service]]\nname = \"a\x1b\"\n"])
def test_anything_else_is_a_mistake_with_a_line(tmp_path: Path, data: bytes) -> None:
    problems = read_services(written(tmp_path, data))[1]
    assert problems
    assert all(problem.line >= 1 and problem.text for problem in problems)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", "/dev/zero"):
        assert [problem.line for problem in read_services(path)[1]] == [1]
