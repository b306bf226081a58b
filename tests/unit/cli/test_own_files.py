"""Files of one's own on a command line: `--hosts`, `--vendors`, `--geo`, and `--protocols` wherever they stand."""
import json
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from netloupe_engine.cli.own import split_files
from tests.unit.names.mmdb import database

SAMPLE = "resources/captures/sample.pcapng"
CLIENT = "192.168.20.50"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "hosts").write_text(f"{CLIENT} desk.example\n")
    (tmp_path / "geo").write_bytes(database({"192.168.20.12/32": {"country": {"iso_code": "NZ"}}}))
    return [f"--hosts={tmp_path / 'hosts'}", "--geo", str(tmp_path / "geo")]


def test_they_may_stand_anywhere():
    kept, files = split_files(["--geo", "a", "analyze", "--geo=b", "x.pcap", "--hosts", "c", "--protocols", "p",
                               "--geo"])
    assert kept == ["analyze", "x.pcap"]
    assert files == {"--protocols": ["p"], "--services": [], "--treat": [],
                     "--hosts": ["c"], "--vendors": [], "--geo": ["a", "b", ""]}


def test_the_table_has_names_and_countries(files: list[str], capsys):
    assert main(["analyze", SAMPLE, "--names", "--filter", "id == 64", *files]) == 0
    assert "desk.example:35648  files.example.test:80 (NZ)" in capsys.readouterr().out
    assert main(["analyze", SAMPLE, "--filter", "id == 64", *files]) == 0
    assert "desk.example" not in capsys.readouterr().out            # nobody asked for names


def test_json_has_all_that_is_known_of_both_ends(files: list[str], capsys):
    assert main([*files, "analyze", SAMPLE, "--names", "--format", "jsonl", "--filter", "server.country == NZ"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {session["responder"] for session in found} == {"192.168.20.12"}
    assert next(session["ends"] for session in found if session["id"] == 64) == {
        "client": {"name": "desk.example", "mac": "02:00:5e:14:00:32"},
        "server": {"name": "files.example.test", "country": "NZ", "mac": "02:00:5e:14:00:01"}}
    assert main(["analyze", SAMPLE, "--format", "jsonl", "--filter", "id == 64", *files]) == 0
    assert "ends" not in json.loads(capsys.readouterr().out)


def test_statistics_have_countries(files: list[str], capsys):
    assert main(["stats", SAMPLE, "--show", "countries", *files]) == 0
    assert "NZ" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--hosts", "--vendors", "--geo"])
@pytest.mark.parametrize("file", ["/none/such", "resources", SAMPLE + "x", ""])
def test_a_file_that_cannot_be_used_ends_the_command(option: str, file: str, capsys):
    assert main(["analyze", SAMPLE, option, file]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "cannot be read" in said.err or "is no file" in said.err


def test_every_commands_help_names_them(capsys):
    assert main(["stats", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(option in said for option in ("--protocols FILE", "--hosts FILE", "--vendors FILE", "--geo FILE"))


@pytest.mark.parametrize("option", ["--hosts", "--vendors", "--geo", "--protocols"])
@pytest.mark.parametrize("command", ["analyze", "ladder", "relations", "stats"])
def test_no_file_of_ones_own_is_written_over(command: str, option: str, tmp_path: Path):
    own = {"--hosts": "10.0.0.1 name\n", "--vendors": "00:00:0C Cisco\n", "--protocols": "# nothing yet\n"}
    path = tmp_path / "own.py"
    path.write_bytes(own[option].encode() if option in own else database({"10.0.0.0/8": {"city": "Here"}}))
    before = path.read_bytes()
    # In a process of its own: what is wrong with a protocol's file is known to a whole process from then on.
    words = [sys.executable, "-m", "netloupe_engine", command, SAMPLE, option, str(path), "-o", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is what is read" in done.stderr
    assert path.read_bytes() == before
