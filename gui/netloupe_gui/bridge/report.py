"""The text behind "Copy report": versions, system and facts of the file; never anything out of a packet."""
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy
import PySide6
from PySide6.QtCore import qVersion

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis


def program_version() -> str:
    """The version of the installed program."""
    try:
        return version("netloupe")
    except PackageNotFoundError:
        return "(not installed)"


def versions() -> list[tuple[str, str]]:
    """Names and versions of what the program runs on."""
    return [("Netloupe", program_version()), ("Python", sys.version.split()[0]), ("Qt", qVersion()),
            ("PySide6", PySide6.__version__), ("NumPy", numpy.__version__),
            ("System", f"{platform.system()} {platform.release()} ({platform.machine()})")]


def report(title: str, body: str, analysis: "Analysis | None") -> str:
    """A report of a problem, ready for the clipboard."""
    lines = [title, body, ""]
    lines += [f"{name}: {value}" for name, value in versions()]
    if analysis is not None:
        capture = analysis.capture
        lines += [f"Capture: {capture.format} {capture.compression}".rstrip(),
                  f"Size: {capture.size_bytes} bytes", f"Packets read: {capture.packets}",
                  f"Link types: {', '.join(capture.link_types)}", f"Interfaces: {len(capture.interfaces)}"]
        if capture.damage is not None:
            lines.append(f"Damage: byte {capture.damage.at}, after packet {capture.damage.packet}: "
                         f"{capture.damage.reason}")
    return "\n".join(lines) + "\n"
