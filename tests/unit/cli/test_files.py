"""`netloupe files`."""
import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.cli import main
from tests.unit import traffic

SAMPLE = "resources/captures/sample.pcapng"
PAGE = b"<!DOCTYPE html><title>=1+1</title>"


def made(folder: Path) -> str:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE
    said = []
    for name in (b"/a/page.html", b"/page.html", b"/..%2f%1b%5b31mred.html", b"/"):
        said += [(0, b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % name), (1, answer)]
    return str(traffic.capture(folder, traffic.conversation([*said, (0, b"GET /cut HTTP/1.1\r\n\r\n"),
                                                             (1, answer[:-5])])))


def test_a_table_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", made(tmp_path)]) == 0
    told = capsys.readouterr()
    assert [line.split()[:4] for line in told.out.splitlines()] == [
        ["name", "type", "size", "whole"], *(
            [name, "text/html", "34", "B"] for name in ("page.html", "page.html", "[31mred.html", "index.html")),
        ["cut", "text/html", "29", "B"]]
    assert "5 files of 165 B; 1 file not whole" in told.err


def test_json_and_csv_say_all_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)
    assert main(["files", path, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["netloupe"], document["capture"]) == (1, path)
    first, *_, last = document["files"]
    assert first == {
        "session": 1, "side": "server", "number": 1, "name": "page.html", "protocol": "http",
        "origin": "http://x/a/page.html", "type": "text/html", "declared_type": "text/html", "size": 34, "whole": True,
        "missing": [], "sha256": hashlib.sha256(PAGE).hexdigest(), "packet": 5, "last_packet": 5, "time": first["time"],
        "from": traffic.SERVER, "to": traffic.CLIENT, "note": None, "path": None}
    assert (last["whole"], last["missing"]) == (False, [[29, 34]])
    assert main(["files", path, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in rows] == [one["name"] for one in document["files"]]
    assert rows[-1]["missing"] == "29-34"


def test_saved_files_have_names_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, folder = made(tmp_path), tmp_path / "made" / "here"
    for _ in range(2):
        assert main(["files", path, "--save", str(folder), "--format", "jsonl"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(found.name for found in folder.iterdir()) == sorted([
        "[31mred (2).html", "[31mred.html", "cut", "cut (2)", "index (2).html", "index.html", "page (2).html",
        "page (3).html", "page (4).html", "page.html"])
    for one in told:
        assert hashlib.sha256(Path(one["path"]).read_bytes()).hexdigest() == one["sha256"]
        assert not Path(one["path"]).stat().st_mode & 0o111


def test_a_filter_chooses_sessions_and_no_files_are_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    with analyze(SAMPLE) as found:
        known = [(one.session, one.sha256) for one in found.files()]
    assert len(known) > 3
    session = known[0][0]
    assert main(["files", SAMPLE, "--filter", f"id == {session}", "--format", "jsonl"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["session"], one["sha256"]) for one in told] == [one for one in known if one[0] == session]
    assert main(["files", SAMPLE, "--filter", "app == dns"]) == 0
    assert "no files" in capsys.readouterr().err


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    assert main(["files", made(tmp_path), "--save", str(tmp_path / "taken")]) == 2
    assert "cannot be made" in capsys.readouterr().err
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page.html").symlink_to(tmp_path / "elsewhere")
    assert main(["files", made(tmp_path), "--save", str(tmp_path / "out")]) == 0
    assert not (tmp_path / "elsewhere").exists()
