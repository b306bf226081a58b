"""The files that come with the program: icons, sample captures, catalogues of translations.

They are installed inside the package. In a source tree they lie in `resources/` at the top.
"""
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path


def _folder() -> Traversable:
    installed = files("netloupe_gui") / "resources"
    if installed.is_dir():
        return installed
    return Path(__file__).resolve().parents[3] / "resources"


@lru_cache(maxsize=256)
def icon_text(name: str) -> str:
    """The source of an icon; FileNotFoundError if there is none of that name."""
    return (_folder() / "icons" / f"{name}.svg").read_text("utf-8")


def catalogue(name: str) -> str:
    """The path of a compiled catalogue of translations; "" where the build made none."""
    entry = _folder() / "translations" / f"{name}.qm"
    if not entry.is_file():
        return ""
    with as_file(entry) as path:            # the package is never a zip file, so the path stays
        return str(path)


def sample_captures() -> list[Path]:
    """The bundled captures, by name; empty if the program was installed without them."""
    folder = _folder() / "captures"
    if not folder.is_dir():
        return []
    found = []
    for entry in folder.iterdir():
        if entry.name.endswith((".pcap", ".pcapng", ".pcap.gz", ".pcapng.gz")):
            with as_file(entry) as path:        # the package is never a zip file, so the path stays
                found.append(path)
    return sorted(found)
