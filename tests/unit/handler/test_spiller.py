"""Stores that go to disk: what is read of them stays the same, memory is given back, and a full disk is no disaster."""
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine.analysis import Analysis
from netloupe_engine.model import Settings
from tests.bench.captures import Recipe

PLACES = ("handler", "history", "attributes", "inner")      # in a handler's memory: not the same for any N
MANY = Recipe("many", 150_000, 50_000, 100, dns_share=0.45, refused_share=0.35)

# Run where a file may not grow beyond a megabyte, which is what a full disk is to whoever writes.
ON_A_FULL_DISK = """
import json, resource, sys
from netloupe_engine.analysis import Analysis
from netloupe_engine.model import Settings
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
with Analysis(sys.argv[1], Settings(spill_bytes=0)).run() as analysis:
    use = analysis.memory
    print(json.dumps({"bytes": int(analysis.sessions.column("bytes_up").sum()), "packets": len(analysis.packets),
                      "findings": [row.text for row in analysis.findings() if row.kind == "limit.spill"],
                      "stores": use.stores, "spilled": use.spilled}))
"""


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETLOUPE_BENCH_CACHE", str(tmp_path_factory.mktemp("captures")))
        return MANY.file()


@pytest.fixture(scope="module")
def unspilled(capture: Path) -> Iterator[Analysis]:
    with Analysis(capture).run() as analysis:
        yield analysis


@pytest.mark.parametrize("handlers", [1, 2])
def test_what_is_on_disk_reads_as_from_memory(capture: Path, unspilled: Analysis, handlers: int) -> None:
    with Analysis(capture, Settings(spill_bytes=0, handlers=handlers)).run() as analysis:
        assert analysis.memory.spilled > 10 << 20
        for name in analysis.sessions.names:
            if name not in PLACES:
                assert np.array_equal(analysis.sessions.column(name), unspilled.sessions.column(name)), name
        for name in analysis.packets.names:
            if name != "path":      # numbers of paths depend on who met them first
                assert np.array_equal(analysis.packets.column(name), unspilled.packets.column(name)), name
        for session in range(1, len(analysis.sessions) + 1, 997):
            assert analysis.session(session) == unspilled.session(session)
        assert analysis.findings() == unspilled.findings()
        assert analysis.protocols() == unspilled.protocols()
        assert analysis.packet(70_000) == unspilled.packet(70_000)


def test_memory_stays_where_it_may_be(capture: Path, unspilled: Analysis) -> None:
    limit = 8 << 20
    with Analysis(capture, Settings(spill_bytes=limit)).run() as analysis:
        use, before = analysis.memory, unspilled.memory
        assert before.spilled == 0
        assert before.stores > 2 * limit
        assert use.stores <= limit
        assert use.stores + use.spilled == before.stores


def test_rows_may_be_written_and_read_while_they_move(capture: Path, unspilled: Analysis) -> None:
    """Somebody watches: rows of living sessions are on disk already, and change there."""
    with Analysis(capture, Settings(spill_bytes=0)) as analysis:
        analysis.start()
        while not analysis.wait(0.005):
            snapshot = analysis.snapshot()
            packets = analysis.sessions.column("packets_up", 0, snapshot.sessions).sum()
            assert packets <= len(unspilled.packets)
        for name in ("packets_up", "bytes_down", "state", "end_ns", "first_packet"):
            assert np.array_equal(analysis.sessions.column(name), unspilled.sessions.column(name)), name


def test_a_full_disk_leaves_the_rest_in_memory(capture: Path, unspilled: Analysis) -> None:
    command = [sys.executable, "-c", ON_A_FULL_DISK, str(capture)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["bytes"] == int(unspilled.sessions.column("bytes_up").sum())
    assert found["packets"] == len(unspilled.packets)
    assert found["spilled"] <= 1 << 20
    assert found["stores"] + found["spilled"] == unspilled.memory.stores
    assert len(found["findings"]) == 1
    assert os.strerror(27) in found["findings"][0]         # EFBIG


def test_no_folder_no_spill_but_rows(capture: Path, unspilled: Analysis) -> None:
    with Analysis(capture, Settings(spill_bytes=0, spill_folder="/nowhere/at/all")).run() as analysis:
        assert analysis.memory.spilled == 0
        assert len(analysis.sessions) == len(unspilled.sessions)
        assert [row.kind for row in analysis.findings()].count("limit.spill") == 1


def test_nothing_is_left_behind(capture: Path, tmp_path: Path) -> None:
    with Analysis(capture, Settings(spill_bytes=0, spill_folder=str(tmp_path))).run() as analysis:
        assert analysis.memory.spilled
        assert not list(tmp_path.iterdir())
