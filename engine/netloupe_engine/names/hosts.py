"""Files of host names, as hosts(5) describes them: an address, a name, other names; `#` begins a comment."""
import os
from ipaddress import ip_address

from .reading import clean, lines_of, read_file

BYTES_MAX = 64 << 20
HOSTS_MAX = 1_000_000
SYSTEM = "/etc/hosts"
MAPPED = bytes(10) + b"\xff\xff"        # ::ffff:0:0/96: sixteen bytes for an address of IPv4


def read_hosts(path: str | os.PathLike[str]) -> tuple[dict[bytes, str], int]:
    """The first name of each address of sixteen bytes, and how many lines say nothing. Of two lines about an address
    the first counts, as for the system. Raises NamesError."""
    found: dict[bytes, str] = {}
    odd = 0
    for line in lines_of(read_file(path, BYTES_MAX)):
        words = line.partition("#")[0].split()
        if not words:
            continue
        address, name = packed(words[0]), clean(words[1]) if len(words) > 1 else ""
        if address is None or not name:
            odd += 1
        elif len(found) < HOSTS_MAX:
            found.setdefault(address, name)
        else:
            odd += 1
    return found, odd


def packed(text: str) -> bytes | None:
    """An address as sixteen bytes; None for what is none. Of a scoped one (fe80::1%eth0) the address."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return address.packed if address.version == 6 else MAPPED + address.packed
