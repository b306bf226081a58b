"""pyqtgraph is imported beside the GUI thread, after Qt's classes were made in it."""
import threading

from netloupe_gui.plots import loading
from netloupe_gui.plots.loading import CanvasImport


def test_nothing_is_imported_beside_before_all_classes_are_made(qtbot, monkeypatch):
    turns = []

    def make_types():
        for _turn in range(3):
            turns.append([thread.name for thread in threading.enumerate()])
            yield True
        turns.append("made")

    monkeypatch.setattr(loading, "make_types", make_types)
    monkeypatch.setattr(loading, "CANVAS", "json")
    beginning = CanvasImport()
    with qtbot.waitSignal(beginning.ready):
        beginning.start()
        beginning.start()
        assert not beginning.is_done()
    assert turns[-1] == "made"
    assert not any("import plots" in names for names in turns[:-1])
    assert beginning.is_done()
