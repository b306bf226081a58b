"""What a filter says, before anybody asks what its names mean: its grammar, and the tree that is made of it.

A tree is made of `Every` (and), `Any` (or), `Not`, `Packets` ("packet where"), `Compare` and `Words`. Each leaf
knows its place in the text, for errors that point at it.
"""
import re
from functools import cache
from typing import TYPE_CHECKING
from typing import Any as Anything

from ..errors import ExpressionError
from ..records import record
from .units import UNITS

if TYPE_CHECKING:
    from lark import Lark, Token

LENGTH_MAX = 10_000     # characters
DEPTH_MAX = 100         # parentheses in each other

# Words of the language end where a word ends, so that "android" is no "and".
_GRAMMAR = r"""
start: _either
_either: either | _both
either: _both (_OR _both)+
_both: both | _single
both: _single (_AND _single)+
_single: negation | _group | comparison | membership | packets | words
negation: _NOT _single
_group: "(" _either ")"
packets: _PACKET_WHERE _either

comparison: NAME operator (value | phrase)
operator: EQUAL | UNEQUAL | LESS | AT_MOST | MORE | AT_LEAST | CONTAINS | STARTS | ENDS | MATCHES
membership: NAME NOT_IN _set | NAME IN _set
_set: "{" item (","? item)* "}" | item
item: value | value _TO value
value: STRING | NAME UNIT? | NAME CLOCK
phrase: NAME NAME+
words: NAME+ | STRING

_AND.3: /(and(?![\w.:-])|&&)/i
_OR.3: /(or(?![\w.:-])|\|\|)/i
_NOT.3: /(not(?![\w.:-])(?!\s+in\b)|!(?!=))/i
NOT_IN.4: /not\s+in(?![\w.:-])/i
IN.3: /in(?![\w.:-])/i
_PACKET_WHERE.4: /packets?\s+where(?![\w.:-])/i
EQUAL.3: /(===?|=(?!=)|(eq|is)(?![\w.:-]))/i
UNEQUAL.3: /(!=|<>|ne(?![\w.:-]))/i
AT_MOST.4: /(<=|le(?![\w.:-]))/i
AT_LEAST.4: /(>=|ge(?![\w.:-]))/i
LESS.3: /(<(?![=>])|lt(?![\w.:-]))/i
MORE.3: /(>(?!=)|gt(?![\w.:-]))/i
CONTAINS.3: /contains(?![\w.:-])/i
STARTS.3: /starts\s+with(?![\w.:-])/i
ENDS.3: /ends\s+with(?![\w.:-])/i
MATCHES.3: /(matches(?![\w.:-])|~)/i
_TO: ".."
UNIT.3: /(UNITS)(?![\w.:-])/i
CLOCK.3: /\d{1,2}:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?(?![\w.:-])/i
STRING: /"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/
NAME: /(?!\.\.)(?!(?:and|or|not|in)(?![\w.:-]))CHARACTER(?:(?!\.\.)CHARACTER)*/

%ignore /\s+/
"""

_GRAMMAR = _GRAMMAR.replace("UNITS)", "|".join(re.escape(unit).replace("/", r"\/") for unit in UNITS) + ")").replace(
    "CHARACTER", r"""(?:[^\s(){},=<>!~&|"']|&(?!&)|\|(?!\|))""")

# Without any of these a text is words to search for.
_BROKEN = re.compile("[\ud800-\udfff]+")           # no characters, but what stands for bytes that are none
_OPERATORS = re.compile(r"""[=<>!~(){}"']|&&|\|\||(?<!\S)(and|or|not|in|is|eq|ne|lt|le|gt|ge|contains|matches"""
                        r"""|starts\s+with|ends\s+with|packets?\s+where)(?!\S)""", re.IGNORECASE)
_SAID = {
    "NAME": "a name or a word", "STRING": "a text in quotes", "_AND": "and", "_OR": "or", "_NOT": "not", "IN": "in",
    "NOT_IN": "not in", "_PACKET_WHERE": "packet where", "LPAR": "(", "RPAR": ")", "LBRACE": "{", "RBRACE": "}",
    "COMMA": ",", "EQUAL": "==", "UNEQUAL": "!=", "LESS": "<", "AT_MOST": "<=", "MORE": ">", "AT_LEAST": ">=",
    "CONTAINS": "contains", "STARTS": "starts with", "ENDS": "ends with", "MATCHES": "matches", "_TO": "..",
    "UNIT": "a unit", "CLOCK": "a time of day", "$END": "the end",
}
_ONE_OPERATOR = ("EQUAL", "UNEQUAL", "LESS", "AT_MOST", "MORE", "AT_LEAST", "CONTAINS", "STARTS", "ENDS", "MATCHES",
                 "IN", "NOT_IN")


@record(frozen=True, slots=True)
class Place:
    """Where something stands in the text: characters [at, end)."""

    at: int
    end: int


@record(frozen=True, slots=True)
class Value:
    """What something is compared with: `text` as written, without quotes; `unit` what follows it, a time of day too."""

    text: str
    place: Place
    unit: str = ""
    is_quoted: bool = False


@record(frozen=True, slots=True)
class Span:
    """From one value to another, both belong to it."""

    low: Value
    high: Value


@record(frozen=True, slots=True)
class Compare:
    """`name operator value`; with "in" and "not in" several values."""

    name: str
    place: Place            # of the name
    operator: str           # one of OPERATORS
    values: tuple[Value | Span, ...]


@record(frozen=True, slots=True)
class Words:
    """Words that must all be found; one alone may be the name of a field or protocol."""

    words: tuple[str, ...]
    place: Place
    is_quoted: bool = False


