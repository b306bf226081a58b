"""The words of a layout: what a protocol's messages are made of, in the order in which it comes.

A layout is a tuple of words. A `Field` is read at the current place, which moves behind it; the other words say what
is repeated, chosen, bounded, or remembered. Names of fields in expressions mean the value read last in this message.
"""
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..model import Note
from ..records import record
from .blame import ask, ask_bytes, blame, short
from .expressions import Condition, Expression, expression
from .fields import Field, Type, octets


@record(frozen=True, slots=True)
class Word:
    """An instruction of a layout with its operands; `blocks` are the words inside it. Made by the functions below."""

    op: str
    field: "Field | Ref | None" = None
    name: str = ""
    value: Any = None
    blocks: tuple["Words", ...] = ()

    def __post_init__(self) -> None:
        if self.field is not None and not isinstance(self.field, Field | Ref):
            raise blame(self, TypeError(f"the word {self.op} is about a Field, not {short(self.field)}"))


@record(frozen=True, slots=True)
class Ref:
    """A field of the same table, by name."""

    name: str


Words = tuple[Field | Ref | Word, ...]
Key = int | str | range | tuple[int | str | range, ...]
ref = Ref
DATA = (Field("data", octets),)
SELF, OTHER, BOTH = 1, 2, 3                 # whose direction: the sender's, the other one, both


def bits(type: Type, *fields: Field) -> Word:
    """Several fields of one number, each with its mask."""
    if not isinstance(type, Type):
        raise blame(type, TypeError("bits() begin with the type of their number: bits(u8, Field(...), ...)"))
    return Word("bits", value=type, blocks=(fields,))


def read_as(field: Field | Ref, type: Type) -> Word:
    """A field that is of another width or form here than it says itself."""
    ask(Type, type, "read_as(field, u16): a field, then the type that it has here")
    return Word("read_as", field=field, value=type)


def take(name: str, type: Type) -> Word:
    """A value that later words need and nobody is shown."""
    ask(Type, type, 'take("name", u8): a name, then a type')
    return Word("take", name=name, value=type)


def require(type: Type, *only: int | range) -> Word:
    """The number ahead is one of these, or the message is not in order. It is not passed over."""
    ask(Type, type, "require(u8, 1, 2): a type, then what the number may be")
    return Word("require", value=type, name="", field=Field("required", type, only=only))


def repeat(*words: Any, count: Expression | int | str | None = None, until: Condition | None = None) -> Word:
    """These words `count` times, or until a condition holds behind a turn, or to the end of what bounds this place. A
    turn that read nothing is the last one."""
    return Word("repeat", value=(None if count is None else expression(count), until), blocks=(words,))


def switch(on: str | Expression, cases: Mapping[Any, Any], default: Any = ()) -> Word:
    """The words of the case whose key the field has: a number, a text, a range, or a tuple of such."""
    return Word("switch", value=(expression(on), tuple(cases)),
                blocks=(*(_words(case) for case in cases.values()), _words(default)))


def when(condition: Condition, *words: Any, otherwise: Any = ()) -> Word:
    """These words if the condition holds."""
    if not isinstance(condition, Condition):
        raise TypeError(f'{short(condition)} is no condition, as of("name") == 1 is')
    return Word("when", value=condition, blocks=(words, _words(otherwise)))


def node(field: Field | Ref, *words: Any) -> Word:
    """These words' values as children of a node; `field` has the type `nested`."""
    if not isinstance(field, Field | Ref):
        raise TypeError(f"node(Field(\"name\", nested), ...) begins with a field, not with {short(field)}")
    return Word("nest", field=field, blocks=(words,))


def bound(size: Expression | int | str | Field, *words: Any, rest: Field | Ref | None = None,
          apart: bool = False) -> Word:
    """These words within the next `size` bytes; what they leave over is `rest`, or passed over. A field as size is read
    first. `apart`: what is not in order in there ends these words alone, and what is behind them is still read."""
    if isinstance(size, Field):
        return Word("all", blocks=((size, bound(size.name, *words, rest=rest, apart=apart)),))
    return Word("bound", field=rest, value=(expression(size), apart), blocks=(words,))


def alone(size: Expression | int | str | None, *words: Any) -> Word:
    """These words within the next `size` bytes, or all that are left, as a message of its own: offsets and the pointers
    of names count from its beginning. What is wrong with it is said, and the words behind it are read all the same."""
    return Word("alone", value=(None if size is None else expression(size), None, ()), blocks=(words,))


