"""What is kept between runs, whatever state the file is in."""
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication

from netloupe_gui.bridge.plan import plan_of
from netloupe_gui.bridge.recent import RECENT_MAX, RecentFiles
from netloupe_gui.settings.resources import icon_text, sample_captures
from netloupe_gui.settings.store import SettingsStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "netloupe.ini"


def test_values_come_back_as_what_they_were(qapp, path: Path):
    store = SettingsStore(path)
    store.set("theme", "dark")
    store.set("text_size", -2)
    store.set("recent_files", ["/a, b.pcap"])
    store.set("geometry", QByteArray(b"\x00\xff\n"))
    store.save()
    again = SettingsStore(path)
    assert again.text("theme") == "dark"
    assert again.number("text_size") == -2
    assert again.texts("recent_files") == ["/a, b.pcap"]
    assert again.state("geometry").data() == b"\x00\xff\n"


def test_what_is_set_is_written_soon_and_not_by_the_event_loop(qtbot, path: Path):
    """To wait for a disk takes a while."""
    store = SettingsStore(path)
    store.set("theme", "dark")
    QApplication.processEvents()
    assert not path.exists()
    store.set("text_size", -2)
    qtbot.waitUntil(path.exists)
    assert "theme=dark" in path.read_text()
    assert "text_size=-2" in path.read_text()
    store.set("theme", "light")
    qtbot.waitUntil(lambda: "theme=light" in path.read_text())
    store.set("theme", "system")
    store.save()
    assert "theme=system" in path.read_text()


@pytest.mark.parametrize("content", ["", "[General]\ntheme=mauve\ntext_size=huge\n", "\x00\x01 not an ini", "theme"])
def test_a_damaged_file_gives_defaults(qapp, path: Path, content: str):
    path.parent.mkdir()
    path.write_text(content)
    store = SettingsStore(path)
    assert (store.text("theme"), store.number("text_size"), store.texts("recent_files")) == ("system", 0, [])


def test_a_value_of_another_type_is_refused(qapp, path: Path):
    with pytest.raises(TypeError):
        SettingsStore(path).set("theme", 3)


def test_recent_files_are_newest_first_and_only_those_that_exist(qapp, path: Path, tmp_path: Path):
    recent = RecentFiles(SettingsStore(path))
    files = [tmp_path / f"{number}.pcap" for number in range(RECENT_MAX + 3)]
    for file in files:
        file.touch()
        recent.add(str(file))
    recent.add(str(files[5]))
    files[6].unlink()
    paths = recent.paths()
    assert paths[0] == str(files[5])
    assert str(files[6]) not in paths
    assert len(paths) == RECENT_MAX - 1
    recent.clear()
    assert recent.paths() == []


def test_what_somebody_else_wrote_is_cut_on_reading(qapp, path: Path, tmp_path: Path):
    path.parent.mkdir()
    files = ", ".join(f"/x/{number}.pcap" for number in range(100_000))
    path.write_text(f"[General]\nrecent_files={files}\nlast_folder={'y' * 200_000}\ntheme=dark\n")
    store = SettingsStore(path)
    assert store.texts("recent_files") == [f"/x/{number}.pcap" for number in range(RECENT_MAX)]
    assert store.text("last_folder") == ""
    assert store.text("theme") == "dark"
    store.save()
    assert path.stat().st_size < 250_000            # and not read in full again


def test_nested_json_is_no_plan():
    assert plan_of('{"kind": "devices", "options": ' + "[" * 100_000) is None


def test_a_folder_that_cannot_be_made_gives_defaults(qapp, tmp_path: Path):
    (tmp_path / "file").touch()
    store = SettingsStore(tmp_path / "file" / "netloupe" / "netloupe.ini")
    assert store.text("theme") == "system"
    store.set("theme", "dark")
    store.save()
    assert store.text("theme") == "dark"            # for as long as the program runs


def test_bundled_files_are_found(sample: Path):
    assert sample.name in [path.name for path in sample_captures()]
    assert icon_text("netloupe").startswith("<svg")
    with pytest.raises(FileNotFoundError):
        icon_text("no such icon")
