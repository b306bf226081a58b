"""Compiles a table's layout: words to instructions, names to registers, keys to sorted ranges.

What contradicts itself raises ValueError, a word that is none TypeError; both name the field or word.
"""
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from .assembly import NONE, Assembly, Constraint, Row, Test, row
from .blame import blame, near
from .expressions import Condition, Expression, key_of_text, text_key
from .fields import Field, Kind, Type, text
from .frames import frame_row
from .framing import Frame, Mode
from .ops import CARRIED, COMPARE, EXTENTS, FLAGS, FORMS, MEMORY, OPERATIONS, REGISTERS, SOURCES, TERMS, TESTS
from .outline import fixed, ranges
from .texts import letter, way_to_say
from .words import Ref, Word

SELF_SIZED = ("quic", "leb128", "zigzag", "name", "netbios")
WIDTHS = {Kind.MAC: 6, Kind.IPV4: 4, Kind.IPV6: 16}
BY_PROBE = 0xFF                     # in place of a key space, see core/stage.pxd
LITERAL_MAX, WORDS_MAX, DEPTH_MAX = 64, 20_000, 40
NUMERIC = (Kind.UNSIGNED, Kind.SIGNED, Kind.BOOLEAN, Kind.TIME, Kind.DURATION, Kind.ENUMERATION, Kind.FLAGS)


def compile_layout(fields: Sequence[Field], findings: Sequence[str], layout: tuple[Any, ...], *,
                   framing: Frame | None = None, modes: Sequence[Mode] = (), probe: tuple[Any, ...] = (),
                   spaces: Sequence[str] = (), reasons: Sequence[str] = (),
                   parts: Sequence[tuple[Any, ...]] = ()) -> Assembly:
    """The instructions of a table with these fields, in the order of their local numbers."""
    first = _Compiler(fields, findings, modes, spaces, reasons, {}, {})
    first.all(layout, framing, probe, parts)           # finds out which values are asked for again
    second = _Compiler(fields, findings, modes, spaces, reasons, first.registers, first.memory)
    second.all(layout, framing, probe, parts)
    return second.out


