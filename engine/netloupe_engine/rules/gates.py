"""Whether a rule has anything to look at in a small capture, found out without NumPy: it takes longer to load than most
captures take to be read. A gate may let a rule look in vain; it never keeps one from what it would find by the
thresholds of the table.

The patterns by which values of attributes are judged are here, too, since both need them.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from ipaddress import ip_address
from typing import TYPE_CHECKING

from ..handler import recall
from ..handler.describe import attributes_of
from ..packet.row import PAYLOAD
from .encrypted_names import is_for
from .layers import offsets_with

if TYPE_CHECKING:
    from ..capture.source import CaptureSource
    from ..handler.run import Run
    from ..model import AttributeValue

SECOND = 1_000_000_000
SMALL_SESSIONS, SMALL_PACKETS = 300, 5_000
# Parts of the names of cipher suites that must not be used any more: no encryption, keys for export, RC4 (RFC 7465),
# DES and Triple DES (RFC 9325 section 4.2), nobody proves who he is.
WEAK_CIPHER = re.compile(r"_(NULL|EXPORT\w*|RC4|RC2|DES|DES40|3DES|IDEA|anon|SEED)_|_WITH_NULL|_NULL$")
PROGRAM_TYPE = re.compile(
    r"application/(x-msdownload|x-msdos-program|x-dosexec|x-ms-installer|x-msi|x-executable|x-elf|x-mach-binary|"
    r"vnd\.microsoft\.portable-executable|vnd\.android\.package-archive|x-apple-diskimage)\b", re.IGNORECASE)
PROGRAM_NAME = re.compile(r"\.(exe|scr|msi|cpl|hta|vbs|ps1|bat|apk|elf)$", re.IGNORECASE)
REFUSING = {2: "SERVFAIL", 3: "NXDOMAIN", 5: "REFUSED"}     # codes of RFC 1035 section 4.1.1
LONG_NAME = 60                  # characters
_LABEL = re.compile(r"[A-Za-z0-9_*-]{1,63}")


class Small:
    """A capture that is small enough to be looked at row by row."""

    def __init__(self, run: Run, source: CaptureSource) -> None:
        self.run, self.source, self.rows = run, source, range(len(run.store))

    def cells(self, name: str) -> Iterator[int]:
        """A column of sessions."""
        return (self.run.store.cell(name, row) for row in self.rows)

    @cached_property
    def values(self) -> list[Sequence[AttributeValue]]:
        """What each session has kept."""
        return [attributes_of(self.run, row) for row in self.rows]

    def has(self, test: Callable[[str, AttributeValue], bool]) -> bool:
        """Has any session a value, by its attribute's name, for which this holds?"""
        return any(test(value.name, value) for values in self.values for value in values)

    def packets_with(self, *protocols: str) -> int:
        """How many packets have one of these in their path."""
        counts: dict[int, int] = {}
        for pipeline in self.run.pipelines:
            for path, packets, *_ in recall.tallies(pipeline):
                counts[path] = counts.get(path, 0) + packets
        return sum(packets for path, packets in counts.items()
                   if not set(protocols).isdisjoint(self.run.path_name(path).split(".")))


def is_address(host: str) -> bool:
    """Is a Host header's value an address of the public net, with a port or without?"""
    bare = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        return ip_address(bare).is_global
    except ValueError:
        return False


def is_odd_name(name: str) -> bool:
    """Is it a server name that TLS does not allow (RFC 6066 section 3): an address, or what no host is called?"""
    try:
        ip_address(name)
    except ValueError:
        return not all(map(_LABEL.fullmatch, name.rstrip(".").split(".")))
    return True


def is_program(attribute: str, value: str) -> bool:
    """Is a content type, or the name of what is asked for, that of a program?"""
    if attribute == "http.content_type":
        return PROGRAM_TYPE.search(value) is not None
    return attribute == "http.uri" and PROGRAM_NAME.search(value.partition("?")[0]) is not None


def has_tries(small: Small) -> bool:
    """Sessions enough for a scan in which nobody, or one end alone, said anything."""
    return _silent(small, lambda up, down: not up or not down) >= 15


def has_silent(small: Small) -> bool:
    """Clients that said something, and were not answered."""
    return _silent(small, lambda up, down: up > 0 and not down) >= 3


def _silent(small: Small, test: Callable[[int, int], bool]) -> int:
    return sum(map(test, small.cells("payload_bytes_up"), small.cells("payload_bytes_down")))


