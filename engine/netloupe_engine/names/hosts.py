"""Files of host names, as hosts(5) describes them: an address, a name, other names; `#` begins a comment."""
import os
from socket import AF_INET, AF_INET6, inet_pton

from ..errors import NamesError
from .reading import clean, lines_of, read_file

BYTES_MAX = 64 << 20
HOSTS_MAX = 1_000_000
ODD_MAX = 100_000           # lines that say nothing, after which nothing is expected any more
SYSTEM = "/etc/hosts"
MAPPED = bytes(10) + b"\xff\xff"        # ::ffff:0:0/96: sixteen bytes for an address of IPv4


def read_hosts(path: str | os.PathLike[str]) -> tuple[dict[bytes, str], int]:
    """The first name of each address of sixteen bytes, and how many lines say nothing. Of two lines about an address
    the first counts, as for the system. Raises NamesError, also where all lines say nothing."""
    found: dict[bytes, str] = {}
    odd = 0
    for line in lines_of(read_file(path, BYTES_MAX)):
        words = line.partition("#")[0].split(None, 2)
        if not words:
            continue
        address = packed(words[0]) if len(words) > 1 else None
        if address in found:
            continue
        name = clean(words[1]) if address is not None else ""
        if address is not None and name and len(found) < HOSTS_MAX:
            found[address] = name
            continue
        odd += 1
        if odd == ODD_MAX and not found:
            break
    if odd and not found:
        raise NamesError(f"{os.fspath(path)} is no file of hosts: no line has an address and a name.")
    return found, odd


def line_of(path: str | os.PathLike[str], address: bytes) -> tuple[int, str] | None:
    """The line of a file that names an address, by its number from 1; None where none does, or the file is gone."""
    try:
        lines = lines_of(read_file(path, BYTES_MAX))
    except NamesError:
        return None
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].split(None, 2)
        if len(words) > 1 and packed(words[0]) == address:
            return number, clean(line)
    return None


def packed(text: str) -> bytes | None:
    """An address as sixteen bytes; None for what is none. Of a scoped one (fe80::1%eth0) the address."""
    text = text.partition("%")[0]
    try:
        return inet_pton(AF_INET6, text) if ":" in text else MAPPED + inet_pton(AF_INET, text)
    except (OSError, ValueError):       # ValueError: a zero in it
        return None