class _Compiler:
    def __init__(self, fields: Sequence[Field], findings: Sequence[str], modes: Sequence[Mode],
                 spaces: Sequence[str], reasons: Sequence[str], registers: dict[str, int],
                 memory: dict[str, int]) -> None:
        self.out = Assembly()
        self.fields = {field.name: (number, field) for number, field in enumerate(fields)}
        self.findings = list(findings)
        self.modes = list(modes)
        self.spaces, self.reasons = list(spaces), list(reasons)
        self.registers = registers
        self.memory = memory
        self.blocks: dict[str, int] = {}
        self.declared: set[str] = set()
        self.depth = 0

    def all(self, layout: tuple[Any, ...], framing: Frame | None, probe: tuple[Any, ...],
            parts: Sequence[tuple[Any, ...]]) -> None:
        for words in (layout, probe, *(mode.layout for mode in self.modes), *parts):
            self._declare(words)
        if both := self.declared & self.memory.keys():
            raise ValueError(f"{min(both)} is a field and a name that is remembered")
        self._constrain(layout)
        for words, frame, ends in ((layout, framing, b""), *((mode.layout, mode.framing or framing, mode.ends)
                                                           for mode in self.modes)):
            made = frame_row(frame, self._phrase)
            made.ends = self._phrase(ends) if ends else NONE
            made.entry = self._block(words)
            self.out.frames.append(made)
        if probe:
            self.out.probe = self._block(probe)
        self.out.parts = [self._block(part) for part in parts]
        named = self.out.named
        if -1 in named:
            raise ValueError(f"nothing is defined as {next(name for name, at in self.blocks.items() if named[at] < 0)}")
        if len(self.out.code) >= 0xFFFF:
            raise ValueError("the layout is too long")

    def _declare(self, words: Iterable[Any]) -> None:
        """Which names there are, and that words are words."""
        self.depth += 1
        if self.depth > DEPTH_MAX:
            raise ValueError("words are nested too deep")
        for word in words:
            if isinstance(word, Field | Ref):
                self.declared.add(word.name)
            elif isinstance(word, Word):
                if word.field is not None and word.op != "require":
                    self.declared.add(word.field.name)
                if word.op == "take":
                    self.declared.add(word.name)
                if word.op == "remember" and word.name not in self.memory:
                    if len(self.memory) == MEMORY:
                        raise ValueError(f"more than {MEMORY} values are remembered")
                    self.memory[word.name] = len(self.memory)
                for block in word.blocks:
                    self._declare(block)
            else:
                raise TypeError(f"{word!r} is no word of a layout")
        self.depth -= 1

    # ---------------------------------------------------------------- blocks

    def _block(self, words: Iterable[Any]) -> int:
        """Compile a block; answers its first instruction."""
        rows: list[Row] = []
        for word in words:
            rows += self._word(word)
        at = len(self.out.code)
        self.out.code += [*rows, row("end")]
        if len(self.out.code) > WORDS_MAX:
            raise ValueError("the layout is too long")
        return at

    def _word(self, word: Any) -> list[Row]:
        try:
            return self._made(word)
        except (ValueError, TypeError) as error:
            raise blame(word, error) from None

    def _made(self, word: Any) -> list[Row]:
        if isinstance(word, Field):
            return self._value(word.type, word)
        if isinstance(word, Ref):
            word = self._meant(word)
            return self._value(word.type, word)
        made = getattr(self, f"_{word.op}", None)
        if made is None:
            raise ValueError(f"{word.op} is no word of a layout")
        found: list[Row] = made(word)
        return found

    def _meant(self, field: Any) -> Any:
        """A field, or the one that a reference names."""
        if not isinstance(field, Ref):
            return field
        if field.name not in self.fields:
            raise ValueError(f"there is no field {field.name} for ref(){near(field.name, self.fields)}")
        return self.fields[field.name][1]

    def _field(self, field: Any) -> int:
        # what only a probe reads is no attribute
        return self.fields[field.name][0] if field is not None and field.name in self.fields else NONE

    def _value(self, type: Type, field: Field | None, name: str = "", stay: bool = False) -> list[Row]:
        name = field.name if field is not None else name
        rows = []
        flags = FLAGS["stay"] * stay | FLAGS["or_end"] * type.or_end | FLAGS["little"] * type.little
        made = row("value", form=FORMS.index(type.form), pad=type.pad, width=type.width or WIDTHS.get(type.kind, 0),
                   field=self._field(field), other=self._field(field))
        if type.kind == Kind.STRING:
            flags |= FLAGS["text"]
        elif type.kind in (Kind.BYTES, Kind.MAC, Kind.IPV6):
            flags |= FLAGS["bytes"]
        if type.kind == Kind.SIGNED or (
                type.form.startswith("unix") and type.width == 8) or type.form == "ntp_signed":
            flags |= FLAGS["signed"]
        if type.kind == Kind.NESTED:
            raise ValueError(f"field {name} is a node: it needs node()")
        if type.prefix is not None:
            if type.prefix.kind != Kind.UNSIGNED:
                raise ValueError(f"field {name} is counted by what is no number")
            rows += [replace(counted, other=made.field) for counted in self._value(type.prefix, None, "@prefix")]
            made.extent, made.expr = EXTENTS.index("expr"), self._expression(Expression((("@prefix", 1),)))
        elif type.ends:
            made.extent = EXTENTS.index("ended")
            made.literal, made.literals = self._phrases(type.ends)
        elif type.size is not None:
            made.extent, made.expr = EXTENTS.index("expr"), self._expression(type.size)
        elif type.form in SELF_SIZED:
            made.extent = EXTENTS.index("self")
        elif type.width:
            made.extent = EXTENTS.index("width")
            if type.width > (16 if flags & FLAGS["bytes"] else 8):
                raise ValueError(f"field {name} is wider than a number")
        elif type.kind in (Kind.STRING, Kind.BYTES, *WIDTHS) or type.form in ("decimal", "hexadecimal", "integer"):
            made.extent = EXTENTS.index("rest")
        else:
            raise ValueError(f"field {name} has no width: it is for compiled code, or computed()")
        made.register = self._kept(name)
        if field is not None:
            if field.mask:
                made.mask, made.shift = field.mask, (field.mask & -field.mask).bit_length() - 1
            if field.only:
                made.choice = self._choice([field.only], [0], None, name)
        made.flags = flags
        return [*rows, made]

    def _kept(self, name: str) -> int:
        """The register of a value that is asked for again."""
        if name == "@prefix":
            return SOURCES["prefix"]
        return self.registers.get(name, 0xFF)

    def _take(self, word: Word) -> list[Row]:
        return self._value(word.value, None, word.name)

    def _require(self, word: Word) -> list[Row]:
        (made,) = self._value(word.value, None, "", stay=True)
        made.choice = self._choice([word.field.only], [0], None, "require()") if isinstance(word.field, Field) else NONE
        return [made]

    def _peek(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        return self._value(field.type, field, stay=True)

    def _read_as(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if not isinstance(word.value, Type) or word.value.kind != field.type.kind:
            raise ValueError(f"field {field.name} is read as something of another kind")
        return self._value(word.value, field)

    def _bits(self, word: Word) -> list[Row]:
        parts = word.blocks[0]
        if not word.value.width:
            raise ValueError("bits() need a number of fixed width")
        rows = []
        masks: dict[int, str] = {}
        for at, part in enumerate(map(self._meant, parts)):
            if not isinstance(part, Field):
                raise TypeError(f"{part!r} in bits() is no Field")
            if part.mask >> 8 * word.value.width:
                raise blame(part, ValueError(f"field {part.name} has a mask wider than its number"))
            if not part.mask and len(parts) > 1:
                raise blame(part, ValueError(f"field {part.name} has no mask, though others are of the same number"))
            if (other := masks.setdefault(part.mask, part.name)) != part.name:
                raise blame(part, ValueError(f"field {part.name} has the bits of field {other}"))
            type = Type(part.type.kind, word.value.width, word.value.little)
            rows += self._value(type, part, stay=at < len(parts) - 1)
        return rows

    def _all(self, word: Word) -> list[Row]:
        return [made for inner in word.blocks[0] for made in self._word(inner)]

    def _repeat(self, word: Word) -> list[Row]:
        count, until = word.value
        return [row("repeat", expr=NONE if count is None else self._expression(count),
                    condition=NONE if until is None else self._condition(until), block=self._block(word.blocks[0]))]

    def _switch(self, word: Word) -> list[Row]:
        on, keys = word.value
        blocks = [self._block(block) for block in word.blocks]
        return [row("switch", expr=self._expression(on), choice=self._choice(keys, blocks[:-1], blocks[-1], "switch"))]

    def _headers(self, word: Word) -> list[Row]:
        _, keys = word.value
        blocks = [self._block(block) for block in word.blocks]
        return [row("headers", choice=self._choice(keys, blocks[:-1], blocks[-1], "headers"), block=blocks[-1])]

    def _ber(self, word: Word) -> list[Row]:
        _, keys, has_default = word.value
        blocks = [self._block(block) for block in word.blocks]
        default = blocks.pop() if has_default else None
        return [row("ber", choice=self._choice(keys, blocks, default, "a BER element"))]

    def _when(self, word: Word) -> list[Row]:
        *then, otherwise = word.blocks
        return [row("when", condition=self._condition(word.value), block=self._block(then[0]),
                    other=self._block(otherwise))]

    def _nest(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if field.type.kind != Kind.NESTED:
            raise ValueError(f"field {field.name} of node() does not have the type nested")
        return [row("nest", field=self._field(field), block=self._block(word.blocks[0]))]

    def _bound(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if field is not None and field.type.kind not in (Kind.BYTES, Kind.STRING):
            raise ValueError(f"field {field.name}, what is left over, is neither bytes nor text")
        size, apart = word.value
        return [row("bound", field=self._field(field), expr=self._expression(size),
                    flags=FLAGS["text"] | FLAGS["apart"] * apart, block=self._block(word.blocks[0]))]

    def _alone(self, word: Word) -> list[Row]:
        size, key, whole = word.value
        return [row("alone", expr=NONE if size is None else self._expression(size),
                    other=NONE if key is None else self._expression(key),
                    choice=self._choice([whole], [0], None, "piece()") if whole != () else NONE,
                    block=self._block(word.blocks[0]))]

    def _gather(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if field.type.kind != Kind.BYTES:
            raise ValueError(f"field {field.name} of gather() is not bytes")
        return [row("gather", field=self._field(field), block=self._block(word.blocks[0]))]

    def _align(self, word: Word) -> list[Row]:
        if not 1 <= word.value <= 4096:
            raise ValueError("align() takes 1 to 4,096 bytes")
        return [row("align", mask=word.value)]

    def _simple(self, word: Word) -> list[Row]:
        return [row(word.op, expr=self._expression(word.value))]

    _skip = _seek = _hop = _simple

    def _find(self, word: Word) -> list[Row]:
        return [row("find", literal=self._phrase(word.value))]

    def _compute(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        value, per = word.value
        if field.type.kind not in (*NUMERIC, Kind.IPV4, Kind.FLOAT) or per < 1:
            raise ValueError(f"field {field.name} of computed() is no number")
        if per > 1 and field.type.kind != Kind.FLOAT:
            raise ValueError(f"field {field.name} of computed() has parts of one, but is not real")
        return [row("compute", field=self._field(field), register=self._kept(field.name),
                    mask=per * (field.type.kind == Kind.FLOAT), expr=self._expression(value))]

    def _bits_set(self, word: Word) -> list[Row]:
        first, low_first = word.value
        field = self._meant(word.field)
        if field.type.kind not in NUMERIC:
            raise ValueError(f"field {field.name} of each_bit() is no number")
        return [row("bits_set", field=self._field(field), expr=self._expression(first),
                    flags=FLAGS["little"] * low_first)]

    # ---------------------------------------------------------------- texts

    def _join(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if field.type != text:
            raise ValueError(f"field {field.name} of joined() does not have the type text")
        return [row("join", field=self._field(field), width=letter(word.value), block=self._block(word.blocks[0]))]

    def _said(self, word: Word) -> list[Row]:
        rows = []
        for part in word.blocks[0]:
            value = self._meant(part)
            type = value.type if isinstance(value, Field) else value.value if value.op == "take" else text
            rows += self._word(part)
            if OPERATIONS[rows[-1].op] not in ("value", "join"):
                raise ValueError(f"{value.op} is nothing that can be said")
            rows[-1].condition = way_to_say(type)
        return rows

    def _say(self, word: Word) -> list[Row]:
        what, per, modulo, digits = word.value
        if isinstance(what, str):
            return [row("say", literal=self._phrase(what.encode()))]
        if per < 1 or not 0 <= modulo < 1 << 16 or not 1 <= digits <= 20:
            raise ValueError("say() divides by 1 or more, and writes 1 to 20 digits")
        return [row("say", expr=self._expression(what), mask=per, other=modulo, width=digits)]

    def _glue(self, word: Word) -> list[Row]:
        once, then = word.value
        return [row("glue", width=letter(once), form=letter(then))]

    def _remember(self, word: Word) -> list[Row]:
        return [row("remember", register=self.memory[word.name], expr=self._expression(word.value))]

    def _finding(self, word: Word) -> list[Row]:
        if word.name not in self.findings:
            raise ValueError(f"there is no finding {word.name}{near(word.name, self.findings)}")
        return [row("finding", field=self.findings.index(word.name))]

    def _plain(self, word: Word) -> list[Row]:
        return [row(word.op)]

    def _malformed(self, word: Word) -> list[Row]:
        return [row("malformed", width=int(word.value))]

    _client = _server = _stop = _plain

    def _certain(self, word: Word) -> list[Row]:
        return [row("guess", width={"refute": 0, "likely": 2, "certain": 3}[word.op])]

    _likely = _refute = _certain

    def _enter(self, word: Word) -> list[Row]:
        names = ["", *(mode.name for mode in self.modes)]
        if word.name not in names:
            raise ValueError(f"there is no mode {word.name}{near(word.name, names)}")
        return [row("enter", width=names.index(word.name), flags=word.value)]

    def _switch_to(self, word: Word) -> list[Row]:
        key, ways = word.value
        if isinstance(key, str):
            key = key_of_text(key)
        return [row(word.op, width=self._space(word.name), flags=ways, expr=self._expression(key))]

    def _carry(self, word: Word) -> list[Row]:
        key, how, last = word.value
        return [row("carry", width=self._space(word.name), flags=CARRIED.index(how),
                    expr=self._expression(key_of_text(key) if isinstance(key, str) else key),
                    other=NONE if last is None else self._expression(last), field=self._field(word.field))]

    def _space(self, name: str) -> int:
        return self.spaces.index(name) if name else BY_PROBE

    def _expect(self, word: Word) -> list[Row]:
        key, port, reason, transport, seconds = word.value
        return [row("expect", width=self._space(word.name), expr=self._expression(
            key_of_text(key) if isinstance(key, str) else key), flags=port is None,
            other=NONE if port is None else self._expression(port), field=self.reasons.index(reason), shift=transport,
            mask=seconds)]

    def _inside(self, word: Word) -> list[Row]:
        return [row(word.op, block=self._block(word.blocks[0]))]

    _literal = _line = _inside

    def _define(self, word: Word) -> list[Row]:
        at = self._named(word.name)
        if self.out.named[at] >= 0:
            raise ValueError(f"{word.name} is defined twice")
        self.out.named[at] = self._block(word.blocks[0])
        return []

    def _call(self, word: Word) -> list[Row]:
        return [row("call", block=self._named(word.name))]

    def _named(self, name: str) -> int:
        if name not in self.blocks:
            self.blocks[name] = len(self.out.named)
            self.out.named.append(-1)
        return self.blocks[name]

    # ---------------------------------------------------------------- operands

    def _source(self, name: str) -> int:
        """The register or place that a name in an expression means."""
        if name.startswith("@"):
            return SOURCES[name[1:]]
        if name in self.declared:
            if name not in self.registers:
                if len(self.registers) == REGISTERS:
                    raise ValueError(f"more than {REGISTERS} fields are used in expressions")
                self.registers[name] = len(self.registers)
            return self.registers[name]
        if name in self.memory:
            return REGISTERS + self.memory[name]
        raise ValueError(f"there is no field {name} that an expression uses"
                         f"{near(name, [*self.declared, *self.memory])}")

    def _expression(self, given: Any) -> int:
        if isinstance(given, int):
            given = Expression(constant=given)
        elif isinstance(given, str):
            given = Expression(((given, 1),))
        if not isinstance(given, Expression):
            raise TypeError(f"{given!r} is no expression")
        if len(given.terms) > TERMS:
            raise ValueError(f"an expression has more than {TERMS} fields")
        try:
            made = given.constant, tuple((self._source(name), times) for name, times in given.terms)
        except ValueError as error:
            raise blame(given, error) from None
        return _place(self.out.expressions, made)

    def _phrase(self, data: bytes) -> int:
        if not 1 <= len(data) <= LITERAL_MAX:
            raise ValueError(f"{data!r} is not 1 to {LITERAL_MAX} bytes")
        return _place(self.out.literals, data)

    def _phrases(self, several: Sequence[bytes]) -> tuple[int, int]:
        """Several in a row; shorter ones that others begin with come last, so that the longest one counts."""
        ordered = sorted(several, key=len, reverse=True)
        at = len(self.out.literals)
        for data in ordered:
            if not 1 <= len(data) <= LITERAL_MAX:
                raise ValueError(f"{data!r} is not 1 to {LITERAL_MAX} bytes")
            self.out.literals.append(data)
        return at, len(ordered)

    def _choice(self, keys: Sequence[Any], blocks: Sequence[int], default: int | None, what: str) -> int:
        found = []
        for key, block in zip(keys, blocks, strict=True):
            for low, high in ranges(key):
                found.append((low, high, block))
        found.sort()
        for (_, high, _), (low, _, _) in pairwise(found):
            if low <= high:
                raise ValueError(f"{what}: {low} is there twice")
        made = len(self.out.ranges), len(found), NONE if default is None else default
        self.out.ranges += found
        self.out.choices.append(made)
        return len(self.out.choices) - 1

    def _condition(self, condition: Any) -> int:
        if not isinstance(condition, Condition):
            raise TypeError(f'{condition!r} is no condition, as of("name") == 1 is')
        tests: list[Test] = []
        self._test(condition, tests, 0)
        if len(tests) > 63:
            raise ValueError("a condition has more than 63 parts")
        self.out.conditions.append((len(self.out.tests), len(tests)))
        self.out.tests += tests
        return len(self.out.conditions) - 1

    def _test(self, condition: Condition, tests: list[Test], depth: int) -> None:
        if depth > DEPTH_MAX or len(tests) > 63:
            raise ValueError("a condition is nested too deep")
        kind = TESTS.index(condition.test)
        if condition.test in ("and", "or", "not"):
            for part in condition.parts:
                if not isinstance(part, Condition):
                    raise TypeError(f'{part!r} is no condition, as of("name") == 1 is')
                self._test(part, tests, depth + 1)
            tests.append(Test(kind))
        elif condition.test == "compare":
            how, given, value = condition.parts
            if isinstance(value, Expression):
                given, value = given - value, 0
            value = text_key(value) if isinstance(value, str) else int(value)
            tests.append(Test(kind, COMPARE.index(how), self._expression(given), mask=given.mask, value=value))
        elif condition.test == "ahead":
            type, value, mask, behind = condition.parts
            if not 1 <= type.width <= 8:
                raise ValueError("ahead() needs a number of fixed width")
            tests.append(Test(kind, width=type.width, little=type.little, behind=behind, mask=mask, value=value))
        elif condition.test == "checked":
            tests.append(Test(kind, mask=condition.parts[0], expr=self._expression(condition.parts[1])))
        elif condition.test == "digits":
            tests.append(Test(kind, value=condition.parts[0]))
        else:
            first, count = self._phrases(condition.parts)
            tests.append(Test(kind, literal=first, behind=count))

    # ---------------------------------------------------------------- recognition

    def _constrain(self, layout: Iterable[Any]) -> None:
        """What the numbers at fixed places of every message must be."""
        for at, type, part in fixed(layout, {name: field for name, (_, field) in self.fields.items()}):
            mask = part.mask or (1 << 8 * type.width) - 1
            shift = (mask & -mask).bit_length() - 1
            self.out.constraints.append(Constraint(at, type.width, type.little, shift, part.mask,
                                                   self._choice([part.only], [0], None, part.name)))


def _place(items: list[Any], wanted: Any) -> int:
    if wanted not in items:
        items.append(wanted)
    return items.index(wanted)
