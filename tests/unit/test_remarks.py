"""Marks and notes: how they read in a capture, and that they come back."""
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import Analysis, analyze
from netloupe_engine.remarks import TEXT_MAX, Remark, comment, parsed
from tests.unit import traffic

SAMPLE = "resources/captures/sample.pcapng"
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30).filter(
    lambda text: not text.startswith("["))


@given(TEXTS, st.booleans(), TEXTS, st.booleans())
def test_comments_are_read_as_they_were_written(one: str, marked: bool, other: str, session_marked: bool) -> None:
    packet, session = Remark(one, marked), Remark(other, session_marked)
    lines = [comment(remark, of_session) for remark, of_session in ((packet, False), (session, True)) if remark]
    assert parsed(lines) == (packet, session)


@pytest.mark.parametrize(("lines", "packet", "session"), [
    (["made by another program"], Remark("made by another program"), Remark()),
    (["one", "two"], Remark("one\ntwo"), Remark()), (["[marked]"], Remark("", True), Remark()),
    (["[session, marked] slow"], Remark(), Remark("slow", True)), (["[other] x"], Remark("[other] x"), Remark()),
    ([], Remark(), Remark()),
])
def test_what_comments_mean(lines: list[str], packet: Remark, session: Remark) -> None:
    assert parsed(lines) == (packet, session)


def remarked(path: str | Path) -> Analysis:
    found = analyze(path)
    found.remarks.set_packet(3, Remark("odd, look here"))
    found.remarks.set_packet(7, Remark("", True))
    found.remarks.set_session(1, Remark("the first one", True))
    return found


@pytest.mark.parametrize("way", ["save", "export"])
def test_they_are_kept_in_the_file(tmp_path: Path, way: str) -> None:
    path = tmp_path / "kept.pcapng"
    with remarked(SAMPLE) as found:
        if way == "save":
            found.save(path)
        else:
            found.export(range(1, len(found.sessions) + 1), path)
        told = {number: found.packet_bytes(number) for number in (3, 7)}
    with analyze(path) as again:
        assert again.remarks.packets() == {}
        again.read_remarks()
        assert again.remarks.sessions() == {1: Remark("the first one", True)}
        assert {again.packet_bytes(number): remark for number, remark in again.remarks.packets().items()} == {
            told[3]: Remark("odd, look here"), told[7]: Remark("", True)}
        assert again.packet(1).comment == "[session, marked] the first one"


def test_what_is_taken_back_goes_and_what_others_wrote_stays(tmp_path: Path) -> None:
    first, second = tmp_path / "one.pcapng", tmp_path / "two.pcapng"
    with remarked(SAMPLE) as found:
        found.save(first)
    with analyze(first) as again:
        again.remarks.set_packet(7, Remark())
        again.save(second)
    with analyze(second) as last:
        last.read_remarks()
        assert last.remarks.packets() == {3: Remark("odd, look here")}
        assert last.remarks.sessions() == {1: Remark("the first one", True)}
    assert packets_of(second) == packets_of(SAMPLE)


def packets_of(path: str | Path) -> list[bytes]:
    with analyze(path) as found:
        return [found.packet_bytes(number) for number in range(1, len(found.packets) + 1)]


def test_a_file_without_remarks_is_copied_as_it_is(tmp_path: Path) -> None:
    with analyze(SAMPLE) as found:
        found.save(tmp_path / "one.pcapng")
        found.read_remarks()
        found.save(tmp_path / "two.pcapng")
    assert (tmp_path / "one.pcapng").read_bytes() == (tmp_path / "two.pcapng").read_bytes()


def test_wireshark_reads_them(tmp_path: Path) -> None:
    """Where it is installed; the block's shape is tested above by our own reader."""
    path = tmp_path / "kept.pcapng"
    with remarked(SAMPLE) as found:
        found.save(path)
    try:
        said = subprocess.run(["tshark", "-r", path, "-Y", "frame.comment", "-T", "fields", "-e", "frame.number", "-e",
                               "frame.comment"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        return
    assert said.splitlines() == ["1\t[session, marked] the first one", "3\todd, look here", "7\t[marked]"]


def test_filters_ask_for_them(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, [(0, traffic.udp()), (1, traffic.udp(ports=(40001, 9))),
                                        (2, traffic.udp(ports=(40002, 9)))])
    found.remarks.set_session(2, Remark("Slow LOGIN", True))
    found.remarks.set_packet(3, Remark("here"))
    assert found.filter("marked").tolist() == [2]
    assert found.filter("not marked").tolist() == [1, 3]
    assert found.filter('note contains "login"').tolist() == [2]
    assert found.filter("note").tolist() == [2]
    assert found.filter_packets("packet where frame.note contains here").tolist() == [3]
    assert found.filter_packets("packet where frame.marked").tolist() == []
    found.remarks.set_packet(1, Remark("", True))
    assert found.filter_packets("packet where frame.marked").tolist() == [1]


def test_a_note_has_a_limit(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, [(0, traffic.udp())])
    found.remarks.set_packet(1, Remark("é" * 100_000))
    assert len(found.remarks.of_packet(1).text) == TEXT_MAX
    found.save(tmp_path / "long.pcapng")
    with analyze(tmp_path / "long.pcapng") as again:
        again.read_remarks()
        assert again.remarks.of_packet(1).text == "é" * TEXT_MAX
