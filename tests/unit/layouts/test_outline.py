"""What is known of a table before it is compiled, and when it is compiled."""
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.layouts import compiler
from netloupe_engine.layouts.outline import outline_of
from netloupe_engine.protocols import define as d
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import Field, Protocol
from netloupe_engine.protocols.layout_twin import layout_twin
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.layouts.made import table
from tests.unit.traffic import capture, conversation

INNER = Field("inner", d.u8)
WORDS = (Field("kind", d.u8), d.require(d.u8, 1), d.switch("kind", {1: d.node(Field("all", d.nested), INNER)},
                                                           (d.carry("space", 1), d.remember("seen", 1))))


def test_fields_and_spaces_are_found_at_any_depth() -> None:
    outline = outline_of(WORDS, (Field("tried", d.u8), d.certain()))
    assert [field.name for field in outline.fields] == ["kind", "all", "inner"]
    assert list(outline.spaces) == ["space"]
    assert (outline.remembers, outline.sure) == (True, True)
    assert not outline_of((INNER,)).remembers


@pytest.mark.parametrize(("first", "bytes_"), [
    (Field("a", d.u16, only=(0xCAFE, 0xCB00)), b"\xca\xcb"),
    (Field("a", d.le16, only=(0xCAFE,)), b"\xfe"),
    (Field("a", d.u16, mask=0x0FFF, only=(0x123,)), bytes(byte for byte in range(256) if byte & 15 == 1)),
    (Field("a", d.u16, only=(range(0x0100, 0x0300),)), b"\1\2"),
    (d.bits(d.u8, Field("a", d.u8, mask=0xF0, only=(4,)), Field("b", d.u8, mask=0x0F, only=(range(5, 8),))), b"EFG"),
])
def test_a_message_begins_with_what_its_first_number_leaves(first: Any, bytes_: bytes) -> None:
    twin = layout_twin(table(first, probe=(d.certain(),)).protocol)
    assert twin.starts == tuple(bytes([byte]) for byte in bytes_)


def test_whoever_is_never_certain_is_asked_on_its_ports_only() -> None:
    assert layout_twin(table(Field("a", d.u16, only=(7,))).protocol).starts == ()


def test_every_table_of_the_program_can_be_compiled() -> None:
    for protocol in REGISTRY.freeze().protocols:
        if protocol.layout:
            layout_twin(protocol)


def test_nothing_is_compiled_that_no_packet_needs(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation([(0, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")]))
    program = ("import sys; from netloupe_engine import analyze; print(analyze(sys.argv[1]).session(1).application, "
               "'netloupe_engine.layouts.compiler' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "http False\n"


def test_handlers_that_need_a_table_at_once_all_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made, compile_layout = [], compiler.compile_layout

    def slowly(*given: Any, **more: Any) -> Any:
        made.append(1)
        time.sleep(0.05)
        return compile_layout(*given, **more)

    monkeypatch.setattr(compiler, "compile_layout", slowly)
    twin, said = layout_twin(table(Field("a", d.u16, only=(7,))).protocol, at_once=False), list[str]()
    threads = [threading.Thread(target=lambda: said.append(inspect.probe(twin, b"\0\7", datagram=True)))
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["LIKELY"] * 4
    assert made == [1]


def test_what_cannot_be_compiled_reads_nothing_and_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: heard.append(str(what.exc_value)))
    broken = Protocol(key="made", title="Made", reference="-", layer=7, layout=(Field("a", d.u8), d.skip("nobody")))
    twin = layout_twin(broken, at_once=False)
    assert inspect.probe(twin, b"abc", datagram=True) == "REFUTED"
    assert inspect.feed(twin, broken, (0, b"abc")).answers == ["GIVE_UP"]
    assert len(heard) == 1
    assert "nobody" in heard[0]