def piece(key: Expression | str, size: Expression | int | str, *words: Any,
          whole: Key | tuple[Key, ...] = ()) -> Word:
    """The next `size` bytes, `alone`: a piece, or all, of the value under this key, 0 to 255. In `gather` the words
    read the value once, where its first piece is. Values under the keys `whole` are never in several pieces."""
    return Word("alone", value=(expression(size), expression(key), whole), blocks=(words,))


def gather(field: Field | Ref, *words: Any) -> Word:
    """These words, after it was found out which values of each `piece` in them are in several. Those are put together
    in the order in which the words come to their pieces: derived bytes, which `field` names. A value in one piece is
    read where it is. The words are gone through twice, then; the first time they see no value that may be in several
    pieces."""
    return Word("gather", field=field, blocks=(words,))


def align(to: int) -> Word:
    """Pass over bytes up to a multiple of `to` from the message's beginning."""
    return Word("align", value=to)


def skip(size: Expression | int | str) -> Word:
    """Pass over bytes."""
    return Word("skip", value=expression(size))


def seek(at: Expression | int | str) -> Word:
    """Go on at this offset of the message."""
    return Word("seek", value=expression(at))


def find(literal: bytes) -> Word:
    """Go on behind the next such bytes; without any, at the end."""
    ask_bytes('find(b"(")', literal)
    return Word("find", value=literal)


def computed(field: Field | Ref, value: Expression | int | str, per: int = 1, xor: int = 0) -> Word:
    """A value that is calculated, at the place of what was read last. Of type `real`: so many parts, `per` of which are
    one. `xor`: the bits of this number are turned, for values that are hidden so."""
    if not isinstance(field, Field | Ref):
        raise TypeError(f'computed(Field("name", number), of("length") - 4) begins with a field, not {short(field)}')
    return Word("compute", field=field, value=(expression(value), per, xor))


def each_bit(field: Field | Ref, first: Expression | int | str = 0, low_first: bool = False) -> Word:
    """What is left is a map of bits: the value is `first` plus the place of each one that is set. Bits of a byte count
    from the highest, or `low_first`."""
    return Word("bits_set", field=field, value=(expression(first), low_first))


def joined(field: Field | Ref, *words: Any, between: str = " ", md5: bool = False) -> Word:
    """These words, and behind them as a text what they say (`said`, `say`), with `between` between the pieces. Its
    place is all that they read. What was said before something that is not in order is a text, too. `md5`: the
    text is the digest of that one, in hexadecimal, for fingerprints."""
    return Word("join", field=field, value=(between, md5), blocks=(words,))


def said(*words: "Field | Ref | Word") -> Word:
    """Values, also those of `take` and `joined`, that are pieces of the text that is being joined: numbers and
    addresses as usual, times in seconds, bytes in hexadecimal."""
    return Word("said", blocks=(words,))


def say(what: Expression | str, per: int = 1, modulo: int = 0, digits: int = 1) -> Word:
    """A piece of the text that is being joined: these letters, or a number, divided by `per`, modulo `modulo`, in at
    least so many digits."""
    return Word("say", value=(what, per, modulo, digits))


def glue(once: str = "", then: str = " ") -> Word:
    """What stands before the next piece of the text that is being joined, and before those behind it: a letter, or
    nothing."""
    return Word("glue", value=(once, then))


def remember(name: str, value: Expression | int | str) -> Word:
    """Keep a number for the session's later messages of either direction."""
    return Word("remember", name=name, value=expression(value))


def finding(key: str) -> Word:
    """Raise a finding of the table."""
    return Word("finding", name=key)


def malformed(note: Note = Note.BAD_VALUE) -> Word:
    """The message contradicts its specification."""
    return Word("malformed", value=note)


def client() -> Word:
    """Who sends this is the client."""
    return Word("client")


def server() -> Word:
    """Who sends this is the server."""
    return Word("server")


def enter(mode: str, ways: int = SELF) -> Word:
    """From the next message on, these directions (SELF, OTHER, BOTH) are read by the words of a mode; "" is the layout
    itself."""
    if ways not in (SELF, OTHER, BOTH):
        raise TypeError(f"enter() takes whose direction it is, SELF, OTHER or BOTH, not {ways!r}")
    return Word("enter", name=mode, value=ways)


def hop(size: Expression | int | str) -> Word:
    """Pass over bytes that follow this message."""
    return Word("hop", value=expression(size))


def literal(*words: Any) -> Word:
    """If the line ends with a number in braces, pass over as many bytes behind it and use these words (RFC 9051)."""
    return Word("literal", blocks=(words,))


def define(name: str, *words: Any) -> Word:
    """Words that are used at several places, or inside themselves: see `call`."""
    return Word("define", name=name, blocks=(words,))


