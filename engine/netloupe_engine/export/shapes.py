"""The shape of a session as text: what stands in its JSON object and in its line of CSV, and where that comes from.

A shape is made of cells, in objects (dict), arrays (list) or, for CSV, in a row; `steps_of_json` and `steps_of_csv`
turn it into the steps that rows.pyx takes for every session.
"""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from json.encoder import encode_basestring
from typing import Any

from ..model import Confidence, Decision, DirectionReason, EndReason, ServiceWay, State
from ..records import record
from ..sessions.columns import TCP_COUNTERS
from .json_text import encode_text

GIVEN_SLOTS = 4


class Op(IntEnum):
    """What a step writes. The numbers are shared with the compiled code."""

    TEXT = 0            # nothing but its text
    ID = 1
    NUMBER = 2
    SECONDS = 3         # nanoseconds as seconds; negative is nothing
    WORD = 4            # what the number stands for
    ADDRESS = 5
    VLAN = 6
    STATES = 7
    ATTRIBUTES = 8      # members of an object
    LINE = 9            # a cell: one line about the session
    GIVEN = 10          # text that Python brings along
    WHEN = 11           # go on if bits of the column are set, else leave steps out


@record(frozen=True, slots=True)
class Step:
    """One step of rows.pyx: `before` is written first; `nothing` in place of a value that is none."""

    op: Op
    column: str = ""
    before: bytes = b""
    nothing: bytes | None = None
    words: tuple[bytes, ...] = ()
    mask: int = 0
    skip: int = 0
    slot: int = 0


@record(frozen=True, slots=True)
class Cell:
    """A value. `words`: which list of Names the number counts in; `slot`: which of the given texts it takes;
    `absent`: what is written in place of nothing, None where there is always something."""

    op: Op
    column: str = ""
    words: str = ""
    slot: int = 0
    absent: str | None = None
    quoted: bool = False        # in JSON


@record(frozen=True, slots=True)
class When:
    """Something that sessions have where bits of a column are set."""

    column: str
    mask: int
    shape: Any


def _pair(name: str) -> list[Cell]:
    return [Cell(Op.NUMBER, f"{name}_{way}") for way in ("up", "down")]


_DECISIONS = {way.value: way.name.lower() for way in Decision}      # numbers may have gaps
WORDS: dict[str, Sequence[Any]] = {
    "states": [state.name for state in State],
    "ends": [reason.text if reason else None for reason in EndReason],
    "reasons": [reason.name.lower() for reason in DirectionReason],
    "decisions": [_DECISIONS.get(number) for number in range(max(_DECISIONS) + 1)],
    "confidences": [confidence.name.lower() for confidence in Confidence],
    "ways": [None if not way else way.name.lower().replace("_", " ") for way in ServiceWay],
    "truth": [False, True],
}
_OF_TCP = 8         # tcp_marks of TCP sessions
_PAIRS = ("packets", "bytes", "payload_bytes")

