"""Several files as one capture, against Wireshark's mergecap and against what was written into them."""
import gzip
import random
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import analyze
from netloupe_engine.analysis import Analysis
from netloupe_engine.capture.merged import FILES_MAX, MergedCapture
from netloupe_engine.errors import CancelledError, CaptureError
from netloupe_engine.model import Settings
from tests.unit.capture.builders import (
    NANOSECONDS,
    SECOND_NS,
    Packet,
    enhanced,
    interface,
    option,
    pcap,
    read,
    section,
)
from tests.unit.traffic import START, capture, closed, opened, tcp

NOW = 1_700_000_000 * SECOND_NS


def written(folder: Path, *times: list[int]) -> list[Path]:
    """A pcap file for each list, a packet a time; a packet says its file and its number there."""
    paths = []
    for which, each in enumerate(times):
        path = folder / f"{which}.pcap"
        path.write_bytes(pcap([Packet(f"{which} {number}".encode(), NOW + time) for number, time in enumerate(each)],
                              magic=NANOSECONDS))
        paths.append(path)
    return paths


def told(paths: list[Path]) -> list[str]:
    """What the packets of these files say, in the order in which they come."""
    with MergedCapture(paths) as merged:
        return [packet[-1].decode() for packet in merged.packets()]


def test_packets_come_by_time_and_those_of_one_time_in_the_order_of_the_files(tmp_path: Path) -> None:
    assert told(written(tmp_path, [1, 4, 4, 9], [2, 4, 10, 11], [], [0])) == [
        "3 0", "0 0", "1 0", "0 1", "0 2", "1 1", "0 3", "1 2", "1 3"]


def test_as_many_as_any_batch_has_come_in_order(tmp_path: Path) -> None:
    chance = random.Random(1)
    times = [sorted(chance.sample(range(10**6), 3000)) for _ in range(7)]
    expected = sorted((time, which, number) for which, each in enumerate(times) for number, time in enumerate(each))
    assert told(written(tmp_path, *times)) == [f"{which} {number}" for _, which, number in expected]


@pytest.mark.parametrize("wrong", [-10**18, 10**17])
@pytest.mark.parametrize("place", [0, 3, 9])
def test_a_wrong_time_stamp_holds_nothing_up(tmp_path: Path, wrong: int, place: int) -> None:
    times = [list(range(0, 100, 10)), list(range(5, 105, 10))]
    times[0][place] = wrong
    order = told(written(tmp_path, *times))
    assert [text for text in order if text != f"0 {place}"] == [
        f"{number % 2} {number // 2}" for number in range(20) if number != place * 2]
    expected = 0 if wrong < 0 and place == 0 else place * 2
    assert abs(order.index(f"0 {place}") - expected) <= 2


@pytest.mark.skipif(not all(map(shutil.which, ("mergecap", "editcap"))), reason="no mergecap")
def test_the_order_is_mergecaps(captures: Path, tmp_path: Path) -> None:
    names = ["dlt_raw_ip.pcap", "tcp_zero_window.pcap", "dns_mdns.pcap", "fmt_ns_be.pcap", "vlan_qinq_http.pcap"]
    parts = []
    for name in names:          # in slices that are dealt out in turns, so that the files overlap
        for way in range(3):
            part = tmp_path / f"{way}-{name}"
            with MergedCapture([captures / name]) as whole:
                chosen = [str(packet[0]) for packet in whole.packets() if packet[0] % 3 == way]
            subprocess.run(["editcap", "-r", captures / name, part, *chosen], check=True)
            parts.append(part)
    subprocess.run(["mergecap", "-w", tmp_path / "all.pcapng", *parts], check=True)
    expected = read(tmp_path / "all.pcapng")
    with MergedCapture(parts) as merged:
        packets = list(merged.packets())
    assert [packet[1] for packet in packets] == expected.times
    assert sorted((packet[1], packet[7], packet[4]) for packet in packets) == sorted(
        (packet[1], packet[7], packet[4]) for packet in expected.packets)       # of one time in no order of its own
    assert not expected.damage


