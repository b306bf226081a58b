"""Running commands side by side, and the lines that say how they compare."""
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True)
class Line:
    """One measured figure and what it may be at most (or at least)."""

    name: str
    value: float
    budget: float
    unit: str = ""
    at_least: bool = False
    note: str = ""

    def __str__(self) -> str:
        kept = self.value >= self.budget if self.at_least else self.value <= self.budget
        sign = "≥" if self.at_least else "≤"
        return (f"{'within' if kept else 'OVER  '}  {self.name:<58} {self.value:>9.3g} {self.unit:<4}"
                f" {sign} {self.budget:g}  {self.note}")


def netloupe(*arguments: str) -> list[str]:
    """The installed command, as a user runs it."""
    return [str(Path(sys.executable).with_name("netloupe")), *arguments]


def tcpdump(capture: Path) -> list[str]:
    """The yardstick: read every packet of a capture and write it nowhere."""
    keep_identity = ["-Z", "root"] if os.geteuid() == 0 else []     # else root becomes another user and owns /dev/null
    return ["tcpdump", *keep_identity, "-r", str(capture), "-w", "/dev/null"]


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall_s, usage.ru_utime + usage.ru_stime)


def warm(path: Path) -> None:
    """Bring a file into the page cache."""
    with path.open("rb") as file:
        while file.read(1 << 24):
            pass


def paired(ours: Callable[[], Cost], theirs: Callable[[], Cost], runs: int = RUNS) -> tuple[Cost, Cost]:
    """Medians of runs that take turns, so that both meet the same disturbances."""
    rows = [(ours(), theirs()) for _ in range(runs)]

    def median(side: int) -> Cost:
        return Cost(statistics.median(row[side].wall_s for row in rows),
                    statistics.median(row[side].cpu_s for row in rows))
    return median(0), median(1)
