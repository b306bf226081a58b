"""Compiled modules of the tests' own, `x.pyx` beside the tests: what only C functions of the engine can be asked.

They are no part of the program. Whoever imports one first has it made, for this interpreter and the engine's sources as
they are now, in build/tests, where later runs find it.
"""
import hashlib
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "engine"
DIRECTIVES = ["-3", "-X", "boundscheck=False", "-X", "wraparound=False", "-X", "cdivision=True",
              "-X", "freethreading_compatible=True"]


def compiled(source: Path) -> ModuleType:
    """The module of a `.pyx` file. Raises CalledProcessError when it does not compile."""
    folder = ROOT / "build" / "tests" / _made_of(source)
    target = folder / (source.stem + sysconfig.get_config_var("EXT_SUFFIX"))
    if not target.exists():
        _make(source, target)
    loader = importlib.machinery.ExtensionFileLoader(source.stem, str(target))
    spec = importlib.util.spec_from_loader(source.stem, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def _made_of(source: Path) -> str:
    """A name for all that the module depends on."""
    sources = [source, *sorted((ENGINE / "netloupe_engine").rglob("*.pxd"))]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *(path.read_bytes() for path in sources)])).hexdigest()[:16]


def _make(source: Path, target: Path) -> None:
    """Compile it aside and put it in its place: others may want the same at this moment."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        code, library = Path(folder, source.stem + ".c"), Path(folder, target.name)
        _run(sys.executable, "-m", "cython", *DIRECTIVES, "-I", str(ENGINE), str(source), "-o", str(code))
        _run(*sysconfig.get_config_var("CC").split(), "-shared", "-fPIC", "-O1", "-w",
             "-I", sysconfig.get_path("include"), str(code), "-o", str(library))
        os.replace(library, target)


def _run(*command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    subprocess.run(command, check=True, env=environment)