def test_each_file_keeps_its_interfaces_and_any_packet_its_file(tmp_path: Path) -> None:
    one, two = tmp_path / "one.pcapng", tmp_path / "two.pcapng"
    one.write_bytes(section() + interface(options=option(2, b"eth0")) + enhanced(b"a", 10)
                    + interface(link_type=101, options=option(2, b"tun0")) + enhanced(b"c", 30, 1))
    two.write_bytes(section(">") + interface(">", options=option(2, b"eth0", ">"))
                    + enhanced(b"b", 20, order=">", options=option(1, b"seen", ">")) + enhanced(b"d", 40, order=">"))
    plain = tmp_path / "three.pcap"
    plain.write_bytes(pcap([Packet(b"e", 50_000)], network=113, snap=96))
    with MergedCapture([one, two, plain]) as merged:
        packets = list(merged.packets())
        assert [packet[7] for packet in packets] == [b"a", b"b", b"c", b"d", b"e"]
        assert [merged.file_of(packet[6]) for packet in packets] == [
            "one.pcapng", "two.pcapng", "one.pcapng", "two.pcapng", "three.pcap"]
        described = [(shown.name, shown.link_name, shown.snap_length) for shown in merged.interfaces]
        assert [described[packet[5]] for packet in packets] == [
            ("eth0", "EN10MB", 0), ("eth0", "EN10MB", 0), ("tun0", "RAW", 0), ("eth0", "EN10MB", 0),
            ("", "LINUX_SLL", 96)]
        assert packets[0][5] != packets[1][5]
        assert [shown.index for shown in merged.interfaces] == list(range(4))
        assert len(merged.interface_options) == 4
        for packet in random.Random(2).sample(packets, 5):
            assert merged.packet_at(packet[6]) == (0, *packet[1:])
        assert [merged.comment_of(packet[6]) for packet in packets] == ["", "seen", "", "", ""]
        assert merged.packet_at(1 << 40) is None
        assert (merged.format, merged.paths) == ("pcapng + pcap", (str(one), str(two), str(plain)))


def test_a_damaged_file_ends_alone(tmp_path: Path) -> None:
    paths = written(tmp_path, [1, 4, 7], [2, 5, 8], [3, 6, 9])
    paths[1].write_bytes(paths[1].read_bytes()[:-1])
    paths[2].write_bytes(paths[2].read_bytes()[:-20])
    with MergedCapture(paths) as merged:
        assert [packet[-1].decode() for packet in merged.packets()] == ["0 0", "1 0", "2 0", "0 1", "1 1", "0 2"]
        assert [(damage.packet, damage.reason.partition(":")[0]) for damage in merged.damages] == [
            (5, "1.pcap"), (3, "2.pcap")]
        assert merged.damage is not None
        assert merged.damage.reason.endswith("(one more file is damaged.)")


