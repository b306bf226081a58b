"""Sessions and packets as tables: what other programs are handed is what `Analysis.session` says."""
import ctypes
import itertools
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netloupe_engine import Analysis, analyze
from tests.unit.sessions.test_table import flood
from tests.unit.traffic import START, analysed, capture, conversation, udp

SAMPLE = Path("resources/captures/sample.pcapng")
SECOND_NS = 1_000_000_000


@pytest.fixture
def sample_analysis() -> Iterator[Analysis]:
    with analyze(SAMPLE) as analysis:
        yield analysis


class Schema(ctypes.Structure):
    """ArrowSchema of the C data interface."""


class Array(ctypes.Structure):
    """ArrowArray."""


class Stream(ctypes.Structure):
    """ArrowArrayStream."""


Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p), ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)), ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))),
    ("private_data", ctypes.c_void_p)]
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64), ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))), ("dictionary", ctypes.POINTER(Array)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))), ("private_data", ctypes.c_void_p)]
Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(Stream))),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))), ("private_data", ctypes.c_void_p)]
WIDTHS = {"l": "i8", "L": "u8", "I": "u4", "S": "u2", "C": "u1", "g": "f8"}


def bits(address: int | None, length: int) -> list[bool]:
    if not address:
        return [True] * length
    raw = np.frombuffer(ctypes.string_at(address, (length + 7) // 8), np.uint8)
    return [bool(bit) for bit in np.unpackbits(raw, bitorder="little")[:length]]


def values(schema: Schema, array: Array) -> list[Any]:
    """A column as Python has it: a reader of Arrow, of what is used here."""
    length, form = array.length, schema.format.decode()
    assert array.offset == 0
    known = bits(array.buffers[0], length)
    if schema.dictionary:
        codes = np.frombuffer(ctypes.string_at(array.buffers[1], length * int(WIDTHS[form][1:])), WIDTHS[form])
        words = values(schema.dictionary.contents, array.dictionary.contents)
        assert len(set(words)) == len(words)        # pandas takes no other
        found: list[Any] = [words[code] if is_known else None for code, is_known in zip(codes, known, strict=True)]
        assert array.null_count == known.count(False)
        return found
    if form in ("U", "Z", "+L"):
        ends = np.frombuffer(ctypes.string_at(array.buffers[1], 8 * (length + 1)), "i8").tolist()
        if form == "+L":
            inner = values(schema.children[0].contents, array.children[0].contents)
            assert array.children[0].contents.length == ends[-1]
            return [inner[a:b] for a, b in itertools.pairwise(ends)]
        data = ctypes.string_at(array.buffers[2], ends[-1])
        parts = [data[a:b] for a, b in itertools.pairwise(ends)]
        return [part.decode() for part in parts] if form == "U" else list(parts)
    if form == "b":
        return bits(array.buffers[1], length)
    dtype = WIDTHS["l" if form.startswith("t") else form]
    numbers = np.frombuffer(ctypes.string_at(array.buffers[1], length * int(dtype[1:])), dtype).tolist()
    assert array.null_count == known.count(False)
    return [number if is_known else None for number, is_known in zip(numbers, known, strict=True)]


def opened(table: Any) -> tuple[object, Stream]:
    """A table's stream, and the capsule that owns it."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    capsule = table.__arrow_c_stream__()
    return capsule, Stream.from_address(pointer(capsule, b"arrow_array_stream"))


def read(table: Any) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """All columns, and their formats."""
    _capsule, stream = opened(table)
    schema = Schema()
    assert stream.get_schema(stream, schema) == 0
    children = [schema.children[at].contents for at in range(schema.n_children)]
    found: dict[str, list[Any]] = {child.name.decode(): [] for child in children}
    while True:
        array = Array()
        assert stream.get_next(stream, array) == 0, stream.get_last_error(stream)
        if not array.release:
            break
        assert array.n_children == len(children)
        for at, child in enumerate(children):
            assert array.children[at].contents.length == array.length
            found[child.name.decode()] += values(child, array.children[at].contents)
        array.release(array)
        assert not array.release
    formats = {child.name.decode(): child.format.decode() for child in children}
    schema.release(schema)
    stream.release(stream)
    return found, formats


def test_sessions_are_told_as_they_are_known(sample_analysis: Analysis) -> None:
    told, formats = read(sample_analysis.sessions)
    assert formats["start"] == "tsn:UTC"
    for row, session in enumerate(sample_analysis.each_session()):
        assert told["id"][row] == session.id
        assert (told["start"][row], told["end"][row]) == (session.start_ns, session.end_ns)
        assert (told["initiator"][row], told["initiator_port"][row]) == (session.initiator, session.initiator_port)
        assert (told["packets_up"][row], told["packets_down"][row]) == session.packets
        assert told["path"][row] == session.path
        assert told["application"][row] == (session.application or None)
        assert told["state"][row] == session.state.name
        assert told["end_reason"][row] == (session.end_reason.text if session.end_reason else None)
        assert told["parent"][row] == (session.parent or None)
        assert told["turned"][row] == session.turned
        assert told["rtt_ns"][row] == (session.tcp.rtt_ns if session.tcp else None)
        assert told["retransmissions_up"][row] == (session.tcp.retransmissions[0] if session.tcp else None)
        assert told["info"][row] == sample_analysis.session_info(session.id)
        kept: dict[str, list[object]] = {}
        for value in session.attributes:
            kept.setdefault(value.name, []).append(value.value)
        for name in sample_analysis.sessions.attributes:
            assert told[name][row] == kept.get(name, []), (session.id, name)
        assert set(kept) <= set(sample_analysis.sessions.attributes)


def test_packets_are_told_as_they_are_known(sample_analysis: Analysis) -> None:
    told, _ = read(sample_analysis.packets)
    table = sample_analysis.packets
    assert told["number"] == list(range(1, len(table) + 1))
    assert told["time"] == table.column("time_ns").tolist()
    assert told["session"] == [session or None for session in table.column("session").tolist()]
    assert told["path"] == [sample_analysis.path_name(path) for path in table.column("path").tolist()]


def test_many_batches_are_one_table(tmp_path: Path) -> None:
    flows = 40_000
    from tests.unit.sessions.test_table import flood
    path = flood(tmp_path, np.arange(flows, dtype=np.uint32), np.zeros(flows, np.uint8), START + np.arange(flows))
    with analyze(path) as analysis:
        told, _ = read(analysis.sessions)
        assert told["id"] == list(range(1, flows + 1))
        assert told["start"] == analysis.sessions.column("start_ns").tolist()
        assert told["initiator_port"] == analysis.sessions.column("initiator_port").tolist()


def test_who_reads_a_part_leaves_no_thread_behind(sample_analysis: Analysis) -> None:
    before = threading.active_count()
    capsule, stream = opened(sample_analysis.packets)
    array = Array()
    assert stream.get_next(stream, array) == 0
    assert array.length
    array.release(array)
    stream.release(stream)
    assert threading.active_count() == before
    del capsule


def test_nobody_needs_to_read_what_is_told(sample_analysis: Analysis) -> None:
    before = sys.getrefcount(sample_analysis.sessions)
    for _ in range(100):
        sample_analysis.sessions.__arrow_c_stream__()
    assert sys.getrefcount(sample_analysis.sessions) <= before + 1


def test_a_capture_without_sessions_is_a_table_without_rows(tmp_path: Path) -> None:
    with analyze(capture(tmp_path, [])) as analysis:
        told, formats = read(analysis.sessions)
        assert set(told["id"]) == set()
        assert formats["id"] == "I"


def test_any_attribute_is_a_column(tmp_path: Path) -> None:
    asked = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\nGET /b HTTP/1.1\r\nHost: two.example\r\n\r\n"
    answered = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"
    frames = [*conversation([(0, asked), (1, answered)]), (5, udp())]
    sessions = analysed(tmp_path, frames).sessions
    assert [*sessions.attributes] == ["http.method", "http.uri", "http.status_code", "http.host"]
    hosts = sessions.attribute("http.host")
    assert (hosts.sessions.tolist(), list(hosts.values)) == ([1, 1], ["one.example", "two.example"])
    codes = sessions.attribute("http.status_code")
    assert (codes.sessions.tolist(), codes.values.tolist()) == ([1, 1], [200, 404])
    assert len(sessions.attribute("tls.server_name").sessions) == 0
    with pytest.raises(KeyError):
        sessions.attribute("http.colour")


def test_rows_are_in_their_order_in_whatever_order_sessions_ended(tmp_path: Path) -> None:
    """Of a question a second, the tenth is asked again for a while: its session outlives those after it."""
    count = 40_000
    again = np.where(np.arange(count) % 10 == 0, 170 * SECOND_NS, 0)
    first = np.arange(count) * SECOND_NS
    times, flows = np.concatenate([first, first + again]), np.tile(np.arange(count, dtype=np.uint32), 2)
    order = np.argsort(times, kind="stable")
    with Analysis(flood(tmp_path, flows[order], np.zeros(2 * count, np.uint8), START + times[order])) as analysis:
        analysis.run()
        sessions = analysis.sessions
        columns, _forms = read(sessions)
        assert columns["id"] == list(range(1, count + 1))
        assert columns["initiator_port"] == [1024 + flow % 50_000 for flow in range(count)]
        assert columns["packets_up"] == [2] * count
        for name in ("first_packet", "last_packet", "bytes_up", "family"):
            assert columns[name] == sessions.column(name).tolist(), name


@pytest.mark.parametrize("library", ["pyarrow", "polars", "pandas", "duckdb"])
def test_other_programs_read_it(library: str, sample_analysis: Analysis) -> None:
    module = pytest.importorskip(library)
    sessions = sample_analysis.sessions
    if library == "duckdb":
        rows = module.connect().register("told", sessions).execute("SELECT sum(bytes_up) FROM told").fetchall()
        assert rows == [(int(sessions.column("bytes_up").sum()),)]
    else:
        frame = {"pyarrow": lambda: module.table(sessions), "polars": lambda: module.DataFrame(sessions),
                 "pandas": lambda: module.DataFrame.from_arrow(sessions)}[library]()
        assert len(frame) == len(sessions)


@pytest.mark.parametrize("rows_together", [32_768, 2])
def test_lines_and_ends_are_those_of_the_sessions(sample_analysis: Analysis, monkeypatch: pytest.MonkeyPatch,
                                                  rows_together: int) -> None:
    monkeypatch.setattr("netloupe_engine.handler.told.BATCH", rows_together)
    asked = []

    def odd(row: int) -> str:
        asked.append(row)
        return sample_analysis.session_info(row + 1).lower()

    lines = sample_analysis.sessions.lines(30, odd)
    clients = sample_analysis.sessions.endpoints("initiator")
    assert len(lines) == len(clients) == len(sample_analysis.sessions)
    for row, session in enumerate(sample_analysis.each_session()):
        info = sample_analysis.session_info(session.id)
        assert lines[row] == info.lower()
        assert (row in asked) >= (len(info) > 30)
        host = f"[{session.initiator}]" if session.family == 6 and session.initiator_port else session.initiator
        assert clients[row] == f"{host}:{session.initiator_port}" if session.initiator_port else host
    assert 0 < len(asked) < len(lines)


@pytest.mark.parametrize("rows_together", [32_768, 2])
def test_what_is_found_in_lines_is_what_they_say(sample_analysis: Analysis, monkeypatch: pytest.MonkeyPatch,
                                                 rows_together: int) -> None:
    monkeypatch.setattr("netloupe_engine.handler.told.BATCH", rows_together)
    infos = [sample_analysis.session_info(id).lower() for id in range(1, len(sample_analysis.sessions) + 1)]
    for text in ("a", "example", ""):
        for count in (None, 7, 0):
            found = sample_analysis.sessions.lines_found(30, infos.__getitem__, count,
                                                         lambda lines, text=text: lines.find(text.encode()))
            assert found.tolist() == [text in info for info in infos[:count]]


def test_attributes_of_the_first_sessions_alone(sample_analysis: Analysis) -> None:
    every = sample_analysis.sessions.attribute("dns.query_name")
    some = sample_analysis.sessions.attribute("dns.query_name", 20)
    count = int((every.sessions <= 20).sum())
    assert 0 < count < len(every.sessions)
    assert some.sessions.tolist() == every.sessions[:count].tolist()
    assert [some.values[at] for at in range(count)] == [every.values[at] for at in range(count)]
