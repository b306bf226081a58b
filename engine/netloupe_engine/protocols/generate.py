"""Writes the numbers that tables and compiled code share: `python -S generate.py DEPFILE OUT TABLES NAME...`, where OUT
and TABLES are folders.

Run by the build, before anything is compiled. A protocol's table `tls.py` becomes `tls.pxd`, from which its twin takes
`F_CIPHER`, the local number of `Field("cipher", ...)`, and `FINDING_OLD_VERSION`, that of `Finding("old_version",
...)`. Fields put by code that several protocols share have the same numbers in all of them: those of the list `SHARED`
of a file of its own, with which the protocols' `numbered_first` begins. The tables are the only lists there are: what
they do not have does not compile. `PART_RECORD` is the words `parts={"record": ...}`. `NUMBERS` stands for all of them:
a twin compiled with others than its table now has is refused.
"""
import importlib
import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

PACKAGE = "netloupe_engine"


def load(table: Path, root: Path) -> types.ModuleType:
    """The module of a table, without its packages' `__init__`: those need compiled modules, which are not there yet."""
    parts = table.relative_to(root).with_suffix("").parts
    for size in range(1, len(parts)):
        package = types.ModuleType(".".join(parts[:size]))
        package.__path__ = [str(root.joinpath(*parts[:size]))]
        sys.modules.setdefault(package.__name__, package)
    return importlib.import_module(".".join(parts))


def members(module: types.ModuleType) -> Iterator[tuple[str, int]]:
    """C names and numbers of what the module declares."""
    protocol = getattr(module, module.__name__.rpartition(".")[2].upper(), None)
    names = [field.name for field in protocol.numbered] if protocol else getattr(module, "SHARED", ())
    for number, name in enumerate(names):
        yield "F_" + name.upper(), number
    yield "FIELD_COUNT", len(names)
    if protocol:
        yield "NUMBERS", protocol.numbers
    for prefix, listed in getattr(module, "ENUMS", {}).items():
        numbered = listed if isinstance(listed, dict) else {name: number for number, name in enumerate(listed)}
        for name, number in numbered.items():
            yield f"{prefix}_{name.upper()}", number
    for number, finding in enumerate(protocol.findings if protocol else getattr(module, "ENGINE", ())):
        yield "FINDING_" + finding.key.upper().replace(".", "_"), number
    for number, part in enumerate(protocol.parts if protocol else ()):
        yield "PART_" + part.upper(), number
    for number, reason in enumerate(protocol.announces if protocol else ()):
        yield "REASON_" + reason.upper().replace(" ", "_"), number


def row(columns: Sequence[Any]) -> Iterator[str]:
    """The C struct of sessions/columns.py, and what exchanges its directions."""
    yield "from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t\n"
    yield "cdef struct Row:"
    for column in columns:
        kind, width = column.type[0], int(column.type[1:])
        for name in column.names:
            yield f"    {'int' if kind == 'i' else 'uint'}{8 * width}_t {name}" if width <= 8 else \
                f"    uint8_t[{width}] {name}"
    yield "\n\ncdef inline void swap_pairs(Row* row) noexcept nogil:"
    for up, down in (column.names for column in columns if column.is_pair):
        yield f"    row.{up}, row.{down} = row.{down}, row.{up}"


def text(module: types.ModuleType) -> str:
    """What compiled code takes from a table."""
    columns = getattr(module, "COLUMNS", ())
    return "\n".join(row(columns) if columns else (
        "cdef enum:", *(f"    {name} = {value}" for name, value in members(module))))


def main(depfile: Path, out: Path, source: Path, names: Sequence[str]) -> None:
    """Write the numbers of the tables with these names, and the list of files they come from."""
    root = next(folder for folder in (source, *source.parents) if folder.name == PACKAGE).parent
    for name in names:
        table = source / f"{name}.py"
        made_of = f'"""Made of {table.relative_to(root)} by the build."""'
        _write(out / f"{name}.pxd", f"{made_of}\n\n{text(load(table, root))}\n")
    read = [str(found.__file__) for name, found in sys.modules.items()
            if name.startswith(PACKAGE) and getattr(found, "__file__", None)]
    depfile.write_text(f"{out / names[0]}.pxd: {' '.join(sorted(path.replace(' ', chr(92) + ' ') for path in read))}\n")


def _write(out: Path, text: str) -> None:
    """What has not changed stays as old as it is, and nothing is compiled for it."""
    try:
        if out.read_text() == text:
            return
    except OSError:
        pass
    out.write_text(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).absolute(), sys.argv[4:])