def test_compressed_files_are_merged_as_they_are_decompressed(tmp_path: Path) -> None:
    chance = random.Random(3)
    packets = [[Packet(chance.randbytes(1400), NOW + 2 * number + which) for number in range(2000)]
               for which in range(2)]
    paths = [tmp_path / "one.pcap.gz", tmp_path / "two.pcap"]
    paths[0].write_bytes(gzip.compress(pcap(packets[0], magic=NANOSECONDS), 1))
    paths[1].write_bytes(pcap(packets[1], magic=NANOSECONDS))
    with MergedCapture(paths) as merged:
        found = list(merged.packets())
        assert [packet[7] for packet in found] == [packets[n % 2][n // 2].data for n in range(4000)]
        assert merged.packet_at(found[-2][6])[7] == packets[0][-1].data     # type: ignore[index]
        assert merged.bytes_read == merged.bytes_total == sum(path.stat().st_size for path in paths)
        assert merged.compression == "gzip"


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    paths = written(tmp_path, [1], [2])
    other = tmp_path / "letter.txt"
    other.write_text("Dear friend")
    for files, reason in (([*paths, other], r"letter\.txt: The file is not a capture"),
                          ([paths[0], paths[1], paths[0]], r"0\.pcap is there twice"),
                          ([paths[0], tmp_path / "none.pcap"], r"none\.pcap: The file does not exist"),
                          ([paths[0]] * (FILES_MAX + 1), "too many"), ([], "no file")):
        with pytest.raises(CaptureError, match=reason):
            MergedCapture(files)
    with pytest.raises(CancelledError):
        MergedCapture(paths, cancelled=lambda: True)


def test_a_file_that_is_changed_is_noticed_with_its_name(tmp_path: Path) -> None:
    paths = written(tmp_path, [1, 2], [3, 4])
    with MergedCapture(paths) as merged:
        assert len(list(merged.packets())) == 4
        assert not merged.changed()
        assert merged.is_file(paths[1])
        assert not merged.is_file(tmp_path)
        paths[1].write_bytes(paths[1].read_bytes()[:-3])
        assert merged.changed().startswith("1.pcap: ")


def test_reading_can_be_interrupted(tmp_path: Path) -> None:
    with MergedCapture(written(tmp_path, list(range(1000)), list(range(1000)))) as merged:
        merged.interrupt()
        assert list(merged.packets()) == []


@pytest.mark.skipif(shutil.which("editcap") is None, reason="no editcap")
@pytest.mark.parametrize("handlers", [1, 3])
def test_the_analysis_is_that_of_the_merged_file(sample: Path, tmp_path: Path, handlers: int) -> None:
    total = len(analyze(sample).packets)
    parts = [tmp_path / f"part{which}.pcapng" for which in range(3)]
    for which, part in enumerate(parts):
        subprocess.run(["editcap", "-r", sample, part, *(str(n) for n in range(1, total + 1) if n % 3 == which)],
                       check=True)
    settings = Settings().without_idle_timeouts()
    whole, merged = analyze(sample, handlers, settings), analyze(parts, handlers, settings)
    assert list(merged.written_sessions("json")) == list(whole.written_sessions("json"))
    assert merged.protocols() == whole.protocols()
    assert np.array_equal(merged.packets.column("time_ns"), whole.packets.column("time_ns"))
    assert (merged.capture.files, merged.capture.path) == (
        tuple(map(str, parts)), "part0.pcapng + part1.pcapng + part2.pcapng")
    assert merged.packet(7).nodes[1:] == whole.packet(7).nodes[1:]
    assert merged.packet(7).nodes[0].children[-1].text == "part1.pcapng"
    assert len(merged.filter_packets('packet where frame.file == "part1.pcapng"')) == len(
        [n for n in range(1, total + 1) if n % 3 == 1])
    assert len(merged.filter('frame.file contains "part"')) == len(whole.filter("frame.number > 0"))
    merged.close()
    whole.close()


def test_packets_that_two_files_have_are_copies(tmp_path: Path) -> None:
    """Two machines, or two sides of a router, saw the same connection a little apart."""
    talk = [*opened(0), (0.1, tcp(0, "PA", 1001, 5001, b"hello")), (0.15, tcp(1, "A", 5001, 1006)),
            *closed(1, first=1005)]
    one = capture(tmp_path, [(at, frame) for at, frame in talk], "one.pcap")
    two = capture(tmp_path, [(at + 0.0002, frame) for at, frame in talk], "two.pcap")
    alone, both = analyze(one).session(1), analyze([one, two]).session(1)
    assert alone.tcp is not None
    assert both.tcp is not None
    assert sum(both.packets) == 2 * sum(alone.packets)
    assert sum(both.tcp.copies) == sum(alone.packets)
    assert (both.payload_bytes, both.tcp.retransmissions, both.state) == (
        alone.payload_bytes, alone.tcp.retransmissions, alone.state)


def test_the_capture_can_be_saved_and_read_again(tmp_path: Path) -> None:
    paths = [capture(tmp_path, opened(0), "one.pcap"), capture(tmp_path, opened(0.005, (40001, 9)), "two.pcap")]
    with Analysis(paths).run() as merged:
        assert merged.save(tmp_path / "saved.pcapng") == 6
        with pytest.raises(Exception, match="the capture that is open"):
            merged.save(paths[1])
        times = merged.packets.column("time_ns").tolist()
    assert times == sorted(times)
    assert times[0] == START
    with Analysis(tmp_path / "saved.pcapng").run() as saved:
        assert saved.packets.column("time_ns").tolist() == times
        assert len(saved.capture.interfaces) == 2


def test_no_file_stays_open(tmp_path: Path) -> None:
    paths = written(tmp_path, [1], [2])
    shutil.copy(paths[0], tmp_path / "third.pcap")
    merged = MergedCapture([*paths, tmp_path / "third.pcap"])
    merged.close()
    merged.close()
    assert list(merged.packets()) == []
    assert merged.packet_at(24) is None
