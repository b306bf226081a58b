"""The journal of a capture: what happened, the newest of it."""
import pytest

from netloupe_engine.capture.live import journal
from netloupe_engine.capture.live.journal import INCIDENTS_MAX, Journal

SECOND = 1_000_000_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time it is; the test lets it pass."""
    now = [1_700_000_000 * SECOND]
    monkeypatch.setattr(journal.time, "time_ns", lambda: now[0])
    return now


def test_losses_of_one_second_are_one_incident(clock: list[int]) -> None:
    made = Journal()
    for lost in (1, 2, 5):
        made.note_lost(lost)
        clock[0] += SECOND // 4
    incident, = made.all()
    assert (incident.kind, incident.count) == ("drop", 8)
    assert incident.text == "8 packets were lost before reaching the disk."
    clock[0] += SECOND
    made.note_lost(1)
    assert [(incident.count, incident.text[:14]) for incident in made.all()] == \
        [(8, "8 packets were"), (1, "One packet was")]


def test_losses_are_not_joined_over_something_else_or_a_clock_set_back(clock: list[int]) -> None:
    made = Journal()
    made.note_lost(1)
    made.note("device", "lo: down")
    made.note_lost(1)
    clock[0] -= SECOND // 2
    made.note_lost(1)
    assert [incident.kind for incident in made.all()] == ["drop", "device", "drop", "drop"]


def test_it_keeps_the_newest() -> None:
    made = Journal()
    for number in range(INCIDENTS_MAX + 5):
        made.note("device", str(number))
    assert [incident.text for incident in made.all()] == [str(number) for number in range(5, INCIDENTS_MAX + 5)]
