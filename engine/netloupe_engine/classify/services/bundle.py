"""Our services in one file: `python -IBS bundle.py DEPFILE OUT FOLDER`, run by the build.

Python takes longer to read TOML than most captures take to analyse. What the files say is right, or a test fails.
"""
import marshal
import sys
from collections.abc import Mapping
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

NAME = "services.bin"

# Of a service: name, title, category, source, domains, addresses (first bytes, bits, text), ports, payloads
Kept = tuple[str, str, str, str, list[str], list[tuple[bytes, int, str]], list[str], list[str]]


def read(path: Path) -> dict[str, list[Kept]]:
    """The services that were bundled, by their files' names. Raises OSError, ValueError for what is no bundle of this
    Python's."""
    data = path.read_bytes()
    if not data.startswith(MAGIC_NUMBER):
        raise ValueError(f"{path} is another Python's")
    kept: dict[str, list[Kept]] = marshal.loads(memoryview(data)[len(MAGIC_NUMBER):])
    return kept


def write(path: Path, folder: Path) -> list[Path]:
    """Bundle the files of a folder; answers which they are. Raises TOMLDecodeError."""
    import tomllib  # the build alone needs it
    files = sorted(folder.glob("*.toml"))
    path.write_bytes(MAGIC_NUMBER + marshal.dumps({file.name: _kept(tomllib.loads(file.read_text("utf-8")))
                                                   for file in files}))
    return files


def _kept(document: Mapping[str, Any]) -> list[Kept]:
    from ipaddress import ip_network
    return [(one["name"], one.get("title", one["name"]), one.get("category", document.get("category", "")),
             one.get("source", document.get("source", "")), one.get("domains", []),
             [(network.network_address.packed, network.prefixlen, str(network))
              for network in map(ip_network, one.get("addresses", []))],
             one.get("ports", []), one.get("payload", [])) for one in document["service"]]


if __name__ == "__main__":
    _made, _folder = Path(sys.argv[2]), Path(sys.argv[3]).absolute()
    _read = write(_made, _folder)
    _depends = [_folder, *_read]        # the folder: a file that comes or goes changes it
    Path(sys.argv[1]).write_text(f"{_made}: {' '.join(str(_path).replace(' ', chr(92) + ' ') for _path in _depends)}\n")
