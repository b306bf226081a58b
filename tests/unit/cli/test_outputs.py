"""What commands write, and what happens where they cannot: no file of the user's is ever lost or half written."""
import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from tests.unit.traffic import Timed, capture, conversation

HTTP = [(0, b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
NETLOUPE = [sys.executable, "-m", "netloupe_engine"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return capture(tmp_path, conversation(HTTP))


def run(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*NETLOUPE, *map(str, words)], text=True, errors="surrogateescape", timeout=120,
                          **{"capture_output": True, **options})


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """With `netloupe` as the command, and its exit status, whatever it is piped to."""
    return subprocess.run(["bash", "-c", f"set -o pipefail; netloupe() {{ {' '.join(NETLOUPE)} \"$@\"; }}; {script}"],
                          capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("words", [["analyze"], ["attributes", "-e", "ip.ttl"], ["export"]])
@pytest.mark.parametrize("name", ["itself.pcap", "dir/../itself.pcap", "link.pcap", "hard.pcap"])
def test_what_is_read_is_never_written(path: Path, words: list[str], name: str,
                                       capsys: pytest.CaptureFixture[str]) -> None:
    itself = path.rename(path.with_name("itself.pcap"))
    (path.parent / "dir").mkdir()
    path.with_name("link.pcap").symlink_to(itself)
    path.with_name("hard.pcap").hardlink_to(itself)
    before = itself.read_bytes()
    assert main([*words, str(itself), "-o", str(path.parent / name)]) == 2
    assert itself.read_bytes() == before
    assert capsys.readouterr().err.count("\n") == 1


def test_none_of_several_inputs_is_written(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pcap"
    shutil.copy(path, other)
    assert main(["analyze", str(path), str(other), "-o", str(other)]) == 2
    assert other.read_bytes() == path.read_bytes()


def test_standard_input_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    with path.open("rb") as file:
        assert run("analyze", "-", "-o", path, stdin=file).returncode == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [["analyze"], ["attributes", "-e", "ip.ttl"]])
@pytest.mark.parametrize("content", [b"", b"no capture at all", None])
def test_what_cannot_be_read_replaces_nothing(tmp_path: Path, words: list[str], content: bytes | None) -> None:
    bad, out = tmp_path / "bad", tmp_path / "out"
    out.write_text("precious")
    if content is not None:
        bad.write_bytes(content)
    assert main([*words, str(bad), "-o", str(out)]) == 2
    assert out.read_text() == "precious"
    assert {found.name for found in tmp_path.iterdir()} <= {"bad", "out"}


def test_a_full_disk_is_one_sentence(path: Path) -> None:
    for words in ("-o /dev/full", "> /dev/full", "--format json > /dev/full"):
        done = shell(f"netloupe analyze {path} {words}")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "No space left" in done.stderr


def test_a_full_disk_leaves_the_old_file(path: Path) -> None:
    """A limit on file sizes stands for the disk."""
    out = path.with_name("out.json")
    out.write_text("precious")
    done = shell(f"trap '' XFSZ; ulimit -f 1; netloupe analyze {path} --format json -o {out}")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert out.read_text() == "precious"
    assert sorted(found.name for found in path.parent.iterdir()) == sorted([path.name, out.name])


def test_pipes_and_devices_are_written_as_they_are(path: Path) -> None:
    usual = run("analyze", path, "--format", "csv").stdout
    assert shell(f"netloupe analyze {path} --format csv -o /dev/stdout | cat").stdout == usual
    assert shell(f"netloupe analyze {path} --format csv -o /dev/null").returncode == 0
    fifo = path.with_name("fifo")
    os.mkfifo(fifo)
    done = shell(f"timeout 60 cat {fifo} & netloupe analyze {path} --format csv -o {fifo}; wait")
    assert done.stdout == usual
    file = path.with_name("redirected")
    shell(f"echo before > {file}; netloupe analyze {path} --format csv -o /dev/stdout >> {file}")
    assert "session" in file.read_text() or usual.splitlines()[1] in file.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_command_leaves_nothing(path: Path, number: signal.Signals) -> None:
    out, fifo = path.with_name("out.json"), path.with_name("slow")
    out.write_text("precious")
    os.mkfifo(fifo)
    with subprocess.Popen([*NETLOUPE, "analyze", str(path), str(fifo), "--format", "json", "-o", str(out)],
                          stderr=subprocess.PIPE, start_new_session=True) as command:
        with fifo.open("wb"):       # it waits for what never comes
            deadline = time.monotonic() + 60
            while not list(path.parent.glob(".netloupe-*.part")) and time.monotonic() < deadline:
                time.sleep(0.05)
            time.sleep(0.5)
            command.send_signal(number)
        command.wait(60)
    assert list(path.parent.glob(".*")) == []
    assert command.returncode in {0, 2, 128 + number}
    assert number == signal.SIGINT or out.read_text() == "precious"


def test_closed_streams_are_a_sentence(path: Path) -> None:
    done = shell(f"netloupe analyze {path} --format json >&-")
    assert (done.returncode, done.stderr) == (2, "netloupe: There is no standard output to write to.\n")
    assert shell(f"netloupe analyze {path} --format json 2>&-").returncode == 0
    assert shell(f"netloupe analyze {path}.missing 2>&- >&-").returncode == 2


def test_a_reader_who_has_seen_enough_is_no_mistake(path: Path) -> None:
    done = shell(f"netloupe analyze {path} --format csv | head -c 5")
    assert (done.returncode, done.stdout, done.stderr) == (0, "captu", "")


def test_names_that_are_no_utf_8(path: Path) -> None:
    bad = path.rename(os.fsdecode(os.fsencode(path.parent) + b"/bad\xff\x1b[31m.pcap"))
    out = path.with_name("out")
    for form in ("json", "jsonl", "csv", "table"):
        done = run("analyze", bad, "--format", form, "-o", out)
        assert (done.returncode, done.stderr) == (0, "")
        text = out.read_bytes().decode("utf-8")
        assert "\x1b" not in text
        if form == "json":
            assert os.fsencode(json.loads(text)["capture"]["path"]) == os.fsencode(bad)
        assert run("analyze", bad, "--format", form).stdout == text


def test_a_file_that_cannot_be_read_is_a_sentence() -> None:
    done = run("analyze", "/proc/self/mem")
    assert (done.returncode, done.stderr) == (2, "netloupe: The file cannot be read: Input/output error.\n")


def test_escapes_in_options_do_not_reach_the_terminal(path: Path) -> None:
    for words in (["analyze", "--\x1b[31m"], ["\x1b[31m"], ["export", path, "-o", "\x1b[31m"], ["packet", path, "\x1b"],
                  ["attributes", path, "-e", "\x1b"], ["analyze", "\x1b[31m"]):
        done = run(*words)
        assert (done.returncode, "\x1b" in done.stderr) == (2, False)


def test_csv_from_packets_is_harmless(tmp_path: Path) -> None:
    """Hosts that are terminal commands, and formulas behind blanks."""
    hosts = ["=1+1", "  =1+1", "\ufeff=1+1", "\u3000+1", "a\x1b[31mb", "a\x9bb", "a\x00b", "-5", "a;=1+1", "plain"]
    frames: list[Timed] = []
    for at, host in enumerate(hosts):
        request = b"GET / HTTP/1.1\r\nX-A: 1\r\nUser-Agent: " + host.encode() + b"\r\nHost: h\r\n\r\n"
        frames += conversation([(0, request)], float(at), ports=(2000 + at, 80))
    path = capture(tmp_path, frames)
    text = run("attributes", path, "-e", "http.user_agent", "-e", "ip.ttl").stdout
    assert not set(text) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))
    found = [row[0] for row in csv.reader(io.StringIO(text)) if row[0]][1:]
    assert not [cell for cell in found if cell.strip("\ufeff \u3000")[:1] in {"=", "+", "-", "@"}]
    assert "plain" in found


def test_numbers_in_csv_stay_numbers(path: Path) -> None:
    lines = run("attributes", path, "-e", "ip.ttl", "-e", "frame.number").stdout.splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == [str(at) for at in range(1, len(lines))]
