"""A capture read while it is written says what it says when it is read afterwards."""
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import Settings, analyze
from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CaptureError
from tests.scenarios.foreign import FOLDER, HOSTILE, each
from tests.unit.living import Live, document, living

PIECES = 12
PCAPNG = b"\x0a\x0d\x0d\x0a"
settings = pytest.mark.parametrize("settings", [
    pytest.param(Settings(handlers=handlers) if timeouts else Settings(handlers=handlers).without_idle_timeouts(),
                 id=f"{handlers} handlers, {'default' if timeouts else 'no'} timeouts")
    for handlers in (1, 2) for timeouts in (True, False)])


def written(live: Live, data: bytes, seed: int) -> None:
    """Some pieces, cut anywhere, each analysed before the next is written, more or less."""
    cuts = np.sort(np.random.default_rng(seed).integers(1, max(2, len(data)), PIECES))
    bounds = [0, *(int(cut) for cut in cuts), len(data)]
    for start, end in pairwise(bounds):
        live.recorder.write(data[start:end])
        live.analysis.wait(0.003)


@settings
@pytest.mark.parametrize("path", [*each(FOLDER), *each(HOSTILE)])
def test_the_json_is_the_same(path: Path, settings: Settings, tmp_path: Path) -> None:
    data = path.read_bytes()
    with living(tmp_path, settings) as live:
        file = live.recorder.begin()
        written(live, data, len(data))
        live.rest()
        try:
            with analyze(file, settings.handlers, settings) as offline:
                if offline.capture.compression:
                    return
                assert document(live.analysis) == document(offline)
        except CaptureError:
            assert len(live.analysis.packets) == 0


@settings
def test_the_sample_is_the_same(sample: Path, settings: Settings, tmp_path: Path) -> None:
    with living(tmp_path, settings, watched=False) as live:
        file = live.recorder.begin()
        written(live, sample.read_bytes(), 5)
        live.rest()
        with analyze(file, settings.handlers, settings) as offline:
            assert document(live.analysis) == document(offline)


def without_path(text: str) -> str:
    return re.sub(r'"capture": \{"path": "[^"]*", "format": "pcap(ng)?"', "", text)


@settings
@pytest.mark.parametrize("path", each(FOLDER))
def test_a_capture_stopped_and_continued_is_the_same(path: Path, settings: Settings, tmp_path: Path) -> None:
    """In three runs, each a file of its own: at each rest it is what its files say, at the end what the whole says."""
    data = path.read_bytes()
    try:
        with CaptureFile(path) as file:
            places = [packet[6] for packet in file.packets()]
            if file.format != "pcap" or file.damage or file.compression or len(places) < 3:
                return
    except CaptureError:
        return
    cuts = [places[len(places) // 3], places[2 * len(places) // 3], len(data)]
    begin = 24
    with living(tmp_path, settings) as live:
        for run, end in enumerate(cuts):
            (live.go_on if run else live.recorder.begin)(data[:24] + data[begin:end])
            begin = end
            live.rest()
            so_far = tmp_path / "so far.pcap"
            so_far.write_bytes(data[:end])
            with analyze(so_far, settings.handlers, settings) as offline:
                assert without_path(document(live.analysis)) == without_path(document(offline))
        saved = tmp_path / "saved.pcapng"
        assert live.analysis.save(saved) == len(places)
        with analyze(saved, settings.handlers, settings) as kept:
            assert without_path(document(live.analysis)) == without_path(document(kept))