def has_refused(small: Small) -> bool:
    """Logins that were refused."""
    kinds = small.run.registry.findings
    return any(count for pipeline in small.run.pipelines
               for kind, count in zip(kinds, pipeline.finding_counts, strict=True)
               if count and kind.key.endswith(".login_failed"))


def has_many(small: Small) -> bool:
    """More than a few sessions."""
    return len(small.rows) >= 20


def has_conflicts(small: Small) -> bool:
    """Two hardware addresses that claim one IPv4 address."""
    offsets, claimed = offsets_with(small.run, "arp"), dict[bytes, bytes]()
    for row in range(len(small.run.index)) if offsets else ():
        at = offsets.get(small.run.index.cell("path", row))
        packet = small.source.packet_at(small.run.index.cell("at", row)) if at is not None else None
        arp = bytes(packet[-1])[at:] if packet else b""
        if len(arp) >= 28 and claimed.setdefault(arp[14:18], arp[8:14]) != arp[8:14]:
            return True
    return False


def has_icmp(small: Small) -> bool:
    """Packets of ICMP."""
    return small.packets_with("icmp", "icmpv6") > 0


def has_repeats(small: Small) -> bool:
    """Segments that were sent again, or copied."""
    return any(any(small.cells(f"{name}_{way}")) for name in ("retransmissions", "copies") for way in ("up", "down"))


def has_zero_windows(small: Small) -> bool:
    """Windows that were zero."""
    return any(small.cells("zero_windows_up")) or any(small.cells("zero_windows_down"))


def has_slow(small: Small) -> bool:
    """Sessions whose first answers took a second."""
    asked, answered = dict[int, int](), dict[int, int]()
    cell = small.run.index.cell
    for row in range(len(small.run.index)):
        if cell("flags", row) & PAYLOAD:
            session = cell("session", row)
            if not cell("way", row):
                asked.setdefault(session, cell("time_ns", row))
            elif session in asked:
                answered.setdefault(session, cell("time_ns", row))
    return sum(now - asked[session] >= SECOND for session, now in answered.items()) >= 5


def goes_back(small: Small) -> bool:
    """Time that goes back from a packet to the next."""
    before = 0
    for row in range(len(small.run.index)):
        now = small.run.index.cell("time_ns", row)
        if now < before:
            return True
        before = now
    return False


def has_applications(small: Small) -> bool:
    """Protocols on ports that are none of theirs."""
    protocols = small.run.registry.protocols
    for application, port, other in zip(small.cells("application"), small.cells("responder_port"),
                                        small.cells("initiator_port"), strict=True):
        spaces = protocols[application].rides_on
        own = [spaces[space] for space in ("tcp.port", "udp.port") if space in spaces] if application else []
        if own and not any(one in (of if isinstance(of, tuple) else (of,)) for of in own for one in (port, other)):
            return True
    return False


def has_weak_cipher(small: Small) -> bool:
    """A cipher suite that is."""
    return small.has(lambda name, value: name == "tls.cipher" and WEAK_CIPHER.search(value.text) is not None)


def has_certificates(small: Small) -> bool:
    """A certificate, and a name that was asked for which it does not have."""
    return any(not is_for(values) for values in small.values)


def has_odd_name(small: Small) -> bool:
    """A server name that is."""
    return small.has(lambda name, value: name == "tls.server_name" and is_odd_name(str(value.value)))


def has_no_name(small: Small) -> bool:
    """A client's hello without a server name."""
    return any("tls.ja3" in names and "tls.server_name" not in names
               for names in ({value.name for value in values} for values in small.values))


def has_program(small: Small) -> bool:
    """A program over HTTP."""
    return small.has(lambda name, value: name.startswith("http.") and is_program(name, str(value.value)))


def has_address(small: Small) -> bool:
    """A Host header that is one."""
    return small.has(lambda name, value: name == "http.host" and is_address(str(value.value)))


def has_long_names(small: Small) -> bool:
    """Names of DNS that are."""
    return small.has(lambda name, value: name == "dns.query_name" and len(str(value.value)) >= LONG_NAME)


def has_errors(small: Small) -> bool:
    """Errors of name servers."""
    return sum(value.name == "dns.rcode" and value.value in REFUSING
               for values in small.values for value in values) >= 3


def has_old_smb(small: Small) -> bool:
    """Commands of SMB 1 but negotiate."""
    return small.has(lambda name, value: name == "smb.command" and value.value != 0x72)


def always(small: Small) -> bool:
    """Having the attribute is enough."""
    del small
    return True
