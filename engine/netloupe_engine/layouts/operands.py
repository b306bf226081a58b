"""What instructions refer to: fields, registers, expressions, choices, conditions and letters."""
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from .assembly import NONE, Assembly, Test
from .blame import blame, near, with_item
from .expressions import Condition, Expression, text_key
from .fields import Field
from .ops import COMPARE, REGISTERS, SOURCES, TERMS, TESTS
from .outline import ranges
from .words import Ref

LITERAL_MAX, DEPTH_MAX = 64, 40


class Operands:
    """Makes the operands of a table's instructions; each is there once. `registers` and `memory` are what is known of
    the names that expressions use, and grow."""

    def __init__(self, fields: Sequence[Field], registers: dict[str, int], memory: dict[str, int]) -> None:
        self.out = Assembly()
        self.faults: list[Exception] = []       # what contradicts itself, each about its word
        self.fields = {field.name: (number, field) for number, field in enumerate(fields)}
        self.registers = registers
        self.memory = memory
        self.declared: set[str] = set()

    @property
    def _by_name(self) -> dict[str, Field]:
        return {name: field for name, (_, field) in self.fields.items()}

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

    def _kept(self, name: str) -> int:
        """The register of a value that is asked for again."""
        if name == "@prefix":
            return SOURCES["prefix"]
        return self.registers.get(name, 0xFF)

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
        is_written = isinstance(given, Expression)
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
            if not is_written:
                raise
            raise blame(given, error) from None
        return _place(self.out.expressions, made)

    def _phrase(self, data: bytes) -> int:
        given: object = data                # whoever wrote the file may have written anything
        if not isinstance(given, bytes) or not 1 <= len(given) <= LITERAL_MAX:
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
            try:
                found += [(low, high, block) for low, high in ranges(key)]
            except ValueError as error:
                raise with_item(error, key) from None
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
            if not (0 <= behind < 1 << 32 and 0 <= mask < 1 << 64 and -1 << 63 <= value < 1 << 63):
                raise ValueError("a number of ahead() is less than nothing, or more than there is room for")
            tests.append(Test(kind, width=type.width, little=type.little, behind=behind, mask=mask, value=value))
        elif condition.test == "checked":
            if not (isinstance(condition.parts[0], int) and 0 <= condition.parts[0] < 1 << 16):
                raise ValueError("checked() takes a polynomial of 16 bits")
            tests.append(Test(kind, mask=condition.parts[0], expr=self._expression(condition.parts[1])))
        elif condition.test == "digits":
            tests.append(Test(kind, value=condition.parts[0]))
        else:
            first, count = self._phrases(condition.parts)
            tests.append(Test(kind, literal=first, behind=count))


def _place(items: list[Any], wanted: Any) -> int:
    if wanted not in items:
        items.append(wanted)
    return items.index(wanted)
