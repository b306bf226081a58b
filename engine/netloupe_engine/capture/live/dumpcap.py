"""Capturing by Wireshark's dumpcap, where that is installed and permitted and our own helper is not.

It writes its own pcapng files and says on standard error which, and how many packets. It cannot choose a direction, nor
deliver at once, and tells what was lost only at the end; bytes are those of its files.
"""
from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from ...errors import CaptureError, FilterError, PermissionDeniedError
from ...model import CaptureOptions, DeviceCounters, LiveStatus, Phase
from . import messages
from .dumpcap_program import WAY, program
from .outputs import Outputs
from .permission import permission
from .program_recorder import ProgramRecorder, lost

START_S, STOP_S = 10.0, 2.0
COMPLAINT_LINES_MAX = 20
_LOSSES = re.compile(
    r"Packets received/dropped on interface .*: (\d+)/\d+ \(pcap:(\d+)/dumpcap:(\d+)/.*ps_ifdrop:(\d+)\)")
_PACKETS = re.compile(r"Packets(?: captured)?: (\d+)")
_WRONG_FILTER = re.compile(r"valid capture filter \((.*)\)")


def can(options: CaptureOptions) -> bool:
    """Does dumpcap know how to do this?"""
    several = bool(options.file_bytes or options.file_seconds)
    return options.direction == "both" and not options.immediate and not (options.stop_bytes and several)


def command_line(options: CaptureOptions, output: Path) -> list[str]:
    """The options as dumpcap's words. Raises CaptureError for what it cannot do."""
    messages.check_options(options)
    if not can(options):
        raise CaptureError("dumpcap can neither choose a direction, nor deliver at once, nor stop a ring by its bytes.")
    words = ["-n", "-B", str(max(1, options.buffer_bytes >> 20)), "-s", str(options.snap_length), "-w", str(output)]
    words += [] if options.promiscuous else ["-p"]
    words += ["-f", options.filter] if options.filter.strip() else []
    for name in options.devices:
        words += ["-i", name]
    limits = {"packets": options.stop_packets, "duration": options.stop_seconds,
              "filesize": -(-options.stop_bytes // 1000)}
    ring = {"filesize": -(-options.file_bytes // 1000), "duration": options.file_seconds}
    for flag, numbers in (("-a", limits), ("-b", ring)):
        for name, number in numbers.items():
            words += [flag, f"{name}:{number:g}"] if number else []
    return words


class DumpcapRecorder(ProgramRecorder):
    """A recorder (see recorder.py) whose packets are written by dumpcap. Any thread may call anything."""

    def __init__(self, options: CaptureOptions, output: Path | None = None, folder: Path | None = None,
                 prefix: Sequence[str] = ()) -> None:
        """As HelperRecorder. `prefix`: a command that runs it. Raises CaptureError for what dumpcap cannot do."""
        command_line(options, output or Path())
        super().__init__(options, Outputs(output, folder, False))
        self._prefix = tuple(prefix)
        self._process: subprocess.Popen[bytes] | None = None
        self._packets_before = self._packets = 0    # of the runs before, and of the current one
        self._losses: list[DeviceCounters] = []
        self._words: list[str] = []                 # what it said that is not understood here: its complaints

    @property
    def status(self) -> LiveStatus:
        """How it is, as dumpcap says twice a second."""
        with self._lock:
            self._files.measure()
            return LiveStatus(self._phase, WAY, self._reason, self._fix, self._packets_before + self._packets,
                              self._files.bytes, self._files.bytes, self._seconds, self._past, self._files.paths,
                              self._journal.all())

    def start(self) -> None:
        """See Recorder.start."""
        with self._lock:
            if self._process is not None:
                raise CaptureError("The capture is running already.")
            path, command = self._outputs.next_path(), program()
            if command is None:
                raise CaptureError("dumpcap is not installed, or not for this user.")
            if path.exists():
                raise CaptureError(f"{path} is there already.")
            self._prepare()
            self._words, self._losses, self._packets = [], [], 0
            try:
                # Its own group: Ctrl+C is for this program. Nobody else may read what it writes.
                self._process = subprocess.Popen(
                    [*self._prefix, command, *command_line(self._options, path)], process_group=0, umask=0o077,
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            except OSError as problem:
                raise CaptureError(f"dumpcap could not be started: {problem.strerror}.") from problem
            self._thread = threading.Thread(target=self._follow, args=(self._process,), name=WAY, daemon=True)
            self._thread.start()
        self._arrived.wait(START_S)
        if self._phase is not Phase.RUNNING and self._phase is not Phase.STOPPED:
            self.stop()
            self._raise_complaint()

    def _raise_complaint(self) -> None:
        text = " ".join(self._words)
        wrong = _WRONG_FILTER.search(text)
        if wrong:
            raise FilterError(wrong[1])
        if "permission" in text.lower():
            raise PermissionDeniedError("dumpcap may not capture.", permission().fix)
        raise CaptureError(self._reason or "dumpcap did not begin.")

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        """The thread that reads what dumpcap says, line by line; its counter ends with no newline."""
        stderr = process.stderr
        assert stderr is not None
        rest = ""
        with stderr:
            while data := os.read(stderr.fileno(), 4096):
                *lines, rest = re.split(r"[\r\n]+", rest + data.decode(errors="replace"))
                for line in lines:
                    self._hear(line)
                if _PACKETS.match(rest):            # overwritten by a carriage return, not ended by a newline
                    self._hear(rest)
        self._hear(rest)
        self._finish(process.wait())

    def _hear(self, line: str) -> None:
        with self._lock:
            if (losses := _LOSSES.match(line)) is not None:
                received, dropped, buffered, interface = map(int, losses.groups())
                name = self._options.devices[min(len(self._losses), len(self._options.devices) - 1)]
                self._losses.append(DeviceCounters(name, received, dropped + buffered, interface))
                return
            if (packets := _PACKETS.match(line)) is not None:
                self._packets = int(packets[1])
            _, is_file, path = line.partition("File: ")
            if is_file:
                self._files.begin(Path(path))
                if not self._arrived.is_set():
                    self._begin_clock()
                    if len(self._segments) > 1:
                        self._segments.reopen()
                    self._say_running()
            elif line.strip() and packets is None and not line.startswith("Capturing on"):
                self._words = [*self._words, line.strip()][-COMPLAINT_LINES_MAX:]

    def _finish(self, status: int) -> None:
        with self._lock:
            self._packets_before, self._packets = self._packets_before + self._packets, 0
            told = self._losses if len(self._losses) == len(self._past) else []
            if lost(told):
                self._journal.note_lost(lost(told))
            said = self._words[0] if self._words else f"dumpcap ended with status {status}."
            self._end_run(Phase.FAILED if status else Phase.STOPPED, said.removeprefix("dumpcap: ") if status else "",
                          told)
            self._process = None
        self._segments.end()
        self._arrived.set()

    def stop(self) -> None:
        """See Recorder.stop."""
        process, thread = self._process, self._thread
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if process is None or thread is None or process.poll() is not None:
                break
            process.send_signal(number)
            thread.join(STOP_S)
        if thread is not None:
            thread.join(STOP_S)
