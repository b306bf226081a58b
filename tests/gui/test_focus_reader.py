"""The packet in focus and its session are read beside the GUI thread, once for all panes."""
import threading
from dataclasses import replace

import pytest

from netloupe_gui.bridge import focus_reader
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.focus_reader import FocusReader, session_beside
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.models.session_nodes import session_node
from netloupe_gui.views.attributes import AttributesView
from netloupe_gui.views.bytes import BytesView
from tests.gui.pane_fakes import FakeAnalysis


def test_the_session_beside_a_packet_is_its_own_or_the_selected_tunnel_around_it():
    packet = FakeAnalysis().packet(4)
    assert session_beside(packet, (1, 2)) == 1
    assert session_beside(packet, (2, 1)) == 1              # never one session above another's packet
    tunnelled = replace(packet, session=7, sessions=(3, 7))
    assert session_beside(tunnelled, (3,)) == 3
    assert session_beside(tunnelled, ()) == 7
    assert session_beside(None, (5, 6)) == 5
    assert session_beside(None, ()) == 0


@pytest.fixture
def slow(qtbot, jobs: Jobs, monkeypatch):
    """Panes over a capture whose packet 5 takes as long to decode as this event is not set."""
    analysis, gate = FakeAnalysis(), threading.Event()
    read = analysis.packet
    analysis.reads = []

    def packet(number):
        analysis.reads.append(number)
        if number == 5:
            gate.wait(20)
        return read(number)

    monkeypatch.setattr(analysis, "packet", packet)
    monkeypatch.setattr(focus_reader, "SLOW_MS", 10)
    focus = Focus()
    reader = FocusReader(focus, jobs)
    tree, data = AttributesView(focus, reader), BytesView(focus, reader)
    for pane in (tree, data):
        qtbot.addWidget(pane)
        pane.show()
        pane.set_analysis(analysis)
    reader.set_analysis(analysis)
    yield analysis, gate, focus, reader, tree, data
    gate.set()
    qtbot.waitUntil(lambda: len(jobs) == 0)


def test_both_panes_show_what_was_decoded_once(qtbot, slow):
    analysis, _gate, focus, reader, tree, data = slow
    focus.select_packet(4)
    qtbot.waitUntil(lambda: reader.packet is not None)
    assert analysis.reads == [4]
    assert tree.tree.isVisible()
    assert data.area.isVisible()


def test_a_packet_that_takes_long_to_decode_is_awaited_with_a_word(qtbot, slow):
    _analysis, gate, focus, reader, tree, data = slow
    focus.select_packet(4)
    qtbot.waitUntil(lambda: reader.packet is not None)
    focus.select_packet(5)
    qtbot.waitUntil(lambda: reader.is_waiting)
    assert "Reading" in tree._hint.text()
    assert not tree.tree.isVisible()                        # nor another packet meanwhile
    assert not data.area.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: reader.packet.number == 5)
    assert tree.tree.isVisible()
    assert data.area.isVisible()


def test_what_is_told_of_a_session_is_made_beside_the_event_loop_and_once(qtbot, jobs: Jobs):
    """Of one with thousands of values it takes a third of a second."""
    analysis, focus, made = FakeAnalysis(), Focus(), []

    def tell(session, way_of, known):
        made.append((threading.current_thread(), way_of(4)))
        return session_node(session, way_of)

    reader = FocusReader(focus, jobs, tell=tell)
    reader.set_analysis(analysis)
    focus.select_sessions((1,))
    qtbot.waitUntil(lambda: reader.branch is not None)
    branch = reader.branch
    assert branch.title == "Session 1"
    focus.select_packet(4)
    qtbot.waitUntil(lambda: reader.packet is not None)
    assert reader.branch is branch
    assert [(thread is threading.main_thread(), way) for thread, way in made] == [
        (False, analysis.packets.cell("way", 3))]


def test_the_panes_beside_the_tree_are_told_a_turn_later_and_without_a_capture_at_once(qtbot, jobs: Jobs):
    focus, seen = Focus(), []
    reader = FocusReader(focus, jobs)
    reader.changed.connect(lambda: seen.append("first"))
    reader.changed_after.connect(lambda: seen.append("after"))
    reader.set_analysis(FakeAnalysis())
    focus.select_packet(4)
    qtbot.waitUntil(lambda: "first" in seen)
    qtbot.waitUntil(lambda: "after" in seen)
    assert seen[:1] + seen[-1:] == ["first", "after"]
    seen.clear()
    reader.set_analysis(None)
    assert seen == ["first", "after"]