def call(name: str) -> Word:
    """The words of a `define`."""
    return Word("call", name=name)


def stop() -> Word:
    """Look at no more of this message."""
    return Word("stop")


def headers(cases: Mapping[Any, Any], default: Any = ()) -> Word:
    """Lines `Name: value` up to an empty one (RFC 5322 section 2.2, folded lines included): the words of the case with
    this name read the value; `default` reads the whole line."""
    return Word("headers", value=(None, tuple(cases)), blocks=(*(_words(case) for case in cases.values()),
                                                               _words(default)))


def line(*words: Any) -> Word:
    """These words within the next line."""
    return Word("line", blocks=(words,))


def tlv(type: Field | Ref, length: Field | Ref, cases: Mapping[Any, Any], default: Any = DATA, *,
        covers: int = 0, scale: int = 1, pad: int = 1, ends: tuple[int, ...] = (), single: tuple[int, ...] = (),
        inside: Field | Ref | None = None, rest: Field | Ref | None = None) -> Word:
    """Options of type, length and value to the end of what bounds this place, each chosen by its type.

    `covers`: bytes of the type and the length that the length counts; `scale`: bytes of its unit; `pad`: the next one
    begins at a multiple of it; `single` types have neither length nor value; behind one of `ends` there is nothing
    more. `inside`: the node of each; `rest`: what a case leaves over.
    """
    value = bound(Expression(((length.name, scale),), -covers), switch(type.name, cases, default), rest=rest)
    words: Words = (length, value) if pad == 1 else (length, value, align(pad))
    if ends or single:
        words = (switch(type.name, {(*ends, *single): ()}, default=words),)
    words = (type, *words)
    return Word("repeat", value=(None, expression(type.name).one_of(*ends) if ends else None),
                blocks=((node(inside, *words),) if inside is not None else words,))


def certain() -> Word:
    """Nobody else's first messages look like this: whose they are is certain. Says nothing later."""
    return Word("certain")


def likely() -> Word:
    """The first message may well be one of these: what is wrong behind this word makes a malformed one of it."""
    return Word("likely")


def refute() -> Word:
    """No first message of this protocol looks like this. Says nothing later."""
    return Word("refute")


def peek(field: Field | Ref) -> Word:
    """Read a value and stay in front of it."""
    return Word("peek", field=field)


def switch_to(space: str, key: Expression | int | str, ways: int = BOTH) -> Word:
    """What follows this message is the protocol's that rides on `space` under this key."""
    return Word("switch_to", name=space, value=(key, ways))


def carry(space: str, key: Expression | int | str, *, last: Expression | str | None = None,
          whole: Field | Ref | None = None) -> Word:
    """What is left is a message of the protocol that rides on `space` under this key; or, where `last` is said, a part
    of one, the last if that is not 0. Of several parts the protocol reads what they are together: bytes of their own,
    which the field `whole` names."""
    return _carry(space, key, last, whole)


def carry_stream(space: str, key: Expression | int | str) -> Word:
    """What is left are the next bytes of a stream of the protocol that rides on `space` under this key."""
    return Word("carry", name=space, value=(key, "stream", None))


def switch_by_probe(port: Expression | int | str = 0, ways: int = BOTH) -> Word:
    """What follows this message is another protocol's, known by its first bytes; `port` hints at it."""
    return Word("switch_to", value=(expression(port), ways))


def carry_by_probe(port: Expression | int | str = 0, *, last: Expression | str | None = None,
                   whole: Field | Ref | None = None) -> Word:
    """What is left is a message of another protocol, known by its first bytes, or a part of one, as with `carry`."""
    return _carry("", expression(port), last, whole)


def _carry(space: str, key: Expression | int | str, last: Expression | str | None, whole: Field | Ref | None) -> Word:
    if (last is None) != (whole is None):
        raise ValueError("parts of a message are carried with `last` and `whole`")
    if last is None:
        return Word("carry", name=space, value=(key, "message", None))
    return Word("carry", whole, space, (key, "parts", expression(last)))


def expect_session(space: str, key: Expression | int | str, *, reason: str, port: Expression | int | str | None = None,
                   transport: int = 6, seconds: int = 60) -> Word:
    """A session of this port of who says so (None: the one it is said from) will be the protocol's that rides on
    `space` under this key. `reason` says why in a word or two."""
    return Word("expect", name=space,
                value=(key, None if port is None else expression(port), reason, transport, seconds))


def _words(given: Any) -> Words:
    return given if isinstance(given, tuple) else (given,)


def shown(field: Field, **changes: Any) -> Field:
    """A field with something changed."""
    return replace(field, **changes)
