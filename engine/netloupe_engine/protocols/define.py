"""The words a protocol file is written in: `Protocol`, `Field`, the field types, and value names.

A protocol is one declarative table. Classification of plain headers, attributes, tree, documentation and truncation
tests all come from it; a compiled twin (`_key.pyx`, named by `twin=`) adds only what a table cannot say.
"""
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import IntEnum
from typing import Any
from zlib import crc32

from ..layouts.blame import blame, near, short
from ..layouts.expressions import *  # noqa: F403
from ..layouts.fields import *  # noqa: F403
from ..layouts.fields import ADDED_KINDS, KEEP, KEEP_LIMIT, Field, Names
from ..layouts.framing import *  # noqa: F403
from ..layouts.framing import Frame, Mode
from ..layouts.outline import Outline, outline_of
from ..layouts.words import *  # noqa: F403
from ..model import Severity
from ..records import record

SCOPES = ("packet", "session", "message")
_SAID: tuple[type, ...] = (Names, type(None))       # what names and flags of a field may be
_FORMATTER = string.Formatter()
_NAME = re.compile(r"[a-z][a-z0-9_.]*")
_NAMES = re.compile(rf"(?:{_NAME.pattern}\n)*")


class Flow(IntEnum):
    """What makes a layer a flow: the key of its session, beside the VLAN and the tunnel around it.

    The numbers are shared with the compiled code.
    """

    NONE = 0
    PORTS = 1           # the address pair around it, and the two ports it states
    IDENTIFIER = 2      # the address pair around it, and the identifier it states: the same in both directions
    ADDRESSES = 3       # the address pair it states; where it carries a flow, that one is the session
    ASSOCIATION = 4     # as PORTS, and the tags that stand for them whatever the addresses are


class Tunnel(IntEnum):
    """By what the flows in a tunnel are told from equal ones elsewhere. What may differ by direction is no part of it.

    The numbers are shared with the compiled code.
    """

    NONE = 0
    PAIR = 1            # the address pair around it
    IDENTIFIER = 2      # ... and the identifier it states: the same in both directions


@record(frozen=True, slots=True)
class Finding:
    """Something worth a look that a protocol's twin may raise: `put_finding(sink, FINDING_KEY)`, see generate.py.

    Users know it as `protocol.key`; `shared` ones, which several protocols declare, by `key` alone.
    """

    key: str
    severity: Severity
    text: str                           # the sentence shown
    shared: bool = False
    meaning: str = ""                   # what it means, and what to do about it; ours are in explanations.py


