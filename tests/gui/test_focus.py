"""The shared focus: signals, order of events, history."""
from netloupe_gui.bridge.focus import Brush, ByteRange, Focus


class Log:
    """Collects what the focus tells."""

    def __init__(self, focus: Focus) -> None:
        self.seen: list[tuple[str, object]] = []
        focus.sessions_selected.connect(self.on_sessions)
        focus.packet_selected.connect(self.on_packet)
        focus.bytes_selected.connect(self.on_bytes)
        focus.brush_changed.connect(self.on_brush)

    def on_sessions(self, ids: tuple[int, ...]) -> None:
        self.seen.append(("sessions", ids))

    def on_packet(self, number: int) -> None:
        self.seen.append(("packet", number))

    def on_bytes(self, selection: ByteRange | None) -> None:
        self.seen.append(("bytes", selection))

    def on_brush(self, brush: Brush | None) -> None:
        self.seen.append(("brush", brush))


def test_same_value_is_not_told_twice(qapp):
    focus = Focus()
    log = Log(focus)
    for _ in range(2):
        focus.select_sessions((3, 4))
        focus.select_packet(5_000_000_000)
        focus.set_brush(20, 10)
    assert log.seen == [("sessions", (3, 4)), ("packet", 5_000_000_000), ("brush", Brush(10, 20))]


def test_another_packet_drops_the_byte_selection(qapp):
    focus = Focus()
    focus.select_packet(1)
    focus.select_bytes(ByteRange(14, 20))
    log = Log(focus)
    focus.select_packet(2)
    assert log.seen == [("packet", 2), ("bytes", None)]
    assert focus.bytes is None


def test_history_returns_to_each_session_with_its_last_packet(qapp):
    focus = Focus()
    focus.select_sessions((1,))
    focus.select_packet(10)
    focus.select_packet(11)
    focus.select_sessions((2,))
    focus.select_packet(20)
    focus.go_back()
    assert (focus.sessions, focus.packet) == ((1,), 11)
    focus.go_forward()
    assert (focus.sessions, focus.packet) == ((2,), 20)
    focus.go_back()
    focus.select_sessions((3,))
    focus.go_forward()
    assert focus.sessions == (3,)


def test_clear_forgets_everything(qapp):
    focus = Focus()
    focus.select_sessions((1,))
    focus.set_filter("x")
    focus.set_brush(1, 2)
    focus.clear()
    focus.go_back()
    assert (focus.sessions, focus.packet, focus.brush, focus.filter) == ((), 0, None, "")
