"""What a filter wants where somebody is typing: a name, an operator, a value, or what joins two terms.

A filter that is being written is seldom one yet, so this reads words and signs from left to right and forgives.
"""
import re
from enum import StrEnum

from ..records import record

_TOKEN = re.compile(r"""(?P<text>"(?:\\.|[^"\\])*("|$)|'(?:\\.|[^'\\])*('|$))|"""
                    r"""(?P<sign>===?|!=|<>|<=|>=|&&|\|\||\.\.|[=<>!~(){},])"""
                    r"""|(?P<word>(?:(?!\.\.)[^\s(){},=<>!~&|"']|&(?!&)|\|(?!\|))+)""", re.DOTALL)
_SIGNS = frozenset(("==", "===", "!=", "<>", "<=", ">=", "~", "<", ">", "="))
_GROWING = frozenset(("=", "<", ">", "!", "&", "|"))      # may become another sign
_WORDS = frozenset(["is", "eq", "ne", "lt", "le", "gt", "ge", "contains", "matches", "in"])      # operators
_PAIRS = {"starts": "with", "ends": "with", "not": "in"}


class Wants(StrEnum):
    """What can stand there."""

    NAME = "name"           # a field, an attribute, a protocol, or words
    OPERATOR = "operator"
    VALUE = "value"
    NEXT = "next"           # in {…}: another value or the end
    JOIN = "join"           # and, or


@record(frozen=True, slots=True)
class Spot:
    """Where the cursor is: `typed` stands before it, and characters [at, end) are to be replaced."""

    wants: Wants
    at: int
    end: int
    typed: str = ""
    name: str = ""              # whose operator or value
    in_packets: bool = False
    in_set: bool = False


def spot(text: str, cursor: int) -> Spot:
    """What a filter wants at a character."""
    reader = _Reader()
    for token in _TOKEN.finditer(text):
        if token.start() >= cursor:
            break
        is_open = token["text"] is not None and (len(token[0]) == 1 or token[0][-1] != token[0][0])
        if token.end() >= cursor and (token["word"] or token["text"] or token[0] in _GROWING) and (
                token.end() > cursor or token["word"] or is_open or token[0] in _GROWING):
            at = reader.begun if reader.half in _PAIRS else token.start()
            return reader.spot(at, token.end(), text[at:cursor])
        reader.read(token)
    at = reader.begun if reader.half in _PAIRS else cursor
    return reader.spot(at, cursor, text[at:cursor])


class _Reader:
    """Knows what is wanted after what it has read."""

    def __init__(self) -> None:
        self.wants, self.name, self.half, self.begun = Wants.NAME, "", "", 0
        self.in_set = self.in_packets = False
        self._outside: list[bool] = []          # whether packets were meant, outside of each parenthesis

    def spot(self, at: int, end: int, typed: str) -> Spot:
        """The same as an answer."""
        return Spot(self.wants, at, end, typed.lstrip("\"'"), self.name, self.in_packets, self.in_set)

    def read(self, token: re.Match[str]) -> None:
        """Go on behind this."""
        word = token[0].lower()
        if self.half:
            half, self.half = self.half, ""
            if word == _PAIRS.get(half, "where"):
                self.in_packets = self.in_packets or word == "where"
                self.wants = Wants.NAME if word == "where" else Wants.VALUE
                return
            if half == "not":
                self.wants = Wants.NAME
        if word == "(":
            self._outside.append(self.in_packets)
            self.wants = Wants.NAME
        elif word == ")":
            self.in_packets = self._outside.pop() if self._outside else False
            self.wants = Wants.JOIN
        elif word in ("and", "or", "&&", "||") and not token["text"] and not self.in_set:
            self.wants = Wants.NAME
        elif self.wants is Wants.NAME:
            self._read_name(token, word)
        elif self.wants is Wants.OPERATOR:
            self._read_operator(token, word)
        else:
            self._read_value(word)

    def _read_name(self, token: re.Match[str], word: str) -> None:
        if word in ("packet", "packets"):
            self.half = "packet"
            self.wants, self.name = Wants.OPERATOR, token[0]        # "packets" is a field too
        elif word not in ("not", "!"):
            self.wants, self.name = (Wants.OPERATOR if token["word"] else Wants.JOIN), token[0]

    def _read_operator(self, token: re.Match[str], word: str) -> None:
        if word in _SIGNS or word in _WORDS:
            self.wants = Wants.VALUE
        elif word in _PAIRS:
            self.half, self.begun = word, token.start()
        else:
            self.wants = Wants.JOIN         # words to search for

    def _read_value(self, word: str) -> None:
        if word == "{":
            self.in_set, self.wants = True, Wants.VALUE
        elif word == "}":
            self.in_set, self.wants = False, Wants.JOIN
        elif word in (",", ".."):
            self.wants = Wants.VALUE
        elif self.wants is Wants.VALUE:
            self.wants = Wants.NEXT if self.in_set else Wants.JOIN
