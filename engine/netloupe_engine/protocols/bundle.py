"""All tables in one file: `python -IBS bundle.py DEPFILE OUT PROTOCOLS`, run by the build.

Every start asks every table for its gist (gist.py). To find, open, check, take in and run two hundred modules one after
the other takes Python longer than all the rest of a start: the gists stand ready here, and beside each the table's
compiled code, which is run once a capture has its protocol. A table that has another size than when it was bundled, or
is not in the bundle, is imported as any module is; so are all where there is no bundle, as in an editable install.
"""
import importlib
import marshal
import sys
from collections.abc import Sequence
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

NAME = "tables.bin"
PACKAGE = "netloupe_engine"

# Of a module: size of its source in bytes, its table's gist (empty: it has none), what it was compiled to, marshalled.
Bundle = dict[str, tuple[int, tuple[Any, ...], bytes]]


def read(path: Path) -> Bundle:
    """What was bundled; nothing if there is no bundle, or another Python's."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if not data.startswith(MAGIC_NUMBER):
        return {}
    try:
        kept: Bundle = marshal.loads(memoryview(data)[len(MAGIC_NUMBER):])
    except (EOFError, TypeError, ValueError):       # cut short, say
        return {}
    return kept


def write(path: Path, protocols: Path) -> list[Path]:
    """Bundle the tables in the folders of `protocols`; answers which they are. One that cannot be run, or contradicts
    itself, is left out: whoever imports it hears why."""
    tables = sorted(table for table in protocols.glob("*/*.py") if not table.name.startswith("_"))
    kept: Bundle = {}
    for table in tables:
        parts = table.with_suffix("").parts
        place = parts[len(parts) - 1 - parts[::-1].index(PACKAGE):]
        source = table.read_bytes()
        try:
            code = compile(source, "/".join(place) + ".py", "exec", dont_inherit=True)
            kept[".".join(place)] = len(source), _gist(code, place), marshal.dumps(code)
        except Exception as error:  # noqa: BLE001 - the other tables are in order whatever this one is
            sys.stderr.write(f"{table}: {error}\n")
    path.write_bytes(MAGIC_NUMBER + marshal.dumps(kept))
    return tables


def _gist(code: CodeType, place: Sequence[str]) -> tuple[Any, ...]:
    """What a table's module defines, in short."""
    from netloupe_engine.protocols.define import Protocol
    from netloupe_engine.protocols.gist import gist_of
    module = ModuleType(".".join(place))
    module.__package__ = ".".join(place[:-1])
    exec(code, module.__dict__)
    found = getattr(module, place[-1].upper(), None)
    if not isinstance(found, Protocol):
        return ()
    found.check()
    return gist_of(found).plain()


def main(depfile: Path, made: Path, protocols: Path) -> None:
    """Bundle the tables of a source tree, of which nothing is compiled yet."""
    sys.path.insert(0, str(protocols))
    importlib.import_module("generate").load(protocols / "gist.py", protocols.parent.parent)
    read = {*map(str, write(made, protocols)),
            *(str(found.__file__) for name, found in sys.modules.items()
              if name.startswith(PACKAGE) and getattr(found, "__file__", None))}
    depfile.write_text(f"{made}: {' '.join(path.replace(' ', chr(92) + ' ') for path in sorted(read))}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).absolute())
