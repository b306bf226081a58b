"""The list of files that recorder and reader share."""
import threading
import time

import pytest

from netloupe_engine.capture.live.segments import Segment, Segments


def test_a_new_file_completes_the_ones_before() -> None:
    segments = Segments()
    assert (len(segments), segments.ended) == (0, False)
    assert [segments.append(path) for path in ("a", "b", "c")] == [0, 1, 2]
    segments.drop(0)
    assert segments.all() == (Segment("a", True, True), Segment("b", True), Segment("c"))
    segments.complete(0)
    segments.complete(2)
    assert segments.all() == (Segment("a", True, True), Segment("b", True), Segment("c", True))
    assert segments[1] == Segment("b", True)
    with pytest.raises(IndexError):
        segments[3]


def test_an_end_and_what_comes_after_it() -> None:
    segments = Segments()
    segments.append("a")
    segments.end()
    assert (segments.ended, segments[0].complete) == (True, True)
    segments.reopen()
    segments.append("b")
    assert (segments.ended, segments[1].complete) == (False, False)


def test_each_change_is_counted() -> None:
    segments = Segments()
    seen = [segments.changes]
    for change in (lambda: segments.append("a"), lambda: segments.complete(0), lambda: segments.drop(0), segments.end,
                   segments.reopen):
        change()
        seen.append(segments.changes)
    assert seen == sorted(set(seen))


def test_who_waits_is_woken() -> None:
    segments = Segments()
    woken = threading.Event()

    def wait() -> None:
        segments.wait(20)
        woken.set()

    thread = threading.Thread(target=wait)
    thread.start()
    deadline = time.monotonic() + 20
    while not woken.wait(0.01):
        assert time.monotonic() < deadline
        segments.append("a")
    thread.join()
    began = time.monotonic()
    segments.wait(0.01)
    assert time.monotonic() - began < 5
