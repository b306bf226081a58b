"""A capture of DNS alone: 200,000 queries with their answers, of the record types that resolvers see, with EDNS.

Transport checksums are zero, which says that there are none. The same seed gives the same file, byte for byte; it is
kept in the cache folder.
"""
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.bench.captures import START_S, cache_folder

MAKER = 1                       # counted up when the file changes
QUERIES, SEED = 200_000, 9
PACE_US, DELAY_US = 250, 100    # from query to query, and from one to its answer
SERVER = bytes((192, 0, 2, 53))
OWNER, TARGET = b"\xc0\x0c", b"\x04host\xc0\x10"        # the name asked for; a host of its domain
OPT = b"\0" + struct.pack("!HHIH", 41, 1232, 0, 0)
POLICY = b"\x1ev=spf1 include:example.net -all"
Records = list[tuple[int, bytes]]


def _addresses(chance: Random) -> Records:
    return [(1, chance.randbytes(4)) for _ in range(chance.randrange(1, 5))]


def _alias(chance: Random) -> Records:
    return [(5, TARGET), *_addresses(chance)]


def _service(chance: Random) -> Records:
    return [(65, b"\0\1\0" + bytes.fromhex("0001000602683202683300040004") + chance.randbytes(4))]


def _signed(chance: Random) -> Records:
    signature = struct.pack("!HBBIIIH", 1, 13, 3, 300, START_S + 1_000_000, START_S, chance.randrange(1 << 16))
    return [*_addresses(chance), (46, signature + b"\7example\0" + chance.randbytes(64))]


# Type asked for, how many of a hundred ask for it, and what is answered.
KINDS: tuple[tuple[int, int, Callable[[Random], Records]], ...] = (
    (1, 30, _addresses), (1, 15, _alias), (1, 4, _signed), (28, 20, lambda chance: [(28, chance.randbytes(16))]),
    (65, 12, _service), (12, 5, lambda _: [(12, TARGET)]),
    (15, 3, lambda _: [(15, b"\0\x0a" + TARGET), (15, b"\0\x14" + TARGET)]),
    (16, 5, lambda chance: [(16, POLICY + b"\x08" + chance.randbytes(4).hex().encode())]),
    (33, 3, lambda chance: [(33, struct.pack("!3H", 1, 2, chance.randrange(1 << 16)) + TARGET)]),
    (6, 3, lambda chance: [(6, TARGET + OWNER + struct.pack("!5I", chance.randrange(1 << 30), 7200, 900, 86400, 300))]))


class Names:
    """The capture."""

    name = f"{QUERIES // 1000}k-names"

    def file(self) -> Path:
        """The capture, made now if it is not in the cache."""
        path = cache_folder() / f"{self.name}-{MAKER}.pcap"
        if not path.exists():
            half_made = path.with_suffix(".part")
            half_made.write_bytes(_capture())
            half_made.rename(path)
        return path


def _capture() -> bytes:
    chance, out = Random(SEED), bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 1))
    for number, (type, _, answer) in enumerate(chance.choices(KINDS, [share for _, share, _ in KINDS], k=QUERIES)):
        labels = (b"w%02d" % chance.randrange(100), b"site%d" % (number % 9000), b"example")
        question = b"".join(bytes([len(label)]) + label for label in labels) + struct.pack("!BHH", 0, type, 1)
        records = answer(chance)
        data = b"".join(OWNER + struct.pack("!HHIH", kind, 1, 300, len(data)) + data for kind, data in records)
        id, client = chance.randrange(1 << 16), bytes((10, number >> 12 & 0xFF, number >> 4 & 0xFF, 1))
        time_us, port = START_S * 1_000_000 + number * PACE_US, 20_000 + number % 40_000
        out += _packet(time_us, client, SERVER, (port, 53),
                       struct.pack("!6H", id, 0x0100, 1, 0, 0, 1) + question + OPT)
        out += _packet(time_us + DELAY_US, SERVER, client, (53, port),
                       struct.pack("!6H", id, 0x8180, 1, len(records), 0, 1) + question + data + OPT)
    return bytes(out)


def _packet(time_us: int, source: bytes, target: bytes, ports: tuple[int, int], message: bytes) -> bytes:
    """A record of the file."""
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 28 + len(message), 0, 0, 64, 17, 0, source, target)
    total = sum(struct.unpack("!10H", header))
    total = (total & 0xFFFF) + (total >> 16)
    header = header[:10] + struct.pack("!H", ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF) + header[12:]
    frame = bytes(12) + b"\x08\0" + header + struct.pack("!4H", *ports, 8 + len(message), 0) + message
    return struct.pack("<IIII", time_us // 1_000_000, time_us % 1_000_000, len(frame), len(frame)) + frame


NAMES = Names()
