"""Compressed and encrypted bytes, and texts, are nobody's: first payloads of usual sizes, from hosts that never met."""
import base64
import bz2
import gzip
import json
import lzma
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from netloupe_engine import Analysis, analyze
from tests.unit.capture.builders import Packet as Record
from tests.unit.capture.builders import pcap
from tests.unit.classify.test_random import TCP, UDP, frame, named, registered
from tests.unit.traffic import FOREVER, START

COUNT = 10_000
WORDS = ("the", "of", "and", "to", "in", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not")


def prose(random: Random) -> bytes:
    return " ".join(random.choice(WORDS) for _ in range(60)).encode()


def encrypted(random: Random) -> bytes:
    cipher = Cipher(algorithms.AES(random.randbytes(32)), modes.CTR(random.randbytes(16))).encryptor()
    return cipher.update(prose(random))


def deflated(random: Random) -> bytes:
    """Without a header."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(prose(random)) + packer.flush()


def middle(random: Random) -> bytes:
    """Of something compressed that began before."""
    whole = zlib.compress(b" ".join(prose(random) for _ in range(4)))
    return whole[random.randrange(2, len(whole) // 2):]


def written(random: Random) -> bytes:
    """Numbers and texts as programs keep them, which is JSON."""
    return json.dumps({random.choice(WORDS): random.random() for _ in range(5)}).encode()


KINDS: dict[str, Callable[[Random], bytes]] = {
    "encrypted": encrypted, "deflate": deflated, "middle": middle, "zlib": lambda random: zlib.compress(prose(random)),
    "gzip": lambda random: gzip.compress(prose(random), mtime=random.randrange(1 << 31)),
    "xz": lambda random: lzma.compress(prose(random), preset=0), "bzip2": lambda random: bz2.compress(prose(random), 1),
    "base64": lambda random: base64.b64encode(random.randbytes(200)), "prose": prose, "json": written,
    "utf-16": lambda random: prose(random).decode().encode("utf-16-le"),
    "numbers": lambda random: b"".join(random.randrange(1 << 16).to_bytes(4, "little") for _ in range(40)),
    "counter": lambda random: b"".join((random.randrange(1 << 20) + at).to_bytes(4) for at in range(40))}


def played(folder: Path, transport: int) -> Analysis:
    """One packet of each of many hosts, of each kind as often as of the others, to ports of nobody."""
    random, path = Random(7511), folder / "made.pcap"
    strangers = sorted({*range(1024, 0x10000)} - {*registered(transport)})
    kinds = list(KINDS.values())
    path.write_bytes(pcap(
        Record(frame(number, transport, (random.choice(strangers), random.choice(strangers)),
                     kinds[number % len(kinds)](random)), START + number * 10**6) for number in range(COUNT)))
    return analyze(path, 1, FOREVER)


@pytest.mark.parametrize("transport", [TCP, UDP])
def test_what_says_nothing_of_itself_has_no_label(tmp_path: Path, transport: int) -> None:
    """But for one in 10,000."""
    analysis = played(tmp_path, transport)
    found = Counter((list(KINDS)[(session.id - 1) % len(KINDS)], label) for session in analysis.each_session()
                    if (label := session.path.split(".")[-1]) not in ("tcp", "udp", "unknown"))
    assert sum(found.values()) <= COUNT // 10_000, found
    assert sum(named(analysis).values()) == sum(found.values())
    assert not any(analysis.sessions.column("service"))
