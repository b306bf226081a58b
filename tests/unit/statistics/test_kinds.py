"""Kinds of findings: the numbers are the compiled code's, the words are for people."""
import re
from pathlib import Path

import pytest

from netloupe_engine.model import Note
from netloupe_engine.statistics.kinds import KINDS, sentence

DECLARED = re.compile(r"^    FINDING_(\w+) = (\d+)$", re.MULTILINE)


def test_every_finding_of_the_compiled_code_has_a_kind(root: Path) -> None:
    text = (root / "engine" / "netloupe_engine" / "core" / "status.pxd").read_text()
    declared = {name: int(number) for name, number in DECLARED.findall(text)}
    assert declared.pop("COUNT") == len(KINDS)
    assert sorted(declared.values()) == list(range(len(KINDS)))
    limits = {number for name, number in declared.items() if name.endswith("LIMIT")}
    assert {number for number, kind in enumerate(KINDS) if kind.key.startswith("limit.")} == limits


def test_keys_are_unique_and_stable_in_form() -> None:
    keys = [kind.key for kind in KINDS]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", key) for key in keys)


@pytest.mark.parametrize("note", [note for note in Note if note is not Note.NONE])
def test_a_malformed_packet_says_what_is_wrong_where(note: Note) -> None:
    said = sentence(1, note, "Domain Name System")
    assert said.startswith("malformed packet in Domain Name System: ")
    assert len(said) > 45


def test_other_findings_speak_for_themselves() -> None:
    assert sentence(2, 0, "Transmission Control Protocol") == "the connection was reset"
