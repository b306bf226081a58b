"""Runs the import contracts of pyproject.toml over the source tree: `python tests/architecture/contracts.py`.

import-linter reads Python files only, and an editable install answers it with a loader that lists none. So it is shown
a shadow of both source roots in a folder of its own, where a compiled module is a file of its imports and cimports.
"""
import shutil
import sys
import tempfile
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.architecture.sources import ENGINE, GUI, files, imports  # noqa: E402


def shadow(folder: Path) -> None:
    """Both packages as Python files."""
    for package in (ENGINE, GUI):
        for path in files(package, ".py", ".pyx", ".pxd"):
            copy = (folder / path.relative_to(package.parent)).with_suffix(".py")
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".py":
                shutil.copy(path, copy)
            else:
                with copy.open("a") as out:
                    out.writelines(f"import {item.module}\n" for item in imports(path))


def main() -> int:
    """Exit status of the linter."""
    with tempfile.TemporaryDirectory(prefix="netloupe-contracts-") as folder:
        shadow(Path(folder))
        sys.meta_path = [finder for finder in sys.meta_path if "Mesonpy" not in type(finder).__name__]
        sys.path.insert(0, folder)
        return lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)


if __name__ == "__main__":
    sys.exit(main())
