"""Expressions and conditions over fields that were read before: `of("length") - 2`, `way == 0`, `ahead(b"\\r\\n")`."""
from typing import Any

from ..records import record
from .blame import ask, ask_bytes, short
from .fields import Type

JOINED = ("conditions are joined by & and | and turned by ~, each comparison in parentheses; "
          "Python's and, or, not and chained comparisons cannot be used")


def _compared(how: str, given: "Expression", value: object) -> "Condition":
    if not isinstance(value, int | str | Expression):
        raise TypeError(f"a field is compared with a number, a text or another field, not with {short(value)}")
    return Condition("compare", (how, given, value))


@record(frozen=True, slots=True, eq=False)
class Condition:
    """A test whether words apply: joined by `&` and `|`, turned by `~`."""

    test: str
    parts: tuple[Any, ...]

    def __and__(self, other: "Condition") -> "Condition":
        return Condition("and", (self, other))

    def __or__(self, other: "Condition") -> "Condition":
        return Condition("or", (self, other))

    def __invert__(self) -> "Condition":
        return Condition("not", (self,))

    def __bool__(self) -> bool:
        """Raises TypeError: it is known only when a message is read, and `and` would drop the other condition."""
        raise TypeError(JOINED)


@record(frozen=True, slots=True, eq=False)
class Expression:
    """A sum of fields, each times a number, and a constant. Compared with a number or a text it is a condition; text
    is compared without regard to case."""

    terms: tuple[tuple[str, int], ...] = ()
    constant: int = 0
    mask: int = 0           # of a comparison

    def __add__(self, other: "Expression | int") -> "Expression":
        more = expression(other)
        return Expression((*self.terms, *more.terms), self.constant + more.constant)

    def __sub__(self, other: "Expression | int") -> "Expression":
        return self + expression(other) * -1

    def __mul__(self, factor: int) -> "Expression":
        if not isinstance(factor, int):
            raise TypeError(f"fields are multiplied by numbers alone, not by {short(factor)}")
        return Expression(tuple((name, times * factor) for name, times in self.terms), self.constant * factor)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: int) -> "Expression":
        return self * -1 + other

    def __floordiv__(self, _: object) -> "Expression":
        """Raises TypeError, as all that expressions have not."""
        raise TypeError("expressions have sums and products alone: a switch() over ranges tells sizes apart")

    __truediv__ = __mod__ = __lshift__ = __rshift__ = __floordiv__

    def __rand__(self, number: int) -> Condition:
        """Raises TypeError: `of("a") > 0 & of("b") < 9` is read by Python as `of("a") > (0 & of("b")) < 9`."""
        raise TypeError(JOINED)

    def __and__(self, mask: int) -> "Expression":
        return Expression(self.terms, self.constant, mask)

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]
        return _compared("eq", self, other)

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]
        return _compared("ne", self, other)

    def __lt__(self, other: int) -> Condition:
        return _compared("lt", self, other)

    def __le__(self, other: int) -> Condition:
        return _compared("le", self, other)

    def __gt__(self, other: int) -> Condition:
        return _compared("gt", self, other)

    def __ge__(self, other: int) -> Condition:
        return _compared("ge", self, other)

    def one_of(self, *values: int | str) -> Condition:
        """Is it one of these?"""
        test = self == values[0]
        for value in values[1:]:
            test = test | (self == value)
        return test


def expression(value: "Expression | int | str") -> Expression:
    """A number, or a field's name, as an expression."""
    if isinstance(value, Expression):
        return value
    if not isinstance(value, int | str):
        raise TypeError(f"{short(value)} is no number, no field's name and no expression over fields")
    return Expression(constant=value) if isinstance(value, int) else Expression(((value, 1),))


def of(name: str) -> Expression:
    """The value of a field of this message (text: known by what it says; not there: 0), or what an earlier message of
    the session had `remember`ed under that name."""
    if not isinstance(name, str):
        raise TypeError(f"of() takes a field's name, as of(\"length\"), not {short(name)}")
    return Expression(((name, 1),))


way = Expression((("@way", 1),))            # 0: from the initiator, 1: to it
left = Expression((("@left", 1),))          # bytes up to the end of what bounds this place
here = Expression((("@here", 1),))          # offset in the message
total = Expression((("@total", 1),))        # bytes of the message
given = Expression((("@given", 1),))        # what compiled code says with the part of a message that it has read
cut = Expression((("@cut", 1),))            # 1: the capture has not all of them


def ahead(type: Type, value: int, mask: int = 0, behind: int = 0) -> Condition:
    """Is the number that lies `behind` bytes from here, under a mask, this one?"""
    ask(Type, type, "ahead(u8, 7): the type of the number, then the number")
    for number in (value, mask, behind):
        if not isinstance(number, int):
            raise TypeError(f"ahead(u8, 7) takes numbers behind the type, not {short(number)}")
    return Condition("ahead", (type, value, mask, behind))


def begins(*beginnings: bytes) -> Condition:
    """Does what is left begin with one of these, in letters of any case?"""
    ask_bytes('begins(b"OK")', *beginnings)
    return Condition("begins", beginnings)


def contains(literal: bytes) -> Condition:
    """Is this somewhere in what is left, in letters of any case?"""
    ask_bytes('contains(b"OK")', literal)
    return Condition("contains", (literal,))


def checked(polynomial: int, size: int | Expression) -> Condition:
    """Are the next `size` bytes followed by their checksum of 16 bits? A CRC with its low bits first, begun with 0,
    inverted at the end, low byte first, as of DNP3."""
    return Condition("checked", (polynomial, expression(size)))


def digits(count: int) -> Condition:
    """Does what is left begin with this many digits and no more?"""
    if not isinstance(count, int):
        raise TypeError(f"digits(3) takes how many, not {count!r}")
    return Condition("digits", (count,))


def key_of_text(key: str) -> int:
    """The number of a text key of a child, as compiled code makes it of the bytes it reads: FNV-1a with 32 bits."""
    value = 2166136261
    for byte in key.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def text_key(value: str) -> int:
    """The number by which conditions and switches know a text: letters of any case are the same."""
    return key_of_text(value.upper())
