"""The registry: what protocols declare and what becomes of it."""
import re

import pytest

from netloupe_engine.model import Severity
from netloupe_engine.protocols.compiled import CompiledRegistry
from netloupe_engine.protocols.define import Field, Finding, Protocol, u8
from netloupe_engine.protocols.findings import ENGINE
from netloupe_engine.protocols.registry import REGISTRY


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
            "limit.layers"} <= set(keys)
    assert all(re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", key) for key in keys)


def test_numbers_that_several_protocols_share_come_first() -> None:
    fields = tuple(Field(name, u8, at=at) for at, name in enumerate("abcd"))
    one = Protocol(key="one", title="One", reference="-", layer=7, fields=fields, numbered_first=("c", "b"))
    assert "".join(field.name for field in one.numbered) == "cbad"


@pytest.mark.parametrize(("names", "first", "said"), [("aba", (), "two fields"), ("ab", ("c",), "no field c")])
def test_fields_that_cannot_be_numbered_are_named(names: str, first: tuple[str, ...], said: str) -> None:
    fields = tuple(Field(name, u8, at=at) for at, name in enumerate(names))
    with pytest.raises(ValueError, match=f"one: .*{said}"):
        CompiledRegistry([Protocol(key="one", title="One", reference="-", layer=7, fields=fields,
                                   numbered_first=first)], {})
