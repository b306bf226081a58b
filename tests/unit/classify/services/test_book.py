"""The services that are known: ours and those of files of a user's own."""
from pathlib import Path

import pytest

from netloupe_engine.classify.services import own
from netloupe_engine.classify.services.book import ServiceBook


def file(folder: Path, name: str, service: str, domain: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(f'category = "mine"\n[[service]]\nname = "{service}"\ndomains = ["{domain}"]\n')
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    mine = tmp_path / "services"
    mine.mkdir()
    monkeypatch.setattr(own, "own_folder", lambda: mine)
    return mine


def named(known: ServiceBook, name: str) -> str | None:
    index = known.index()
    return index.names[index.of_name(name)[0]]


def test_files_that_are_named_go_before_the_folder_and_the_folder_before_ours(folder: Path, tmp_path: Path) -> None:
    known = ServiceBook()
    assert named(known, "www.netflix.com") == "netflix"
    file(folder, "a", "folder", "netflix.com")
    known.name([str(file(tmp_path, "first", "first", "example.com")), str(file(tmp_path, "second", "second",
                                                                               "example.com"))])
    assert named(known, "www.netflix.com") == "folder"
    assert named(known, "example.com") == "second"
    assert known.problems == ()


def test_files_are_read_again_when_they_change(folder: Path) -> None:
    known = ServiceBook()
    path = file(folder, "a", "one", "example.com")
    assert named(known, "example.com") == "one"
    assert not known.reread()
    path.write_text(path.read_text().replace('"one"', '"another"'))
    assert named(known, "example.com") == "one"
    assert known.reread()
    assert named(known, "example.com") == "another"
    path.unlink()
    assert known.reread()
    assert named(known, "example.com") is None


def test_what_is_wrong_is_a_problem_of_its_file(folder: Path) -> None:
    known = ServiceBook()
    assert known.problems == ()
    (folder / "a.toml").write_text("nonsense")
    file(folder, "b", "one", "example.com")
    assert [problem.file for problem in known.problems] == [str(folder / "a.toml")]
    assert named(known, "example.com") == "one"
