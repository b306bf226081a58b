"""Runs the import contracts of pyproject.toml over the source tree: `python tests/architecture/contracts.py`.

import-linter finds packages by importing them, and an editable install answers with a loader that lists no files; so
the two source roots are put on the path in its stead.
"""
import sys
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Exit status of the linter."""
    sys.meta_path = [finder for finder in sys.meta_path if "Mesonpy" not in type(finder).__name__]
    sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "gui")]
    return lint_imports(config_filename=str(ROOT / "pyproject.toml"))


if __name__ == "__main__":
    sys.exit(main())