# The object of a session, after its opening brace: a public contract, members are added and never changed.
JSON: dict[str, Any] = {
    "id": Cell(Op.ID), "parent": Cell(Op.NUMBER, "parent", absent="null"),
    "protocol": Cell(Op.WORD, "protocol", "protocols"), "family": Cell(Op.NUMBER, "family"),
    "vlan": [Cell(Op.VLAN, absent=", ")], "initiator": Cell(Op.ADDRESS, "initiator", quoted=True),
    "initiator_port": Cell(Op.NUMBER, "initiator_port"), "responder": Cell(Op.ADDRESS, "responder", quoted=True),
    "responder_port": Cell(Op.NUMBER, "responder_port"), "start": Cell(Op.SECONDS, "start_ns"),
    "end": Cell(Op.SECONDS, "end_ns"), **{name: _pair(name) for name in _PAIRS},
    "state": Cell(Op.WORD, "state", "states"), "end_reason": Cell(Op.WORD, "end_reason", "ends"),
    "states": Cell(Op.STATES, words="states"), "path": Cell(Op.WORD, "path", "paths"),
    "application": Cell(Op.WORD, "application", "applications"), "service": Cell(Op.WORD, "service", "services"),
    "responder_name": Cell(Op.WORD, "responder_name", "names"),
    "expected_by": Cell(Op.NUMBER, "expected_by", absent="null"),
    "expected_reason": Cell(Op.WORD, "expected_reason", "announcements"),
    "relations": Cell(Op.GIVEN, slot=2, absent="[]"),
    "direction": {"by": Cell(Op.WORD, "direction", "reasons"), "turned": Cell(Op.WORD, "turned", "truth")},
    "decided": When("decided_by", 0xFF, {
        "by": Cell(Op.WORD, "decided_by", "decisions"), "packet": Cell(Op.NUMBER, "decided_packet"),
        "confidence": Cell(Op.WORD, "confidence", "confidences")}),
    "tcp": When("tcp_marks", _OF_TCP, {"rtt": Cell(Op.SECONDS, "rtt_ns", absent="null"),
                                       **{name: _pair(name) for name in TCP_COUNTERS}}),
    "attributes": {"": Cell(Op.ATTRIBUTES, slot=0)},
    "findings": Cell(Op.GIVEN, slot=1, absent="[]"),
    "category": Cell(Op.WORD, "category", "categories"),
    "service_decided": When("service_by", 0xFF, {
        "by": Cell(Op.WORD, "service_by", "ways"), "packet": Cell(Op.NUMBER, "service_packet", absent="null"),
        "confidence": Cell(Op.WORD, "service_confidence", "confidences"),
        "rule": Cell(Op.WORD, "service_rule", "rules"),
        "runner_up": Cell(Op.WORD, "service_other", "services")}),
}
ENDS: dict[str, Any] = {"ends": Cell(Op.GIVEN, slot=3, absent="null")}      # behind them, where that is asked for

# The columns of a table of sessions, after that of the capture: name -> cell.
_CSV: tuple[tuple[str, Cell], ...] = (
    ("id", Cell(Op.ID)), ("parent", Cell(Op.NUMBER, "parent", absent="")),
    ("protocol", Cell(Op.WORD, "protocol", "protocols")), ("family", Cell(Op.NUMBER, "family")),
    ("vlan", Cell(Op.VLAN, absent="/")), ("initiator", Cell(Op.ADDRESS, "initiator")),
    ("initiator_port", Cell(Op.NUMBER, "initiator_port")), ("responder", Cell(Op.ADDRESS, "responder")),
    ("responder_port", Cell(Op.NUMBER, "responder_port")), ("start", Cell(Op.SECONDS, "start_ns")),
    ("end", Cell(Op.SECONDS, "end_ns")),
    *((f"{name}_{way}", cell) for name in _PAIRS for way, cell in zip(("up", "down"), _pair(name), strict=True)),
    ("state", Cell(Op.WORD, "state", "states")), ("end_reason", Cell(Op.WORD, "end_reason", "ends")),
    ("path", Cell(Op.WORD, "path", "paths")), ("application", Cell(Op.WORD, "application", "applications")),
    ("service", Cell(Op.WORD, "service", "services")), ("info", Cell(Op.LINE, slot=0)),
)
_CSV_TCP: tuple[tuple[str, Cell], ...] = (
    ("rtt", Cell(Op.SECONDS, "rtt_ns", absent="")),
    *((f"{name}_{way}", cell) for name in TCP_COUNTERS for way, cell in zip(("up", "down"), _pair(name), strict=True)),
)
_CSV_GIVEN: tuple[tuple[str, Cell], ...] = (
    ("findings", Cell(Op.GIVEN, slot=1, absent="0")), ("initiator_process", Cell(Op.GIVEN, slot=2)),
    ("responder_process", Cell(Op.GIVEN, slot=3)),
)
_CSV_RELATED: tuple[tuple[str, Cell], ...] = (
    ("responder_name", Cell(Op.WORD, "responder_name", "names")),
    ("expected_by", Cell(Op.NUMBER, "expected_by", absent="")),
    ("expected_reason", Cell(Op.WORD, "expected_reason", "announcements")),
)
_CSV_SERVICE: tuple[tuple[str, Cell], ...] = (
    ("category", Cell(Op.WORD, "category", "categories")), ("service_by", Cell(Op.WORD, "service_by", "ways")),
)
CSV_COLUMNS = ("capture", *(name for name, _ in (*_CSV, *_CSV_TCP, *_CSV_GIVEN, *_CSV_RELATED, *_CSV_SERVICE)))


