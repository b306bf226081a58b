"""Foreign captures as test parameters; one skipped parameter where the folder is not there."""
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CAPTURE_SUFFIXES, ROOT

FOLDER = Path(os.environ.get("NETLOUPE_CAPTURES") or ROOT.parent / "shared" / "captures")
HOSTILE = FOLDER / "hostile"


def each(folder: Path) -> list[Any]:
    """A parameter a capture, named by it."""
    if not folder.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip("no folder of foreign captures (NETLOUPE_CAPTURES)"))]
    return [pytest.param(path, id=path.name) for path in sorted(folder.iterdir())
            if path.name.endswith(CAPTURE_SUFFIXES)]
