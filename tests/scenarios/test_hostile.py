"""Bad input of every kind: a finding or a one-sentence error, in bounded time, and no lost neighbours."""
import gzip
import json
import struct
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.l2 import Dot1Q, Ether
from scapy.packet import Raw

from netloupe_engine import Settings
from netloupe_engine.cli import main, running
from tests.scenarios.foreign import HOSTILE, each
from tests.unit.capture.builders import (
    NANOSECONDS,
    Packet,
    block,
    enhanced,
    interface,
    pcap,
    pcap_header,
    pcap_record,
    section,
)
from tests.unit.traffic import CLIENT, SERVER, START, udp

SECONDS_MAX = 20        # of any command here, on a busy machine
BEFORE, AFTER = Packet(bytes(udp()), START), Packet(bytes(udp(1)), START + 1_000_000_000)
COMMANDS: list[list[str]] = [
    ["analyze", "FILE"], ["analyze", "FILE", "--format", "json"], ["analyze", "FILE", "--format", "jsonl"],
    ["analyze", "FILE", "--format", "csv", "--handlers", "2"],
    ["attributes", "FILE", "-e", "frame.number", "-e", "ip.source", "-e", "frame.interface"],
    ["packet", "FILE", "1"], ["packet", "FILE", "2", "--format", "json"],
    ["export", "FILE", "-o", "OUT.pcapng"], ["export", "FILE", "--sessions", "1", "-o", "OUT.pcap"],
]


