"""From packet to packet of a session with 1,000 requests in the real window: `python -m tests.bench.steps`, JSON out.

What is measured is processor time of the window's own thread, from the selection of a packet until every pane has drawn
it: the tree keeps the session's branch and makes that of the packet.
"""
import json
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from netloupe_gui.app import App

REQUESTS = 1_000
FIRST, STEPS = 1_000, 100           # packets stepped through
PATIENCE_MS = 60_000
CLIENT, SERVER = bytes((192, 0, 2, 1)), bytes((192, 0, 2, 2))


def segment(way: int, sequence: int, acknowledgement: int, flags: int, payload: bytes) -> bytes:
    """An Ethernet frame with one TCP segment of the conversation."""
    source, target = (CLIENT, SERVER) if way == 0 else (SERVER, CLIENT)
    ports = (40_000, 80) if way == 0 else (80, 40_000)
    tcp = struct.pack(">HHIIBBHHH", *ports, sequence, acknowledgement, 5 << 4, flags, 65_535, 0, 0) + payload
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0, source, target)
    return bytes(12) + b"\x08\x00" + ip + tcp


def conversation() -> list[bytes]:
    """A handshake, then requests and responses in turn."""
    frames = [segment(0, 0, 0, 0x02, b""), segment(1, 0, 1, 0x12, b""), segment(0, 1, 1, 0x10, b"")]
    sent = [1, 1]
    for number in range(REQUESTS):
        for way, message in ((0, b"GET /%d HTTP/1.1\r\nHost: shop.example\r\n\r\n" % number),
                             (1, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")):
            frames.append(segment(way, sent[way], sent[1 - way], 0x18, message))
            sent[way] += len(message)
    return frames


def write_capture(path: Path) -> None:
    """The conversation as a pcap file, a packet a millisecond."""
    with path.open("wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 1))
        for number, frame in enumerate(conversation()):
            seconds, milliseconds = divmod(number, 1000)
            file.write(struct.pack("<IIII", 1_700_000_000 + seconds, milliseconds * 1000, len(frame), len(frame)))
            file.write(frame)


def until(holds: Callable[[], bool]) -> None:
    """Run the event loop until then."""
    clock = QElapsedTimer()
    clock.start()
    while not holds():
        if clock.elapsed() > PATIENCE_MS:
            raise TimeoutError("the window did not get there")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def main() -> int:
    """Step through the packets of the session."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        capture = Path(folder) / "requests.pcap"
        write_capture(capture)
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        app.window.resize(1600, 1000)
        app.window.show()
        until(lambda: all(pane.view is not None for pane in app.late_panes.values()))
        app.commands.open_path(str(capture))
        until(lambda: app.sessions_model.rowCount() == 1 and not app.capture.is_reading)
        app.focus.select_sessions((1,))
        until(lambda: app.packets_model.rowCount() == 2 * REQUESTS + 3)
        costs_s = []
        for number in range(FIRST, FIRST + STEPS):
            begun_s = time.thread_time()
            app.focus.select_packet(number)
            until(lambda number=number: app.reader.packet is not None and app.reader.packet.number == number)
            application.processEvents()
            costs_s.append(time.thread_time() - begun_s)
        app.dispose()
    print(json.dumps({"median_ms": statistics.median(costs_s) * 1000, "longest_ms": max(costs_s) * 1000}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
