"""Process names in files: kept exactly, skipped by everybody else, harmless when somebody else made them."""
import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import Analysis, analyze
from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.capture.owner_blocks import CONTENT_BYTES_MAX, PROCESSES, append, blocks, contents, read
from netloupe_engine.capture.owners import FLOWS_MAX, Flow, Owner, Owners, packed
from tests.unit.capture.builders import block
from tests.unit.traffic import CLIENT, SERVER, START, capture, opened, udp

CURL, SERVE = Owner(4242, "curl", "/usr/bin/curl"), Owner(1, "sérve\x1b[2J", "")
FLOW = Flow(6, packed(CLIENT), 40000, packed(SERVER), 9)


def known(*rows: tuple[Flow, Owner]) -> Owners:
    made = Owners()
    made.add_local([packed(CLIENT)])
    for flow, owner in rows:
        made.add(flow, owner, START, START + 1)
    return made


def again(content: bytes) -> Owners:
    found = Owners()
    read(content, found)
    return found


def rows(owners: Owners) -> list[tuple[Flow, Owner, int, int]]:
    return [(flow, span.owner, span.first_ns, span.last_ns) for flow, span in owners]


def session_names(analysis: Analysis) -> list[list[object]]:
    return [[value.value for value in session.attributes if value.name == "process.name"]
            for session in analysis.each_session()]


@pytest.fixture
def pcapng(tmp_path: Path) -> Path:
    """A TCP session of the client's curl, and a datagram of somebody unknown, as pcapng."""
    with analyze(capture(tmp_path, [*opened(0), (1, udp())])) as analysis:
        analysis.save(tmp_path / "made.pcapng")
    return tmp_path / "made.pcapng"


def test_what_is_written_is_read() -> None:
    owners = known((FLOW, CURL), (Flow(17, packed("::"), 53), SERVE))
    [content] = contents(owners)
    assert rows(again(content)) == rows(owners)
    assert again(content).local == owners.local
    assert len(content) % 4 == 0


def test_many_are_several_blocks_that_no_reader_refuses() -> None:
    owners = Owners()
    for port in range(30_000):
        owners.add(FLOW._replace(local_port=port), Owner(port, f"program {port}", "/" + "x" * 300), START, START)
    found = Owners()
    for content in contents(owners):
        assert len(content) <= CONTENT_BYTES_MAX
        read(content, found)
    assert rows(found) == rows(owners)


def test_names_that_are_too_long_are_cut() -> None:
    [content] = contents(known((FLOW, Owner(1, "ö" * 500, "ä" * 5000))))
    [(_, owner, _, _)] = rows(again(content))
    assert (owner.name, len(owner.command)) == ("ö" * 32, 512)


@given(st.data())
def test_any_change_of_a_block_is_harmless(data: st.DataObject) -> None:
    [content] = contents(known((FLOW, CURL), (FLOW._replace(local_port=1), SERVE)))
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    again(bytes(changed[:data.draw(st.integers(0, len(content)))]))


