"""What a start costs for one protocol more: `python -m tests.bench.start COUNT` finds, registers and freezes the usual
protocols and so many tables more, and prints JSON.

The tables are the program's own, of all sizes, under other names, compiled to bytecode as an installation's are.
"""
import compileall
import gc
import importlib
import json
import re
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from netloupe_engine.protocols.registry import FOLDERS, discover

RELATIVE = re.compile(r"^from (\.+)(\w*)", re.MULTILINE)


def tables() -> list[tuple[str, str]]:
    """Key and text of the tables that need no compiled code, their imports made absolute."""
    found = []
    for folder in FOLDERS:
        parts = folder.split(".")

        def absolute(relative: re.Match[str], parts: list[str] = parts) -> str:
            package = ".".join(parts[:len(parts) + 1 - len(relative[1])])
            return f"from {package}.{relative[2]}".rstrip(".")

        for file in sorted(Path(str(importlib.import_module(folder).__file__)).parent.glob("[a-z]*.py")):
            text = file.read_text(encoding="utf-8")
            if "    layout=(" in text:
                found.append((file.stem, RELATIVE.sub(absolute, text)))
    return found


def write(folder: Path, count: int) -> None:
    """A package of so many tables."""
    (folder / "__init__.py").touch()
    for number, (key, text) in enumerate(islice(cycle(tables()), count)):
        named = re.sub(rf"^{key.upper()} = Protocol\(\s*key=\"{key}\"", f'T{number} = Protocol(key="t{number}"', text,
                       flags=re.MULTILINE)
        (folder / f"t{number}.py").write_text(named, encoding="utf-8")
    compileall.compile_dir(folder, quiet=1)


def main(count: int) -> dict[str, float]:
    """Processor time of finding and freezing all of them, with nothing imported that only they need."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "benched")
        folder.mkdir()
        write(folder, count)
        sys.path.insert(0, made)
        gc.disable()            # as the command line does, as good as
        begun_s = time.process_time()
        registry = discover((*FOLDERS, folder.name))
        frozen = registry.freeze()
        spent_s = time.process_time() - begun_s
        return {"cpu_s": spent_s, "protocols": len(frozen.protocols)}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
