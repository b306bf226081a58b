"""All tables in one file: they are the same protocols, and what has changed since is read anew."""
import marshal
import sys
from collections.abc import Iterable, Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from netloupe_engine.protocols import bundle, registry
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.gist import AT_ONCE, LATER, Gist, Sketch
from netloupe_engine.protocols.registry import FOLDERS, discover

PACKAGE = Path(bundle.__file__).parent
TABLE = """from netloupe_engine.protocols.define import Field, Protocol, u8
HELLO = Protocol(key="hello", title="{}", reference="-", layer=7, rides_on={{"udp.port": 99}}, layout=(
    Field("kind", u8, says="which"),))
"""


def forget() -> dict[str, object]:
    """Take the tables out of what was imported."""
    return {name: sys.modules.pop(name) for name in list(sys.modules)
            if name.startswith(FOLDERS) and str(getattr(sys.modules[name], "__file__", "")).endswith(".py")
            and name not in FOLDERS}


def in_folder(path: Iterable[str]) -> list[registry.Found]:
    """The modules of a package of ours as they are found in an installed one."""
    family = str(*path).replace("/", ".").rpartition(".")[2]
    return [registry.Found(table.stem, None, str(table)) for table in sorted((PACKAGE / family).glob("*.py"))]


@pytest.fixture
def fresh() -> Iterator[None]:
    """Tables are imported again, and forgotten afterwards."""
    before = forget()
    yield
    forget()
    sys.modules.update(before)      # type: ignore[arg-type]


def test_each_table_is_in_the_bundle(tmp_path: Path) -> None:
    tables = bundle.write(tmp_path / "tables.bin", PACKAGE)
    kept = bundle.read(tmp_path / "tables.bin")
    assert len(kept) == len(tables) > 100
    assert {name.rpartition(".")[0] for name in kept} <= set(FOLDERS)
    size, gist, code = kept["netloupe_engine.protocols.transport.tcp"]
    assert size == (PACKAGE / "transport" / "tcp.py").stat().st_size
    assert Gist(*gist).told[:2] == ("tcp", "Transmission Control Protocol")
    assert marshal.loads(code).co_filename == "netloupe_engine/protocols/transport/tcp.py"


@pytest.mark.usefixtures("fresh")
def test_bundled_tables_are_the_protocols_that_their_files_define(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle.write(tmp_path / "tables.bin", PACKAGE)
    kept = bundle.read(tmp_path / "tables.bin")
    monkeypatch.setattr(bundle, "read", lambda path: kept)
    monkeypatch.setattr(registry, "_modules", in_folder)
    bundled = discover()
    read = [found for found in bundled.freeze().protocols if isinstance(found, Sketch)]
    assert len(read) > 100
    assert "netloupe_engine.protocols.messaging.mqtt" not in sys.modules       # nothing of MQTT was asked yet
    assert next(found for found in read if found.key == "mqtt").layout
    assert sys.modules["netloupe_engine.protocols.messaging.mqtt"].__file__ == str(PACKAGE / "messaging" / "mqtt.py")
    everything = [said(found) for found in bundled.freeze().protocols]
    forget()
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "read", lambda path: {})
    plain = discover()
    assert bundled.problems == plain.problems == ()
    assert everything == [said(found) for found in plain.freeze().protocols]
    one, other = bundled.freeze(), plain.freeze()
    assert one.field_names == other.field_names
    assert [str(one.field(number)) for number in range(1, len(one.field_names))] == \
        [str(other.field(number)) for number in range(1, len(other.field_names))]
    assert one.of_scope("session") == other.of_scope("session")


def said(protocol: Protocol) -> tuple[object, ...]:
    """All that a table says."""
    return tuple(str(getattr(protocol, name)) for name in (*AT_ONCE, *LATER, "flow", "tunnel", "findings", "numbers"))


def test_a_table_that_contradicts_itself_is_not_in_the_bundle(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "netloupe_engine" / "tables"
    folder.mkdir(parents=True)
    (folder / "hello.py").write_text(TABLE.format("One"))
    (folder / "twice.py").write_text(TABLE.format("Two").replace("HELLO", "TWICE").replace('"which"', '"x", scope="y"'))
    (folder / "broken.py").write_text("BROKEN = (")
    bundle.write(tmp_path / "tables.bin", tmp_path / "netloupe_engine")
    assert list(bundle.read(tmp_path / "tables.bin")) == ["netloupe_engine.tables.hello"]
    told = capsys.readouterr().err
    assert "twice.py: field kind: scope is one of" in told
    assert "broken.py: '(' was never closed" in told


def test_a_table_that_has_changed_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "netloupe_engine" / "tables_of_a_test"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "hello.py").write_text(TABLE.format("One"))
    bundle.write(tmp_path / "tables.bin", tmp_path / "netloupe_engine")
    kept = {name.removeprefix("netloupe_engine."): made for name, made in bundle.read(tmp_path / "tables.bin").items()}
    monkeypatch.setattr(bundle, "read", lambda path: kept)
    monkeypatch.syspath_prepend(tmp_path / "netloupe_engine")
    for title in ("One", "Another"):
        (folder / "hello.py").write_text(TABLE.format(title))
        of_test = discover(["tables_of_a_test"])
        assert of_test.problems == ()
        found = of_test.freeze().protocols[of_test.freeze().ids["hello"]]
        assert found.title == title
        assert [field.says for field in found.fields] == ["which"]
        module = sys.modules.pop("tables_of_a_test.hello")
        assert module.__file__ == str(folder / "hello.py")
        assert (module.__loader__ is None) is (title == "One")      # the bundle's, that is


@pytest.mark.parametrize("data", [b"", b"no", MAGIC_NUMBER, MAGIC_NUMBER + b"{", b"\x00\x00\r\n" + b"{0"])
def test_what_is_no_bundle_of_this_python_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tables.bin").write_bytes(data)
    assert bundle.read(tmp_path / "tables.bin") == {}
    assert bundle.read(tmp_path / "nothing.bin") == {}
