"""Capture files as a whole: what is refused, real captures against independent figures, hostile ones, two threads."""
import json
import os
import threading
from pathlib import Path

import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CaptureError
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap, read, refusal


def nanoseconds(text: str | None) -> int | None:
    return None if text is None else int(text.replace(".", ""))


def test_real_captures_agree_with_other_tools(captures: Path, capture_files: list[Path]) -> None:
    for path in capture_files:
        truth = json.loads((captures / "truth" / f"{path.name}.json").read_text())
        totals = truth["totals"]
        content = read(path)
        assert len(content.packets) == totals["packet_records"], path.name
        if totals["packets"] == totals["packet_records"]:
            assert sum(packet[3] for packet in content.packets) == totals["bytes_on_wire"], path.name
            assert sum(packet[2] for packet in content.packets) == totals["bytes_captured"], path.name
        if content.packets:
            assert content.times[0] == nanoseconds(totals["first"]), path.name
            assert content.times[-1] == nanoseconds(totals["last"]), path.name
        assert (content.damage is not None) == bool(truth["tshark"]["rc"]), path.name


def test_random_access_equals_sequential_reading(capture_files: list[Path]) -> None:
    for path in capture_files:
        with CaptureFile(path) as file:
            packets = list(file.packets())
            assert [file.packet_at(packet[6]) for packet in reversed(packets)] == [
                (0, *packet[1:]) for packet in reversed(packets)], path.name


def test_hostile_captures_are_survived(captures: Path) -> None:
    paths = sorted((captures / "hostile").iterdir())
    assert len(paths) > 200
    refused = []
    for path in paths:
        try:
            read(path)
        except CaptureError as error:
            refused.append(str(error))
    assert all(refused)
    assert len(refused) < 5


def test_facts_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pcap"
    path.write_bytes(pcap([Packet(b"x" * 10)], network=276, snap=100, magic=NANOSECONDS))
    with CaptureFile(path) as file:
        assert (file.path, file.format, file.compression) == (str(path), "pcap", "")
        assert file.size_bytes == file.bytes_total == path.stat().st_size
        assert file.link_types == ("LINUX_SLL2",)
        (interface,) = file.interfaces
        assert interface.resolution_ns == 1
        assert (interface.index, interface.link_type, interface.snap_length, interface.name) == (0, 276, 100, "")
        assert (file.packets_read, file.bytes_read) == (0, 24)
        assert len(list(file.packets())) == 1
        assert (file.packets_read, file.bytes_read) == (1, file.bytes_total)
        assert file.comments == ()
        assert file.comment_of(24) == ""


def test_what_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert refusal(path, b"") == "The file is empty."
    assert "3 bytes, too few" in refusal(path, b"abc")
    assert "begins with 47 49 46 38" in refusal(path, b"GIF89a" + bytes(100))
    assert "snoop version 0" in refusal(path, b"snoop\0\0\0" + bytes(100))
    assert "Network Monitor 1" in refusal(path, b"RTSS" + bytes(100))
    assert "bzip2" in refusal(path, b"BZh9" + bytes(100))
    with pytest.raises(CaptureError, match="directory"):
        CaptureFile(tmp_path)
    with pytest.raises(CaptureError, match="does not exist"):
        CaptureFile(tmp_path / "missing")
    with pytest.raises(CaptureError, match="cannot be opened"):
        CaptureFile("a\0b")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CaptureError, match="pipe"):
        CaptureFile(tmp_path / "pipe")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(pcap([]))
    path.chmod(0)
    me = os.geteuid()
    os.seteuid(me or 65_534)        # root may read everything
    try:
        with pytest.raises(CaptureError, match="permission denied"):
            CaptureFile(path)
    finally:
        os.seteuid(me)


def test_a_closed_file_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(pcap([Packet(b"x")]))
    file = CaptureFile(path)
    file.close()
    file.close()
    assert list(file.packets()) == []
    assert file.packet_at(24) is None


def test_two_threads_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(pcap(Packet(bytes([n % 256]) * 20, n * 1000) for n in range(30_000)))
    with CaptureFile(path) as file:
        wrong: list[int] = []

        def look() -> None:
            for n in range(0, 30_000, 7):
                packet = file.packet_at(24 + 36 * n)
                if packet is None or packet[1] != n * 1000:
                    wrong.append(n)

        thread = threading.Thread(target=look)
        thread.start()
        count = len(list(file.packets()))
        thread.join()
    assert (count, wrong) == (30_000, [])
