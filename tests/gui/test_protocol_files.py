"""A user's own protocols in the window: what is edited is read with the next capture, or by Reload."""
from collections.abc import Iterator
from pathlib import Path

import pytest

from netloupe_engine.analysis import explanation, known_protocols, reread_protocols
from netloupe_gui.app import App

GOOD = '''
from netloupe_engine.model import Severity
from netloupe_engine.protocols.define import Field, Finding, Framing, Protocol, u8, u16
MINE = Protocol(key="mine", title="Mine", reference="-", layer=7, rides_on={"tcp.port": 4242},
                framing=Framing(header=3, length=u8, at=2, adds=3),
                layout=(Field("magic", u16, only=(0xBEEF,)), Field("length", u8)),
                findings=(Finding("odd", Severity.NOTE, "This is odd.", meaning="Ask whoever wrote it."),))
'''


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the user writes a protocol."""
    folder = tmp_path / "config" / "netloupe" / "protocols"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    yield folder / "mine.py"
    (folder / "mine.py").unlink(missing_ok=True)
    reread_protocols()


def reload(qtbot, app: App) -> None:
    with qtbot.waitSignal(app.capture.reading_finished, timeout=20_000):
        app.window.actions_by_id["reload"].trigger()


def is_known() -> bool:
    return any(protocol.key == "mine" for protocol in known_protocols())


def test_reload_reads_edited_protocols_and_tells_what_is_wrong_with_them(qtbot, on_capture, file: Path) -> None:
    app = on_capture()
    banner = app.window.banner
    file.write_text(GOOD.replace("layer=7,", "layer=7, layer=8,"))
    reload(qtbot, app)
    assert banner.problem is not None
    assert "mine.py, line 4: protocol mine is switched off: SyntaxError" in banner.problem.body
    file.write_text(GOOD)
    reload(qtbot, app)
    assert banner.problem is None
    assert is_known()
    assert explanation("mine.odd") == "Ask whoever wrote it."
    file.write_text("x = 1\n")
    reload(qtbot, app)
    assert "there is no protocol MINE in it" in banner.problem.body
    assert not is_known()


def test_all_that_is_wrong_with_a_file_is_one_problem_whose_report_has_it_all(qtbot, on_capture, file: Path) -> None:
    app = on_capture()
    fields = "".join(f'\n    Field("f{number}", u8, unit={number}),' for number in range(6))
    file.write_text(GOOD.replace('Field("length", u8)', f'Field("length", u8), {fields}'))
    reload(qtbot, app)
    problem = app.window.banner.problem
    assert [f"line {number}" in problem.body for number in range(7, 13)] == [True] * 4 + [False] * 2
    assert problem.body.endswith(" · … and 2 more, which the report has")
    assert all(f"field f{number}: unit is text, not {number}" in problem.report for number in range(6))
    app.window.banner.close_problem()
    assert app.window.banner.problem is None
