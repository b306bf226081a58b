"""Where in a user's file each word of its table stands, so that what is wrong with one is said with its line."""
import ast
import sys
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from ..layouts.blame import blamed
from ..layouts.words import Word

_OURS = __package__.partition(".")[0]
_MAKERS = ("__init__", "first_init")        # the latter is that of records of which few are made


class Origins:
    """Notes the lines of one file on which objects of this program are made, while it is entered. One thread's."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._made: dict[int, tuple[object, int]] = {}      # by id; the objects live as long as this does

    def __enter__(self) -> "Origins":
        self._before = sys.getprofile()
        sys.setprofile(self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        sys.setprofile(self._before)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event != "return" or frame.f_code.co_name not in _MAKERS:
            return
        made = frame.f_locals.get("self")
        if not type(made).__module__.startswith(_OURS):
            return
        caller = frame.f_back
        while caller is not None and caller.f_code.co_filename != self._file:
            caller = caller.f_back
        if caller is not None:
            self._made[id(made)] = made, caller.f_lineno

    def line(self, error: BaseException) -> int:
        """The line of what an error is about; 0: it is not known."""
        made, about = blamed(error), error.__dict__
        place = about.get("part", ""), about.get("item", ())
        return self.line_of_part(made, *place) or self.line_of_part(about.get("behind"), *place)

    def line_of_part(self, made: object, part: str, item: tuple[object, ...] = ()) -> int:
        """The line of an argument with which an object was made, or of one of the numbers or texts `item` in it; that
        of the object, where there is no such thing."""
        line = self.line_of(made)
        if not (line and (part or item)):
            return line
        if isinstance(made, Word):          # made by a function of another name
            calls = (node for node in ast.walk(self._text()) if isinstance(node, ast.Call) and node.lineno == line)
            return next(filter(None, (self._inside(node, item) for node in calls)), line)
        places = getattr(type(made), "__match_args__", ())
        place = places.index(part) if part in places else len(places)
        for node in ast.walk(self._text()):
            if isinstance(node, ast.Call) and node.lineno == line and _called(node) == type(made).__name__:
                given = next((word for word in node.keywords if word.arg == part), None)
                if given is not None:
                    return self._inside(given.value, item) or given.value.lineno
                if place < len(node.args):
                    return self._inside(node.args[place], item) or node.args[place].lineno
        return line

    def _text(self) -> ast.Module:
        try:
            return ast.parse(Path(self._file).read_bytes())
        except (OSError, SyntaxError, ValueError):      # it was changed since
            return ast.Module([], [])

    def _inside(self, node: ast.expr, item: tuple[object, ...]) -> int:
        """The line of a number or text below a node, or below what names in it stand for; 0: it is not there."""
        parts = list(ast.walk(node))
        named = {part.id for part in parts if isinstance(part, ast.Name)}
        for given in self._text().body:
            if isinstance(given, ast.Assign) and named.intersection(
                    at.id for at in given.targets if isinstance(at, ast.Name)):
                parts += ast.walk(given.value)
        return next((part.lineno for part in parts if isinstance(part, ast.Constant)
                     and any(type(part.value) is type(one) and part.value == one for one in item)), 0)

    def line_of(self, made: object) -> int:
        """The line on which an object was made; 0: it is not known."""
        return self._made.get(id(made), (made, 0))[1]



def _called(node: ast.Call) -> str:
    """The name of what is called."""
    made: Any = node.func
    return str(getattr(made, "id", getattr(made, "attr", "")))
