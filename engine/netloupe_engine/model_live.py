"""What crosses the border between engine, window and command line about live captures: `model` has all of it, too."""
from enum import IntEnum
from typing import Literal

from .records import record


class Readiness(IntEnum):
    """Whether packets can be captured here by whoever runs the program."""

    READY = 0
    FIXABLE = 1         # one command of `Permission.fix` makes it ready
    NO_LIBPCAP = 2      # the library is not installed
    DENIED = 3          # the system's policy forbids it, even to administrators of this account


@record(frozen=True, slots=True)
class Permission:
    """What stands between this user and a live capture."""

    readiness: Readiness
    way: str            # how a capture would be started: "helper", "dumpcap", "sudo", "pkexec"; "" if none works
    reason: str         # one sentence
    fix: str = ""       # the exact command that helps, to be run in a shell; "" when nothing has to be done


@record(frozen=True, slots=True)
class Device:
    """A network interface one may capture on."""

    name: str                       # "eth0"; "any": all of them
    description: str
    addresses: tuple[str, ...]      # as text, the link-layer one first
    link_types: tuple[str, ...]     # "EN10MB" ...; empty while nobody may ask the device
    up: bool
    running: bool
    loopback: bool
    wireless: bool


@record(frozen=True, slots=True)
class CaptureOptions:
    """What to capture and when to stop. 0 for a limit: none."""

    devices: tuple[str, ...]
    filter: str = ""                    # BPF, in libpcap's language
    promiscuous: bool = True
    snap_length: int = 262_144          # bytes kept of each packet
    buffer_bytes: int = 32 << 20        # of the kernel, per device; of all 256 MiB at most, unless root asks
    immediate: bool = False             # deliver each packet at once: less delay, much more work
    nanoseconds: bool = True            # time stamps, where the device has them
    direction: Literal["both", "in", "out"] = "both"
    stop_packets: int = 0
    stop_bytes: int = 0                 # captured bytes
    stop_seconds: float = 0.0
    ring_files: int = 0                 # keep only the newest so many files
    file_bytes: int = 0                 # a new file after so many bytes
    file_seconds: float = 0.0           # or after so long
    process_names: bool = True          # find out which local program each session belongs to


@record(frozen=True, slots=True)
class RemoteOptions:
    """A capture made by tcpdump on another host, reached by ssh."""

    host: str                           # as ssh knows it: "user@host", an alias of its configuration
    device: str = "any"
    filter: str = ""
    port: int = 0                       # 0: ssh's own choice
    command: str = "tcpdump"            # what to run there, e.g. "sudo tcpdump"
    snap_length: int = 262_144


@record(frozen=True, slots=True)
class StreamOptions:
    """A capture that another program writes: to standard input ("-") or to a FIFO."""

    path: str
    follow: bool = True                 # a FIFO: when its writer has gone, wait for the next one


class Phase(IntEnum):
    """Where a live capture is in its life."""

    STARTING = 0
    RUNNING = 1
    STOPPED = 2         # on request, or because a stop condition was reached
    FAILED = 3          # by itself: what was captured is kept


@record(frozen=True, slots=True)
class DeviceCounters:
    """What the kernel says about one device, in libpcap's words (pcap_stats)."""

    name: str
    received: int               # ps_recv
    dropped: int                # ps_drop: no room in the buffer
    interface_dropped: int      # ps_ifdrop


@record(frozen=True, slots=True)
class Incident:
    """Something that happened to a live capture, for its timeline."""

    time_ns: int
    kind: Literal["drop", "gap", "device", "disk", "limit", "stop", "start"]
    text: str                   # one sentence
    count: int = 0              # packets lost, where they were counted


@record(frozen=True, slots=True)
class LiveStatus:
    """A live capture at one moment."""

    phase: Phase
    way: str                            # "helper", "dumpcap", "sudo", "pkexec", "ssh", "stream"
    reason: str = ""                    # why it stopped or failed, one sentence
    fix: str = ""                       # a command that would help, if one is known
    packets: int = 0                    # put on the disk
    bytes: int = 0                      # captured bytes put on the disk
    disk_bytes: int = 0                 # of all files of the capture that still exist
    seconds: float = 0.0                # running so far, all runs together
    devices: tuple[DeviceCounters, ...] = ()
    files: tuple[str, ...] = ()         # that still exist, oldest first
    incidents: tuple[Incident, ...] = ()

    @property
    def dropped(self) -> int:
        """Packets that the kernel or a device could not deliver."""
        return sum(device.dropped + device.interface_dropped for device in self.devices)