class _Program:
    """Steps as they are put together; text waits for the step that follows it."""

    def __init__(self, words: Mapping[str, Sequence[Any]], encode: Callable[[Any], str]) -> None:
        self.steps: list[Step] = []
        self._words, self._encode = {**WORDS, **words}, encode
        self._text = ""

    def say(self, text: str) -> None:
        self._text += text

    def add(self, step: Step) -> None:
        self.steps.append(replace(step, before=_bytes(self._text)))
        self._text = ""

    def cell(self, cell: Cell) -> None:
        if cell.op is Op.TEXT:
            self.say(cell.absent or "")
            return
        words = tuple(_bytes(self._encode(word)) for word in self._words[cell.words]) if cell.words else ()
        self.add(Step(cell.op, cell.column, nothing=None if cell.absent is None else _bytes(cell.absent), words=words,
                      slot=cell.slot))

    def end(self) -> None:
        """Nothing waits any more."""
        if self._text:
            self.add(Step(Op.TEXT))

    def begin_when(self, when: When, nothing: str) -> int:
        """What follows is for sessions that have it; answers what `end_when` wants to know."""
        self.add(Step(Op.WHEN, when.column, nothing=_bytes(nothing), mask=when.mask))
        return len(self.steps)

    def end_when(self, begun: int) -> None:
        self.end()
        self.steps[begun - 1] = replace(self.steps[begun - 1], skip=len(self.steps) - begun)


def _bytes(text: str) -> bytes:
    """As outputs are encoded: what UTF-8 cannot say as an escape."""
    return text.encode("utf-8", "backslashreplace")


def _json_text(value: Any) -> str:
    return encode_text(value) if isinstance(value, str) else {None: "null", False: "false", True: "true"}[value]


def _put_json(program: _Program, shape: Any) -> None:
    if isinstance(shape, dict | list):
        members = shape.items() if isinstance(shape, dict) else [("", value) for value in shape]
        program.say("{" if isinstance(shape, dict) else "[")
        for at, (name, value) in enumerate(members):
            program.say((", " if at else "") + (f"{encode_basestring(name)}: " if name else ""))
            _put_json(program, value)
        program.say("}" if isinstance(shape, dict) else "]")
    elif isinstance(shape, When):
        begun = program.begin_when(shape, "null")
        _put_json(program, shape.shape)
        program.end_when(begun)
    else:
        program.say('"' if shape.quoted else "")
        program.cell(shape)
        program.say('"' if shape.quoted else "")


def steps_of_json(words: Mapping[str, Sequence[Any]], first: Mapping[str, str], before: str, after: str,
                  with_ends: bool = False) -> list[Step]:
    """Every session's object, `before` and `after` around it, with members `first` (in JSON already) before its own.
    `with_ends`: and what is known of its ends. `words`: lists "protocols", "applications", "paths", "announcements",
    "names", "services", "categories", "rules"."""
    program = _Program(words, _json_text)
    program.say(before)
    _put_json(program, {name: Cell(Op.TEXT, absent=value) for name, value in first.items()} | JSON
              | (ENDS if with_ends else {}))
    program.say(after)
    program.end()
    return program.steps


def steps_of_csv(words: Mapping[str, Sequence[Any]], capture: str, cell: Callable[[object], str]) -> list[Step]:
    """Every session's line of CSV; `cell` makes a cell of a text."""
    program = _Program(words, lambda word: cell("" if word is None else word))
    program.say(cell(capture))
    for _, value in _CSV:
        program.say(",")
        program.cell(value)
    begun = program.begin_when(When("tcp_marks", _OF_TCP, None), "," * len(_CSV_TCP))
    for _, value in _CSV_TCP:
        program.say(",")
        program.cell(value)
    program.end_when(begun)
    for _, value in (*_CSV_GIVEN, *_CSV_RELATED, *_CSV_SERVICE):
        program.say(",")
        program.cell(value)
    program.say("\n")
    program.end()
    return program.steps
