"""Writes the numbers that a table and compiled code share: `python -S generate.py TABLE.py OUT.pxd DEPFILE`.

Run by the build, before anything is compiled. A protocol's table `dns.py` becomes `dns.pxd`, from which its twin takes
`FINDING_ERROR`, the place of `Finding("error", ...)` among the table's findings. The table is the only list there is:
what it does not have does not compile.
"""
import importlib
import sys
import types
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "netloupe_engine"


def load(table: Path, root: Path) -> types.ModuleType:
    """The module of a table, without its packages' `__init__`: those need compiled modules, which are not there yet."""
    parts = table.relative_to(root).with_suffix("").parts
    for size in range(1, len(parts)):
        package = types.ModuleType(".".join(parts[:size]))
        package.__path__ = [str(root.joinpath(*parts[:size]))]
        sys.modules[package.__name__] = package
    return importlib.import_module(".".join(parts))


def members(module: types.ModuleType) -> Iterator[tuple[str, int]]:
    """C names and numbers of what the module declares."""
    name = module.__name__.rpartition(".")[2]
    protocol = getattr(module, name.upper(), None)
    for number, finding in enumerate(module.ENGINE if protocol is None else protocol.findings):
        yield "FINDING_" + finding.key.upper().replace(".", "_"), number


def main(table: Path, out: Path, depfile: Path) -> None:
    """Write the numbers of `table` and the list of files they come from."""
    root = next(folder for folder in table.parents if folder.name == PACKAGE).parent
    module = load(table, root)
    lines = [f"    {name} = {number}" for name, number in members(module)]
    head = f'"""Numbers of {table.relative_to(root)}, written by the build."""\n'
    out.write_text(head + ("\ncdef enum:\n" + "\n".join(lines) + "\n" if lines else ""))
    read = [str(found.__file__) for name, found in sys.modules.items()
            if name.startswith(PACKAGE) and getattr(found, "__file__", None)]
    depfile.write_text(f"{out}: {' '.join(sorted(path.replace(' ', chr(92) + ' ') for path in read))}\n")


if __name__ == "__main__":
    main(*(Path(word).absolute() if at == 0 else Path(word) for at, word in enumerate(sys.argv[1:])))
