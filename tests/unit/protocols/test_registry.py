"""The registry: what protocols declare and what becomes of it."""
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from netloupe_engine.model import Severity
from netloupe_engine.protocols.compiled import CompiledRegistry
from netloupe_engine.protocols.define import Field, Finding, Protocol, u8
from netloupe_engine.protocols.findings import ENGINE
from netloupe_engine.protocols.link import _eth
from netloupe_engine.protocols.link.eth import ETH
from netloupe_engine.protocols.registry import REGISTRY, Registry, discover
from tests.unit.traffic import capture, conversation


def test_findings_get_one_number_each_and_the_names_users_know() -> None:
    odd = Protocol(key="odd", title="Odd", reference="-", layer=7, findings=(
        Finding("late", Severity.NOTE, "it came late"), Finding("shared_kind", Severity.ERROR, "bad", shared=True)))
    even = Protocol(key="even", title="Even", reference="-", layer=7,
                    findings=(Finding("late", Severity.WARNING, "it came late, too"),))
    registry = CompiledRegistry([odd, even], {})
    assert [(found.key, found.severity) for found in registry.findings[len(ENGINE):]] == [
        ("odd.late", Severity.NOTE), ("shared_kind", Severity.ERROR), ("even.late", Severity.WARNING)]


def test_kinds_are_called_what_they_were_always_called() -> None:
    keys = [found.key for found in REGISTRY.freeze().findings]
    assert {"packet.malformed", "packet.odd", "tcp.reset", "tcp.refused", "tcp.zero_window", "dns.error",
            "tls.certificate_expired", "tls.certificate_self_signed", "tls.old_version", "clear_text_credentials",
            "limit.sessions", "stream.gap", "limit.attributes", "limit.reassembly", "limit.fragments",
            "limit.layers", "limit.tunnels"} <= set(keys)
    assert all(re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", key) for key in keys)


def test_numbers_that_several_protocols_share_come_first() -> None:
    fields = tuple(Field(name, u8, at=at) for at, name in enumerate("abcd"))
    one = Protocol(key="one", title="One", reference="-", layer=7, fields=fields, numbered_first=("c", "b"))
    assert "".join(field.name for field in one.numbered) == "cbad"


@pytest.mark.parametrize(("names", "first", "said"), [("aba", (), "two fields"), ("ab", ("c",), "no field c")])
def test_fields_that_cannot_be_numbered_are_named(names: str, first: tuple[str, ...], said: str) -> None:
    fields = tuple(Field(name, u8, at=at) for at, name in enumerate(names))
    with pytest.raises(ValueError, match=said):
        Registry().register(Protocol(key="one", title="One", reference="-", layer=7, fields=fields,
                                     numbered_first=first))


def test_code_compiled_with_another_table_is_refused() -> None:
    swapped = replace(ETH, fields=(*ETH.fields[:-2], *reversed(ETH.fields[-2:])))
    with pytest.raises(ValueError, match="another table"):
        Registry().register(swapped, _eth.TWIN)


def test_a_key_of_text_is_a_key_and_can_be_somebodys_already() -> None:
    one = Protocol(key="one", title="One", reference="-", layer=7, rides_on={"tls.alpn": ("h2", "h3"), "udp.port": 9},
                   children=("tls.alpn",))
    two = Protocol(key="two", title="Two", reference="-", layer=7, rides_on={"tls.alpn": "h3", "protocol": "one"})
    assert CompiledRegistry([one, two], {}).problems == [
        ("two", "h3", "tls.alpn h3 is one's already"), ("two", "one", "protocol one is one's already")]
    with pytest.raises(ValueError, match="no number or text"):
        Registry().register(replace(one, rides_on={"tls.alpn": ""}))


GOOD = """
from netloupe_engine.protocols.define import Field, Protocol, u8
{name} = Protocol(key="{key}", title="Made", reference="-", layer=7, rides_on={rides_on},
                  fields=(Field("a", u8, at=0),), header=1)
"""
BROKEN = {
    "syntax": ("a = 1\nb = = 2\n", 2, "SyntaxError"),
    "raises": ("\n\nimport not_there\n", 3, "No module named 'not_there'"),
    "word": (GOOD.replace("u8, at=0)", "u8, where=0)"), 4, "where"),
    "field": (GOOD.replace('Field("a", u8, at=0)', '"a"'), 3, "is no Field"),
    "twins": (GOOD.replace('"a", u8, at=0),)', '"a", u8, at=0), Field("a", u8, at=1))'), 4, "two fields have one name"),
    "other": (GOOD.replace('key="{key}"', 'key="another"'), 3, "has the key another"),
    "leaves": ("import sys\nsys.exit(3)\n", 2, "SystemExit"),
    "twinless": (GOOD.replace("header=1", 'header=1, twin="_nowhere"'), 3, "_nowhere"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package for protocol files."""
    monkeypatch.syspath_prepend(tmp_path)
    made = tmp_path / f"made_{tmp_path.name}".replace("-", "_")
    made.mkdir()
    (made / "__init__.py").touch()
    return made


def written(folder: Path, key: str, text: str, rides_on: str = "{}") -> None:
    (folder / f"{key}.py").write_text(text.replace("{name}", key.upper()).replace("{key}", key)
                                      .replace("{rides_on}", rides_on))


@pytest.mark.parametrize("key", BROKEN)
def test_a_broken_file_switches_off_its_protocol_and_nothing_else(folder: Path, key: str) -> None:
    text, line, said = BROKEN[key]
    written(folder, key, text)
    written(folder, "good", GOOD)
    registry = discover([folder.name])
    assert "good" in registry.freeze().ids
    assert key not in registry.freeze().ids
    (problem,) = registry.problems
    assert (problem.file, problem.line) == (str(folder / f"{key}.py"), line)
    assert f"protocol {key} is switched off" in problem.text
    assert said in problem.text


def test_several_protocols_may_have_one_port_but_not_one_number_below(folder: Path) -> None:
    for key in ("one", "two"):
        written(folder, key, GOOD, '{"udp.port": 99, "ethertype": 0x1234}')
    registry = discover([folder.name])
    assert {"one", "two"} <= set(registry.freeze().ids)
    (problem,) = registry.problems
    assert (problem.file, problem.text) == (str(folder / "two.py"), "ethertype 4660 is one's already")


def test_all_protocols_of_the_package_work() -> None:
    REGISTRY.freeze()
    assert REGISTRY.problems == ()


def test_key_spaces_of_the_package_are_somebodys() -> None:
    protocols = REGISTRY.freeze().protocols
    spaces = {"link", "tcp.port", "udp.port", "protocol", *(space for one in protocols for space in one.children)}
    assert {space for one in protocols for space in one.rides_on} <= spaces


SHARING = """
import sys
from netloupe_engine import analyze
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.registry import REGISTRY
REGISTRY.register(Protocol(key="mine", title="Mine", reference="-", layer=7, rides_on={"tcp.port": (80, 53)}))
print(analyze(sys.argv[1]).session(1).application, REGISTRY.problems)
"""


def test_who_shares_a_port_takes_nothing_from_the_other(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation([(0, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")]))
    done = subprocess.run([sys.executable, "-c", SHARING, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "http ()\n"