@record(frozen=True, slots=True)
class Protocol:
    """A protocol: name, place, table of attributes, findings.

    `rides_on` maps a key space to this protocol's key or keys in it ("link": LINKTYPE value, "ethertype",
    "ip.protocol", "tcp.port", "udp.port", or a space named in some protocol's `children`). A key is a number or text
    ("websocket.protocol": "mqtt"). Ports are hints that several protocols may share: an application is recognised by
    its twin's probe alone. In the space "protocol" each protocol has its own key without saying so.
    """

    key: str
    title: str
    reference: str
    layer: int                                      # 2 link, 3 network, 4 transport, 5 tunnel in one, 7 application
    rides_on: Mapping[str, int | str | tuple[int | str, ...]] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    header: int = 0                                 # smallest header in bytes
    next: str = ""                                  # table-only protocols: the field whose value is the child's key
    children: tuple[str, ...] = ()                  # key spaces, in the order of step.space, or of core/stage.pxd
    flow: Flow = Flow.NONE                          # this layer is a flow
    tunnel: Tunnel = Tunnel.NONE                    # this layer is a tunnel around what it carries
    extends: bool = False                           # the rest of its parent (extension headers), not something carried
    # Carried by another application, it is what a user calls the session. TLS is not: SMTP over TLS stays SMTP.
    tells: bool = True
    twin: str = ""                                  # compiled module beside this file
    # One line about a packet or session: templates over the protocol's fields, e.g. "{method} {uri}". Those whose
    # fields are all known are joined.
    info: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    # Why it announces sessions, in a word or two each; those of the layout belong to it.
    announces: tuple[str, ...] = ()
    numbered_first: tuple[str, ...] = ()            # fields that compiled code shared with other protocols puts
    # What messages are made of (layouts/words.py), where they end in a stream, and other ways to read them for a while.
    # Fields of the layout belong to the table's.
    layout: tuple[Any, ...] = ()
    framing: Frame | None = None
    modes: tuple[Mode, ...] = ()
    # How a first message is recognised, if the layout itself does not tell: words that say `likely`, `certain`.
    probe: tuple[Any, ...] = ()
    # How it may begin on ports that are not its own: only what begins so is looked at there. None: the layout's first
    # number tells; (): nothing.
    starts: tuple[bytes, ...] | None = None
    # No single packet tells it from others: away from its ports a likely first one is enough, and it answers UNSURE
    # until some have agreed. Others who can be certain go first.
    guessed: bool = False
    # Words by name with which the twin reads parts of its messages (layouts/machine.pxd); their fields belong to the
    # table's.
    parts: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    datagrams: bool = False                         # one with framing is also spoken in datagrams
    outline: Outline = field(init=False, repr=False, compare=False)     # of the words above

    def __post_init__(self) -> None:
        for part, words in (("layout", self.layout), ("probe", self.probe), ("modes", self.modes)):
            if not isinstance(words, tuple):
                raise blame(self, TypeError(f"{part} is a tuple: (one,), with a comma, if there is only one, not "
                                            f"{short(words)}"), part)
        modes: tuple[object, ...] = self.modes
        for mode in modes:
            if not isinstance(mode, Mode) or not isinstance(mode.layout, tuple):
                raise blame(mode if isinstance(mode, Mode) else self, TypeError(
                    f"{short(mode)} is no Mode(name, (words,), ...), whose words are a tuple"), "modes")
        words = (*self.layout, *(word for mode in self.modes for word in mode.layout),
                 *(word for part in self.parts.values() for word in part))
        outline = outline_of(words, self.probe)
        declared, by_name = list(self.fields), dict[str, list[Field]]()
        for known in declared:
            by_name.setdefault(getattr(known, "name", ""), []).append(known)     # what is no field, `check` says
        for found in outline.fields:
            if found not in (same := by_name.setdefault(found.name, [])):
                same.append(found)
                declared.append(found)
        object.__setattr__(self, "outline", outline)
        object.__setattr__(self, "fields", tuple(declared))
        object.__setattr__(self, "announces", tuple(dict.fromkeys((*self.announces, *outline.reasons))))
        object.__setattr__(self, "children", tuple(dict.fromkeys((*self.children, *outline.spaces))))

    def check(self) -> None:
        """Raises ValueError where the table contradicts itself, TypeError where a word is not one of this module's."""
        for fault in self.faults():
            raise fault

    def faults(self) -> Iterator[Exception]:
        """What `check` raises the first of."""
        for part, words, kind in (("fields", self.fields, Field), ("findings", self.findings, Finding)):
            for word in words:
                if not isinstance(word, kind):
                    yield blame(self, TypeError(f"{word!r} is no {kind.__name__}"), part)
                    return          # nothing can be said of the others
        known_keys: set[str] = set()
        for found in self.findings:
            if found.key in known_keys:
                yield blame(found, ValueError(f"two findings have one key: {found.key}"))
            known_keys.add(found.key)
        named = [declared.name for declared in self.fields] + [found.key for found in self.findings]
        lines = "".join(f"{name}\n" for name in named)
        if lines.count("\n") > len(named) or not _NAMES.fullmatch(lines):       # in one go: each start asks all tables
            for known, name in ((known, getattr(known, "name", "") or getattr(known, "key", ""))
                                for known in (*self.fields, *self.findings)):
                if not _NAME.fullmatch(name):
                    yield blame(known, ValueError(f"{name!r} is no name: small letters, digits and underscores"))
        for declared in _unlike(self.fields):
            try:
                _check_field(declared)
            except (ValueError, TypeError) as error:
                yield blame(declared, error)
        try:
            self.numbered                   # noqa: B018 - it raises where a name is missing or there twice
        except ValueError as error:
            yield error
        yield from self._info_faults({declared.name for declared in self.fields})
        for space, keys in self.rides_on.items():
            if not all(_is_key(key) for key in (keys if isinstance(keys, tuple) else (keys,))):
                yield blame(self, ValueError(f"{keys!r} is no number or text, or no tuple of them, in {space}"),
                            "rides_on", (space,))
        if self.next and not any(declared.name == self.next and declared.at is not None
                                 and declared.at + declared.type.width <= self.header for declared in self.fields):
            yield blame(self, ValueError(
                f"the next protocol's key is in no field {self.next} of fixed place in the header"), "next")
        if self.parts and not self.twin:
            yield blame(self, ValueError("parts are read by compiled code, and there is none"), "parts")
        if not 0 <= self.layer <= 7:
            yield blame(self, ValueError(f"there is no layer {self.layer}"), "layer")

    def _info_faults(self, known: set[str]) -> Iterator[Exception]:
        info: object = self.info            # whoever wrote the file may have written anything
        if not isinstance(info, tuple) or not all(isinstance(template, str) for template in info):
            yield blame(self, TypeError(f"info is a tuple of texts, not {info!r}"), "info")
            return
        for template in self.info:
            try:
                names = [name for _, name, _, _ in _FORMATTER.parse(template) if name is not None]
            except ValueError as error:         # a brace too many
                yield blame(self, ValueError(f"info {template!r} cannot be read: {error}"), "info", (template,))
                continue
            for name in names:
                if name not in known:
                    yield blame(self, ValueError(
                        f"info {template!r} names no field {name or '{}'}{near(name, known)}"), "info", (template,))

    @property
    def numbered(self) -> tuple[Field, ...]:
        """The fields in the order of their local numbers, by which compiled code names them (generate.py)."""
        by_name = {declared.name: declared for declared in self.fields}
        if len(by_name) != len(self.fields):
            twice = next(known for known in self.fields if by_name[known.name] is not known)
            raise blame(by_name[twice.name], ValueError(
                f"two fields have one name: {twice.name}; read_as() reads one field as another type"))
        if not self.numbered_first:
            return self.fields
        missing = [name for name in self.numbered_first if name not in by_name]
        if missing:
            raise ValueError(f"there is no field {', '.join(missing)}")
        return (*(by_name[name] for name in self.numbered_first),
                *(declared for declared in self.fields if declared.name not in self.numbered_first))

    @property
    def numbers(self) -> int:
        """A sum over all local numbers: what compiled code took from this table, or from another one."""
        names = [*(declared.name for declared in self.numbered), *(found.key for found in self.findings),
                 *self.announces, *self.parts]
        return crc32(" ".join(names).encode()) & 0x7FFFFFFF


