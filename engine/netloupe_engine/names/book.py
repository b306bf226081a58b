"""All files with names that somebody has named, as one: what it says of an address is looked up once."""
from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import NamesError
from ..records import record
from . import hosts, vendors
from .maxmind import MaxMind, Value
from .reading import clean
from .vendors import Vendors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT_MAX = 1_000_000        # addresses of which is remembered where they are
_LANGUAGE = "en"
_COUNTRY = (("country", "iso_code"), ("registered_country", "iso_code"), ("country_code",))
_CITY = (("city", "names", _LANGUAGE), ("city",))
_ASN = (("autonomous_system_number",), ("asn",))
_ORGANISATION = (("autonomous_system_organization",), ("as_name",), ("organization",))


@record(frozen=True, slots=True)
class NameFiles:
    """Which files are read. `system`: those of the system as well, where it has them."""

    hosts: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()        # MaxMind's databases
    system: bool = True


@record(frozen=True, slots=True)
class Place:
    """Where an address is, by the databases; "" and 0 for what they do not say."""

    country: str = ""           # ISO 3166-1, two letters
    city: str = ""
    asn: int = 0                # number of the autonomous system
    organisation: str = ""      # who runs it


NOWHERE = Place()


class NameBook:
    """What files say of addresses. Any thread.

    Files that somebody has named are read at once, those of the system when they are first asked: nobody waits for a
    table of vendors who wants to know none.
    """

    def __init__(self, files: NameFiles | None = None) -> None:
        """Raises NamesError for a named file that cannot be used."""
        self.files = files or NameFiles(system=False)
        self._lock = Lock()
        self._hosts: dict[bytes, str] = {}
        self.odd_lines = 0              # of all files, that say nothing
        for path in self.files.hosts:
            self._add_hosts(path)
        self._vendors: list[Vendors] = [self._vendors_of(path) for path in self.files.vendors]
        self._has_system_hosts = self._has_system_vendors = False
        self._databases = [MaxMind(path) for path in self.files.places]
        self._places: dict[bytes, Place] = {}
        self.damaged = 0                # answers that a database owes, because it is damaged

    @property
    def has_places(self) -> bool:
        """Whether there is a database."""
        return bool(self._databases)

    @property
    def has_vendors(self) -> bool:
        """Whether there is a table of vendors."""
        self._read_system_vendors()
        return bool(self._vendors)

    @property
    def knows_vendors(self) -> bool:
        """Whether the system's table of vendors has been read, so that nobody waits for it."""
        return self._has_system_vendors or not self.files.system

    def host(self, address: bytes) -> str:
        """What an address of sixteen bytes is called, "" for nothing."""
        if self.files.system and not self._has_system_hosts:
            with self._lock:
                if not self._has_system_hosts:
                    self._try(self._add_hosts, hosts.SYSTEM)
                    self._has_system_hosts = True
        return self._hosts.get(address, "")

    def vendor(self, hardware: bytes) -> str:
        """Who made the interface with this address of six bytes, "" for nobody."""
        self._read_system_vendors()
        return next((name for table in self._vendors if (name := table.vendor(hardware))), "")

    def place(self, address: bytes) -> Place:
        """Where an address of sixteen bytes is."""
        if not self._databases:
            return NOWHERE
        found = self._places.get(address)
        if found is None:
            found = self._look_up(address)
            with self._lock:        # others look up meanwhile, and the limit is one for all
                if len(self._places) < KEPT_MAX:
                    self._places[address] = found
        return found

    def places(self, addresses: NDArray[np.void]) -> list[Place]:
        """The same of many different addresses; what a database says of a network is read once."""
        import numpy as np
        if not self._databases:
            return [NOWHERE] * len(addresses)
        codes = np.zeros(len(addresses), np.int64)
        each = [database.places(addresses) for database in self._databases]
        for found in each:
            different, own = np.unique(found, return_inverse=True)
            codes = np.unique(codes * len(different) + own, return_inverse=True)[1]
        first = np.zeros(int(codes.max()) + 1 if len(codes) else 0, np.int64)
        first[codes] = np.arange(len(codes))
        known = [self._read([int(found[at]) for found in each]) for at in first.tolist()]
        return [known[code] for code in codes.tolist()]

    def _look_up(self, address: bytes) -> Place:
        found = []
        for database in self._databases:
            try:
                at = database.place(address)
            except (ValueError, IndexError):
                self._count_damage()
                at = None
            found.append(-1 if at is None else at)
        return self._read(found)

    def _read(self, places: Sequence[int]) -> Place:
        """What stands at these places of the databases, -1 for none."""
        country, city, organisation, asn = "", "", "", 0
        for database, at in zip(self._databases, places, strict=True):
            if at < 0:
                continue
            try:
                country = country or _text(database, at, _COUNTRY)
                city = city or _text(database, at, _CITY)
                organisation = organisation or _text(database, at, _ORGANISATION)
                asn = asn or _number(database, at, _ASN)
            except (ValueError, IndexError):
                self._count_damage()
        return Place(country.upper() if len(country) == 2 else country, city, asn, organisation) \
            if country or city or organisation or asn else NOWHERE

    def _count_damage(self) -> None:
        with self._lock:
            self.damaged += 1

    def _add_hosts(self, path: str) -> None:
        found, odd = hosts.read_hosts(path)
        self._hosts = found | self._hosts           # what was named first counts
        self.odd_lines += odd

    def _vendors_of(self, path: str) -> Vendors:
        found, odd = vendors.read_vendors(path)
        self.odd_lines += odd
        return found

    def _read_system_vendors(self) -> None:
        if self.files.system and not self._has_system_vendors:
            with self._lock:
                if not self._has_system_vendors:
                    for path in (path for path in vendors.SYSTEM if os.path.isfile(path)):
                        before = len(self._vendors)
                        self._try(lambda path: self._vendors.append(self._vendors_of(path)), path)
                        if len(self._vendors) > before:
                            break
                    self._has_system_vendors = True

    @staticmethod
    def _try(read: Callable[[str], None], path: str) -> None:
        """A file of the system that is out of order is as good as none: nobody asked for it."""
        with contextlib.suppress(NamesError):
            read(path)


NO_NAMES = NameBook()       # nobody has named any


def _first(database: MaxMind, at: int, paths: Sequence[Sequence[str | int]], kind: type) -> Value:
    return next((value for path in paths if isinstance(value := database.get(at, path), kind) and value), None)


def _text(database: MaxMind, at: int, paths: Sequence[Sequence[str | int]]) -> str:
    return clean(str(_first(database, at, paths, str) or ""))


def _number(database: MaxMind, at: int, paths: Sequence[Sequence[str | int]]) -> int:
    found = _first(database, at, paths, int)
    if found is None:       # "AS13335", as some write it
        text = _text(database, at, paths)
        found = int(text[2:]) if text[:2].upper() == "AS" and text[2:].isdecimal() else 0
    return found if isinstance(found, int) and found < 1 << 32 else 0