@record(frozen=True, slots=True)
class Not:
    """What `part` does not hold for."""

    part: "Node"


@record(frozen=True, slots=True)
class Every:
    """What all parts hold for."""

    parts: tuple["Node", ...]


@record(frozen=True, slots=True)
class Any:
    """What any part holds for."""

    parts: tuple["Node", ...]


@record(frozen=True, slots=True)
class Packets:
    """What has packets for which `part` holds."""

    part: "Node"
    place: Place


Node = Compare | Words | Not | Every | Any | Packets
OPERATORS = {"EQUAL": "==", "UNEQUAL": "!=", "LESS": "<", "AT_MOST": "<=", "MORE": ">", "AT_LEAST": ">=",
             "CONTAINS": "contains", "STARTS": "starts with", "ENDS": "ends with", "MATCHES": "matches", "IN": "in",
             "NOT_IN": "not in"}


def parse(text: str) -> Node | None:
    """The tree of a filter; None of an empty one. Raises ExpressionError."""
    if len(text) > LENGTH_MAX:
        raise ExpressionError(f"A filter has at most {LENGTH_MAX:,} characters.", LENGTH_MAX, len(text))
    if broken := _BROKEN.search(text):
        raise ExpressionError("This is no text: bytes that are not UTF-8, or half a character.", *broken.span())
    if not text.strip():
        return None
    if is_words(text):
        begin = len(text) - len(text.lstrip())
        return Words(tuple(text.split()), Place(begin, begin + len(text.strip())))
    _refuse_depth(text)
    from lark.exceptions import UnexpectedInput
    try:
        return _made(_parser().parse(text).children[0])
    except UnexpectedInput as error:
        raise _told(text, error) from None


def is_words(text: str) -> bool:
    """Whether it says nothing but words."""
    return not _OPERATORS.search(text)


@cache
def _parser() -> "Lark":
    from lark import Lark
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)


def _refuse_depth(text: str) -> None:
    """A tree is walked by functions that call themselves."""
    depth = 0
    for found in re.finditer(r"""[()]|!|(?<!\S)not(?!\S)|"(\\.|[^"\\])*"|'(\\.|[^'\\])*'""", text, re.IGNORECASE):
        depth += {"(": 1, ")": -1}.get(found[0], 1 if found[0].lower() in ("!", "not") else 0)
        if depth > DEPTH_MAX:
            raise ExpressionError(f"More than {DEPTH_MAX} parts in each other.", found.start(), found.end())


def _told(text: str, error: Anything) -> ExpressionError:
    """lark's error as a sentence."""
    at = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(text)
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        at = end = len(text)
    else:
        found = re.compile(r"""\w[\w.:-]*|\S|$""").match(text, at)
        end = max(found.end() if found else at, at + 1)
    wanted = set(getattr(error, "accepts", None) or getattr(error, "expected", None) or getattr(error, "allowed", None)
                 or ())
    return ExpressionError(f"Expected {_expected(wanted)} {_where(text, at, end)}.", at, min(end, len(text) or 1))


def _expected(wanted: set[str]) -> str:
    if "EQUAL" in wanted:
        wanted = wanted - set(_ONE_OPERATOR) | {"operator"}
    words = {"operator": "an operator such as ==", **_SAID}
    said = [words[name] for name in ("operator", *_SAID) if name in wanted and name in words]
    said = said[:6] if said else ["something else"]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def _where(text: str, at: int, end: int) -> str:
    if at >= len(text):
        return "at the end"
    if text[at] in "\"'":
        return "at the quote, which is not closed" if text.count(text[at], at) == 1 else f"at {text[at:end]}"
    return f"at {text[at:end]!r}"


def _place(one: "Token", last: "Token | None" = None) -> Place:
    return Place(one.start_pos or 0, (last or one).end_pos or 0)


def _made(tree: Anything) -> Node:
    """Our own tree of lark's."""
    parts = tree.children
    if tree.data == "either":
        return Any(tuple(map(_made, parts)))
    if tree.data == "both":
        return Every(tuple(map(_made, parts)))
    if tree.data == "negation":
        return Not(_made(parts[0]))
    if tree.data == "packets":
        return Packets(_made(parts[0]), Place(tree.meta.start_pos, tree.meta.end_pos))
    if tree.data == "words":
        is_quoted = parts[0].type == "STRING"
        words = (_unquoted(parts[0]),) if is_quoted else tuple(str(part) for part in parts)
        return Words(words, _place(parts[0], parts[-1]), is_quoted)
    if tree.data == "comparison":
        return Compare(str(parts[0]), _place(parts[0]), OPERATORS[parts[1].children[0].type], (_value(parts[2]),))
    values = tuple(_item(part) for part in parts[2:])
    return Compare(str(parts[0]), _place(parts[0]), OPERATORS[parts[1].type], values)


def _item(tree: Anything) -> Value | Span:
    if tree.data == "value":
        return _value(tree)
    values = [_value(part) for part in tree.children]
    return values[0] if len(values) == 1 else Span(values[0], values[1])


def _value(tree: Anything) -> Value:
    first, *rest = tree.children
    if tree.data == "phrase":
        return Value(" ".join(tree.children), _place(first, rest[-1]))
    place = _place(first, rest[-1] if rest else None)
    if first.type == "STRING":
        return Value(_unquoted(first), place, is_quoted=True)
    return Value(str(first), place, str(rest[0]) if rest else "")


def _unquoted(token: str) -> str:
    r"""Without its quotes: \" is a quote, \\ a backslash; another backslash stays."""
    return re.sub(r"""\\(["'\\])""", r"\1", token[1:-1])
