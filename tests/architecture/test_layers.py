"""Who may import whom, for the compiled half too: import-linter does not see `.pyx` and `.pxd`."""
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ENGINE, GUI, ROOT, Import, files, imports

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def layers(name: str) -> dict[str, tuple[int, str]]:
    """Module of a layers contract -> (rank from the top, itself)."""
    rows = next(contract["layers"] for contract in CONTRACTS if contract["name"] == name)
    return {module.strip(" ()"): (rank, module.strip(" ()"))
            for rank, row in enumerate(rows) for module in row.split("|")}


def place(module: str, table: dict[str, tuple[int, str]]) -> tuple[int, str] | None:
    """The layer a module belongs to, if any."""
    return next((table[layer] for layer in table if module == layer or module.startswith(layer + ".")), None)


def violations(found: list[Import], own: str, table: dict[str, tuple[int, str]]) -> list[str]:
    """Imports of higher layers, and of neighbours in the same layer."""
    here = place(own, table)
    if here is None:
        return []
    wrong = []
    for item in found:
        there = place(item.module, table)
        if there and (there[0] < here[0] or (there[0] == here[0] and there[1] != here[1])):
            wrong.append(str(item))
    return wrong


def owner(path: Path) -> str:
    """The package folder a file lies in, as a dotted name."""
    root = ENGINE.parent if path.is_relative_to(ENGINE) else GUI.parent
    return ".".join(path.relative_to(root).with_suffix("").parts)


@pytest.mark.parametrize(("folder", "contract"), [(ENGINE, "engine layers"), (GUI, "window layers")])
def test_no_file_imports_a_layer_above_it(folder: Path, contract: str) -> None:
    table = layers(contract)
    wrong = [line for path in files(folder, ".py", ".pyx", ".pxd", ".pyi") if path.suffix != ".pyi"
             for line in violations(imports(path), owner(path), table)]
    assert wrong == []


def test_every_package_of_the_engine_has_a_layer() -> None:
    table = layers("engine layers")
    packages = {path.name for path in ENGINE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert packages <= {name.split(".")[1] for name in table}


def test_the_table_is_read_strictly() -> None:
    table = layers("engine layers")
    path = ENGINE / "core" / "view.pxd"
    upward = [Import(path, 1, "netloupe_engine.sessions.table")]
    assert violations(upward, "netloupe_engine.core.view", table) != []
    assert violations(upward, "netloupe_engine.handler.pipeline", table) == []
    neighbour = [Import(path, 1, "netloupe_engine.capture.batch")]
    assert violations(neighbour, "netloupe_engine.protocols.twin", table) != []


def test_imports_of_compiled_files_are_found(tmp_path: Path) -> None:
    path = ENGINE / "packet" / "stack.pxd"
    assert "netloupe_engine.core.facts" in {item.module for item in imports(path)}


def test_nothing_in_the_engine_imports_its_front() -> None:
    wrong = [str(item) for path in files(ENGINE, ".py", ".pyx", ".pxd") for item in imports(path)
             if item.module == "netloupe_engine" and path.parent != ENGINE]
    assert wrong == []


def test_the_engine_knows_no_window() -> None:
    wrong = [str(item) for path in files(ENGINE, ".py", ".pyx", ".pxd") for item in imports(path)
             if item.module.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}
             or (item.module.startswith("netloupe_gui") and path != ENGINE / "cli" / "window.py")]
    assert wrong == []


def test_controllers_and_models_know_no_widgets() -> None:
    wrong = [str(item) for package in ("bridge", "models") for path in files(GUI / package, ".py")
             for item in imports(path) if item.module.startswith(("PySide6.QtWidgets", "pyqtgraph"))]
    assert wrong == []


def test_protocol_files_do_not_name_each_other() -> None:
    folder = ENGINE / "protocols"
    protocols = {path for path in files(folder, ".py") if "= Protocol(" in path.read_text()}
    modules = {owner(path) for path in protocols}
    wrong = [str(item) for path in files(folder, ".py", ".pyx", ".pxd") if path.parent != folder
             for item in imports(path) if item.module in modules - {owner(path)}]
    assert wrong == []
