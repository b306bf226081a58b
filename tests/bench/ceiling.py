"""How many packets a second the capture helper, and dumpcap beside it, put on the disk without losing one.

Both listen on one end of the same pair of virtual devices, in a network namespace of their own; `flood.c` sends into
the other. The ceiling is found by halving: a rate is held when every packet sent is in the file. The two take turns.
"""
import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from netloupe_engine.capture.live import locate
from netloupe_engine.capture.live.dumpcap import DumpcapRecorder
from netloupe_engine.capture.live.helper import HelperRecorder
from netloupe_engine.capture.live.launch import Way
from netloupe_engine.model import CaptureOptions

SIZE, SECONDS, STEPS = 300, 2.0, 7
NAMES = ("helper", "dumpcap")
NAMESPACE = "netloupe-ceiling"
INSIDE = ("ip", "netns", "exec", NAMESPACE)
SOURCE = Path(__file__).with_name("flood.c")


@dataclass(frozen=True)
class Trial:
    """One run at one rate."""

    sent: int
    rate: float         # reached, packets a second
    kept: int           # in the file
    cpu_s: float        # of the recorder

    @property
    def is_lossless(self) -> bool:
        return self.kept == self.sent

    @property
    def cpu_us(self) -> float:
        """Of the recorder, a packet."""
        return self.cpu_s / max(self.kept, 1) * 1e6


def possible() -> str:
    """Why this cannot be measured here; empty if it can."""
    if os.geteuid() != 0:
        return "only root can make network namespaces"
    for program in ("ip", "cc", "dumpcap"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    return "" if locate.bundled() is not None else "the helper is not built"


@contextlib.contextmanager
def pair(folder: Path) -> Iterator[Path]:
    """Devices c0 -- c1 in a namespace, and the program that floods them."""
    flood = folder / "flood"
    subprocess.run(["cc", "-O2", "-o", flood, SOURCE], check=True)
    subprocess.run(["ip", "netns", "add", NAMESPACE], check=True)
    try:
        for words in ("link add c0 type veth peer name c1", "link set c0 up", "link set c1 up"):
            subprocess.run(["ip", "-n", NAMESPACE, *words.split()], check=True)
        # nobody but the recorder is to see the packets
        subprocess.run([*INSIDE, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1"], check=False)
        yield flood
    finally:
        subprocess.run(["ip", "netns", "del", NAMESPACE], check=True)


def children_cpu_s() -> float:
    """What all ended children have used."""
    times = os.times()
    return times.children_user + times.children_system


def send(flood: Path, rate: float) -> tuple[int, float, float]:
    """Answers packets sent, seconds, and CPU seconds of the sender."""
    before = children_cpu_s()
    command = [*INSIDE, str(flood), "c1", f"{rate:.0f}", str(SECONDS), str(SIZE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    sent, seconds = done.stdout.split()
    return int(sent), float(seconds), children_cpu_s() - before


def recorder(name: str, path: Path) -> HelperRecorder | DumpcapRecorder:
    """Either of the two, in the namespace, with the same buffer."""
    options = CaptureOptions(("c0",), filter="udp", buffer_bytes=32 << 20)
    if name == "dumpcap":
        return DumpcapRecorder(options, path, prefix=INSIDE)
    return HelperRecorder(options, path, way=Way("helper", (*INSIDE, str(locate.bundled()))))


def trial(name: str, flood: Path, folder: Path, rate: float) -> Trial:
    """Send at this rate for a while, and look what is in the file."""
    path = folder / "trial.pcapng"
    before = children_cpu_s()
    made = recorder(name, path)
    made.start()
    try:
        sent, seconds, cpu_s = send(flood, rate)
        time.sleep(0.3)
    finally:
        made.stop()
        made.close()
    kept = made.status.packets
    path.unlink()
    return Trial(sent, sent / seconds, kept, children_cpu_s() - before - cpu_s)


def ceilings() -> dict[str, Trial]:
    """For each of NAMES the run at the highest rate it held; and for "sender" one with nobody listening."""
    with tempfile.TemporaryDirectory(prefix="netloupe-bench-", dir=os.environ.get("NETLOUPE_BENCH_CACHE")) as name:
        folder = Path(name)
        with pair(folder) as flood:
            sent, seconds, cpu_s = send(flood, 0)
            best = {"sender": Trial(sent, sent / seconds, 0, cpu_s)}
            bounds = dict.fromkeys(NAMES, (0.0, sent / seconds * 1.05))
            for step in range(STEPS):
                for who in NAMES:
                    low, high = bounds[who]
                    run = trial(who, flood, folder, high if step == 0 else (low + high) / 2)
                    if run.is_lossless:
                        best[who] = max(best.get(who, run), run, key=lambda other: other.rate)
                        bounds[who] = max(low, run.rate), high
                    else:
                        bounds[who] = low, min(high, run.rate)
            return {who: best.get(who, Trial(0, 0, 0, 0)) for who in ("sender", *NAMES)}
