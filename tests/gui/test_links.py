"""Lines between sessions that have to do with each other, in lanes and ladder; names of hosts there and elsewhere."""
from pathlib import Path

import pytest

from netloupe_engine.analysis import NameFiles
from netloupe_gui.app import App
from netloupe_gui.models.session_nodes import session_node
from tests.gui.test_relations import made
from tests.unit import traffic


@pytest.fixture
def app(on_capture, tmp_path: Path) -> App:
    return on_capture(made(tmp_path), sessions=5)


def view_of(app: App, qtbot, key: str):
    app.commands.run(f"pane_{key}")
    qtbot.waitUntil(lambda: app.late_panes[key].view is not None and app.late_panes[key].view.isVisible())
    return app.late_panes[key].view


def test_lanes_have_lines_to_what_led_to_the_session_in_focus(app: App, qtbot) -> None:
    app.focus.select_sessions((3,))
    view = view_of(app, qtbot, "lanes")
    qtbot.waitUntil(lambda: len(view.area.links) == 4)
    sessions = {(int(view.area.lanes.rows[link.cause]) + 1, int(view.area.lanes.rows[link.effect]) + 1)
                for link in view.area.links}
    assert sessions == {(1, 2), (1, 3), (2, 3), (3, 4)}
    assert all(link.cause_ns <= link.effect_ns for link in view.area.links)
    assert "4 lines" in view.area.accessibleDescription()
    lane = view.area.lanes.rows.tolist().index(2)
    assert "1 → 3 · named: a.example is 10.0.0.2" in view.explain(lane, traffic.START)
    app.filter_bar.show_filter("id in {1, 3, 4}")
    app.focus.set_filter("id in {1, 3, 4}")
    qtbot.waitUntil(lambda: len(view.area.lanes.rows) == 3)
    left = {(int(view.area.lanes.rows[link.cause]) + 1, int(view.area.lanes.rows[link.effect]) + 1)
            for link in view.area.links}
    assert left == {(1, 3), (3, 4)}
    app.focus.set_filter("")
    app.focus.select_sessions((5,))
    qtbot.waitUntil(lambda: not view.area.links)


def test_the_ladder_has_lines_where_both_ends_are_drawn(app: App, qtbot) -> None:
    app.focus.select_sessions((1, 2, 3))
    view = view_of(app, qtbot, "ladder")
    qtbot.waitUntil(lambda: view.ladder is not None and len(view.area.links) == 3)
    ladder = view.ladder
    found = [(int(ladder.sessions[link.cause]), int(ladder.sessions[link.effect])) for link in view.area.links]
    assert sorted(found) == [(1, 2), (1, 3), (2, 3)]
    first = view.area.links[0]
    assert first.text in view.explanation(first.effect)
    plain = view.area.grab().toImage()
    view.area.set_links(())
    assert view.area.grab().toImage() != plain
    app.focus.select_sessions((5,))
    qtbot.waitUntil(lambda: not view.area.links)


def test_nobody_reads_relations_while_neither_is_seen(app: App, qtbot) -> None:
    app.focus.select_sessions((3,))
    qtbot.wait(300)
    assert app.links.links == ()
    view_of(app, qtbot, "lanes")
    qtbot.waitUntil(lambda: len(app.links.links) == 4)
    app.commands.run("pane_sessions")
    app.focus.select_sessions((4,))
    qtbot.wait(300)
    assert {link.effect for link in app.links.links} == {2, 3, 4}       # those of session 3, as before


def test_names_stand_in_lanes_ladder_findings_and_tree(app: App, qtbot, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"{traffic.CLIENT} desk.example\n")
    app.naming._named = NameFiles(hosts=(str(hosts),), system=False)
    app.focus.select_sessions((2,))
    lanes, ladder, findings = (view_of(app, qtbot, key) for key in ("lanes", "ladder", "findings"))
    qtbot.waitUntil(lambda: app.naming._reading is None)
    app.naming.read()
    qtbot.waitUntil(lambda: app.naming._reading is None)
    assert "desk" not in lanes.explain(lanes.area.lanes.rows.tolist().index(1), traffic.START)
    app.commands.run("show_names", True)
    lane = lanes.area.lanes.rows.tolist().index(1)
    assert "desk.example:40000 → a.example:80" in lanes.explain(lane, traffic.START)
    view_of(app, qtbot, "ladder")
    qtbot.waitUntil(lambda: set(ladder.area.names) == {"desk.example", "a.example"})
    assert "desk.example → a.example" in ladder.explanation(0)
    app.commands.run("show_names", False)
    assert ladder.area.names == ()
    assert f"{traffic.CLIENT} → {traffic.SERVER}" in ladder.explanation(0)
    assert findings.model.found is not None or findings.isHidden()
    tree = session_node(app.capture.analysis.session(2), lambda packet: 0,
                        {"client.name": "desk.example", "server.country": "DE"})
    initiator, responder = (next(child for child in tree.children if child.name == f"session.{name}")
                            for name in ("initiator", "responder"))
    assert initiator.text == f"{traffic.CLIENT}:40000 · desk.example"
    assert [child.text for child in responder.children] == ["DE"]


def test_findings_say_names(on_capture, qtbot, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"{traffic.SERVER} printer.example\n")
    frames = [*traffic.opened(0.0), (0.1, traffic.tcp(1, "R", 5001))]
    app = on_capture(traffic.capture(tmp_path, frames), sessions=1)
    app.naming._named = NameFiles(hosts=(str(hosts),), system=False)
    app.naming.read()
    qtbot.waitUntil(lambda: app.naming._reading is None)
    view = view_of(app, qtbot, "findings")
    qtbot.waitUntil(lambda: view.model.rowCount() > 1)
    from netloupe_gui.models.findings import SERVER
    assert view.model.cell(1, SERVER) == traffic.SERVER
    app.commands.run("show_names", True)
    assert view.model.cell(1, SERVER) == "printer.example"
    app.commands.run("show_names", False)
    assert view.model.cell(1, SERVER) == traffic.SERVER


def test_a_column_of_hardware_addresses_reads_no_packet_in_the_event_loop(app: App, qtbot, monkeypatch) -> None:
    from netloupe_engine.filters import ends
    threads = set()
    import threading
    before = ends.hardware

    def heard(*given: object):
        threads.add(threading.current_thread() is threading.main_thread())
        return before(*given)

    monkeypatch.setattr(ends, "hardware", heard)
    table = app.sessions_view.table
    table.columns.add("client.mac")
    model = table.model()
    at = [column.key for column in model.columns].index("client.mac")
    qtbot.waitUntil(lambda: model.data(model.index(1, at)) == "02:00:00:00:00:01")
    table.viewport().repaint()
    assert threads == {False}
