"""Makes C of many Cython modules, in one process: `python cythonize.py DEPFILE PREFIX OPTION... -- PYX...`.

Cython takes longer to begin than to compile most modules, so that a process for each is most of a full build. What is
newer than its C file is compiled, so that after a change it is not more than before.

Each x.pyx becomes PREFIXx.c, beside which PREFIXx.c.dep lists what it was made of. DEPFILE says the same of all.
"""
import gc
import os
import shlex
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

# Objects made between two looks for garbage: a compiler mostly makes what it keeps, and looking took half of its time.
GARBAGE_EVERY = 200_000


def main(words: Sequence[str]) -> int:
    """Exit status: 0, or 1 where a module does not compile."""
    divide = words.index("--")
    (depfile, prefix, *options), sources = words[:divide], [Path(word).resolve() for word in words[divide + 1:]]
    said = shlex.join(options)
    targets = {source: Path(f"{prefix}{source.stem}.c") for source in sources}
    stale = [source for source, target in targets.items() if _is_stale(target, said)]
    with tempfile.TemporaryDirectory(dir=Path(prefix).parent, prefix="cython-") as folder:
        failed = _compile(stale, options, folder)
        for source in stale:
            made = Path(folder, f"{source.stem}.c")
            if made.exists() and not failed:
                _keep(made, targets[source], said)
    if failed:
        return 1
    found = sorted({name for target in targets.values() for name in _made_of(target)[1]})
    prerequisites = " ".join(name.replace(" ", "\\ ") for name in found)
    Path(depfile).write_text(f"{next(iter(targets.values()))}: {prerequisites}\n")
    return 0


def _compile(sources: Sequence[Path], options: Sequence[str], folder: str) -> bool:
    """Whether any of them failed; Cython has said why."""
    if not sources:
        return False
    gc.set_threshold(GARBAGE_EVERY)
    from Cython.Compiler.Main import main as cython
    sys.argv = ["cython", "-M", "--fast-fail", *options, *map(str, sources), "-o", folder]
    try:
        return bool(cython(command_line=1))
    except SystemExit as end:
        return bool(end.code)


def _keep(made: Path, target: Path, said: str) -> None:
    """Put a C file in its place, and what it was made of, by which options, beside it."""
    dep = made.with_name(f"{made.name}.dep")
    names = shlex.split(dep.read_text().partition(":")[2].replace("\\\n", " "))
    os.replace(made, target)
    _record(target).write_text("\n".join([said, *(os.path.abspath(name) for name in names)]))


def _record(target: Path) -> Path:
    return target.with_name(f"{target.name}.dep")


def _made_of(target: Path) -> tuple[str, list[str]]:
    said, *names = _record(target).read_text().split("\n")
    return said, names


def _is_stale(target: Path, said: str) -> bool:
    """Whether it has to be made: it is not there, was made otherwise, or of what is newer."""
    try:
        before, names = _made_of(target)
        return before != said or _newest(names) >= target.stat().st_mtime_ns
    except OSError:
        return True


def _newest(names: Iterable[str]) -> int:
    return max((os.stat(name).st_mtime_ns for name in names), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
