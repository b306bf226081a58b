"""The services that are known: ours, which the build has read, and those of files of a user's own.

Nobody reads them before a session is asked whose it is.
"""
import os
import threading
from collections.abc import Iterable
from pathlib import Path

from ...model import Problem
from . import bundle, service_index
from .own import own_files
from .rules import Declared, Domain, Network, Service, pattern, ports
from .service_index import ServiceIndex

Mark = tuple[int, int, int] | None          # time of the last change, ns, size, inode


class ServiceBook:
    """All services that are known. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._ours: list[Declared] | None = None
        self._named: list[str] = []             # files of a command line
        self._read: dict[str, Mark] = {}        # a user's own files as they were when they were read
        self._index: ServiceIndex | None = None
        self._problems: list[Problem] = []

    def name(self, files: Iterable[str]) -> None:
        """Files of a user's own, besides those of the configuration folder; the last goes before all others."""
        with self._lock:
            self._named += files
            self._index = None

    def forget(self, files: Iterable[str]) -> None:
        """They are named no more."""
        with self._lock:
            self._named = [file for file in self._named if file not in {*files}]
            self._index = None

    def index(self) -> ServiceIndex:
        """The rules of all, as they were read first or by `reread`."""
        with self._lock:
            if self._index is None:
                self._read_all()
            assert self._index is not None
            return self._index

    def reread(self) -> bool:
        """Read a user's own files again if one was changed, has come or is gone; whether one was."""
        with self._lock:
            if self._index is not None and list(self._read.items()) == [(file, _mark(file)) for file in self._files()]:
                return False
            self._read_all()
            return True

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with a user's own files. Reads them, if they were not read yet."""
        with self._lock:
            if not self._named and not own_files():
                return ()
            self.index()
            return tuple(self._problems)

    def _files(self) -> list[str]:
        return [*map(str, own_files()), *self._named]

    def _read_all(self) -> None:
        self._problems, self._read = [], {}
        from .reading import read_services  # a start without files of a user's own does without
        own: list[Declared] = []
        for file in self._files():
            self._read[file] = _mark(file)
            declared, problems = read_services(file)
            own[:0] = declared          # the first that says something of a name has it
            self._problems += problems
        if self._ours is None:
            self._ours = ours()
        self._index = ServiceIndex([*self._ours, *own])


def ours() -> list[Declared]:
    """Our own services, of the files in resources/services."""
    kept = bundle.read(Path(service_index.__file__).with_name(bundle.NAME))
    return [Declared(Service(name, title, category, source, file),
                     (*[Domain(domain.removeprefix("="), domain.startswith("=")) for domain in domains],
                      *[Network(*address) for address in addresses], *map(ports, said), *map(pattern, payloads)))
            for file, services in kept.items()
            for name, title, category, source, domains, addresses, said, payloads in services]


def _mark(name: str) -> Mark:
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


BOOK = ServiceBook()
