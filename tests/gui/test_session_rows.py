"""What the sessions table keeps about rows, and when it reads them anew."""
import numpy as np

from netloupe_gui.models.session_rows import SessionRows
from tests.gui.fake import FakeAnalysis


def test_of_changed_sessions_what_is_known_is_read_anew_and_of_others_kept(monkeypatch):
    analysis, read = FakeAnalysis(sessions=40), []
    monkeypatch.setattr(analysis, "session_info", lambda number: read.append(number) or f"info {len(read)}")
    rows = SessionRows(analysis)
    first = [rows.info(row) for row in (3, 7, 30)]
    rows.forget(np.array([*range(4, 12), *range(31, 40)], np.uint32))       # more than are known
    assert [rows.info(row) for row in (3, 7, 30)] == [first[0], "info 4", first[2]]
    rows.forget(np.array([3], np.uint32))                                   # fewer
    assert [rows.info(row) for row in (3, 7, 30)] == ["info 5", "info 4", first[2]]
    rows.forget(np.zeros(0, np.uint32))
    assert [rows.info(row) for row in (3, 7, 30)] == ["info 5", "info 4", first[2]]
