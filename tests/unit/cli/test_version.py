"""`netloupe --version`."""
from importlib.metadata import version

import pytest

from netloupe_engine.cli import main


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"netloupe {version('netloupe')}\n"


def test_it_is_said_whatever_follows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version", "analyze"]) == 0
    assert capsys.readouterr().out.startswith("netloupe ")
