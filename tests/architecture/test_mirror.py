"""Each module of the engine has its test file, or a line that says where it is tested."""
from pathlib import Path

from tests.architecture.mirror import ELSEWHERE
from tests.architecture.sources import ENGINE, ROOT, files


def modules() -> dict[str, Path]:
    """Modules of the engine by their path, with the test file that would mirror each."""
    found = {}
    for path in files(ENGINE, ".py", ".pyx"):
        place = path.relative_to(ENGINE)
        if path.name != "__init__.py":
            found[str(place)] = ROOT / "tests" / "unit" / place.parent / f"test_{path.stem.lstrip('_')}.py"
    return found


def test_modules_have_a_test_file_or_a_line_in_the_mirror() -> None:
    missing = [name for name, test in modules().items() if name not in ELSEWHERE and not test.exists()]
    assert missing == [], f"give them a test file, or a line in tests/architecture/mirror.py: {', '.join(missing)}"


def test_the_mirror_names_tests_that_are_there() -> None:
    assert [name for name, test in ELSEWHERE.items() if not (ROOT / test).exists()] == []


def test_the_mirror_is_silent_about_modules_that_have_a_test_file() -> None:
    found = modules()
    assert [name for name in ELSEWHERE if name not in found or found[name].exists()] == []
