"""Runs a user's file past what goes wrong in it, so that all its mistakes are told at once.

It was run before, as it is, and failed. Now each call, name and operation of its own lines is tried by itself; what
fails is noted, and `NotMade` stands in its place. Functions and classes that the file defines are run as they are.
"""
import ast
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from ..layouts.blame import blamed
from ..layouts.fields import Field, Type
from ..layouts.order import declared
from ..layouts.words import Ref, Word
from . import define
from .define import Protocol

CALL, LOOK = "__netloupe_call__", "__netloupe_look__"
MARK = "NotMade"
DEPTH_MAX = 60
_UNKNOWN = re.compile(r"got an unexpected keyword argument '(\w+)'")

_LEFT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Try, ast.NamedExpr)
_TRIED = (ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare)


class NotMade:
    """In the place of what could not be made: whatever is done with it comes to the same."""

    def __repr__(self) -> str:
        return f"\0{MARK}"

    def __call__(self, *_: object, **__: object) -> "NotMade":
        """Python: what it answers."""
        return self

    def __iter__(self) -> "NotMade":
        return self

    def __next__(self) -> object:
        """Python: there are none."""
        raise StopIteration

    def __getitem__(self, _: object) -> "NotMade":
        return self

    def __invert__(self) -> "NotMade":
        return self

    def __eq__(self, _: object) -> "NotMade":  # type: ignore[override]
        return self

    __ne__ = __eq__  # type: ignore[assignment]
    __hash__ = object.__hash__

    __getattr__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __getitem__
    __and__ = __rand__ = __or__ = __ror__ = __lt__ = __le__ = __gt__ = __ge__ = __getitem__


class Attempt:
    """One run of one file. `faults` are what went wrong, each with the line that it is about."""

    def __init__(self, path: str, line_of: Callable[[BaseException], int]) -> None:
        self.faults: list[tuple[int, Exception]] = []
        self._path, self._line_of = path, line_of       # the line in the file at which an error was raised, 0: in none
        self._lost: set[str] = set()                    # names in what could not be made

    def run(self, text: bytes, name: str) -> dict[str, Any]:
        """The file's names. Raises SyntaxError, and what is no Exception."""
        known: dict[str, Any] = {"__name__": name, "__file__": self._path, CALL: self._call, LOOK: self._look}
        for statement in ast.parse(text, self._path).body:
            for one in _alone(statement):
                made = ast.fix_missing_locations(ast.Module([_Tried().visit(one)], []))
                try:
                    exec(compile(made, self._path, "exec"), known)
                except Exception as error:  # noqa: BLE001 - the rest is tried all the same
                    self._note(error, one.lineno)
                    meant = _meant(error) if isinstance(error, ImportError) else None
                    for target in _targets(one):
                        known.setdefault(target, NotMade() if meant is None else meant)
                    if isinstance(error, ImportError) and meant is not None:
                        known.setdefault(close(_imported(error), dir(define)), meant)
        return known

    def follows(self, error: Exception) -> bool:
        """Is this but a consequence of what is among the faults?"""
        said, about, part = str(error), blamed(error), error.__dict__.get("part", "")
        if isinstance(about, Field | Word) and part in type(about).__match_args__:
            about = getattr(about, part)
        return (MARK in said or any(re.search(rf"\b{re.escape(name)}\b", said) for name in self._lost)
                or (not isinstance(about, Protocol) and _has_missing(about, 0)))

    def _note(self, error: Exception, line: int) -> None:
        self.faults.append((self._line_of(error) or line, error))

    def _look(self, made: Callable[[], object], line: int, is_called: bool = False) -> object:
        try:
            return made()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            if MARK not in str(error):
                self._note(error, line)
            meant = _meant(error)
            return meant if isinstance(meant, Type) or (is_called and callable(meant)) or (
                isinstance(error, AttributeError)) else NotMade()

    def _call(self, line: int, made: Any, /, *values: Any, **named: Any) -> object:
        while True:
            try:
                return made(*values, **named)
            except Exception as error:  # noqa: BLE001 - as above
                everything = (*values, *named.values())
                unknown = _UNKNOWN.search(str(error))
                if unknown or not any(_has_missing(value, 0) for value in everything):
                    self._note(error, line)
                if unknown and unknown[1] in named:         # without it the others can be tried
                    meant = close(unknown[1], set(getattr(made, "__match_args__", ())) - named.keys())
                    value = named.pop(unknown[1])
                    named |= {meant: value} if meant else {}
                    continue
                if isinstance(made, Field | Word | Type):       # too many parentheses
                    return made
                self._lost |= {value for value in everything if isinstance(value, str) and value.isidentifier()}
                self._lost |= {*declared(value for value in everything if isinstance(value, Field | Word | Ref))}
                return NotMade()


class _Tried(ast.NodeTransformer):
    """Calls become calls of `_call`, and what else may fail calls of `_look`."""

    def visit(self, node: ast.AST) -> Any:
        """ast: what is to be in the place of a node."""
        if isinstance(node, _LEFT):
            return node
        self.generic_visit(node)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Call) and isinstance(node.func.func, ast.Name) and node.func.func.id == LOOK:
                node.func.args.append(ast.Constant(True))       # what is looked for is called
            given = [ast.Constant(node.lineno), node.func, *node.args]
            return ast.copy_location(ast.Call(ast.Name(CALL, ast.Load()), given, node.keywords), node)
        if isinstance(node, _TRIED) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            none = ast.arguments([], [], None, [], [], None, [])
            asked = ast.Call(ast.Name(LOOK, ast.Load()), [ast.Lambda(none, node), ast.Constant(node.lineno)], [])
            return ast.copy_location(asked, node)
        return node


def _alone(statement: ast.stmt) -> Iterable[ast.stmt]:
    """Names that are imported together, one by one."""
    if not isinstance(statement, ast.ImportFrom):
        return (statement,)
    return [ast.copy_location(ast.ImportFrom(statement.module, [alias], statement.level), alias)
            for alias in statement.names]


def _targets(statement: ast.stmt) -> Iterable[str]:
    """The names that a statement would have made."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).partition(".")[0] for alias in statement.names]
    return [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def close(name: str, known: Iterable[str]) -> str:
    """The name that may have been meant; "": none."""
    return next(iter(get_close_matches(name, list(known), 1)), "")


def _imported(error: ImportError) -> str:
    """The name that could not be imported (`name_from` is there from Python 3.12 on)."""
    found = re.match(r"cannot import name '(\w+)'", str(error))
    return found[1] if found else ""


def _meant(error: Exception) -> object:
    """What may have been meant by a name that there is not; None: nothing like it."""
    if isinstance(error, NameError):
        return getattr(define, close(str(error.name), dir(define)), None)
    if isinstance(error, AttributeError) and isinstance(error.obj, type):
        return getattr(error.obj, close(str(error.name), dir(error.obj)), None)
    if isinstance(error, ImportError) and error.name == define.__name__:
        return getattr(define, close(_imported(error), dir(define)), None)
    return None


def _has_missing(made: object, depth: int) -> bool:
    """Is there something in it that could not be made?"""
    if isinstance(made, NotMade) or depth > DEPTH_MAX:
        return True
    if isinstance(made, tuple | list):
        return any(_has_missing(part, depth + 1) for part in made)
    if isinstance(made, dict):
        return any(_has_missing(part, depth + 1) for pair in made.items() for part in pair)
    parts = getattr(type(made), "__match_args__", ()) if type(made).__module__.startswith("netloupe_engine") else ()
    return any(_has_missing(getattr(made, name), depth + 1) for name in parts)
