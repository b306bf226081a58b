"""House rules that can be read off the source files."""
import ast
import re
from pathlib import Path

from netloupe_engine import model
from tests.architecture.sources import ENGINE, GUI, ROOT, files, imports, module_name

LINES_MAX = 600
TABLES: set[str] = set()    # files that are one table, by path: they may be longer


def enum_of(text: str, name: str) -> list[tuple[str, int]]:
    """Members of a `cdef enum` with numbers, its `_COUNT` left out."""
    body = re.search(rf"cdef enum {name}:.*\n((?:    .*\n)+)", text)
    assert body, name
    pairs = re.findall(r"^    (\w+) = (-?\d+)", body[1], re.MULTILINE)
    return [(member, int(number)) for member, number in pairs if not member.endswith("_COUNT")]


def test_no_file_is_longer_than_it_may_be() -> None:
    sources = files(ENGINE, ".py", ".pyx", ".pxd") + files(GUI, ".py") + files(ROOT / "tests", ".py")
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in sources}
    assert {path: rows for path, rows in lengths.items() if rows > LINES_MAX and path not in TABLES} == {}


def test_compiled_notes_are_the_published_ones() -> None:
    text = (ENGINE / "core" / "status.pxd").read_text()
    assert enum_of(text, "Note") == [(f"NOTE_{note.name}", note.value) for note in model.Note]
    assert int(re.search(r"NOTE_COUNT = (\d+)", text)[1]) == len(model.Note)


def test_every_way_an_application_is_decided_is_taken_somewhere() -> None:
    sources = "".join(path.read_text() for path in files(ENGINE, ".pyx", ".pxd"))
    taken = set(re.findall(r"^    DECIDED_BY_(\w+) = (\d+)", sources, re.MULTILINE))
    assert taken == {(way.name, str(way.value)) for way in model.Decision if way is not model.Decision.NONE}


def test_compiled_modules_have_names_of_their_own() -> None:
    # They share one build folder.
    names = [path.stem for path in files(ENGINE, ".pyx")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_compiled_modules_python_imports_have_stubs() -> None:
    compiled = {module_name(path): path for path in files(ENGINE, ".pyx")}
    used = {item.module for folder in (ENGINE, GUI) for path in files(folder, ".py") for item in imports(path)}
    missing = [str(path.relative_to(ROOT)) for module, path in compiled.items()
               if module in used and not path.with_suffix(".pyi").exists()]
    assert missing == []


def test_comments_cite_what_is_in_the_repository() -> None:
    folders = (ENGINE, GUI, ROOT / "tests")
    sources = [path for folder in folders for path in files(folder, ".py", ".pyx", ".pxd", ".pyi")]
    cited = {(path, name) for path in sources for name in re.findall(r"[\w/.-]+\.md\b", path.read_text())}
    missing = [f"{path.relative_to(ROOT)}: {name}" for path, name in cited
               if not any((folder / name).exists() for folder in (ROOT, ROOT / "docs"))]
    assert sorted(missing) == []


def test_the_packaging_folder_is_no_package() -> None:
    # It would shadow the library of that name.
    assert not (ROOT / "packaging" / "__init__.py").exists()


class Connections(ast.NodeVisitor):
    """Finds slots that Qt would run in the emitting thread: they belong to no object."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.inner: list[set[str]] = []
        self.wrong: list[str] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.inner.append({child.name for child in ast.walk(node)
                           if isinstance(child, ast.FunctionDef) and child is not node})
        self.generic_visit(node)
        self.inner.pop()

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
            for argument in node.args:
                if self._is_loose(argument):
                    self.wrong.append(f"{self.path.relative_to(ROOT)}:{node.lineno}")
        self.generic_visit(node)

    def _is_loose(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Lambda):
            return True
        if isinstance(node, ast.Call):
            return "partial" in ast.unparse(node.func)
        return isinstance(node, ast.Name) and any(node.id in names for names in self.inner)


def test_signals_are_connected_to_methods() -> None:
    wrong: list[str] = []
    for path in files(GUI, ".py"):
        visitor = Connections(path)
        visitor.visit(ast.parse(path.read_text()))
        wrong += visitor.wrong
    assert wrong == []


def _calls(tree: ast.AST, *names: str) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) in names]


def _says_plain(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "PlainText" for node in ast.walk(tree))


def test_no_label_and_no_box_takes_text_for_markup() -> None:
    # Qt guesses: a file name with tags would be rich text.
    guessing = []
    for path in files(GUI, ".py"):
        tree = ast.parse(path.read_text())
        if _calls(tree, "QLabel") and not _says_plain(tree):
            guessing.append(f"{path.relative_to(ROOT)}: QLabel")
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and _calls(function, "QMessageBox") and not _says_plain(function):
                guessing.append(f"{path.relative_to(ROOT)}:{function.lineno}: QMessageBox")
        guessing += [f"{path.relative_to(ROOT)}:{call.lineno}: QMessageBox.{call.func.attr}" for call in ast.walk(tree)
                     if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
                     and getattr(call.func.value, "id", "") == "QMessageBox"]
    assert guessing == []


def test_tooltips_with_foreign_text_are_escaped() -> None:
    # What had to be made safe comes from somewhere else; Qt takes it for HTML where it looks like that.
    raw = []
    for path in files(GUI, ".py"):
        for call in _calls(ast.parse(path.read_text()), "setToolTip", "showText"):
            escaped = {id(inner) for tip in _calls(call, "tip", "escape") for inner in ast.walk(tip)}
            raw += [f"{path.relative_to(ROOT)}:{call.lineno}" for inner in _calls(call, "safe", "one_line")
                    if id(inner) not in escaped]
    assert raw == []
