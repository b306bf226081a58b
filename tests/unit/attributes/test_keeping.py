"""What sessions keep of their values: each policy, its quiet limit, the order."""
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.unit.traffic import Timed, analysed, capture, conversation

POLICIES = ("first", "last", "distinct", "all", "count", "sum")
TABLE = '''
from netloupe_engine.protocols.define import Field, Framing, Protocol, counted, f32, i8, text, u8, u16
POLICIES = ("first", "last", "distinct", "all", "count", "sum")
MINE = Protocol(key="mine", title="Mine", reference="-", layer=7, rides_on={"tcp.port": 80},
                framing=Framing(header=3, length=u8, at=2, adds=3),
                layout=(Field("magic", u16, only=(0xBEEF,)), Field("length", u8),
                        *(Field(f"number_{keep}", i8, scope="session", keep=keep, keep_most=5) for keep in POLICIES),
                        *(Field(f"text_{keep}", counted(u8, text), scope="session", keep=keep, keep_most=5)
                          for keep in POLICIES if keep != "sum"),
                        Field("weight", f32, scope="session", keep="sum")))
'''


def said(number: int, word: bytes) -> bytes:
    body = number.to_bytes(1, "big", signed=True) * len(POLICIES)
    body += (bytes([len(word)]) + word) * (len(POLICIES) - 1) + b"\x3f\x00\x00\x00"      # IEEE 754: 0.5
    return b"\xbe\xef" + bytes([len(body)]) + body


def kept(keep: str, values: Sequence[Any]) -> list[Any]:
    """What a policy means."""
    return {"first": values[:1], "last": values[-1:], "distinct": list(dict.fromkeys(values))[:5], "all": values[:5],
            "count": [len(values)], "sum": [sum(values) if isinstance(values[0], int) else 0]}[keep]


def told(path: Path, table: Path, *more: str) -> list[dict[str, Any]]:
    words = [sys.executable, "-m", "netloupe_engine", "analyze", str(path), "--protocols", str(table), *more]
    environment = os.environ | {"XDG_CONFIG_HOME": str(path.parent)}
    done = subprocess.run([*words, "--format", "jsonl"], capture_output=True, text=True, check=True, env=environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("more", [(), ("--handlers", "2")])
def test_every_policy_keeps_what_it_says_and_no_limit_is_a_warning(tmp_path: Path, more: tuple[str, ...]) -> None:
    dice = random.Random(5)
    sessions = [[(dice.randrange(-9, 9), dice.choice([b"", b"a", b"b", b"cc", b"a long one, said often"]))
                 for _ in range(dice.choice([1, 2, 5, 40]))] for _ in range(12)]
    frames: list[Timed] = []
    for at, values in enumerate(sessions):
        frames += conversation([(0, said(*value)) for value in values], at / 100, ports=(2000 + at, 80))
    table = tmp_path / "mine.py"
    table.write_text(TABLE)
    rows = told(capture(tmp_path, sorted(frames, key=lambda frame: frame[0])), table, *more)
    by_port = {row["initiator_port"]: row for row in rows}
    for at, values in enumerate(sessions):
        row = by_port[2000 + at]
        assert row["findings"] == []
        numbers, words = [number for number, _ in values], [word.decode() for _, word in values]
        expected = {f"mine.number_{keep}": kept(keep, numbers) for keep in POLICIES}
        expected |= {f"mine.text_{keep}": kept(keep, words) for keep in POLICIES if keep != "sum"}
        assert row["attributes"] == expected | {"mine.weight": [len(values) / 2]}


@pytest.mark.parametrize(("good", "bad", "why"), [
    ('keep="sum")', 'keep="most")', "keep is one of"),
    ("keep_most=5) for keep in POLICIES)", "keep_most=0) for keep in POLICIES)", "keep_most is 1 to"),
    (' if keep != "sum")', ")", "has no sum"),
])
def test_a_table_that_wants_what_there_is_not_is_told_so(tmp_path: Path, good: str, bad: str, why: str) -> None:
    table = tmp_path / "mine.py"
    table.write_text(TABLE.replace(good, bad))
    assert good in TABLE
    words = [sys.executable, "-m", "netloupe_engine", "--protocols", str(table), "protocols"]
    done = subprocess.run(words, capture_output=True, text=True, check=False,
                          env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)})
    assert why in done.stderr


MANY = 40
MANY_TABLE = f'''
from netloupe_engine.protocols.define import Field, Framing, Protocol, u8, u16
MINE = Protocol(key="mine", title="Mine", reference="-", layer=7, rides_on={{"tcp.port": 80}},
                framing=Framing(header=3, length=u8, at=2, adds=3),
                layout=(Field("magic", u16, only=(0xBEEF,)), Field("length", u8),
                        *(Field(f"number_{{at}}", u8, scope="session", keep="all") for at in range({MANY}))))
'''


def test_a_session_keeps_more_attributes_than_a_hint_of_them_has_bits(tmp_path: Path) -> None:
    table = tmp_path / "mine.py"
    table.write_text(MANY_TABLE)
    messages = [bytes([0xBE, 0xEF, MANY, *range(first, first + MANY)]) for first in (0, 100)]
    row, = told(capture(tmp_path, conversation([(0, message) for message in messages])), table)
    assert row["attributes"] == {f"mine.number_{at}": [at, 100 + at] for at in range(MANY)}


def requests(count: int) -> list[tuple[int, bytes]]:
    return [message for at in range(count) for message in (
        (0, b"GET /%d HTTP/1.1\r\nHost: a.example\r\n\r\n" % at),
        (1, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))]


def test_values_come_in_the_order_in_which_they_were_read(tmp_path: Path) -> None:
    pipelined = b"".join(data for way, data in requests(30) if way == 0)
    with analysed(tmp_path, conversation([(0, pipelined), *requests(5)])) as analysis:
        values = [(value.name, value.value) for value in analysis.session_attributes(1)
                  if value.name in ("http.method", "http.uri")]
        assert values[:60] == [pair for at in range(30) for pair in (("http.method", "GET"), ("http.uri", f"/{at}"))]
