"""Files of a capture: how many are kept, and what they hold."""
from pathlib import Path

from netloupe_engine.capture.live.files import Files
from netloupe_engine.capture.live.segments import Segments


def test_a_ring_deletes_the_oldest(tmp_path: Path) -> None:
    segments = Segments()
    files = Files(segments, keep=2)
    for number in range(4):
        path = tmp_path / f"x_{number + 1:05}.pcapng"
        path.touch()
        files.begin(path)
        path.write_bytes(bytes(100 + number))
    files.end()
    assert [Path(path).name for path in files.paths] == ["x_00003.pcapng", "x_00004.pcapng"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x_00003.pcapng", "x_00004.pcapng"]
    assert files.bytes == 102 + 103
    assert [segment.dropped for segment in segments.all()] == [True, True, False, False]
