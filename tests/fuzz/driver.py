"""Mutate, run, watch the time: what all harnesses share.

A harness is a function of bytes that raises nothing, whatever it is given. Inputs are its seeds, changed; an input that
made nothing wrong but took a new way (other answers than any before) becomes a seed. Every input lies in a file before
it runs, so that a crash of the process leaves the one that made it.
"""
import hashlib
import os
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

EDGES = (b"\0", b"\1", b"\x7f", b"\x80", b"\xff", b"\0\0", b"\xff\xff", b"\x7f\xff", b"\x80\0", b"\0\0\0\0",
         b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xc0\x0c", b"\r\n", b"\n", b" ", b"0" * 20, b":")
SIZE_MAX = 1 << 18              # bytes of an input: enough for every limit that a message can meet
CORPUS_MAX = 2000               # seeds kept
PACE = 5 if "libasan" in os.environ.get("LD_PRELOAD", "") else 1    # all takes so much longer under sanitizers
BASE_S = 0.1 * PACE             # processor time any input may take ...
PER_BYTE_S = 4e-6 * PACE        # ... and for each byte of it: about a hundred times the ordinary


class TooSlowError(AssertionError):
    """An input took more processor time than its size explains."""


@dataclass(frozen=True)
class Harness:
    """Something to be fed: `run` answers what it came to, which tells inputs apart, or raises if something is wrong."""

    name: str
    run: Callable[[bytes], Hashable]
    seeds: Callable[[], list[bytes]]


@dataclass
class Report:
    """How far a run came."""

    inputs: int = 0
    ways: set[Hashable] = field(default_factory=set)


def mutated(random: Random, corpus: list[bytes]) -> bytes:
    """One of the inputs known, changed in a few places."""
    data = bytearray(random.choice(corpus))
    for _ in range(1 << random.randrange(5)):
        at = random.randrange(len(data) + 1)
        size = min(1 << random.randrange(11), len(data) - at)
        match random.randrange(8):
            case 0 if data:
                data[at % len(data)] ^= 1 << random.randrange(8)
            case 1 if data:
                data[at % len(data)] = random.randrange(256)
            case 2:
                edge = random.choice(EDGES)
                data[at:at + len(edge)] = edge
            case 3:
                data[at:at] = random.choice(EDGES) * random.choice((1, 1, 2, 100))
            case 4:
                del data[at:at + size]
            case 5:
                data[at:at] = data[at:at + size] * random.choice((1, 1, 3, 40))
            case 6:
                other = random.choice(corpus)
                begin = random.randrange(len(other) + 1)
                data[at:at + size] = other[begin:begin + size]
            case _ if random.random() < 0.2:
                del data[at:]
    return bytes(data[:SIZE_MAX])


def timed(harness: Harness, data: bytes) -> Hashable:
    """Run one input; raises TooSlowError when it is slow three times out of three."""
    allowed = BASE_S + PER_BYTE_S * len(data)
    for _ in range(3):
        begun = time.process_time()
        way = harness.run(data)
        spent = time.process_time() - begun
        if spent <= allowed:
            return way
    raise TooSlowError(f"{harness.name}: {spent:.2f} s for {len(data)} bytes, {allowed:.2f} s allowed")


def fuzz(harness: Harness, seed: int, *, inputs: int | None = None, seconds: float | None = None,
         kept: Path | None = None) -> Report:
    """Run `inputs` inputs, or for `seconds`. The one that runs lies in `kept`; it is gone when all went well."""
    random = Random(f"{harness.name} {seed}")
    corpus = harness.seeds()
    report = Report()
    begun = time.monotonic()
    first = len(corpus)
    while (inputs is None or report.inputs < inputs) and (seconds is None or time.monotonic() - begun < seconds):
        data = corpus[report.inputs] if report.inputs < first else mutated(random, corpus)
        if kept is not None:
            kept.write_bytes(data)
        way = timed(harness, data)
        report.inputs += 1
        if way not in report.ways:
            report.ways.add(way)
            if report.inputs > first:
                corpus.append(data)
                if len(corpus) > CORPUS_MAX:
                    del corpus[random.randrange(first, len(corpus))]
    if kept is not None:
        kept.unlink(missing_ok=True)
    return report


def digest(*parts: object) -> str:
    """A short name for what a run came to."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
