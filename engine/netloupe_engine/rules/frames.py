"""Packets that rules look at again."""
from collections.abc import Iterator

import numpy as np

from .facts import Facts
from .layers import offsets_with

READ_MAX = 50_000       # packets that a rule reads again: the first ones


def frames_with(facts: Facts, protocol: str) -> Iterator[tuple[int, bytes]]:
    """Packets whose network layer, or the one behind it, is of a protocol: number, and the bytes from their network
    layer on."""
    offsets = offsets_with(facts.run, protocol)
    if not offsets:
        return
    paths = facts.packet_column("path")
    for row in np.flatnonzero(np.isin(paths, list(offsets)))[:READ_MAX].tolist():
        yield row + 1, facts.bytes_of(row + 1)[offsets[int(paths[row])]:]
