"""A user's own protocol file: it is run, looked over, and compiled; all that is wrong with it is told at once."""
import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from ..layouts.blame import apart, blame, blamed
from .attempts import Attempt, NotMade
from .compiled import CompiledRegistry
from .define import Protocol
from .layout_twin import layout_twin
from .origins import Origins
from .scrutiny import scrutinise
from .telling import raised_in, said
from .twin import Twin

FAULTS_MAX = 30         # that are told of one file
Follows = Callable[[Exception], bool] | None


class OwnFile:
    """One file, read once. After `load`: `faults` are lines and sentences, in their order; none where all is well."""

    def __init__(self, name: str | Path, package: str) -> None:
        self._path = Path(name).absolute()      # as errors and frames name it
        self.key = self._path.stem
        self._name = f"{package}.{self.key}"
        self.origins = Origins(str(self._path))
        self.twin: Twin | None = None
        self.line = 1                           # of the table
        self.faults: list[tuple[int, str]] = []

    def load(self, taken: set[str]) -> Protocol | None:
        """The protocol that the file defines; None if there is something wrong. `taken`: keys it cannot have. Raises
        KeyboardInterrupt alone."""
        try:
            if not self.key.isidentifier():
                raise ValueError(f"the name of a protocol's file is its key, and {self.key} is none")
            if self._path.suffix != ".py":
                raise ValueError("its name does not end with .py")
            known = self._run()
        except KeyboardInterrupt:       # nothing of the file's
            raise
        except SyntaxError as error:
            self._tell([(self._line(error), error)])
            return None
        except Exception as error:  # noqa: BLE001 - the other protocols go on whatever this one does
            self._tell(self._tried(error, taken))
            return None
        except BaseException as error:  # noqa: BLE001 - as above
            self._tell([(self._line(error), error)])
            return None
        faults = list[BaseException]()
        try:
            faults += self._looked_over(known, taken)
        except Exception as error:  # noqa: BLE001 - as above
            faults.append(error)
        if faults:
            self._tell([(self._line(error), error) for error in faults])
            return None
        found: Protocol = known[self.key.upper()]
        self.line = self.origins.line_of(found) or 1
        return found

    def _run(self) -> dict[str, Any]:
        """The names that the file makes."""
        loader = _Fresh(self._name, str(self._path))
        spec = importlib.util.spec_from_file_location(loader.name, self._path, loader=loader)
        assert spec is not None
        module = importlib.util.module_from_spec(spec)
        with self.origins, redirect_stdout(sys.stderr):     # what a command answers is on the other one
            loader.exec_module(module)
        return vars(module)

    def _tried(self, error: Exception, taken: set[str]) -> list[tuple[int, BaseException]]:
        """What else is wrong with a file that could not be run."""
        path, first = str(self._path), [(self._line(error), error)]
        if not raised_in(error, path):
            return [*first]                     # it has not begun
        attempt = Attempt(path, lambda fault: self.origins.line(fault) or raised_in(fault, path))
        try:
            with self.origins, redirect_stdout(_NOWHERE):
                known = attempt.run(self._path.read_bytes(), self._name)
            more = [] if isinstance(known.get(self.key.upper()), NotMade) else [
                fault for fault in self._looked_over(known, taken, attempt.follows) if not attempt.follows(fault)]
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001 - what was wrong the first time is told
            more = []
        return [*(attempt.faults or first), *((self._line(fault), fault) for fault in more)]

    def _looked_over(self, known: dict[str, Any], taken: set[str], follows: Follows = None) -> Iterator[Exception]:
        """All that is wrong with the table, if there is one."""
        found = known.get(self.key.upper())
        if not isinstance(found, Protocol):
            other = next((name for name, made in known.items() if isinstance(made, Protocol)), "")
            yield blame(known.get(other), ValueError(f"there is no protocol {self.key.upper()} in it" + (
                f"; there is {other}, but the table has the name of the file, in capitals" if other else "")))
            return
        if self.key in taken:
            yield blame(found, ValueError(f"one of the program's own protocols has the key {self.key}: yours needs "
                                          "another"), "key")
        if found.key != self.key:
            yield blame(found, ValueError(f"the protocol of {self.key}.py has the key {found.key}"), "key")
        if found.twin:
            yield blame(found, ValueError("compiled code beside a table is for the program's own"), "twin")
            return
        faults = scrutinise(found, follows)
        yield from faults
        about = {id(blamed(fault)) for fault in faults if blamed(fault) is not None}
        unnamed = any(" is no name: " in str(fault) for fault in faults)
        try:
            self.twin = layout_twin(found) if found.layout else None
            CompiledRegistry([found], {found.key: self.twin} if self.twin is not None else {})
        except Exception as error:
            if not (faults or isinstance(error, ValueError | TypeError)):
                raise
            for fault in apart(error):
                made = blamed(fault), getattr(blamed(fault), "field", None)
                if not faults or (made[0] is not None and not any(one in about for one in map(id, made))
                                  and not (unnamed and str(fault).startswith("there is no field"))):
                    yield blame(found, fault)       # else it comes of what was found already

    def _line(self, error: BaseException) -> int:
        return self.origins.line(error) or raised_in(error, str(self._path)) or 1

    def _tell(self, faults: list[tuple[int, BaseException]]) -> None:
        told = list(dict.fromkeys(sorted((line, said(error)) for line, error in faults)))
        self.faults = told[:FAULTS_MAX]
        if len(told) > FAULTS_MAX:
            self.faults.append((told[FAULTS_MAX][0], f"and {len(told) - FAULTS_MAX} more mistakes"))


class _Fresh(SourceFileLoader):
    """Compiles a file as it is now: a kept compilation is told by its size and the second it was written in."""

    def get_code(self, fullname: str) -> CodeType:
        """Python: what is run."""
        path = self.get_filename(fullname)
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code


class _Nowhere:
    """What is written here is not there."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


_NOWHERE: Any = _Nowhere()
