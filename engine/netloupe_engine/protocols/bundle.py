"""All tables in one file, compiled: `python -IBS bundle.py DEPFILE OUT PROTOCOLS`, run by the build.

Every start reads every table. To find, open, check and take in a hundred modules one after the other takes Python as
long as to run them. A table that has another size than when it was bundled, or is not in the bundle, is imported as any
module is; so are all where there is no bundle, as in an editable install.
"""
import marshal
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

NAME = "tables.bin"
PACKAGE = "netloupe_engine"

Bundle = dict[str, tuple[int, CodeType]]        # size of the source in bytes, what it was compiled to; by module


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
    """Bundle the tables in the folders of `protocols`; answers which they are."""
    tables = sorted(table for table in protocols.glob("*/*.py") if not table.name.startswith("_"))
    kept: Bundle = {}
    for table in tables:
        parts = table.with_suffix("").parts
        place = parts[len(parts) - 1 - parts[::-1].index(PACKAGE):]
        source = table.read_bytes()
        kept[".".join(place)] = len(source), compile(source, "/".join(place) + ".py", "exec", dont_inherit=True)
    path.write_bytes(MAGIC_NUMBER + marshal.dumps(kept))
    return tables


if __name__ == "__main__":
    _made = Path(sys.argv[2])
    _read = write(_made, Path(sys.argv[3]).absolute())
    Path(sys.argv[1]).write_text(f"{_made}: {' '.join(str(_path).replace(' ', chr(92) + ' ') for _path in _read)}\n")
