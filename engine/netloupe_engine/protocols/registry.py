"""The registry of all protocols: discovered, extended by users under a lock, then frozen for the handlers.

Definitions are found by walking this package: a module `x.py` in one of its folders defines one `Protocol` named by
its key in upper case. A user's own are files of the same kind: those of their configuration folder, and those that the
command line names (`--protocols`). A file that is broken switches off its protocol and nothing else. Freezing happens
when the first handler starts; what is frozen is read without locks.
"""
import importlib
import importlib.util
import marshal
import os
import pkgutil
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.machinery import FileFinder, ModuleSpec
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import platformdirs

from ..layouts.blame import near
from ..model import Problem
from . import bundle
from .compiled import OWN_KEYS, PORTS, CompiledRegistry, check_table
from .define import Field, Protocol, number, octets, text, time_ns
from .gist import Gist, Sketch, layout_of
from .layout_twin import layout_twin
from .telling import raised_in, said
from .twin import Twin

if TYPE_CHECKING:
    from .origins import Origins

LOWER = ("link", "network", "tunnel", "transport")        # in the order of layers; the other families follow by name
FAMILIES = (*LOWER, *sorted(found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)])
                            if found.ispkg and found.name not in LOWER))
FOLDERS = tuple(f"{__package__}.{name}" for name in FAMILIES)

Mark = tuple[int, int, int] | None              # time of the last change, ns, size, inode
OWN = f"{__package__}.own"                      # the package that a user's files seem to be in

FRAME = Protocol(
    key="frame", title="Frame", reference="the capture file", layer=0,
    fields=(
        Field("number", number, says="number in the capture, from 1"),
        Field("time", time_ns, says="when it was captured"),
        Field("length", number, unit="bytes", says="on the wire"),
        Field("captured_length", number, unit="bytes", says="in the capture"),
        Field("path", text, says="its protocols, outermost first"),
        Field("session", number, says="the innermost session it belongs to, 0 for none"),
        Field("interface", number, says="capture interface"),
        Field("file", text, says="name of the file it is in"),
    ))
UNKNOWN = Protocol(key="unknown", title="Unknown", reference="-", layer=0,
                   fields=(Field("data", octets, says="bytes no protocol here recognises"),))

# Kept with sessions by whoever captured here, see handler/owners.py: no packet says it.
PROCESS = Protocol(
    key="process", title="Local process", reference="the system's tables of sockets", layer=0,
    fields=(
        Field("name", text, scope="session", says="program that has this end of the session"),
        Field("pid", number, scope="session", says="its process id"),
        Field("command", text, scope="session", says="path of the program"),
        Field("end", text, scope="session", says="which end it is: initiator or responder"),
    ),
    info=("{name} ({pid})",))


