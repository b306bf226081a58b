"""What is looked at in a user's own table, whose words nobody has checked before: all that is wrong with it, each error
with the field or word that it is about (layouts/blame.py)."""
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import isfunction
from itertools import chain
from typing import Any, get_args

from ..layouts.blame import blame, blamed, short
from ..layouts.expressions import Condition
from ..layouts.fields import Field, Names, Type
from ..layouts.kinds import kind_faults
from ..layouts.masks import mask_faults
from ..layouts.order import key_faults, order_faults
from ..layouts.words import Ref, Word
from ..model import Severity
from .define import SCOPES, Finding, Flow, Frame, Protocol, Tunnel

KEY = re.compile(r"[a-z][a-z0-9_]*")
LONE = re.compile(r"[\ud800-\udfff]")      # a surrogate alone, which is no character and cannot be written
# The largest keys of spaces whose numbers have a fixed width.
LARGEST = {"tcp.port": 0xFFFF, "udp.port": 0xFFFF, "sctp.port": 0xFFFF, "ethertype": 0xFFFF, "link": 0xFFFF,
           "ip.protocol": 0xFF}
A_TUPLE = "a tuple: (one,), with a comma, if there is only one"
# What a field and a table are made of: kind, and how it is called.
FIELD: Mapping[str, tuple[Any, str]] = {
    "name": (str, "text"), "type": (Type, "a type such as u8 or text"), "mask": (int, "a number"),
    "names": (Names | None, "made by names(...)"), "flags": (Names | None, "made by names(...)"), "unit": (str, "text"),
    "scale": (int, "a number"), "scope": (str, "text"), "base": (int, "10 or 16"), "says": (str, "text"),
    "only": (tuple, A_TUPLE), "keep": (str, "text"), "keep_most": (int, "a number")}
TABLE: Mapping[str, tuple[Any, str]] = {
    "key": (str, "text"), "title": (str, "text"), "reference": (str, "text"), "layer": (int, "a number"),
    "rides_on": (dict, 'a dictionary such as {"tcp.port": 7411}'), "layout": (tuple, A_TUPLE),
    "modes": (tuple, A_TUPLE), "probe": (tuple, A_TUPLE), "info": (tuple, "a tuple of texts"),
    "findings": (tuple, A_TUPLE), "starts": (tuple | None, A_TUPLE),
    "framing": (Frame | None, "one of Framing(...), Lines() and the others that say where messages end"),
    "flow": (Flow, "one of Flow"), "tunnel": (Tunnel, "one of Tunnel")}
_FRAMES, _BYTES = (*get_args(Frame), type(None)), (bytes,)
FINDING: Mapping[str, tuple[Any, str]] = {"key": (str, "text"), "text": (str, "text"), "meaning": (str, "text")}


def scrutinise(protocol: Protocol, follows: Callable[[Exception], bool] | None = None) -> list[Exception]:
    """What is wrong with a table, as far as it says that itself: ValueErrors and TypeErrors, of which one word has
    those that were found first. What `follows` from a mistake that is told already is left out."""
    found, about = list[Exception](), set[tuple[object, ...]]()
    for check in _CHECKS:
        new = list[Exception]()
        try:
            new += check(protocol)
        except Exception:
            if not (found or new):
                raise                       # else it comes of what was found already
        known = {*about}
        for error in new:
            place = _place(error)
            if not (place in about or (place[0],) in known or (follows is not None and follows(error))):
                found.append(error)
                about |= {place} if isinstance(blamed(error), Protocol) else {place, (place[0],)}
    return found


def _place(error: Exception) -> tuple[object, ...]:
    """What it is about, of which one error is enough. Of a table's own parts each value may have one."""
    made, part = blamed(error), error.__dict__.get("part", "")
    return (id(made), part, str(error)) if isinstance(made, Protocol) else (id(made), part)


def _parts(protocol: Protocol) -> Iterator[Exception]:
    """Is everything of the kind that it has to be?"""
    yield from _wrong(protocol, "", TABLE)
    if not KEY.fullmatch(str(protocol.key)):
        yield blame(protocol, ValueError(f"{protocol.key!r} is no key: small letters, digits and underscores"), "key")
    starts: tuple[Any, ...] = protocol.starts or ()
    for start in starts:
        if not isinstance(start, bytes):
            yield blame(protocol, TypeError(
                f"starts are bytes, with a b in front of the quotes: {short(start)} is none"), "starts", (start,))
    fields: tuple[Any, ...] = (*protocol.fields, *_fields(protocol.probe))
    for field in fields:
        if not isinstance(field, Field):
            yield blame(protocol, TypeError(f"{field!r} is no Field"), "fields")
            continue
        yield from _wrong(field, f"field {field.name}: ", FIELD)
        if field.keep != "all" and field.scope in SCOPES and field.scope != "session":
            yield blame(field, ValueError(
                f'field {field.name}: keep says what a session keeps, and needs scope="session"'), "keep")