def test_counts_that_lie_cost_nothing() -> None:
    head = struct.pack("<8sHHII", b"NETLOUPE", 1, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    for content in (head, head + bytes(65_535 * 16), head + bytes(CONTENT_BYTES_MAX), b"", b"NETLOUPE"):
        assert len(again(content[:CONTENT_BYTES_MAX])) == 0
    assert len(again(content).local) <= 1024


def test_a_block_of_a_later_version_or_of_somebody_else_says_nothing() -> None:
    [content] = contents(known((FLOW, CURL)))
    assert rows(again(content[:8] + b"\2" + content[9:])) == []
    assert rows(again(b"somebody" + content[8:])) == []


def test_a_file_can_have_no_more_names_than_a_capture() -> None:
    owners, found = Owners(), Owners()
    for port in range(10_000):
        owners.add(FLOW._replace(local_port=port), CURL, START, START)
    for at in range(20):
        for content in contents(owners):
            read(content.replace(packed(SERVER), packed(f"10.1.1.{at}")), found)
    assert len(found) <= FLOWS_MAX


def test_names_appended_to_a_file_are_shown_again(pcapng: Path) -> None:
    assert append(pcapng, known((FLOW, CURL)))
    with analyze(pcapng) as analysis:
        assert session_names(analysis) == [["curl"], []]
        assert analysis.capture.packets == 4
        assert analysis.capture.damage is None
        session = analysis.session(1)
        assert [(value.name, value.value) for value in session.attributes] == [
            ("process.name", "curl"), ("process.pid", 4242), ("process.command", "/usr/bin/curl"),
            ("process.end", "initiator")]
        assert analysis.session_info(1) == "curl (4242)"


def test_names_go_along_with_the_sessions_that_are_exported(pcapng: Path, tmp_path: Path) -> None:
    append(pcapng, known((FLOW, CURL), (FLOW._replace(local_port=1), SERVE)))
    with analyze(pcapng) as analysis:
        analysis.export([1], tmp_path / "one.pcapng")
        analysis.export([2], tmp_path / "two.pcapng")
        analysis.save(tmp_path / "all.pcapng")
        analysis.export([1], tmp_path / "one.pcap", "pcap")
    kept = {}
    for name in ("one", "two", "all"):
        with analyze(tmp_path / f"{name}.pcapng") as analysis:
            kept[name] = {span.owner.name for _, span in analysis.owners}
    assert kept == {"one": {"curl"}, "two": set(), "all": {"curl", SERVE.name}}


def test_blocks_of_ours_are_no_names_or_secrets_for_whoever_rewrites_the_file(pcapng: Path) -> None:
    append(pcapng, known((FLOW, CURL)))
    with CaptureFile(pcapng) as file:
        assert len(list(file.packets())) == 4
        assert file.extra_blocks == ()


def test_a_section_of_the_other_byte_order(pcapng: Path) -> None:
    [content] = contents(known((FLOW, CURL)))
    swapped = (block(0x0A0D0D0A, struct.pack(">IHHq", 0x1A2B3C4D, 1, 0, -1), ">") + block(PROCESSES, content, ">"))
    pcapng.write_bytes(pcapng.read_bytes() + swapped)
    with analyze(pcapng) as analysis:
        assert session_names(analysis) == [["curl"], []]


def test_a_file_that_cannot_hold_names_stays_as_it_is(tmp_path: Path, pcapng: Path) -> None:
    cut, classic = tmp_path / "cut.pcapng", tmp_path / "made.pcap"
    cut.write_bytes(pcapng.read_bytes()[:-5])
    for path in (cut, classic):
        before = path.read_bytes()
        assert not append(path, known((FLOW, CURL)))
        assert path.read_bytes() == before
    assert not append(pcapng, Owners())


@pytest.mark.skipif(not all(map(shutil.which, ("tshark", "capinfos", "tcpdump"))), reason="no tshark or tcpdump here")
def test_other_programs_skip_the_block_without_a_word(pcapng: Path) -> None:
    def said(*command: str) -> tuple[int, str, list[str]]:
        done = subprocess.run([*command, str(pcapng)], capture_output=True, text=True, timeout=60, check=False,
                              env={**os.environ, "LD_PRELOAD": ""})
        talk = [line for line in done.stderr.splitlines() if not line.startswith("Running as user")]
        return done.returncode, done.stdout, talk

    commands = (("tshark", "-r"), ("capinfos", "-M", "-c", "-u", "-d", "-r"), ("tcpdump", "-nn", "-r"))
    before = [said(*command) for command in commands]
    append(pcapng, known((FLOW, CURL)))
    assert [said(*command) for command in commands] == before
    assert before[0][1].count("\n") == 4


def test_a_block_in_the_middle_of_a_file(pcapng: Path, tmp_path: Path) -> None:
    data = pcapng.read_bytes()
    both = tmp_path / "both.pcapng"
    both.write_bytes(data + b"".join(blocks(known((FLOW, CURL)))) + data)
    with analyze(both) as analysis:
        assert analysis.capture.packets == 8
        assert session_names(analysis)[0] == ["curl"]


def test_a_packet_says_what_it_is_not_whose_it_is(pcapng: Path) -> None:
    append(pcapng, known((FLOW, CURL)))
    with analyze(pcapng) as analysis:
        assert session_names(analysis)[0] == ["curl"]
        assert "SYN" in analysis.packet_info(1)