class Registry:
    """Protocols by name, open for registration until `freeze`. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._protocols: dict[str, Protocol] = {}
        self._twins: dict[str, Twin] = {}
        self._files: dict[str, str] = {}        # of the tables that were found, by protocol
        self._lines: dict[str, int] = {}        # where those of a user's own begin
        self._origins: dict[str, Origins] = {}  # ... and where their parts are
        self._problems: list[Problem] = []
        self._ours = 0                          # how many of the problems are not with a user's own
        self._read: dict[str, Mark] = {}        # a user's own files as they were when they were read, in their order
        self._outlived: list[Twin] = []         # by which what was opened before still reads
        self._frozen: CompiledRegistry | None = None

    def register(self, protocol: Protocol, twin: Twin | None = None) -> None:
        """Add a protocol.

        Raises ValueError when the registry is frozen, the key is taken, or the table contradicts itself or the twin,
        TypeError where a word of the table is not one of `define`.
        """
        CompiledRegistry([protocol], {protocol.key: twin} if twin is not None else {})
        self._add(protocol, twin)

    def include(self, protocol: Protocol) -> None:
        """Add one of ours that nobody reads: all of it is compiled once, with the others. Raises as `check_table`."""
        check_table(protocol, None)
        self._add(protocol, None)

    def _add(self, protocol: Protocol, twin: Twin | None, replaces: bool = False) -> None:
        with self._lock:
            if self._frozen is not None:
                raise ValueError("protocols cannot be added once a handler has started")
            if protocol.key in self._protocols and not replaces:
                raise ValueError(f"protocol {protocol.key} is already registered")
            self._protocols[protocol.key] = protocol
            self._twins.pop(protocol.key, None)
            if twin is not None:
                self._twins[protocol.key] = twin

    def load(self, name: str, found: "Found", kept: bundle.Bundle) -> None:
        """Import a module with a table, by what is known of it, and register what it defines. What goes wrong is a
        problem of that file alone, whatever it is."""
        key = name.rpartition(".")[2]
        try:
            size, gist, _ = kept.get(name, (-1, (), b""))
            if gist and name not in sys.modules and found.is_of(size):
                self._enter(Sketch(Gist(*gist), partial(_table, name, found, kept)), name, found.path)
                return
            module = _imported(name, found, kept)
            self._take(key, module, module.__file__ or name)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the other protocols go on whatever this one does
            file = _file(name)
            self._problems.append(Problem(file, raised_in(error, file) or _table_line(file, said(error)),
                                          f"protocol {key} is switched off: {said(error)}"))

    def load_file(self, name: str | Path) -> None:
        """A user's own protocol: a file like one of ours, wherever it lies. One with the key of a file before takes its
        place, which is said among the problems. All that goes wrong are problems of that file alone, whatever it is but
        Ctrl+C."""
        from .own_file import OwnFile
        if not self._read:
            self._ours = len(self._problems)
        self._read[str(name)] = _mark(name)
        own = OwnFile(name, OWN)
        key, file, before = own.key, str(name), self._files.get(own.key) if own.key in self._lines else None
        found = own.load({*self._protocols} - {*self._lines})
        if found is None:
            what = f"protocol {key} is " + (f"still that of {before}" if before else "switched off")
            self._problems += [Problem(file, line, f"{what}: {said}") for line, said in own.faults]
            return
        self._add(found, own.twin, replaces=key in self._lines)
        self._files[key], self._lines[key], self._origins[key] = file, own.line, own.origins
        if before:
            self._problems.append(Problem(file, own.line, f"protocol {key} is this one, not that of {before}"))

    def reread(self, files: Sequence[str]) -> bool:
        """Read these files of a user's own protocols in place of those before, and freeze anew, unless they are the
        same as they were; whether it was done. What was opened before goes on with what it knew."""
        with self._lock:
            if list(self._read.items()) == [(file, _mark(file)) for file in files]:
                return False
            for key in self._lines:
                del self._protocols[key], self._files[key]
                if key in self._twins:
                    self._outlived.append(self._twins.pop(key))
            if self._read:
                del self._problems[self._ours:]
            elif self._frozen is not None:
                del self._problems[len(self._problems) - len(self._frozen.problems):]
            self._lines.clear()
            self._origins.clear()
            self._read.clear()
            self._frozen = None
            for file in files:
                self.load_file(file)
            self.freeze()
            return True

    @property
    def read(self) -> tuple[str, ...]:
        """The files of a user's own protocols that were read."""
        return tuple(self._read)

    def _take(self, key: str, module: ModuleType, file: str) -> None:
        """Register what one of our modules defines, if it is a protocol."""
        found = getattr(module, key.upper(), None)
        if not isinstance(found, Protocol):
            return
        if found.key != key:
            raise ValueError(f"the protocol of {key}.py has the key {found.key}")
        self._enter(found, module.__name__, file)

    def _enter(self, found: Protocol, module: str, file: str) -> None:
        """Register one of ours."""
        twin = _twin(found, module.rpartition(".")[0])
        check_table(found, twin)
        self._add(found, twin)
        self._files[found.key] = file

    def twin(self, key: str) -> Twin | None:
        """What reads a protocol; None: its table's fixed fields are all there is, or there is none with this key."""
        return self._twins.get(key)

    def freeze(self) -> CompiledRegistry:
        """The compiled tables; the first call ends registration."""
        with self._lock:
            if self._frozen is None:
                self._frozen = CompiledRegistry(list(self._protocols.values()), dict(self._twins), checked=True)
                self._problems += [
                    Problem(self._files.get(key, key), self._place_line(key, place), text)
                    for key, place, text in (*self._frozen.problems, *self._lost())]
            return self._frozen

    def _place_line(self, key: str, place: object) -> int:
        """The line of a key or a key space in a protocol's `rides_on`."""
        if key in self._origins:
            return self._origins[key].line_of_part(self._protocols[key], "rides_on", (place,))
        return _table_line(self._files.get(key, ""))

    def _lost(self) -> Iterator[tuple[str, str, str]]:
        """A user's own protocols in key spaces that nobody has: whose, which one, and what is said of it."""
        known = {*PORTS, "link", OWN_KEYS, *(space for protocol in self._protocols.values()
                                             for space in protocol.children)}
        for key in self._lines:
            for space in self._protocols[key].rides_on:
                if space not in known:
                    yield key, space, f"no protocol has the key space '{space}'{near(space, known)}"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with protocols' files; what one takes from another is known once the registry is frozen."""
        return tuple(self._problems)


