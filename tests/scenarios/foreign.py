"""Foreign captures as test parameters."""
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CAPTURE_SUFFIXES, FOREIGN

FOLDER = FOREIGN
HOSTILE = FOLDER / "hostile"


def each(folder: Path, which: Callable[[Path], bool] = Path.is_file, later: Collection[str] = ()) -> list[Any]:
    """A parameter a capture, named by it. Those named in `later` must fail, and turn red when they no longer do.

    Where there is no folder there is one parameter, and its test is left out.
    """
    if not folder.is_dir():
        return [pytest.param(None, marks=pytest.mark.foreign)]
    fails = pytest.mark.xfail(strict=True, reason="its protocols are not supported yet")
    return [pytest.param(path, id=path.name, marks=[fails] if path.name in later else [])
            for path in sorted(folder.iterdir()) if path.name.endswith(CAPTURE_SUFFIXES) and which(path)]
