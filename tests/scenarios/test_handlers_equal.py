"""What `netloupe analyze` says does not depend on how many handlers say it."""
from collections.abc import Iterator
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from tests.scenarios.foreign import FOLDER, HOSTILE, each
from tests.unit.handler.worst_cases import ip, write


def said(path: Path, folder: Path, *options: str) -> tuple[int, str]:
    """Exit status and JSON of the command."""
    out = folder / "out.json"
    out.unlink(missing_ok=True)
    status = main(["analyze", str(path), "--format", "json", "-o", str(out), *options], window=False)
    return status, out.read_text() if out.exists() else ""


@pytest.mark.parametrize("timeouts", [[], ["--idle-timeout", "none"]], ids=["default timeouts", "no timeouts"])
@pytest.mark.parametrize("path", [*each(FOLDER), *each(HOSTILE)])
def test_the_json_is_the_same_for_any_number_of_handlers(path: Path, timeouts: list[str], tmp_path: Path) -> None:
    alone = said(path, tmp_path, *timeouts)
    assert alone[0] in (0, 1, 2)
    for handlers in ("2", "4"):
        assert said(path, tmp_path, *timeouts, "--handlers", handlers) == alone


@pytest.mark.parametrize("timeouts", [[], ["--idle-timeout", "none"], ["--idle-timeout", "1.5"]])
def test_the_sample_is_the_same_for_any_number_of_handlers(sample: Path, timeouts: list[str], tmp_path: Path) -> None:
    alone = said(sample, tmp_path, *timeouts)
    assert alone[0] == 0
    for handlers in ("2", "3", "4", "9"):
        assert said(sample, tmp_path, *timeouts, "--handlers", handlers) == alone


def fragments_of_too_many_pairs() -> Iterator[bytes]:
    """Datagrams in halves: more begin, each between two hosts of its own, than may wait."""
    for fragment, size in ((0x2000, 1400), (1400 // 8, 100)):
        for host in range(25_000):
            yield ip(bytes(size), 17, source=bytes((10, 9, host >> 8, host & 255)), fragment=fragment)


def test_fragments_are_given_up_alike_for_any_number_of_handlers(tmp_path: Path) -> None:
    path = write(tmp_path / "halves.pcap", fragments_of_too_many_pairs())
    alone = said(path, tmp_path)
    assert "limit.fragments" in alone[1]
    for handlers in ("2", "5", "64"):
        assert said(path, tmp_path, "--handlers", handlers) == alone