def _unlike(fields: Iterable[Field]) -> Iterable[Field]:
    """One of each kind: hundreds differ in nothing that can be wrong, and each start asks all tables."""
    try:
        return {(known.scope, known.names.__class__, known.flags.__class__, known.keep, known.keep_most,
                 known.type.kind if known.keep == "sum" else None): known for known in fields}.values()
    except TypeError:           # what has no hash is wrong
        return fields


def _check_field(declared: Field) -> None:
    for part, error in (
            ("scope", declared.scope not in SCOPES and ValueError(
                f"field {declared.name}: scope is one of {', '.join(SCOPES)}, not {declared.scope!r}")),
            ("names", not (isinstance(declared.names, _SAID) and isinstance(declared.flags, _SAID)) and TypeError(
                f"field {declared.name}: names and flags are made by names(...)")),
            ("keep", declared.keep not in KEEP and ValueError(
                f"field {declared.name}: keep is one of {', '.join(KEEP)}, not {declared.keep!r}")),
            ("keep_most", not 1 <= declared.keep_most <= KEEP_LIMIT and ValueError(
                f"field {declared.name}: keep_most is 1 to {KEEP_LIMIT}")),
            ("keep", declared.keep == "sum" and declared.type.kind not in ADDED_KINDS and ValueError(
                f"field {declared.name}: what is no number has no sum"))):
        if error:
            raise blame(declared, error, part)


def _is_key(key: object) -> bool:
    return (isinstance(key, int) and 0 <= key <= 0xFFFFFFFF) or (isinstance(key, str) and key != "")
