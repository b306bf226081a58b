"""Finding in packets against looking at each packet by itself."""
import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import Analysis, analyze
from netloupe_engine.capture.packet_bytes import gather
from netloupe_engine.search.packets import find_in_packets
from netloupe_engine.search.pattern import compile_pattern

SAMPLE = "resources/captures/sample.pcapng"


@pytest.fixture(scope="module")
def sample() -> Iterator[Analysis]:
    with analyze(SAMPLE) as analysis:
        yield analysis


@pytest.fixture(scope="module")
def packets(sample: Analysis) -> list[bytes]:
    return [sample.packet_bytes(number) for number in range(1, len(sample.packets) + 1)]


def found(analysis: Analysis, text: str, how: str, ignore_case: bool = False) -> list[tuple[int, int, int]]:
    with analysis.reading() as source:
        return [(row + 1, at, end) for row, at, end, _ in find_in_packets(
            source, analysis.packets.column("at"), compile_pattern(text, how, ignore_case))]


@given(st.data())
def test_rows_of_bytes_as_brute_force_finds_them(sample: Analysis, packets: list[bytes], data: st.DataObject) -> None:
    packet = packets[data.draw(st.integers(0, len(packets) - 1))]
    at = data.draw(st.integers(0, len(packet) - 1))
    octets = packet[at:at + data.draw(st.integers(1, 12))]
    expected = [(number, one.start(), one.end()) for number, packet in enumerate(packets, 1)
                for one in re.finditer(re.escape(octets), packet)]
    assert found(sample, octets.hex(), "hex") == expected


@pytest.mark.parametrize("expression", [r"[0-9]{3} [A-Z]+", r"^\x02", r"\x00$", r"Host: \S+", r"(?s)a.b",
                                        r"\bexample\b", "e+"])
def test_expressions_as_brute_force_finds_them(sample: Analysis, packets: list[bytes], expression: str) -> None:
    expected = [(number, one.start(), one.end()) for number, packet in enumerate(packets, 1)
                for one in re.finditer(expression.encode().replace(b"$", b"\\Z"), packet)]
    assert found(sample, expression, "regex") == expected != []


def test_bytes_are_gathered_in_pieces(sample: Analysis, packets: list[bytes]) -> None:
    places, gathered, start = sample.packets.column("at"), [], 0
    with sample.reading() as source:
        while start < len(places):
            data, ends = gather(source, places, start, 3_000)
            assert len(data) <= 3_000 or len(ends) == 1
            gathered += [data[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
            start += len(ends)
        assert gather(source, np.array([1 << 40], np.uint64), 0, 10) == (b"", [0])
    assert gathered == packets
