"""The files with names that a command line has named, read once for all its captures."""
from functools import lru_cache

from ..analysis import NameBook, NameFiles, read_names
from .own import GIVEN, HOSTS, PLACES, VENDORS


def name_files() -> NameFiles:
    """The files of this command line, and those of the system."""
    hosts, vendors, places = (tuple(GIVEN.get(option, ())) for option in (HOSTS, VENDORS, PLACES))
    return NameFiles(hosts, vendors, places)


def book() -> NameBook:
    """What they say of addresses. Raises NamesError for one that cannot be used."""
    return _read(name_files())


@lru_cache(1)
def _read(files: NameFiles) -> NameBook:
    return read_names(files)
