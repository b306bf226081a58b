"""The interpreter of layouts: random tables, and random conversations for them.

The first bytes of an input choose the table: words that contradict each other are refused when they are compiled, all
others must read anything. What they read lies before memory that cannot be read (protocols/inspect).
"""
from collections.abc import Callable, Hashable
from random import Random
from typing import Any

from netloupe_engine.layouts import ber
from netloupe_engine.model import Severity
from netloupe_engine.protocols import define as d
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import Field, Finding, Mode, Protocol
from netloupe_engine.protocols.layout_twin import layout_twin
from tests.fuzz.driver import Harness, digest

TABLE = 4                       # bytes of an input that choose its table
CUT = 3                         # ... and how its conversation is cut
DEPTH = 4
NUMBERS = (d.u8, d.u16, d.u24, d.u32, d.u48, d.u64, d.le16, d.le24, d.le32, d.le64, d.i8, d.i24, d.i64, d.lei32, d.flag,
           d.varint, d.leb128, d.zigzag, d.ended((b" ", b"\n"), d.decimal), d.sized(2, d.hexadecimal),
           d.sized(3, d.unsigned))
OTHERS = (d.f32, d.f64, d.lef32, d.mac, d.ipv4, d.ipv6, d.text, d.octets, d.trimmed, d.cstring, d.word, d.unix32,
          d.unix64, d.unix64_ms, d.ntp64, d.ntp_short, d.filetime, d.duration_ms, d.xdr_string, ber.oid,
          d.ended((b"\r\n", b"\n"), or_end=True), d.counted(d.u8, d.text), d.counted(d.leb128, d.octets),
          d.counted(d.u16, d.mac), d.sized(5, d.text), d.padded(4, d.u8), d.sized(8, d.integer), d.partial_ipv4,
          d.sized(6, d.utf16), d.guid,
          d.sized(3, d.partial_ipv6), d.unix48, d.domain_name)
SAID = tuple(type for type in NUMBERS + OTHERS if type.kind not in (d.Kind.FLOAT, d.Kind.MAC))
LITERALS = (b" ", b"\n", b"ab", b"\0\1", b"200", b"(")
TAGS = (2, 4, 6, 0x30, 0x31, 0x80, 0xA0, 0xA1)


