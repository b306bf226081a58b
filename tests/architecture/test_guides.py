"""Guides name files, functions and tests that are there."""
import re
from functools import cache

import pytest

from tests.architecture.columns import page
from tests.architecture.sources import ENGINE, GUI, ROOT, files
from tests.architecture.thresholds import page as findings_page

FOREIGN = {"mmt_handler_t", "mmt_process_packet", "get_session", "parse_http_message",     # the reference's own words
           "ethernet_classify", "ip_classify", "tcp_classify", "http_classify"}
GUIDES = ("architecture.md", "find-your-way.md", "threat-model.md")
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[a-z_]+(/[a-z_]+)*/?(\.(py|pyx|pxd|toml))?|[a-z_]+(/[a-z_]+)+\.c")
NAME = re.compile(r"[A-Za-z_]+(\.[A-Za-z_]+)?")


@cache
def sources() -> str:
    return "\n".join(path.read_text() for root in (ENGINE, GUI)
                     for path in files(root, ".py", ".pyx", ".pxd"))


@cache
def lines_of_tests() -> str:
    return "\n".join(path.read_text() for path in files(ROOT / "tests", ".py") if "architecture" not in path.parts)


def quoted() -> list[str]:
    return sorted({text for guide in GUIDES for text in QUOTED.findall((ROOT / "docs" / guide).read_text())})


@pytest.mark.parametrize("path", [text for text in quoted() if PATH.fullmatch(text) and ("/" in text or "." in text)])
def test_files_of_the_guides_are_there(path: str) -> None:
    assert any((root / path).exists() for root in (ENGINE, GUI, ROOT))


@pytest.mark.parametrize("name", [text for text in quoted() if (NAME.fullmatch(text) and not PATH.fullmatch(text))
                                  or re.fullmatch(r"_?[a-z]+(_[a-z]+)+", text)])
def test_names_of_the_guides_are_there(name: str) -> None:
    text = lines_of_tests() if name.startswith("test_") else sources()
    assert name in FOREIGN or re.search(rf"\b{name.rpartition('.')[2]}\b", text)


def test_the_list_of_columns_is_the_table() -> None:
    assert (ROOT / "docs" / "session-columns.md").read_text() == page()


def test_the_list_of_rules_is_the_table() -> None:
    assert (ROOT / "docs" / "findings.md").read_text() == findings_page()
