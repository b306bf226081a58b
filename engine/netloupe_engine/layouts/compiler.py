"""Compiles a table's layout: words to instructions, names to registers, keys to sorted ranges.

What contradicts itself raises ValueError, a word that is none TypeError; both name the field or word, and carry what
else is wrong (blame.py `apart`).
"""
from collections.abc import Iterable, Sequence
from typing import Any

from .assembly import NONE, Assembly, Constraint, FrameRow, Row, row
from .blame import blame, near, together
from .block_words import BlockWords
from .expressions import key_of_text
from .fields import Field
from .frames import frame_row
from .framing import Frame, Framing, Mode
from .masks import mask_faults
from .operands import DEPTH_MAX
from .ops import CARRIED, MEMORY
from .outline import fixed, placed
from .words import Ref, Word

BY_PROBE = 0xFF                     # in place of a key space, see core/stage.pxd


def compile_layout(fields: Sequence[Field], findings: Sequence[str], layout: tuple[Any, ...], *,
                   framing: Frame | None = None, modes: Sequence[Mode] = (), probe: tuple[Any, ...] = (),
                   spaces: Sequence[str] = (), reasons: Sequence[str] = (),
                   parts: Sequence[tuple[Any, ...]] = ()) -> Assembly:
    """The instructions of a table with these fields, in the order of their local numbers."""
    first = _Compiler(fields, findings, modes, spaces, reasons, {}, {})
    first.all(layout, framing, probe, parts)           # finds out which values are asked for again
    if first.faults:
        raise together(first.faults)
    second = _Compiler(fields, findings, modes, spaces, reasons, first.registers, first.memory)
    second.all(layout, framing, probe, parts)
    return second.out


class _Compiler(BlockWords):
    """A whole table, and the words that tell the session and other parsers something."""

    def __init__(self, fields: Sequence[Field], findings: Sequence[str], modes: Sequence[Mode],
                 spaces: Sequence[str], reasons: Sequence[str], registers: dict[str, int],
                 memory: dict[str, int]) -> None:
        super().__init__(fields, registers, memory)
        self.findings = list(findings)
        self.modes = list(modes)
        self.spaces, self.reasons = list(spaces), list(reasons)
        self.blocks: dict[str, int] = {}
        self.calls: dict[str, Word] = {}        # the first of each
        self.depth = 0

    def all(self, layout: tuple[Any, ...], framing: Frame | None, probe: tuple[Any, ...],
            parts: Sequence[tuple[Any, ...]]) -> None:
        for words in (layout, probe, *(mode.layout for mode in self.modes), *parts):
            self._declare(words)
        self.faults += mask_faults((layout, probe, *(mode.layout for mode in self.modes), *parts), ())
        self.faults += [ValueError(f"{name} is a field and a name that is remembered")
                        for name in sorted(self.declared & self.memory.keys())]
        self._constrain(layout)
        for words, frame, ends in ((layout, framing, b""), *((mode.layout, mode.framing or framing, mode.ends)
                                                           for mode in self.modes)):
            try:
                made = frame_row(frame, self._phrase)
                made.ends = self._phrase(ends) if ends else NONE
            except (ValueError, TypeError) as error:
                self.faults.append(blame(frame, error))
                made = FrameRow()
            made.entry = self._block(words)
            if isinstance(frame, Framing):
                made.field = next((self._field(field) for at, type, field in placed(words, self._by_name)
                                   if at == frame.at and type.width == frame.length.width), NONE)
            self.out.frames.append(made)
        if probe:
            self.out.probe = self._block(probe)
        self.out.parts = [self._block(part) for part in parts]
        named = self.out.named
        for name, at in self.blocks.items():
            if named[at] < 0:
                self.faults.append(blame(self.calls[name], ValueError(
                    f"nothing is defined as {name}{near(name, (key for key in self.blocks if key != name))}")))
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
                        self.faults.append(blame(word, ValueError(f"more than {MEMORY} values are remembered")))
                        continue
                    self.memory[word.name] = len(self.memory)
                for block in word.blocks:
                    self._declare(block)
            else:
                self.faults.append(TypeError(f"{word!r} is no word of a layout"))
        self.depth -= 1

    def _constrain(self, layout: Iterable[Any]) -> None:
        """What the numbers at fixed places of every message must be."""
        for at, type, part in fixed(layout, self._by_name):
            mask = part.mask or (1 << 8 * type.width) - 1
            shift = (mask & -mask).bit_length() - 1
            self.out.constraints.append(Constraint(at, type.width, type.little, shift, part.mask,
                                                   self._choice([part.only], [0], None, part.name),
                                                   self._field(part)))

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

    def _define(self, word: Word) -> list[Row]:
        at = self._named(word.name)
        if self.out.named[at] >= 0:
            raise ValueError(f"{word.name} is defined twice")
        self.out.named[at] = self._block(word.blocks[0])
        return []

    def _call(self, word: Word) -> list[Row]:
        self.calls.setdefault(word.name, word)
        return [row("call", block=self._named(word.name))]

    def _named(self, name: str) -> int:
        if name not in self.blocks:
            self.blocks[name] = len(self.out.named)
            self.out.named.append(-1)
        return self.blocks[name]
