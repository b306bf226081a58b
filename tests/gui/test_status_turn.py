"""The status bar's progress: what it may not do to the turn of the event loop that tells it."""
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netloupe_gui.window.status import ReadingPanel


class Painted(QWidget):
    """Counts how often it is drawn."""

    drawn = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw."""
        self.drawn += 1


def test_progress_is_drawn_in_a_turn_of_its_own(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout, beside, activity = QVBoxLayout(window), Painted(), ReadingPanel()
    beside.setMinimumSize(80, 40)
    layout.addWidget(beside)
    layout.addWidget(activity)
    window.show()
    activity.show_part("Reading", 0, 100, True)
    qtbot.waitUntil(lambda: beside.drawn > 0, timeout=10_000)
    qtbot.wait(50)
    before = beside.drawn
    beside.update()
    activity.show_part("Reading", 50, 100, True)
    assert beside.drawn == before
    qtbot.waitUntil(lambda: beside.drawn > before)
    assert activity.bar.value() == activity.bar.maximum() // 2
