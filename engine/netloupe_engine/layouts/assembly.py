"""What the compiler makes of a layout: flat lists of numbers, from which the interpreter's C tables are filled."""
from dataclasses import field

from ..records import record
from .ops import OPERATIONS

NONE = 0xFFFF


@record(slots=True)
class Row:
    """One instruction; see Instruction in program.pxd."""

    op: int
    width: int = 0
    form: int = 0
    extent: int = 0
    flags: int = 0
    pad: int = 1
    shift: int = 0
    register: int = 0xFF
    field: int = NONE
    expr: int = NONE
    choice: int = NONE
    literal: int = NONE
    literals: int = 0
    condition: int = NONE
    block: int = 0
    other: int = 0
    mask: int = 0


def row(op: str, **operands: int) -> Row:
    """An instruction by name."""
    return Row(OPERATIONS.index(op), **operands)


def fits(made: Row) -> None:
    """Raises ValueError for a number that has no room in an instruction."""
    for value, most in ((made.width, 0xFF), (made.flags, 0xFF), (made.pad, 0xFF), (made.shift, 0xFF),
                        (made.other, 0xFFFF), (made.mask, 0xFFFFFFFFFFFFFFFF)):
        if not 0 <= value <= most:
            raise ValueError(f"{value} is less than nothing, or more than there is room for")


@record(slots=True)
class Test:
    """One step of a condition in postfix order."""

    test: int
    compare: int = 0
    expr: int = NONE
    literal: int = NONE
    width: int = 0
    little: int = 0
    behind: int = 0
    mask: int = 0
    value: int = 0


@record(slots=True)
class FrameRow:
    """Where messages end; see Frame in program.pxd."""

    kind: int = 0
    header: int = 0
    at: int = 0
    width: int = 0
    little: int = 0
    form: int = 0
    adds: int = 0
    scale: int = 1
    most: int = 0
    mask: int = 0
    block: int = 0
    check: int = 0
    literal: int = NONE         # of a head: names of its length
    literals: int = 0
    ends_by: int = 10           # of lines
    ends: int = NONE            # of a mode: the line behind which it is over
    field: int = NONE           # the one that is the length
    entry: int = 0              # its first instruction


@record(slots=True)
class Constraint:
    """What a number at a fixed place must be."""

    at: int
    width: int
    little: int
    shift: int
    mask: int
    choice: int
    field: int = NONE


@record(slots=True)
class Assembly:
    """A compiled layout."""

    code: list[Row] = field(default_factory=list)
    expressions: list[tuple[int, tuple[tuple[int, int], ...]]] = field(default_factory=list)
    choices: list[tuple[int, int, int]] = field(default_factory=list)       # first range, how many, default block
    ranges: list[tuple[int, int, int]] = field(default_factory=list)        # low, high, block
    literals: list[bytes] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    conditions: list[tuple[int, int]] = field(default_factory=list)         # first test, how many
    named: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)          # blocks that compiled code runs
    frames: list[FrameRow] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    probe: int = NONE           # block of the probe's own words