def run(arguments: list[str], path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit status, data and talk of a command, which must end soon and say errors in sentences."""
    named = [str(path) if word == "FILE" else str(folder / word.lower()) if word.startswith("OUT") else word
             for word in arguments]
    for made in folder.glob("out.*"):
        made.unlink()
    begun = time.monotonic()
    status = main(named, window=False)
    assert time.monotonic() - begun < SECONDS_MAX
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    if status == 1:
        assert "is damaged at byte" in said.err
    if status == 2 and not said.err.startswith("Usage"):
        assert said.err.count("\n") == 1
        assert said.err.rstrip().endswith((".", "?"))
    return status, said.out, said.err


def document(path: Path, folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = run(["analyze", "FILE", "--format", "json", *options], path, folder, capsys)
    return status, json.loads(out, parse_float=Decimal) if out else {}


UNREADABLE: dict[str, bytes] = {
    "nothing": b"",
    "a few bytes": b"\xd4\xc3",
    "wrong magic": b"PK\x03\x04" + bytes(100),
    "text": b"No. Time Source Destination\n",
    "half a header": pcap_header()[:20],
    "half a header of snoop": b"snoop\0\0\0\0\0",
    "a section that lies": struct.pack("<III", 0x0A0D0D0A, 8, 0x1A2B3C4D) + bytes(100),
    "compressed nothing": gzip.compress(b""),
    "compressed text": gzip.compress(b"hello, world, this is no capture"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_an_error_in_a_sentence(name: str, tmp_path: Path,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.pcap"
    path.write_bytes(UNREADABLE[name])
    for command in COMMANDS:
        status, out, _ = run(command, path, tmp_path, capsys)
        assert (status, out) == (2, "")
        assert list(tmp_path.glob("out.*")) == []


@pytest.mark.parametrize("arguments", [["analyze", "missing.pcap"], ["packet", "FILE", "99"], ["packet", "FILE", "0"],
                                       ["packet", "FILE", "x"], ["attributes", "FILE", "-e", "ip.no"],
                                       ["analyze", "FILE", "--idle-timeout", "-1"],
                                       ["analyze", "FILE", "--handlers", "0"],
                                       ["export", "FILE", "--sessions", "one", "-o", "OUT.pcap"],
                                       ["export", "FILE", "-o", "OUT.doc"], ["packet", "FILE", "3"]])
def test_wrong_usage_is_told(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.pcap"
    path.write_bytes(pcap([BEFORE, AFTER]))
    status, out, err = run(arguments, path, tmp_path, capsys)
    assert (status, out) == (2, "")
    assert err


# Files whose first packet is sound; what follows is not. How many packets there are, and whether the file is damaged.
DAMAGED: dict[str, tuple[bytes, int, int]] = {
    "cut in a packet": (pcap([BEFORE, AFTER])[:-10], 1, 1),
    "cut in a record header": (pcap([BEFORE, AFTER])[:-len(AFTER.data) - 3], 1, 1),
    "a huge captured length": (pcap([BEFORE, Packet(b"abc", captured=0xFFFFFFFF), AFTER]), 1, 1),
    "a captured length beyond the file": (pcap([BEFORE, Packet(b"abc", captured=100_000)]), 1, 1),
    "pcapng cut in a block": ((section() + interface() + enhanced(BEFORE.data) + enhanced(AFTER.data))[:-7], 1, 1),
    "a block of zero bytes": (section() + interface() + enhanced(BEFORE.data) + block(6, b"", length=0), 1, 1),
    "a block of a huge length": (section() + interface() + enhanced(BEFORE.data)
                                 + block(6, b"x" * 40, length=2**32 - 4), 1, 1),
    "a packet longer than its block": (section() + interface() + enhanced(BEFORE.data)
                                       + enhanced(b"abcd", captured=2**31) + enhanced(AFTER.data), 1, 1),
    "compressed and cut": (gzip.compress(pcap([BEFORE] * 3000), mtime=0)[:-20], -1, 1),
    "captured beyond the original": (pcap([BEFORE, AFTER._replace(length=20)]), 2, 0),
    "a snap length of zero": (pcap([BEFORE, AFTER], snap=0), 2, 0),
    "a packet of no bytes": (pcap([BEFORE, Packet(b"", START), AFTER]), 3, 0),
    "an interface nobody described": (section() + interface() + enhanced(BEFORE.data) + enhanced(b"abcd", index=7)
                                      + enhanced(AFTER.data), -1, -1),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_before_the_damage_counts(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, packets, damaged = DAMAGED[name]
    path = tmp_path / "bad.pcap"
    path.write_bytes(data)
    status, found = document(path, tmp_path, capsys)
    assert status == damaged if damaged >= 0 else status in (0, 1)
    assert found["capture"]["packets"] == packets if packets >= 0 else found["capture"]["packets"] >= 1
    assert (found["capture"]["damage"] is not None) == (status == 1)
    assert found["sessions"][0]["initiator"] == CLIENT
    for command in COMMANDS:
        assert run(command, path, tmp_path, capsys)[0] in ({status} if "2" not in command else {status, 2})


def test_a_compression_bomb_is_bounded(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pcap_header() + pcap_record(BEFORE) + pcap_record(Packet(bytes(200_000), START)) * 500
    path = tmp_path / "bomb.pcap.gz"
    path.write_bytes(gzip.compress(whole, 9))
    assert path.stat().st_size < len(whole) / 500
    settings = running.settings_of

    def bounded(*arguments: Any) -> Settings:
        return replace(settings(*arguments), decompressed_bytes_max=10_000_000)

    monkeypatch.setattr("netloupe_engine.cli.analyze.settings_of", bounded)
    status, found = document(path, tmp_path, capsys)
    assert status == 1
    assert 1 <= found["capture"]["packets"] <= 50


def vlans() -> bytes:
    packet = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
    for number in range(40):
        packet = packet / Dot1Q(vlan=number)
    return bytes(packet / IP(src=CLIENT, dst=SERVER) / UDP(sport=1, dport=2))


def name_loop() -> bytes:
    """A DNS query whose name points at itself."""
    message = struct.pack(">6H", 7, 0x0100, 1, 0, 0, 0) + b"\x03www\xc0\x0c" + struct.pack(">2H", 1, 1)
    return bytes(Ether() / IP(src=CLIENT, dst=SERVER) / UDP(sport=50000, dport=53) / Raw(message))


def option_of_no_length() -> bytes:
    """A TCP header whose option says it is no bytes long."""
    segment = TCP(sport=1, dport=2, dataofs=7) / Raw(b"\x05\x00" * 4)
    return bytes(Ether() / IP(src=CLIENT, dst=SERVER, len=48) / segment)


ODD: dict[str, Callable[[], bytes]] = {
    "forty VLAN tags": vlans, "a name that points at itself": name_loop,
    "a TCP option of no length": option_of_no_length, "an IP header longer than the packet": lambda: BEFORE.data[:20],
    "an IP version of 15": lambda: BEFORE.data[:14] + b"\xf5" + BEFORE.data[15:],
    "a UDP length beyond the packet": lambda: BEFORE.data[:38] + b"\xff\xff" + BEFORE.data[40:],
    "one byte": lambda: b"\0",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_packet_is_noted_and_its_neighbours_are_not_lost(name: str, tmp_path: Path,
                                                                capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.pcap"
    odd = ODD[name]()
    path.write_bytes(pcap([BEFORE, Packet(odd, START + 1, length=max(len(odd), 60)) if len(odd) == 1 else
                           Packet(odd, START + 1), AFTER]))
    status, found = document(path, tmp_path, capsys)
    assert status == 0
    assert found["capture"]["packets"] == 3
    sessions = [row for row in found["sessions"] if row["responder_port"] == 9]
    assert sum(sum(row["packets"]) for row in sessions) - (name.startswith("a UDP length")) == 2
    for command in COMMANDS:
        assert run(command, path, tmp_path, capsys)[0] == 0
    if name != "one byte":          # cut, not odd
        tree = json.loads(run(["packet", "FILE", "2", "--format", "json"], path, tmp_path, capsys)[1])
        notes: set[str] = set()

        def walk(nodes: list[dict[str, Any]]) -> None:
            for node in nodes:
                notes.add(node.get("note") or "")
                walk(node.get("children", []))

        walk(tree["layers"])
        assert notes > {""}
        assert found["findings"]


@pytest.mark.parametrize("times", [
    [0, 2**31, 1, 2**32 - 1, 5, 2**31 + 7], [1_700_000_000, 1_600_000_000, 1_500_000_000, 1_400_000_000],
    [0, 0, 0, 0], [2**32 - 1, 0] * 50,
], ids=["to and fro", "backwards", "standing still", "wild"])
def test_times_may_be_anything(times: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "times.pcap"
    packets = [Packet(bytes(udp(number % 2)), moment * 1_000_000_000) for number, moment in enumerate(times)]
    path.write_bytes(pcap(packets, magic=NANOSECONDS))
    for options in ([], ["--idle-timeout", "none"], ["--handlers", "2"]):
        status, found = document(path, tmp_path, capsys, *options)
        assert status == 0
        assert found["capture"]["packets"] == len(times)
        assert sum(sum(row["packets"]) for row in found["sessions"]) == len(times)


@pytest.mark.parametrize("path", each(HOSTILE))
def test_captures_that_broke_other_tools_break_nothing(path: Path, tmp_path: Path,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    status, found = document(path, tmp_path, capsys)
    for command in COMMANDS:
        answered, out, _ = run(command, path, tmp_path, capsys)
        assert answered == status or (command[0] in ("packet", "export") and answered in (0, 2))
        if command[0] == "attributes" and status != 2:
            assert out.count("\n") == found["capture"]["packets"] + 1