def _findings(protocol: Protocol) -> Iterator[Exception]:
    for found in protocol.findings:
        if isinstance(found, Finding):
            severity: object = found.severity       # whoever wrote the file may have written anything
            if not isinstance(severity, Severity):
                yield blame(found, ValueError(f"finding {found.key}: {severity!r} is no Severity"), "severity")
            yield from _wrong(found, f"finding {found.key}: ", FINDING)


def _modes(protocol: Protocol) -> Iterator[Exception]:
    modes: tuple[Any, ...] = protocol.modes
    for mode in modes:
        if not isinstance(mode.name, str):
            yield blame(mode, TypeError(f"a mode has a name, not {mode.name!r}"), "name")
        elif not (isinstance(mode.framing, _FRAMES) and isinstance(mode.ends, _BYTES)):
            yield blame(mode, TypeError(f"mode {mode.name}: framing is one of Framing(...), Lines() and others, ends "
                                        "is bytes, such as b\".\""))


def _of_messages(faults: Callable[..., Iterator[Exception]]) -> Callable[[Protocol], Iterator[Exception]]:
    """Looks at the words of each message, as they follow each other."""
    def check(protocol: Protocol) -> Iterator[Exception]:
        return faults((protocol.layout, protocol.probe, *(mode.layout for mode in protocol.modes)), protocol.fields)
    return check


def _words(protocol: Protocol) -> Iterator[Exception]:
    for part, words in (("layout", protocol.layout), ("probe", protocol.probe)):
        yield from _no_words(words, protocol, part)
    for mode in protocol.modes:
        yield from _no_words(mode.layout, mode, "layout")


def _no_words(words: Iterable[Any], about: object, part: str = "") -> Iterator[Exception]:
    """What beginners write for a word. It is said of itself, or of the word in front of it."""
    whole = about
    for word in words:
        if isinstance(word, tuple):
            yield blame(word[0] if word else about, TypeError(
                "a tuple stands among the words: a star in front, as in *WORDS, puts those in it there"), behind=about)
        elif isinstance(word, Condition):
            yield blame(word, TypeError("a condition alone does nothing: when(condition, words) asks it"), behind=about)
        elif isfunction(word):
            yield blame(about, TypeError(f"a word is called: {word.__name__}(), with parentheses"))
        elif isinstance(word, Word):
            for block in word.blocks:
                yield from _no_words(block, word)
        elif isinstance(word, int | float | str | bytes | None):
            yield blame(whole, TypeError(f"{word!r} is no word of a layout"), part, (word,))
        elif not isinstance(word, Field | Ref):
            yield blame(word, TypeError(f"{_written(word)} is no word of a layout"), behind=about)
        about = word if isinstance(word, Field | Word) else about


def _written(word: object) -> str:
    """What is no word, as somebody wrote it."""
    return "a type alone, without Field(\"name\", ...) around it," if isinstance(word, Type) else short(word)


def _wrong(made: Any, whose: str, expected: Mapping[str, tuple[Any, str]]) -> Iterator[Exception]:
    for name, (kind, called) in expected.items():
        value = getattr(made, name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield blame(made, TypeError(f"{whose}{name} is {called}, not {short(value)}"), name)
        for text in _texts(value):
            if LONE.search(text):
                yield blame(made, ValueError(f"{whose}{name} has half a character: {text!r}"), name, (text,))


def _texts(value: Any) -> Iterator[str]:
    """The texts that a user will read of this."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Names):
        yield from value.names.values()
    elif isinstance(value, tuple):
        yield from (text for text in value if isinstance(text, str))


def _places(protocol: Protocol) -> Iterator[Exception]:
    """Are there such keys, and can what comes there be read?"""
    for space, keys in protocol.rides_on.items():
        for key in keys if isinstance(keys, tuple) else (keys,):
            if space in LARGEST and not (isinstance(key, int) and 0 <= key <= LARGEST[space]):
                yield blame(protocol, ValueError(f"{key!r} is no {space}: these are numbers up to {LARGEST[space]:,}"),
                            "rides_on", (key,))
    if not protocol.layout or protocol.twin:
        return
    if "tcp.port" in protocol.rides_on and protocol.framing is None:
        yield blame(protocol, ValueError(
            "in a stream nobody knows where its messages end: say framing=, such as Framing(...) or Lines()"),
            "rides_on", ("tcp.port",))
    if "udp.port" in protocol.rides_on and protocol.framing is not None and not protocol.datagrams:
        yield blame(protocol, ValueError(
            "with framing= it is read in streams alone: datagrams=True lets udp.port be its place, too"),
            "rides_on", ("udp.port",))


def _fields(words: Iterable[Any]) -> Iterator[Field]:
    for word in words:
        if isinstance(word, Field):
            yield word
        elif isinstance(word, Word):
            if isinstance(word.field, Field) and word.op != "require":
                yield word.field
            yield from _fields(chain.from_iterable(word.blocks))


_CHECKS: tuple[Callable[[Protocol], Iterator[Exception]], ...] = (
    _parts, _findings, Protocol.faults, _places, _modes, _words,
    *(_of_messages(faults) for faults in (order_faults, key_faults, kind_faults, mask_faults)))
