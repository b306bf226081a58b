"""The interfaces of several files as those of one capture."""
import pytest

from netloupe_engine.capture import numbering
from netloupe_engine.capture.numbering import Numbering
from netloupe_engine.model import Interface


def interface(name: str, index: int = 0, snap: int = 0) -> Interface:
    return Interface(index, 1, "EN10MB", snap, name)


def test_the_same_in_two_files_are_one() -> None:
    found = Numbering()
    numbers = []
    for names in (("eth0", "eth1"), ("eth1", "eth2"), ("eth2", "eth0")):
        found.begin_file()
        numbers += [found.number(interface(name, index), (name.encode(), "little"))
                    for index, name in enumerate(names)]
    assert numbers == [0, 1, 1, 2, 2, 0]
    assert [(known.index, known.name) for known in found.interfaces] == [(0, "eth0"), (1, "eth1"), (2, "eth2")]
    assert [options for options, _ in found.options] == [b"eth0", b"eth1", b"eth2"]


def test_those_that_look_alike_in_one_file_are_several() -> None:
    found = Numbering()
    assert [found.number(interface(""), (b"", "big")) for _ in range(3)] == [0, 1, 2]
    found.begin_file()
    assert [found.number(interface(""), (b"", "big")) for _ in range(3)] == [0, 1, 2]
    assert found.number(interface("", snap=96), (b"", "big")) == 3


def test_the_last_number_is_for_all_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "INTERFACES_MAX", 2)
    found = Numbering()
    assert [found.number(interface(name), (b"", "big")) for name in "abcda"] == [0, 1, 1, 1, 1]
    found.begin_file()
    assert found.number(interface("a"), (b"", "big")) == 0
    assert len(found.interfaces) == len(found.options) == 2
