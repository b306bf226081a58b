"""Patterns of bytes: texts, regular expressions and rows of bytes, all of them expressions of RE2.

RE2's time grows with the bytes alone, whatever the pattern, and its memory has a limit.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from ..errors import ExpressionError
from ..records import record

LENGTH_MAX = 10_000         # characters
_MEMORY = 8 << 20           # bytes, for what RE2 makes of an expression
# What an expression says of where it stands: it must be asked of each packet by itself.
_PLACED = re.compile(r"\^|\$|\\[bBAzZ]")
_HEX = re.compile(r"\s*(?:0[xX](?=[0-9a-fA-F?]))?([0-9a-fA-F]{2}|\?\?)[\s:.,-]*")


class How(StrEnum):
    """How a pattern is written."""

    TEXT = "text"
    REGEX = "regex"
    HEX = "hex"


@record(frozen=True, slots=True)
class Pattern:
    """A pattern that can be looked for."""

    text: str
    how: How
    is_placed: bool         # what is before and behind it matters
    compiled: Any

    def first(self, data: bytes, begin: int = 0) -> tuple[int, int] | None:
        """Where it is first found, bytes [at, end), at or behind `begin`; None if it is not."""
        return next(self.each(data, begin), None)

    def each(self, data: bytes, begin: int = 0) -> Iterator[tuple[int, int]]:
        """Every place where it is found, one behind the other."""
        for found in self.compiled.finditer(data, begin):
            at, end = found.span()
            if end > at:
                yield at, end


def compile_pattern(text: str, how: str = How.TEXT, ignore_case: bool = True) -> Pattern:
    """A pattern as a person writes it. Raises ExpressionError that points at the place.

    A text is found as UTF-8 and as UTF-16 (little-endian, as Windows writes it). A regular expression is one of bytes;
    what it says beyond ASCII means the bytes of UTF-8. Of a row of bytes (hexadecimal, with blanks, colons or nothing
    between) `??` is any byte.
    """
    if not text:
        raise ExpressionError("There is nothing to find.", 0, 1)
    if len(text) > LENGTH_MAX:
        raise ExpressionError(f"A pattern has at most {LENGTH_MAX:,} characters.", LENGTH_MAX, len(text))
    way = How(how)
    if way is How.REGEX:
        made = Pattern(text, way, bool(_PLACED.search(text)), _compiled(text, _octets_of(text), ignore_case))
        _refuse_nothing(made)
        return made
    if way is How.HEX:
        return Pattern(text, way, False, _compiled(text, _row(text), False))
    wide = _spelled(text, "utf-16-le", ignore_case)
    narrow = _spelled(text, "utf-8", ignore_case)
    return Pattern(text, way, False, _compiled(text, narrow + b"|" + wide, ignore_case))


def compiled(expression: str | bytes, ignore_case: bool = True) -> Any:
    """An expression of RE2 without groups: of text, or of bytes. Raises ValueError with what is wrong with it."""
    import re2
    options = re2.Options()
    options.case_sensitive, options.max_mem, options.log_errors = not ignore_case, _MEMORY, False
    options.never_capture = True
    if isinstance(expression, bytes):
        options.encoding = re2.Options.Encoding.LATIN1
    try:
        return re2.compile(expression, options)
    except re2.error as error:
        reason = error.args[0]
        raise ValueError(reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)) from None


def _compiled(text: str, expression: bytes, ignore_case: bool) -> Any:
    try:
        return compiled(expression, ignore_case)
    except ValueError as error:
        raise _refused(text, str(error)) from None


def _refuse_nothing(made: Pattern) -> None:
    """What holds for no bytes at all, such as a*, would be found between any two."""
    if any(found.end() == found.start() for probe in (b"", b"a b\n") for found in made.compiled.finditer(probe)):
        raise ExpressionError("This holds for no bytes at all, and so everywhere: ask for one byte at least.", 0,
                              len(made.text))


def _refused(text: str, said: str) -> ExpressionError:
    """RE2's error, at what it names."""
    _, _, part = said.partition(": ")
    at = text.rfind(part) if part else -1
    at, end = (at, at + len(part)) if at >= 0 else (0, len(text))
    return ExpressionError(f"No regular expression: {said}.", at, end)


def _escaped(octets: bytes) -> bytes:
    return b"".join(b"\\x%02x" % octet for octet in octets)


def _spelled(text: str, encoding: str, ignore_case: bool) -> bytes:
    """An expression for the bytes of a text. The case of ASCII is RE2's to ignore: it is quick where a pattern begins
    with letters, and knows none of other characters in bytes."""
    found = []
    for char in text:
        ways = dict.fromkeys((char, char.lower(), char.upper()) if ignore_case and not char.isascii() else (char,))
        octets = b"|".join(_escaped(way.encode(encoding, "surrogatepass")) for way in ways)
        found.append(octets if char.isascii() else b"(?-i:%s)" % octets)
    return b"".join(found)


def _octets_of(text: str) -> bytes:
    """A regular expression of characters as one of bytes."""
    found, at, in_class = [], 0, False
    while at < len(text):
        char = text[at]
        if char == "\\" and at + 1 < len(text) and text[at + 1].isascii():
            found.append(text[at:at + 2].encode())
            at += 2
            continue
        if char.isascii():
            in_class = char == "[" or (in_class and char != "]")
            found.append(char.encode())
        elif in_class:
            raise ExpressionError(f"{char} is several bytes: write it outside of [ ], as one of (a|b).", at, at + 1)
        else:
            found.append(b"(?:%s)" % _escaped(char.encode("utf-8", "surrogatepass")))
        at += 1
    return b"".join(found)


def _row(text: str) -> bytes:
    """A row of bytes as an expression."""
    found, at = [], 0
    while at < len(text):
        octet = _HEX.match(text, at)
        if octet is None:
            if not text[at:].strip():
                break
            at += len(text[at:]) - len(text[at:].lstrip())
            raise ExpressionError("Expected two hexadecimal digits, or ?? for any byte.", at, min(at + 2, len(text)))
        found.append(rb"[\x00-\xff]" if octet[1] == "??" else b"\\x" + octet[1].encode())
        at = octet.end()
    if not found:
        raise ExpressionError("Expected two hexadecimal digits, or ?? for any byte.", 0, len(text))
    return b"".join(found)
