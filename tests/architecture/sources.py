"""The project's source files and what each of them imports, compiled ones included."""
import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine" / "netloupe_engine"
GUI = ROOT / "gui" / "netloupe_gui"

_COMPILED_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<source>[.\w]+)[ \t]+c?import[ \t]+(?P<names>\([^)]*\)|[^\n#]+)"
    r"|c?import[ \t]+(?P<modules>[^\n#]+))", re.MULTILINE)


@dataclass(frozen=True)
class Import:
    """One module named by one file. `module` is absolute; `line` counts from 1."""

    path: Path
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.module}"


def files(folder: Path, *suffixes: str) -> list[Path]:
    """Source files below `folder`, by name."""
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes and "__pycache__" not in path.parts)


def module_name(path: Path) -> str:
    """The dotted name of a source file of either root."""
    root = ENGINE.parent if path.is_relative_to(ENGINE) else GUI.parent
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _absolute(path: Path, source: str) -> str:
    dots = len(source) - len(source.lstrip("."))
    if not dots:
        return source
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package.pop()
    package = package[:len(package) - (dots - 1)]
    return ".".join([*package, *filter(None, [source[dots:]])])


def _named(path: Path, line: int, source: str, names: list[str]) -> Iterator[Import]:
    """`from source import names`: the source itself, or the modules in it when it is a package."""
    module = _absolute(path, source)
    folder = (ENGINE if module.startswith("netloupe_engine") else GUI).parent.joinpath(*module.split("."))
    found = [name for name in names if any(folder.joinpath(name).with_suffix(end).exists()
                                           for end in (".py", ".pyx", ".pxd")) or (folder / name).is_dir()]
    for name in found:
        yield Import(path, line, f"{module}.{name}")
    if len(found) < len(names):
        yield Import(path, line, module)


def _python(path: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            yield from _named(path, node.lineno, source, [alias.name for alias in node.names])


def _compiled(path: Path) -> Iterator[Import]:
    text = path.read_text()
    text = re.sub(r'""".*?"""', lambda match: "\n" * match[0].count("\n"), text, flags=re.DOTALL)
    for match in _COMPILED_IMPORT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        names = [name.split()[0] for name in re.split(r"[,()\s]*,[,()\s]*|[()]", match["names"] or match["modules"])
                 if name.strip()]
        if match["source"]:
            yield from _named(path, line, match["source"], names)
        else:
            for name in names:
                yield Import(path, line, name)


def imports(path: Path) -> list[Import]:
    """What a file imports or cimports."""
    return list(_python(path) if path.suffix == ".py" else _compiled(path))
