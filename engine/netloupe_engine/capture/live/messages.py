"""What the helper says, and what it is asked: the Python half of `helper/channel.c`, version 1."""
from __future__ import annotations

from ...errors import CaptureError
from ...model import CaptureOptions, DeviceCounters
from ...records import record

VERSION = 1
FILE, STOP = b"file", b"stop"
MESSAGE_BYTES_MAX = 4096
# As helper/options.c has them.
DEVICES_MAX, NAME_BYTES_MAX, FILTER_BYTES_MAX, SNAP_LENGTH_MAX = 32, 15, 8192, 262_144
BUFFER_BYTES, COUNT_MAX, SECONDS_MAX = (1 << 16, 1 << 30), 1 << 56, 366 * 86_400
FILE_BYTES_MIN = 4096
STATES = ("up", "down", "gone")


@record(frozen=True, slots=True)
class Counts:
    """The message `count`."""

    file: int                       # number of the file being written, from 1
    file_bytes: int
    packets: int                    # on the disk
    bytes: int                      # captured bytes on the disk
    states: tuple[str, ...]         # of each device, see STATES
    devices: tuple[DeviceCounters, ...]


def counts(text: str, names: tuple[str, ...]) -> Counts:
    """Read the message `count`. Raises ValueError if that is no such message."""
    fields = text.split()
    file, size, packets, captured = map(int, fields[:4])
    rows = [fields[at:at + 4] for at in range(4, len(fields), 4)]
    if [len(row) for row in rows] != [4] * len(names) or any(row[0] not in STATES for row in rows):
        raise ValueError(text)
    devices = tuple(DeviceCounters(name, *map(int, row[1:])) for name, row in zip(names, rows, strict=True))
    return Counts(file, size, packets, captured, tuple(row[0] for row in rows), devices)


def _check(sound: bool, problem: str) -> None:
    if not sound:
        raise CaptureError(problem)


def check_options(options: CaptureOptions) -> None:
    """Refuse what the helper would refuse, with a sentence for a person. Raises CaptureError."""
    names = options.devices
    _check(0 < len(names) <= DEVICES_MAX, f"A capture has between one and {DEVICES_MAX} interfaces.")
    _check(len(set(names)) == len(names), "An interface is named twice.")
    for name in names:
        good = 0 < len(name) <= NAME_BYTES_MAX and name.isascii() and name.isprintable() and not set(name) & set(" /:")
        _check(good and name not in (".", ".."), f"{name!r} is no name of a network interface.")
    _check("\0" not in options.filter and len(options.filter.encode(errors="replace")) <= FILTER_BYTES_MAX,
           "The filter is too long, or has characters that no filter has.")
    _check(0 < options.snap_length <= SNAP_LENGTH_MAX, f"Between 1 and {SNAP_LENGTH_MAX:,} bytes of a packet are kept.")
    _check(BUFFER_BYTES[0] <= options.buffer_bytes <= BUFFER_BYTES[1],
           "The kernel's buffer has between 64 KiB and 1 GiB.")
    for value in (options.stop_packets, options.stop_bytes, options.file_bytes, options.ring_files):
        _check(0 <= value <= COUNT_MAX, "A limit is not within its bounds.")
    for seconds in (options.stop_seconds, options.file_seconds):
        _check(0 <= seconds <= SECONDS_MAX, "A capture, and each of its files, lasts a year at most.")
    _check(not options.file_bytes or options.file_bytes >= FILE_BYTES_MIN,
           f"A file of a ring has at least {FILE_BYTES_MIN:,} bytes.")
    _check(not options.ring_files or bool(options.file_bytes or options.file_seconds),
           "A ring of files needs a size or a duration for each file.")
    _check(options.ring_files != 1, "A ring has at least two files.")
    _check(options.direction in ("both", "in", "out"), "The direction is both, in or out.")


def command_line(options: CaptureOptions) -> list[str]:
    """The options as the helper's words. Raises CaptureError for what it would refuse."""
    check_options(options)
    words = [f"--device={name}" for name in options.devices]
    words += [f"--snap-length={options.snap_length}", f"--buffer-bytes={options.buffer_bytes}",
              f"--direction={options.direction}"]
    if options.filter.strip():
        words.append(f"--filter={options.filter}")
    flags = {"--not-promiscuous": not options.promiscuous, "--immediate": options.immediate,
             "--microseconds": not options.nanoseconds}
    words += [flag for flag, wanted in flags.items() if wanted]
    numbers = {"stop-packets": options.stop_packets, "stop-bytes": options.stop_bytes,
               "stop-ms": round(options.stop_seconds * 1000), "file-bytes": options.file_bytes,
               "file-ms": round(options.file_seconds * 1000)}
    return words + [f"--{name}={number}" for name, number in numbers.items() if number]
