"""Filters put together, and taken apart: the terms that "and" joins, each a text that can stand by itself."""
import re
from enum import StrEnum

from .filters.conditions import quoted
from .filters.syntax import is_words

_SCAN = re.compile(r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<open>[({])|(?P<close>[)}])"""
                   r"""|(?P<and>&&)|(?P<or>\|\|)"""
                   r"""|(?P<word>(?:[^\s(){},=<>!~&|"']|&(?!&)|\|(?!\|))+)""", re.DOTALL)
_WHERE = re.compile(r"\s+where(?![\w.:-])", re.IGNORECASE)


class Join(StrEnum):
    """How a condition is added to a filter."""

    ONLY = "only"           # in place of it
    EXCLUDE = "exclude"     # what it holds for is left out
    AND = "and"
    OR = "or"


def terms(text: str) -> tuple[str, ...]:
    """The parts of a filter all of which must hold. Joined by "and" they ask the same as the filter does; nothing is
    checked."""
    text = text.strip()
    if not text:
        return ()
    if is_words(text):
        return (_spoken(text),)
    found: list[str] = []
    begun = depth = 0
    for token in _SCAN.finditer(text):
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        word = token[0].lower()
        if depth != 0:
            continue
        if word in ("or", "||"):
            return (f"({text})",)
        if _is_where(text, token):                      # it takes all that follows
            return (*found, f"({text[begun:]})")
        if word in ("and", "&&"):
            found.append(text[begun:token.start()].strip())
            begun = token.end() + len(text[token.end():]) - len(text[token.end():].lstrip())
    return tuple(term for term in (*found, text[begun:]) if term)


def joined(text: str, condition: str, how: Join | str) -> str:
    """A filter with another condition, or only that; `how` is one of `Join`. Checks nothing."""
    how = Join(how)
    if how is Join.EXCLUDE:
        condition = condition.removeprefix("not ") if condition.startswith("not ") else f"not {condition}"
    parts = terms(text)
    if how is Join.ONLY or not parts:
        return condition
    if how is Join.OR:
        is_loose = parts == (f"({text.strip()})",) and "where" not in text.lower()
        return f"{text.strip() if is_loose else ' and '.join(parts)} or {condition}"
    return " and ".join([*parts, condition])


def _is_where(text: str, token: re.Match[str]) -> bool:
    return token[0].lower() in ("packet", "packets") and _WHERE.match(text, token.end()) is not None


def _spoken(text: str) -> str:
    """Words to search for, as they stand beside an operator."""
    words = text.split()
    return text if all(".." not in word for word in words) else " and ".join(map(quoted, words))
