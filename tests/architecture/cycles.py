"""Modules that import each other, directly or around a few corners."""
import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.sources import ENGINE, GUI, files, imports, module_name


def typing_lines(path: Path) -> set[int]:
    """Lines that only a type checker reads."""
    if path.suffix != ".py":
        return set()
    return {line for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def graph() -> dict[str, set[str]]:
    """Who imports whom when it runs, late imports in functions included."""
    found: dict[str, set[str]] = {}
    for folder in (ENGINE, GUI):
        for path in files(folder, ".py", ".pyx", ".pxd"):
            typing, name = typing_lines(path), module_name(path)
            found.setdefault(name, set()).update(item.module for item in imports(path)
                                                 if item.line not in typing and item.module != name)
    return found


def cycles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules each of which reaches every other one."""
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting: list[str] = list(edges.get(start, ()))
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += edges.get(name, ())
        return seen

    reach = {name: reached(name) for name in edges}
    found: Iterable[tuple[str, ...]] = {tuple(sorted(other for other in reach[name] if name in reach.get(other, ())))
                                        for name in edges if name in reach[name]}
    return sorted(map(list, found))
