"""The captures in a folder, by their names."""
import os

from netloupe_gui.bridge.jobs import Job

CAPTURES = (".pcap", ".pcapng", ".cap", ".dmp")
COMPRESSED = (".gz", ".zst", ".lz4")
FOUND_MAX = 1000


class FolderJob(Job):
    """Looks which of these paths are folders and puts their captures, sorted by name, in their places; `result` is a
    list of paths."""

    def __init__(self, paths: list[str]) -> None:
        """Files stay as they are, whatever they are called."""
        super().__init__()
        self.paths = paths

    def work(self) -> list[str]:
        """What cannot be read has no captures."""
        found: list[str] = []
        for path in self.paths:
            if os.path.isdir(path):
                found += captures_in(path)
            else:
                found.append(path)
        return found[:FOUND_MAX]


def captures_in(folder: str) -> list[str]:
    """Files that are called as captures are, not those in folders within."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.path for entry in entries if is_called_capture(entry.name) and entry.is_file())
    except OSError:
        return []


def is_called_capture(name: str) -> bool:
    """By its suffix."""
    stem, suffix = os.path.splitext(name.lower())
    return (os.path.splitext(stem)[1] if suffix in COMPRESSED else suffix) in CAPTURES
