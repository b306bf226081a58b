"""Builds everything with AddressSanitizer and UndefinedBehaviorSanitizer, and runs tests on it: `nox -s asan`.

The build is installed into a folder of its own and comes first on Python's path; the environment it is called from
stays as it is. What the sanitizers find ends the run with a report.
"""
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "sanitized"
# Of the capture helper those that start no foreign program: with the sanitizers' library before its own, tshark hangs.
HELPER = "tests/scenarios/test_capture_helper.py"
TESTS = ["tests/unit", "tests/fuzz", f"{HELPER}::test_garbage_is_refused_before_anything_is_opened",
         f"{HELPER}::test_the_helper_is_not_for_use_by_hand"]
# Whether this process is such a run: a limited address space has no room for the sanitizer's shadow, and programs that
# tests start are not to be looked at.
SANITIZED = "libasan" in os.environ.get("LD_PRELOAD", "")
OPTIONS = ["-Db_sanitize=address,undefined", "-Db_lundef=false", "-Doptimization=1"]


def run(*command: str, **environment: str) -> None:
    """Run it to its end. Raises SystemExit with its status if that is not 0."""
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def preloaded() -> str:
    """The sanitizer's library: Python itself is not built with it."""
    asked = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def main(words: list[str]) -> None:
    if not (BUILD / "build.ninja").exists():
        run("meson", "setup", str(BUILD), *OPTIONS)
    run("meson", "install", "-C", str(BUILD), "--quiet", DESTDIR=str(BUILD / "root"))
    package = next((BUILD / "root").rglob("netloupe_engine/__init__.py")).parents[1]
    # -S: an editable install would come first.
    run(sys.executable, "-S", "-m", "pytest", "-p", "no:cacheprovider", *(words or TESTS),
        PYTHONPATH=os.pathsep.join([str(package), *_site_packages()]), LD_PRELOAD=preloaded(), PYTHONMALLOC="malloc",
        ASAN_OPTIONS="detect_leaks=0:handle_sigbus=0", UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1")


def _site_packages() -> list[str]:
    """Where the environment's packages are, and what its .pth files add."""
    own = sysconfig.get_path("purelib")
    added = [line for path in Path(own).glob("*.pth") for line in path.read_text().splitlines() if line.startswith("/")]
    return [own, *added]


if __name__ == "__main__":
    main(sys.argv[1:])