def discover(folders: Sequence[str] = FOLDERS) -> Registry:
    """A registry with every protocol of these packages: `unknown` is 0, then family by family."""
    registry = Registry()
    registry.include(UNKNOWN)
    registry.include(FRAME)
    kept = bundle.read(Path(__file__).with_name(bundle.NAME))
    for folder in folders:
        for found in _modules(importlib.import_module(folder).__path__):
            if not found.name.startswith("_"):
                registry.load(f"{folder}.{found.name}", found, kept)
    registry.include(PROCESS)
    return registry


def _imported(name: str, found: "Found", kept: bundle.Bundle) -> ModuleType:
    """What `import_module` answers, without asking everybody for a module of which one knows where it is: each start
    imports all tables."""
    if name in sys.modules:
        return sys.modules[name]
    size, _, code = kept.get(name, (-1, (), b""))
    run: Callable[[ModuleType], None]
    if code and found.is_of(size):
        spec, run = ModuleSpec(name, None, origin=found.path), partial(_run, code)
    else:
        asked = found.finder.find_spec(name) if isinstance(found.finder, FileFinder) else None
        if asked is None or asked.loader is None:
            return importlib.import_module(name)
        spec, run = asked, asked.loader.exec_module
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        run(module)
    except BaseException:
        del sys.modules[name]
        raise
    package, _, key = name.rpartition(".")
    setattr(sys.modules[package], key, module)
    return module


def _run(code: bytes, module: ModuleType) -> None:
    """What was bundled, as the module that it was compiled from."""
    module.__file__ = module.__spec__.origin if module.__spec__ else None
    exec(marshal.loads(code), module.__dict__)


def _table(name: str, found: "Found", kept: bundle.Bundle) -> Protocol:
    """The table of which the bundle has the gist."""
    table: Protocol = getattr(_imported(name, found, kept), name.rpartition(".")[2].upper())
    return table


def _mark(name: str | Path) -> Mark:
    """By what a file is known to be another than before; None: it is not there."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def own_folder() -> Path:
    """Where a user's own protocol files are."""
    return platformdirs.user_config_path("netloupe") / "protocols"


def own_files() -> list[Path]:
    """A user's own protocol files: those of their configuration folder."""
    folder = own_folder()
    return sorted(path for path in folder.glob("*.py") if not path.name.startswith("_")) if folder.is_dir() else []


def _twin(protocol: Protocol, package: str) -> Twin | None:
    """What reads one of our protocols: the compiled code beside its table, the table's layout, or nobody. Layouts,
    which tests compile, are compiled when they are needed; a user's own at once, so that they hear what is wrong."""
    if protocol.twin:
        found: Twin | dict[str, Twin] = importlib.import_module(f"{package}.{protocol.twin}").TWIN
        twin = found[protocol.key] if isinstance(found, dict) else found
        if layout_of(protocol):
            twin.adopt(layout_twin(protocol, at_once=False))
        return twin
    return layout_twin(protocol, at_once=False) if layout_of(protocol) else None


class Found(NamedTuple):
    """A module of a package, before it is imported."""

    name: str
    finder: object          # that knows it
    path: str               # of its file, empty if it may have none

    def is_of(self, size: int) -> bool:
        """Is its file so large?"""
        return bool(self.path) and os.stat(self.path).st_size == size


def _modules(path: Iterable[str]) -> list[Found]:
    """The modules of a package by name. Tables are Python files: in a usual folder nobody needs to ask of every file of
    compiled code what it is."""
    found: list[Found] = []
    for folder in path:
        finder = pkgutil.get_importer(folder)
        if isinstance(finder, FileFinder) and os.path.isdir(folder):
            found += [Found(name[:-3], finder, os.path.join(folder, name))
                      for name in os.listdir(folder) if name.endswith(".py")]
        else:
            found += [Found(module.name, module.module_finder, "") for module in pkgutil.iter_modules([folder])]
    return sorted(found, key=itemgetter(0))


def _file(name: str) -> str:
    """Where a module's text is; its name where there is none."""
    spec = importlib.util.find_spec(name)
    return spec.origin or name if spec else name


def _table_line(file: str, said: str = "") -> int:
    """Where the table begins; if a field is named, where that is."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return 1
    named = re.search(r"\bfields? (?:have one name: )?([a-z][a-z0-9_.]*)", said)
    wanted = [f'"{named[1]}"'] if named else []
    return next((number for text in (*wanted, "= Protocol(")
                 for number, line in enumerate(lines, 1) if text in line), 1)


def reread() -> bool:
    """See `Registry.reread`: the files of the user's folder as they are now, and those that were named."""
    folder = own_folder()
    named = [file for file in REGISTRY.read if Path(file).parent != folder]
    return REGISTRY.reread([*map(str, own_files()), *named])


REGISTRY = discover()
for _path in own_files():
    REGISTRY.load_file(_path)
