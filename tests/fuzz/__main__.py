"""Long runs: `python -m tests.fuzz [--seconds N] [--seed N] [NAME...]`, each harness in a process of its own.

What made a process die, hang or complain is left in the folder that is named, and
`python -m tests.fuzz --again FILE NAME` runs it once more.
"""
import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.driver import Harness, fuzz, timed
from tests.fuzz.harnesses import HARNESSES

HANG_S = 120                    # more than this beyond its time, and a run hangs


def child(harness: Harness, seed: int, seconds: float, kept: Path) -> int:
    report = fuzz(harness, seed, seconds=seconds, kept=kept)
    print(f"{harness.name}: {report.inputs} inputs, {len(report.ways)} ways", flush=True)
    return 0


def parent(names: list[str], seed: int, seconds: float) -> int:
    folder = Path(tempfile.mkdtemp(prefix="netloupe-fuzz-"))
    failed = []
    for name in names:
        kept = folder / name
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.fuzz", "--child", str(kept), "--seed", str(seed),
                   "--seconds", str(seconds), name]
        try:
            status = subprocess.run(command, check=False, timeout=seconds + HANG_S).returncode
        except subprocess.TimeoutExpired:
            status = -1
        if status:
            failed.append(name)
            print(f"{name}: FAILED ({status}); the input is {kept}", flush=True)
    return 1 if failed else 0


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m tests.fuzz")
    words.add_argument("names", nargs="*", metavar="NAME", help=", ".join(HARNESSES))
    words.add_argument("--seconds", type=float, default=300, help="for each harness (300)")
    words.add_argument("--seed", type=int, default=int(time.time()))
    words.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    words.add_argument("--again", type=Path, metavar="FILE", help="run this one input")
    given = words.parse_args()
    names = given.names or list(HARNESSES)
    if unknown := [name for name in names if name not in HARNESSES]:
        words.error(f"no harness {', '.join(unknown)}")
    if given.again:
        print(timed(HARNESSES[names[0]], given.again.read_bytes()))
        return 0
    if given.child:
        return child(HARNESSES[names[0]], given.seed, given.seconds, given.child)
    print(f"seed {given.seed}, {given.seconds:g} s each", flush=True)
    return parent(names, given.seed, given.seconds)


if __name__ == "__main__":
    sys.exit(main())