class _Maker:
    """Makes one table. What it says depends on the seed alone."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.fields: list[Field] = []
        self.numbers: list[str] = []

    def field(self, types: tuple[d.Type, ...] = NUMBERS + OTHERS, **more: Any) -> Field:
        type = self.random.choice(types)
        if self.fields and self.random.random() < 0.2:
            return self.random.choice(self.fields)
        made = Field(f"f{len(self.fields)}", type, **more)
        self.fields.append(made)
        if type in NUMBERS or type.kind == d.Kind.STRING:
            self.numbers.append(made.name)
        return made

    def number(self) -> Field:
        made = Field(f"f{len(self.fields)}", self.random.choice(NUMBERS), only=self.only())
        self.fields.append(made)
        self.numbers.append(made.name)
        return made

    def only(self) -> tuple[Any, ...]:
        return () if self.random.random() < 0.8 else (self.random.randrange(4), range(5, self.random.randrange(6, 200)))

    def expression(self) -> Any:
        choice = self.random.randrange(6)
        if choice == 0 or not self.numbers:
            return self.random.choice((0, 1, 2, 3, 7, 100, -1, 1 << 40))
        name = d.of(self.random.choice(self.numbers))
        return (name, name * self.random.choice((1, 4, 8, -1, 1 << 62)), name - 2, name + d.left, d.left - 1,
                d.total - d.here)[choice]

    def condition(self, depth: int = 0) -> Any:
        match self.random.randrange(9 if depth < 3 else 6):
            case 0:
                return d.way == self.random.randrange(2)
            case 1:
                return d.left > self.random.randrange(5)
            case 2:
                return d.ahead(self.random.choice(NUMBERS[:6]), self.random.randrange(4),
                               behind=self.random.randrange(3))
            case 3:
                return d.begins(self.random.choice(LITERALS))
            case 4:
                return d.digits(self.random.randrange(4)) | d.contains(self.random.choice(LITERALS))
            case 5:
                given = d.expression(self.expression())
                return given < self.random.randrange(300) if self.random.random() < 0.5 else (given & 1) == 1
            case 6:
                return ~self.condition(depth + 1)
            case 7:
                return self.condition(depth + 1) & self.condition(depth + 1)
            case _:
                return self.condition(depth + 1) | self.condition(depth + 1)

    def words(self, depth: int = 0) -> tuple[Any, ...]:
        return tuple(self.word(depth) for _ in range(self.random.randrange(1, 5)))

    def word(self, depth: int) -> Any:
        if depth >= DEPTH:
            return self.field()
        inner: tuple[Callable[[], Any], ...] = (
            self.field, self.field, self.number,
            lambda: d.repeat(*self.words(depth + 1), count=self.random.choice((None, self.expression()))),
            lambda: d.repeat(*self.words(depth + 1), until=self.condition()),
            lambda: d.switch(self.expression(), {self.random.randrange(9): self.words(depth + 1), "AB": self.words(
                depth + 1), range(10, 99): self.words(depth + 1)}, self.words(depth + 1)),
            lambda: d.when(self.condition(), *self.words(depth + 1), otherwise=self.words(depth + 1)),
            lambda: d.node(Field(f"n{self.random.randrange(9)}", d.nested), *self.words(depth + 1)),
            lambda: d.bound(self.expression(), *self.words(depth + 1), rest=Field("rest", d.octets),
                            apart=self.random.random() < 0.5),
            lambda: d.tlv(Field("t", d.u8), Field("l", self.random.choice((d.u8, d.u16, d.leb128))),
                          {1: self.words(depth + 1), 2: self.words(depth + 1)}, covers=self.random.randrange(3),
                          pad=self.random.choice((1, 4)), ends=self.random.choice(((), (0,))),
                          scale=self.random.choice((1, 8))),
            lambda: ber.choice({self.random.choice(TAGS): self.words(depth + 1)},
                               self.random.choice((None, self.words(depth + 1)))),
            lambda: d.headers({("a", "bb"): self.words(depth + 1)}, self.words(depth + 1)),
            lambda: d.line(*self.words(depth + 1)),
            lambda: d.define(f"block{depth}{self.random.randrange(10**6)}", *self.words(depth + 1)),
            lambda: d.call("again"),
            lambda: d.literal(*self.words(depth + 1)),
            lambda: d.align(self.random.choice((1, 2, 4, 7))), lambda: d.skip(self.expression()),
            lambda: d.seek(self.expression()), lambda: d.find(self.random.choice(LITERALS)),
            lambda: d.hop(self.expression()), lambda: d.remember(f"m{self.random.randrange(4)}", self.expression()),
            lambda: d.computed(Field(f"c{self.random.randrange(9)}", d.number), self.expression()),
            lambda: d.computed(Field("real", d.real), self.expression(), per=self.random.choice((1, 3_600_000))),
            lambda: d.each_bit(Field("bit", d.number), self.expression(), self.random.random() < 0.5),
            lambda: d.joined(Field("all", d.text), *self.words(depth + 1), between=self.random.choice(("", ","))),
            lambda: d.said(self.field(SAID), d.take("taken", self.random.choice(SAID))),
            lambda: d.said(d.joined(Field("all", d.text), *self.words(depth + 1))),
            lambda: d.say(d.expression(self.expression()), per=self.random.choice((1, 1000)), modulo=self.random.choice(
                (0, 60)), digits=self.random.choice((1, 20))),
            lambda: d.say("said"), lambda: d.glue("=", ","), d.glue,
            lambda: d.peek(self.field()), self.read_as, lambda: self.piece(depth),
            lambda: d.gather(Field("whole", d.octets), self.options(depth), *self.words(depth + 1),
                             self.options(depth)),
            lambda: d.alone(self.random.choice((None, self.expression())), *self.words(depth + 1)),
            lambda: d.enter(self.random.choice(("", "other")), self.random.randrange(1, 4)),
            lambda: d.finding("odd"), d.malformed, d.client, d.server, d.stop, d.certain, d.likely, d.refute,
            lambda: d.carry("space", self.expression()), lambda: d.carry_by_probe(self.expression()),
            lambda: d.carry_stream("space", self.expression()),
            lambda: d.carry("space", self.expression(), last=self.expression(), whole=Field("whole", d.octets)),
            lambda: d.switch_to("protocol", self.expression(), self.random.randrange(1, 4)),
            lambda: d.expect_session("space", 1, port=self.expression(), reason="f0"))
        return self.random.choice(inner)()

    def read_as(self) -> Any:
        field = self.field()
        return d.read_as(field, self.random.choice([type for type in NUMBERS + OTHERS if type.kind == field.type.kind]))

    def piece(self, depth: int) -> Any:
        return d.piece(self.random.choice((d.left, d.here)), self.expression(), *self.words(depth + 1),
                       whole=self.random.choice(((), (1,), range(2, 9))))

    def options(self, depth: int) -> Any:
        """Options whose values may be in several pieces."""
        return d.repeat(d.take("key", d.u8), d.take("size", d.u8), d.piece(
            "key", "size", *self.words(depth + 1), whole=self.random.choice(((), (1,)))))

    def table(self) -> Protocol:
        first = (self.number(), self.field(), d.define("again", *self.words(2)))
        framing = self.random.choice((
            None, None, d.Pieces(), d.Lines(self.random.choice((20, 4096))), d.HeadAndBody(), d.BerElement(4096),
            d.Varint(self.random.randrange(3)), d.Framing(4, d.u16, at=1, adds=self.random.randrange(-3, 4), most=3000),
            d.Framing(3, d.u8, at=2, scale=4, adds=4, most=70_000), d.Measured(200), d.Lines(4096, ends=b">")))
        return Protocol(
            key="made", title="Made", reference="-", layer=7, layout=(*first, *self.words()), framing=framing,
            modes=(Mode("other", self.words(2), ends=self.random.choice((b"", b".")),
                        framing=self.random.choice((None, None, d.Held(), d.Measured(200))) if framing else None),),
            probe=self.random.choice(((), self.words(2))),
            findings=(Finding("odd", Severity.NOTE, "Something is odd."),))


def read(data: bytes) -> Hashable:
    """A table and a conversation."""
    protocol = _Maker(int.from_bytes(data[:TABLE], "big")).table()
    try:
        twin = layout_twin(protocol)
    except ValueError as error:
        return str(error)[:12]
    step, way, hole = (data[TABLE:TABLE + CUT] + bytes(CUT))[:CUT]
    body = data[TABLE + CUT:]
    step = len(body) + 1 if step < 128 or protocol.framing is None else max(1, step - 127, len(body) // 200)
    pieces: list[tuple[int, bytes | int]] = [
        (way >> number % 8 & 1,
         step if hole >= 128 and number % 5 == hole % 5 and protocol.framing else body[at:at + step])
        for number, at in enumerate(range(0, len(body), step))]
    guesses = [inspect.probe(twin, body[:4096], datagram=protocol.framing is None, cut=cut) for cut in (False, True)]
    fed = inspect.feed(twin, protocol, *pieces, datagram=protocol.framing is None, now_ns=1 << 60,
                       cut=bool(hole & 1) and protocol.framing is None)
    for item in fed.attributes:
        assert 0 <= item.at <= item.at + item.size, item
        assert protocol.framing is not None or item.at + item.size <= len(body), item
    return digest(guesses, sorted({(item.name, item.note) for item in fed.attributes})[:6], fed.answers[:2])


def seeds() -> list[bytes]:
    """Tables of each kind, and conversations with something in them for each word."""
    text = b"GET ab 200\r\nA: b\r\nbb: 7\r\n\r\nxyz {3}\r\nabc\r\n.\r\n"
    binary = bytes.fromhex("0003010203 00040005 300a 020101 0404 61626364 a003 020100") + bytes(range(64)) + b"\xff" * 9
    return [number.to_bytes(TABLE, "big") + bytes([number, 0x5A, 0x90 if number % 7 == 0 else 0]) + data
            for number in range(120) for data in (text, binary)]


HARNESSES = (Harness("layouts", read, seeds),)
