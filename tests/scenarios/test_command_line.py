"""The real command on the sample capture, from outside; dpkt says what is in it."""
import csv
import io
import json
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import dpkt
import pytest

NETLOUPE = str(Path(sys.executable).with_name("netloupe"))


def netloupe(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command; its exit status is part of every scenario."""
    done = subprocess.run([NETLOUPE, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="module")
def packets(sample: Path) -> list[tuple[float, bytes]]:
    with sample.open("rb") as file:
        return list(dpkt.pcapng.Reader(file))


@pytest.fixture(scope="module")
def document(sample: Path) -> dict[str, Any]:
    text = netloupe("analyze", sample, "--format", "json", "--idle-timeout", "none").stdout
    parsed: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return parsed


def tcp_ends(packets: list[tuple[float, bytes]]) -> Counter[frozenset[tuple[bytes, int]]]:
    """Packets of every pair of TCP ends."""
    ends: Counter[frozenset[tuple[bytes, int]]] = Counter()
    for _, data in packets:
        network = dpkt.ethernet.Ethernet(data).data
        if isinstance(network, dpkt.ip.IP | dpkt.ip6.IP6) and isinstance(network.data, dpkt.tcp.TCP):
            ends[frozenset({(network.src, network.data.sport), (network.dst, network.data.dport)})] += 1
    return ends


def test_no_packet_is_lost(document: dict[str, Any], packets: list[tuple[float, bytes]]) -> None:
    capture = document["capture"]
    assert capture["packets"] == len(packets)
    assert capture["bytes"] == sum(len(data) for _, data in packets)
    assert sum(row["packets"] for row in document["protocols"]) == len(packets)
    assert (capture["damage"], capture["malformed_packets"], capture["unprocessed_packets"]) == (None, 0, 0)


def test_tcp_sessions_are_the_pairs_of_ends(document: dict[str, Any], packets: list[tuple[float, bytes]]) -> None:
    sessions = [row for row in document["sessions"] if row["protocol"] == "tcp"]
    expected = tcp_ends(packets)
    assert sorted(sum(row["packets"]) for row in sessions) == sorted(expected.values())


def test_what_was_done_is_found(document: dict[str, Any]) -> None:
    said: dict[str, set[Any]] = {}
    for session in document["sessions"]:
        for name, values in session["attributes"].items():
            said.setdefault(name, set()).update(values)
    assert {200, 206, 301, 401, 404, 418} <= said["http.status_code"]
    assert {"GET", "POST", "PUT", "HEAD"} <= said["http.method"]
    assert {"www.example.test", "api.example.test", "expired.example.test"} <= said["tls.server_name"]
    assert {"nowhere.example.test", "long.example.test", "_ntp._udp.example.test"} <= said["dns.query_name"]
    assert "laptop" in said["dhcp.hostname"]
    applications = {session["application"] for session in document["sessions"]}
    assert {"dns", "http", "tls", "dhcp", "ntp"} <= applications


def test_what_went_wrong_is_found(document: dict[str, Any]) -> None:
    by_port = {session["responder_port"]: session for session in document["sessions"] if session["protocol"] == "tcp"}
    assert by_port[81]["end_reason"] == "refused"
    assert by_port[9001]["end_reason"] == "reset"
    assert by_port[9999]["state"] == "NEW"
    assert sum(by_port[9002]["tcp"]["zero_windows"]) > 0
    downloads = [row for row in document["sessions"] if row["responder"] == "192.168.20.12"
                 and row["responder_port"] == 80]
    assert len(downloads) == 2
    assert all(sum(row["tcp"]["retransmissions"]) > 0 for row in downloads)


def test_lines_and_rows_say_the_same(document: dict[str, Any], sample: Path) -> None:
    lines = netloupe("analyze", sample, "--format", "jsonl", "--idle-timeout", "none").stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(
        netloupe("analyze", sample, "--format", "csv", "--idle-timeout", "none").stdout)))
    for session, line, row in zip(document["sessions"], lines, rows, strict=True):
        found = json.loads(line, parse_float=Decimal)
        assert {name: found[name] for name in session} == session
        assert (row["initiator"], row["state"], Decimal(row["start"])) == (
            session["initiator"], session["state"], session["start"])
        assert [int(row["bytes_up"]), int(row["bytes_down"])] == session["bytes"]


def test_the_table_is_a_page(sample: Path) -> None:
    text = netloupe("analyze", sample, "--limit", 5).stdout
    assert "1,452 packets" in text
    assert "the 5 biggest shown" in text


def test_an_export_holds_the_chosen_sessions(document: dict[str, Any], sample: Path, tmp_path: Path) -> None:
    chosen = [row for row in document["sessions"] if row["protocol"] == "tcp"][:3]
    ids = ",".join(str(row["id"]) for row in chosen)
    for suffix in ("pcap", "pcapng"):
        out = tmp_path / f"out.{suffix}"
        netloupe("export", sample, "--sessions", ids, "-o", out, "--idle-timeout", "none")
        again = json.loads(netloupe("analyze", out, "--format", "json", "--idle-timeout", "none").stdout)
        assert [row["packets"] for row in again["sessions"]] == [row["packets"] for row in chosen]
        netloupe("export", sample, "--sessions", ids, "-o", out, "--direction", "up", "--snap", 60)
        again = json.loads(netloupe("analyze", out, "--format", "json").stdout)
        assert again["capture"]["packets"] == sum(row["packets"][0] for row in chosen)
        assert again["capture"]["captured_bytes"] <= 60 * again["capture"]["packets"]


def test_attributes_are_one_row_a_packet(sample: Path, packets: list[tuple[float, bytes]]) -> None:
    text = netloupe("attributes", sample, "-e", "frame.number", "-e", "frame.time", "-e", "eth.type").stdout
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["frame.number", "frame.time", "eth.type"]
    assert [int(row[0]) for row in rows[1:]] == list(range(1, len(packets) + 1))
    assert abs(Decimal(rows[1][1]) - Decimal(packets[0][0])) < Decimal("0.000001")
    assert [int(row[2]) for row in rows[1:]] == [dpkt.ethernet.Ethernet(data).type for _, data in packets]


def test_a_packet_shows_its_layers(sample: Path, packets: list[tuple[float, bytes]]) -> None:
    assert "Internet Protocol version 4" in netloupe("packet", sample, 5).stdout
    found = json.loads(netloupe("packet", sample, 5, "--format", "json").stdout)
    assert bytes.fromhex(found["bytes"]) == packets[4][1]
    assert [layer["name"] for layer in found["layers"]][:4] == ["frame", "eth", "ip", "udp"]


def test_a_ladder_of_two_sessions_in_every_form(sample: Path, tmp_path: Path) -> None:
    told = json.loads(netloupe("ladder", sample, "--session", 64, "--session", 8, "--format", "json").stdout)
    assert told["hosts"] == ["192.168.20.50", "192.168.20.1", "192.168.20.12"]
    assert {arrow["session"] for arrow in told["arrows"]} == {8, 64}
    netloupe("ladder", sample, "--session", 64, "--session", 8, "--format", "csv", "-o", tmp_path / "out.csv")
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 1 + len(told["arrows"])
    talk = netloupe("ladder", sample, "--filter", "id == 64", "--messages").stdout.splitlines()
    assert [line.split()[-3:-1] for line in talk[1:3]] == [["HTTP", "GET"], ["HTTP", "200"]]


def test_protocols_are_listed() -> None:
    assert "Domain Name System" in netloupe("protocols").stdout
    assert "tls.server_name" in netloupe("protocols", "tls").stdout


def test_a_damaged_capture_is_used_up_to_the_damage(sample: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pcapng"
    cut.write_bytes(sample.read_bytes()[:300_001])
    done = netloupe("analyze", cut, "--format", "json", status=1)
    found = json.loads(done.stdout)
    assert found["capture"]["packets"] == found["capture"]["damage"]["packet"] > 0
    assert "is damaged at byte" in done.stderr
    rows = netloupe("attributes", cut, "-e", "frame.number", status=1).stdout.splitlines()
    assert len(rows) == 1 + found["capture"]["packets"]


@pytest.mark.parametrize("arguments", [
    ["analyze", "no-such-file"], ["analyze", "--format", "poem", "x"], ["packet", "SAMPLE", "0"],
    ["packet", "SAMPLE", "99999"], ["attributes", "SAMPLE", "-e", "ip.tll"], ["attributes", "SAMPLE"],
    ["export", "SAMPLE", "-o", "out.txt"], ["export", "SAMPLE", "--sessions", "x", "-o", "out.pcap"],
    ["protocols", "nonesuch"], ["--nonesuch"], ["analyze", "SAMPLE", "--idle-timeout", "soon"],
    ["analyze", "SAMPLE", "-o", "/no/such/folder/out"],
])
def test_wrong_usage_is_said_in_a_sentence(arguments: list[str], sample: Path, tmp_path: Path) -> None:
    done = netloupe(*[str(sample) if word == "SAMPLE" else word for word in arguments], status=2)
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_one_bad_file_does_not_spoil_the_others(sample: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("this is no capture\n" * 3)
    done = netloupe("analyze", text, sample, "--limit", 3, status=2)
    assert "1,452 packets" in done.stdout
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_who_leaves_early_is_no_error(sample: Path) -> None:
    process = subprocess.Popen([NETLOUPE, "analyze", str(sample), "--format", "json"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_the_module_is_the_same_command_without_the_window(sample: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "netloupe_engine", *arguments], capture_output=True, text=True,
                              timeout=60, check=False)
    assert "1,452 packets" in run("analyze", str(sample)).stdout
    assert run(str(sample)).returncode == 2


def test_no_window_is_loaded_for_data(sample: Path) -> None:
    code = ("import sys; from netloupe_engine.cli import main; main(sys.argv[1:]);"
            "print([name for name in sys.modules if name.startswith(('PySide6', 'netloupe_gui'))], file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code, "analyze", str(sample), "--format", "json"], capture_output=True,
                          text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"


def test_a_table_of_a_small_capture_does_not_wait_for_what_it_does_not_need(sample: Path) -> None:
    code = ("import sys; before = set(sys.modules); sys.argv = ['netloupe', 'analyze', sys.argv[1]]\n"
            "from netloupe_engine.cli import main\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            "slow = {'numpy', 'json', 'csv', 'logging', 'concurrent.futures', 'rich', 'netloupe_engine.handler.told',\n"
            "        'netloupe_engine.export.shapes', 'netloupe_engine.filters.expression'}\n"
            "print(sorted(slow & set(sys.modules) - before), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code, str(sample)], capture_output=True, text=True, check=True,
                          timeout=60)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.skipif(shutil.which("editcap") is None, reason="no editcap")
def test_several_files_are_one_capture(sample: Path, tmp_path: Path) -> None:
    """The sample, dealt out to three files by Wireshark's editcap, says with every command what it says itself."""
    total, parts = json.loads(netloupe("analyze", sample, "--format", "json").stdout)["capture"]["packets"], []
    for which in range(3):
        parts.append(tmp_path / f"{which}.pcapng")
        chosen = [str(number) for number in range(1, total + 1) if number % 3 == which]     # editcap takes 512
        subprocess.run(["editcap", "-r", sample, parts[-1], *chosen], check=True)
    merged = json.loads(netloupe("analyze", "--merge", *parts, "--format", "json").stdout, parse_float=Decimal)
    whole = json.loads(netloupe("analyze", sample, "--format", "json").stdout, parse_float=Decimal)
    assert merged["sessions"] == whole["sessions"]
    assert merged["protocols"] == whole["protocols"]
    assert merged["capture"]["files"] == [str(part) for part in parts]
    for command in (("stats", "--by", "application", "--format", "csv"), ("findings", "--format", "csv"),
                    ("files", "--format", "csv"), ("spans", "--session", "5", "--format", "csv")):
        verb, *options = command
        assert netloupe(verb, *parts, *options).stdout == netloupe(verb, sample, *options).stdout
    found = netloupe("attributes", *parts, "-e", "frame.file", "-e", "frame.number").stdout.splitlines()[1:]
    assert found == [f"{n % 3}.pcapng,{n}" for n in range(1, total + 1)]
    assert "file: 1.pcapng" in netloupe("packet", *parts, "4").stdout
    netloupe("export", *parts, "--filter", 'packet where frame.file == "2.pcapng"', "-o", tmp_path / "out.pcapng")
    with (tmp_path / "out.pcapng").open("rb") as file:
        exported = len(list(dpkt.pcapng.Reader(file)))
    owners = netloupe("attributes", sample, "-e", "frame.session").stdout.splitlines()[1:]
    assert exported == sum(owner != "0" for owner in owners[1::3])


def test_of_several_files_the_damaged_one_is_told(sample: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pcapng"
    cut.write_bytes(sample.read_bytes()[:5001])
    done = netloupe("analyze", "--merge", sample, cut, "--format", "json", status=1)
    assert "one of the files is damaged at byte" in done.stderr
    assert "cut.pcapng: The file ends inside" in done.stderr
    damages = json.loads(done.stdout)["capture"]["damages"]
    assert [damage["reason"].partition(":")[0] for damage in damages] == ["cut.pcapng"]
    letter = tmp_path / "letter"
    letter.write_text("Dear friend")
    assert "letter: The file is not a capture" in netloupe("stats", sample, letter, "--by", "state", status=2).stderr
