"""Words with words inside them, and those that say where the next one reads."""
from collections.abc import Iterable
from typing import Any

from .assembly import NONE, Row, fits, row
from .blame import blame
from .fields import Field, Kind, text
from .ops import FLAGS, OPERATIONS
from .texts import letter, way_to_say
from .value_words import ValueWords
from .words import Ref, Word

WORDS_MAX = 20_000


class BlockWords(ValueWords):
    """The instructions of these words, and of a block of any words; further ones are methods of the same kind."""

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
            rows = self._made(word)
            for made in rows:
                fits(made)
            return rows
        except (ValueError, TypeError) as error:
            self.faults.append(blame(word, error))      # the words behind it may be wrong, too
            return []

    def _made(self, word: Any) -> list[Row]:
        if isinstance(word, Field):
            return self._value(word.type, word)
        if isinstance(word, Ref):
            word = self._meant(word)
            return self._value(word.type, word)
        if not isinstance(word, Word):
            return []               # that was said
        made = getattr(self, f"_{word.op}", None)
        if made is None:
            raise ValueError(f"{word.op} is no word of a layout")
        found: list[Row] = made(word)
        return found

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

    def _inside(self, word: Word) -> list[Row]:
        return [row(word.op, block=self._block(word.blocks[0]))]

    _literal = _line = _inside

    def _align(self, word: Word) -> list[Row]:
        if not 1 <= word.value <= 4096:
            raise ValueError("align() takes 1 to 4,096 bytes")
        return [row("align", mask=word.value)]

    def _simple(self, word: Word) -> list[Row]:
        return [row(word.op, expr=self._expression(word.value))]

    _skip = _seek = _hop = _simple

    def _find(self, word: Word) -> list[Row]:
        return [row("find", literal=self._phrase(word.value))]

    def _join(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if field.type != text:
            raise ValueError(f"field {field.name} of joined() does not have the type text")
        between, md5 = word.value
        return [row("join", field=self._field(field), width=letter(between), flags=FLAGS["hashed"] * md5,
                    block=self._block(word.blocks[0]))]

    def _said(self, word: Word) -> list[Row]:
        rows = []
        for part in word.blocks[0]:
            value = self._meant(part)
            type = value.type if isinstance(value, Field) else value.value if value.op == "take" else text
            made = self._word(part)
            rows += made
            if not made:
                continue
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
