"""Who may import whom, in the compiled half too."""
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.contracts import shadow
from tests.architecture.cycles import cycles, graph
from tests.architecture.sources import ENGINE, GUI, ROOT, files, imports, module_name


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, str(ROOT / "tests" / "architecture" / "contracts.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_checks_before_a_commit_work_in_an_editable_install() -> None:
    # There, import-linter alone finds no package: it has to be the command above.
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    assert re.search(r"id: contracts\n.*\n +entry: python tests/architecture/contracts.py\n", hooks)
    assert "lint-imports" not in hooks


def test_every_package_of_the_engine_has_a_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = " ".join(next(contract["layers"] for contract in contracts if contract["name"] == "engine layers"))
    packages = {path.parent.name for path in ENGINE.glob("*/__init__.py")}
    assert packages <= {name.rpartition(".")[2] for name in layers.split()}


def test_the_linter_is_shown_what_compiled_modules_import(tmp_path: Path) -> None:
    shadow(tmp_path)
    shown = (tmp_path / "netloupe_engine" / "packet" / "stack.py").read_text().splitlines()
    assert "import netloupe_engine.core.facts" in shown


def test_nothing_in_the_engine_imports_its_front() -> None:
    wrong = [str(item) for path in files(ENGINE, ".py", ".pyx", ".pxd") for item in imports(path)
             if item.module == "netloupe_engine" and path.parent != ENGINE]
    assert wrong == []


def test_nothing_imports_what_imports_it() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert cycles(graph()) == []


# Modules that nothing of the program imports, and who does.
ASKED_FROM_OUTSIDE = {
    "netloupe_engine.__main__": "python -m netloupe_engine",
    "netloupe_engine.protocols.generate": "the build",
    "netloupe_engine.protocols.inspect": "whoever writes a protocol",
}


def test_nothing_is_shipped_that_only_tests_use() -> None:
    sources = [*files(ENGINE, ".py", ".pyx", ".pxd"), *files(GUI, ".py")]
    used = {item.module for path in sources for item in imports(path)
            if item.module != module_name(path)}
    named = set(re.findall(r'["\']\.?([\w.]+)["\']', "".join(path.read_text() for path in sources)))
    alone = []
    for path in files(ENGINE, ".py", ".pyx"):
        module = module_name(path)
        # Tables are found by their folder, some modules by their name.
        found = module in used or {module, path.stem} & named or path.name == "__init__.py" \
            or path.parent.parent == ENGINE / "protocols"
        alone += [] if found or module in ASKED_FROM_OUTSIDE else [module]
    assert alone == []


def test_the_engine_knows_no_window() -> None:
    wrong = [str(item) for path in files(ENGINE, ".py", ".pyx", ".pxd") for item in imports(path)
             if item.module.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}]
    assert wrong == []


def test_controllers_and_models_know_no_widgets() -> None:
    wrong = [str(item) for package in ("bridge", "models") for path in files(GUI / package, ".py")
             for item in imports(path) if item.module.startswith(("PySide6.QtWidgets", "pyqtgraph"))]
    assert wrong == []


def code_of(table: Path) -> set[str]:
    """Modules of a protocol's compiled twin and of what that takes from the same folder."""
    twin = re.search(r'twin="(\w+)"', table.read_text())
    waiting = [table.with_name(twin[1])] if twin else []
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        for path in (name.with_suffix(".pyx"), name.with_suffix(".pxd")):
            if path.exists() and module_name(name) not in found:
                waiting += [table.with_name(item.module.rpartition(".")[2]) for item in imports(path)
                            if item.module.rpartition(".")[0] == module_name(table).rpartition(".")[0]]
        found.add(module_name(name))
    return found


def test_protocol_files_do_not_name_each_other() -> None:
    # But for a protocol's own code, which takes its numbers from its table.
    folder = ENGINE / "protocols"
    protocols = {module_name(path): path for path in files(folder, ".py") if "= Protocol(" in path.read_text()}
    wrong = [str(item) for path in files(folder, ".py", ".pyx", ".pxd") if path.parent != folder
             for item in imports(path) if item.module in protocols and item.module != module_name(path)
             and module_name(path) not in code_of(protocols[item.module])]
    assert wrong == []


def test_code_that_protocols_share_finds_its_numbers_in_each() -> None:
    folder = ENGINE / "protocols"
    lists = {module_name(path) for path in files(folder, ".py") if re.search(r"^SHARED = ", path.read_text(), re.M)}
    for path in files(folder, ".py"):
        if "= Protocol(" not in path.read_text() or path.parent == folder:
            continue
        table = getattr(importlib.import_module(module_name(path)), path.stem.upper())
        sources = [found.with_suffix(end) for name in code_of(path)
                   for found in [path.with_name(name.rpartition(".")[2])] for end in (".pyx", ".pxd")]
        for name in {item.module for source in sources if source.exists() for item in imports(source)} & lists:
            shared = importlib.import_module(name).SHARED
            assert table.numbered_first[:len(shared)] == shared, f"{table.key} and {name}"
