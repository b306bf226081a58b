"""A door to live captures behind which nothing is captured: a test says what comes and what fails."""
import threading
from pathlib import Path

from netloupe_engine.errors import CancelledError, FilterError
from netloupe_engine.model import (
    Device,
    DeviceCounters,
    Incident,
    LiveStatus,
    MemoryUse,
    Permission,
    Phase,
    Readiness,
)
from tests.gui.fake import START_NS, FakeAnalysis

READY = Permission(Readiness.READY, "helper", "The capture helper may open interfaces.")
FIXABLE = Permission(Readiness.FIXABLE, "", "The capture helper has no right to open interfaces.",
                     "sudo setcap cap_net_raw+eip /usr/lib/netloupe/netloupe-capture")
DENIED = Permission(Readiness.DENIED, "", "The policy of this system does not let anybody capture.")
NO_LIBPCAP = Permission(Readiness.NO_LIBPCAP, "", "The library libpcap was not found.", "sudo apt install libpcap0.8")

ETH0 = Device("eth0", "Intel Ethernet", ("52:54:00:12:34:56", "192.168.1.20", "fe80::1"), ("EN10MB",), True, True,
              False, False)
LO = Device("lo", "Loopback", ("127.0.0.1", "::1"), ("EN10MB",), True, True, True, False)
WLAN = Device("wlan0", "Wireless\u202e<b>gpj</b>\x1b[31m", (), ("EN10MB",), False, False, False, True)
ANY = Device("any", "All interfaces", (), ("LINUX_SLL2",), True, True, False, False)


class FakeLive:
    """One live capture. `come` lets sessions arrive; `die` and `end` let it stop by itself."""

    def __init__(self, options, settings, output, door: "FakeDoor") -> None:
        self.options, self.settings, self.output, self.door = options, settings, output, door
        self.saved_as = output
        self.analysis = FakeAnalysis("live", sessions=60, packets_each=6, finished=False)
        self.analysis.is_live = True
        self.calls: list[str] = []
        self.phase, self.reason = Phase.STARTING, ""
        self.dropped = 0
        self.incidents: tuple[Incident, ...] = ()
        self.memory = MemoryUse(1_000_000, 20_000_000, 0)
        self.saves: list[str] = []
        self.save_gate = threading.Event()
        self.save_gate.set()

    @property
    def status(self) -> LiveStatus:
        count = len(self.analysis.packets)
        return LiveStatus(self.phase, "helper", self.reason, "", count, count * 300, 5_000 + count * 300, 7.0,
                          (DeviceCounters("eth0", count, self.dropped, 0),), ("/tmp/x.pcapng",), self.incidents)

    def start(self) -> None:
        self.calls.append("start")
        self.door.gate.wait(5)
        if self.door.start_error is not None:
            error, self.door.start_error = self.door.start_error, None
            raise error
        self.phase = Phase.RUNNING
        self.analysis._finished = False

    def stop(self) -> None:
        self.calls.append("stop")
        self.door.gate.set()
        self.phase = Phase.STOPPED
        self.analysis._finished = True

    def save(self, path, progress=None, cancelled=None) -> int:
        if progress is not None:
            progress(1, 10)
        self.save_gate.wait(5)
        if cancelled is not None and cancelled():
            raise CancelledError("saving was cancelled")
        self.saves.append(str(path))
        self.saved_as = Path(path)
        return len(self.analysis.packets)

    def close(self, keep: bool = False) -> None:
        self.calls.append("close")
        self.analysis.close()

    # for tests

    def come(self, sessions: int) -> None:
        self.analysis.advance(sessions)

    def die(self, reason: str) -> None:
        self.phase, self.reason = Phase.FAILED, reason
        self.analysis._finished = True

    def end(self, reason: str) -> None:
        self.phase, self.reason = Phase.STOPPED, reason
        self.analysis._finished = True

    def happen(self, kind: str, text: str, count: int = 0) -> None:
        time_ns = START_NS + 400_000_000 * (len(self.incidents) + 1)
        self.incidents = (*self.incidents, Incident(time_ns, kind, text, count))


class FakeDoor:
    """What `netloupe_engine.listening` offers."""

    def __init__(self) -> None:
        self.listed: tuple[Device, ...] = (ETH0, LO, WLAN, ANY)
        self.allowed = READY
        self.captures: list[FakeLive] = []
        self.start_error: Exception | None = None
        self.gate = threading.Event()       # clear it: starting waits, as for a password
        self.gate.set()
        self.counts = {"eth0": 0, "lo": 0}
        self.left: tuple[Path, ...] = ()
        self.checked: list[tuple[str, str]] = []
        self.looks = 0

    def __call__(self) -> "FakeDoor":
        return self

    @property
    def live(self) -> FakeLive:
        return self.captures[-1]

    def listen(self, options, settings=None, output=None) -> FakeLive:
        self.captures.append(FakeLive(options, settings, output, self))
        return self.captures[-1]

    def devices(self) -> tuple[Device, ...]:
        self.looks += 1
        return self.listed

    def permission(self, device: str = "") -> Permission:
        return self.allowed

    def device_packets(self) -> dict[str, int]:
        self.counts = {"eth0": self.counts["eth0"] + 600, "lo": self.counts["lo"] + 20}
        return dict(self.counts)

    def check_filter(self, text: str, link_type: str = "EN10MB") -> None:
        self.checked.append((text, link_type))
        if "tcpp" in text:
            raise FilterError("can't parse filter expression: syntax error")

    def filter_matches(self, text: str, packets, link_type: str = "EN10MB") -> int:
        return sum(1 for packet in packets if packet[0] % 2)

    def unsaved_captures(self) -> tuple[Path, ...]:
        return self.left
