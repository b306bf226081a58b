"""The window at common sizes and scales, in all themes: nothing too small, nothing cut, nothing over something else."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SIZES = ("1024x700", "1600x1000", "2560x1440")


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_the_window_fits(root: Path, tmp_path: Path, scale: str):
    """A process for each scale: Qt takes it once. Sizes are in pixels of the screen: what is larger has less room."""
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps({"screens": [{"name": "s", "x": 0, "y": 0, "width": 4000, "height": 3000,
                                               "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    done = subprocess.run([sys.executable, "-m", "tests.gui.measure", *SIZES], cwd=root, env=environment,
                          capture_output=True, text=True, timeout=240, check=False)
    assert done.stdout.strip() == "", done.stdout[-6000:]
    assert done.returncode == 0, done.stderr[-3000:]
