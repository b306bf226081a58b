"""One front door to every check: `nox -s lint types contracts unit gui scenarios`, or `nox -s all`.

Sessions run in the environment they are called from (`./test` makes it), so that the compiled modules are built once.
"""
import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["all"]

UNIT = ["tests/unit", "tests/architecture", "tests/captures", "tests/fuzz"]


@nox.session
def lint(session: nox.Session) -> None:
    """Style of Python and Cython."""
    session.run("ruff", "check", "--quiet", ".")
    session.run("cython-lint", "engine")


@nox.session
def types(session: nox.Session) -> None:
    """Static types, strictly."""
    session.run("mypy")


@nox.session
def contracts(session: nox.Session) -> None:
    """Who may import whom."""
    session.run("python", "tests/architecture/contracts.py", silent=True)


@nox.session
def unit(session: nox.Session) -> None:
    """Tests without a window."""
    session.run("python", "-m", "pytest", *(session.posargs or UNIT))


@nox.session
def gui(session: nox.Session) -> None:
    """Tests of the window, offscreen."""
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/gui"]))


@nox.session
def scenarios(session: nox.Session) -> None:
    """The real command and the real window, from outside."""
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/scenarios"]))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Long fuzzing of readers, parsers and capture helper: `nox -s fuzz -- [--seconds N] [NAME...]`, 300 s each."""
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session
def asan(session: nox.Session) -> None:
    """Engine and helper tests in a build with sanitizers, in build/sanitized: `nox -s asan -- [PATH...]`."""
    session.run("python", "tests/sanitized.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Paired speed comparisons; prints ratios. Takes minutes and wants a quiet machine."""
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def package(session: nox.Session) -> None:
    """The wheel and the source distribution build, and the wheel works where nothing else is."""
    session.run("sh", "packaging/check-wheel.sh")


@nox.session(name="all")
def everything(session: nox.Session) -> None:
    """Every check that gates a change; the tests come last, so that their summary ends the log."""
    for check in (lint, types, contracts):
        check(session)
    session.run("python", "-m", "pytest", "-n", "2", *session.posargs)
