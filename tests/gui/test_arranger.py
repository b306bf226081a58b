"""A newer question calls off what runs: counted by what the engine is asked, not by time."""
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from netloupe_engine.errors import CancelledError
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.models.arrange import Arrangement, Request
from netloupe_gui.models.arranger import Arranger
from netloupe_gui.models.session_rows import SessionRows
from tests.gui.fake import FakeAnalysis

CHECKS_MAX = 1 << 40


class Asked(SessionRows):
    """Filters that take for ever, but for one, and look at the flag all the time."""

    def __init__(self, analysis: FakeAnalysis) -> None:
        super().__init__(analysis)          # type: ignore[arg-type]
        self.begun: list[str] = []
        self.called_off: list[str] = []

    def holds(self, expression: str, is_cancelled: Callable[[], bool]) -> NDArray[np.bool_]:
        self.begun.append(expression)
        if expression != "app == dns":
            for _ in range(CHECKS_MAX):
                if is_cancelled():
                    self.called_off.append(expression)
                    raise CancelledError("called off")
        return np.ones(10, np.bool_)


@pytest.fixture
def jobs(qtbot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_keys_call_off_what_runs_and_only_the_last_is_answered(qtbot, jobs: Jobs) -> None:
    source = Asked(FakeAnalysis(sessions=10))
    arranger, answers = Arranger(jobs), list[Arrangement]()
    arranger.arranged.connect(answers.append)
    rows = np.arange(10, dtype=np.uint32)
    arranger.ask(Request(source, rows, expression="app == d"))
    qtbot.waitUntil(lambda: source.begun == ["app == d"])
    for text in ("app == dn", "app == d", "app == dn", "app == dns"):
        arranger.ask(Request(source, rows, expression=text))
    qtbot.waitUntil(lambda: bool(answers))
    assert source.begun == ["app == d", "app == dns"]
    assert source.called_off == ["app == d"]
    assert [answer.request.expression for answer in answers] == ["app == dns"]
