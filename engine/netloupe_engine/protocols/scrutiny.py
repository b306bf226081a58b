"""What is looked at in a user's own table, whose words nobody has checked before: each error says what is wrong with
which field or word (layouts/blame.py)."""
import re
from collections.abc import Iterable, Iterator, Mapping
from inspect import isfunction
from itertools import chain
from typing import Any

from ..layouts.blame import blame
from ..layouts.expressions import Condition
from ..layouts.fields import Field, Names, Type
from ..layouts.kinds import check_kinds
from ..layouts.order import check_keys, check_order
from ..layouts.words import Word
from ..model import Severity
from .define import SCOPES, Finding, Flow, Mode, Protocol, Tunnel

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
    "flow": (Flow, "one of Flow"), "tunnel": (Tunnel, "one of Tunnel")}
FINDING: Mapping[str, tuple[Any, str]] = {"key": (str, "text"), "text": (str, "text"), "meaning": (str, "text")}


def scrutinise(protocol: Protocol) -> None:
    """Raises ValueError or TypeError for the first thing that is wrong, as far as the table says it itself."""
    _check(protocol, "", TABLE)
    if not KEY.fullmatch(protocol.key):
        raise blame(protocol, ValueError(f"{protocol.key!r} is no key: small letters, digits and underscores"))
    for field in (*protocol.fields, *_fields(protocol.probe)):
        if not isinstance(field, Field):
            raise TypeError(f"{field!r} is no Field")
        _check(field, f"field {field.name}: ", FIELD)
        if field.keep != "all" and field.scope in SCOPES and field.scope != "session":
            raise blame(field, ValueError(
                f'field {field.name}: keep says what a session keeps, and needs scope="session"'))
    findings: tuple[Any, ...] = protocol.findings
    for found in findings:
        if isinstance(found, Finding) and not isinstance(found.severity, Severity):
            raise blame(found, ValueError(f"finding {found.key}: {found.severity!r} is no Severity"))
        if isinstance(found, Finding):
            _check(found, f"finding {found.key}: ", FINDING)
    protocol.check()
    _check_places(protocol)
    modes: tuple[object, ...] = protocol.modes
    for mode in modes:
        if not isinstance(mode, Mode) or not isinstance(mode.layout, tuple):
            raise blame(mode, TypeError(f"{mode!r} is no Mode whose layout is {A_TUPLE}"))
    messages = protocol.layout, protocol.probe, *(mode.layout for mode in protocol.modes)
    for words in messages:
        _check_words(words, protocol)
    check_order(messages)
    check_keys(messages, protocol.fields)
    check_kinds(messages, protocol.fields)


def _check_words(words: Iterable[Any], about: object) -> None:
    """Raises TypeError for what beginners write for a word. It is said of itself, or of the word in front of it."""
    for word in words:
        if isinstance(word, tuple):
            raise blame(word[0] if word else about, TypeError(
                "a tuple stands among the words: a star in front, as in *WORDS, puts those in it there"))
        if isinstance(word, Condition):
            raise blame(word, TypeError("a condition alone does nothing: when(condition, words) asks it"))
        if isfunction(word):
            raise blame(about, TypeError(f"a word is called: {word.__name__}(), with parentheses"))
        if isinstance(word, Word):
            for block in word.blocks:
                _check_words(block, word)
        about = word


def _check(made: Any, whose: str, expected: Mapping[str, tuple[Any, str]]) -> None:
    for name, (kind, called) in expected.items():
        value = getattr(made, name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise blame(made, TypeError(f"{whose}{name} is {called}, not {value!r}"))
        for text in _texts(value):
            if LONE.search(text):
                raise blame(made, ValueError(f"{whose}{name} has half a character: {text!r}"))


def _texts(value: Any) -> Iterator[str]:
    """The texts that a user will read of this."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Names):
        yield from value.names.values()
    elif isinstance(value, tuple):
        yield from (text for text in value if isinstance(text, str))


def _check_places(protocol: Protocol) -> None:
    """Are there such keys, and can what comes there be read?"""
    for space, keys in protocol.rides_on.items():
        for key in keys if isinstance(keys, tuple) else (keys,):
            if space in LARGEST and not (isinstance(key, int) and 0 <= key <= LARGEST[space]):
                raise blame(protocol, ValueError(f"{key!r} is no {space}: these are numbers up to {LARGEST[space]:,}"))
    if not protocol.layout or protocol.twin:
        return
    if "tcp.port" in protocol.rides_on and protocol.framing is None:
        raise blame(protocol, ValueError(
            "in a stream nobody knows where its messages end: say framing=, such as Framing(...) or Lines()"))
    if "udp.port" in protocol.rides_on and protocol.framing is not None and not protocol.datagrams:
        raise blame(protocol, ValueError(
            "with framing= it is read in streams alone: datagrams=True lets udp.port be its place, too"))


def _fields(words: Iterable[Any]) -> Iterator[Field]:
    for word in words:
        if isinstance(word, Field):
            yield word
        elif isinstance(word, Word):
            if isinstance(word.field, Field) and word.op != "require":
                yield word.field
            yield from _fields(chain.from_iterable(word.blocks))
