"""What a file of services says: services, each of a category, and the rules by which sessions are known to be theirs.

    category = "video"
    source = "https://www.example.org/addresses, 2026-11-28"        # where the rules are from, for all of the file

    [[service]]
    name = "example"                    # what filters and JSON call it
    title = "Example television"
    domains = ["example.org", "=www.example.com"]       # the name and all below it; with = the name alone
    addresses = ["192.0.2.0/24", "2001:db8::/32"]
    ports = ["udp/9000-9010"]           # of the server; only what is nothing else by its name
    payload = ["tcp 45 58 ?? 01"]       # how the client or the server begins; ?? is any byte
"""
import re

from ...records import record

SERVICES_MAX = 20_000
RULES_MAX = 500_000
PATTERN_MAX = 64            # bytes of a payload that are looked at
PATTERN_FIXED_MIN = 4       # ... of which so many are said: fewer would be found in anything
PORTS_MAX = 65_535
TRANSPORTS = {"tcp": 6, "udp": 17}      # IANA's numbers
_PORTS = re.compile(r"(tcp|udp)/(\d{1,5})(?:-(\d{1,5}))?")


@record(frozen=True, slots=True)
class Service:
    """A service."""

    name: str
    title: str
    category: str
    source: str             # of its rules, with the date
    file: str               # in which it is declared
    is_own: bool = False    # of a user's file: goes before ours


@record(frozen=True, slots=True)
class Domain:
    """A name in lower case, and with `is_whole` no name below it."""

    name: str
    is_whole: bool = False

    def __str__(self) -> str:
        return f"={self.name}" if self.is_whole else self.name


@record(frozen=True, slots=True)
class Network:
    """The first bits of an address of 4 or 16 bytes."""

    address: bytes
    bits: int
    text: str

    def __str__(self) -> str:
        return self.text


@record(frozen=True, slots=True)
class Ports:
    """Ports of servers."""

    transport: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.transport}/{self.first}" + (f"-{self.last}" if self.last != self.first else "")


@record(frozen=True, slots=True)
class Pattern:
    """How a payload begins: bytes, of which those under a zero of the mask may be any."""

    transport: str
    data: bytes
    mask: bytes

    def __str__(self) -> str:
        return f"{self.transport} " + " ".join(
            f"{byte:02x}" if kept else "??" for byte, kept in zip(self.data, self.mask, strict=True))

    def holds(self, payload: bytes) -> bool:
        """Whether a payload begins so."""
        return len(payload) >= len(self.data) and all(
            byte & kept == said for byte, kept, said in zip(payload, self.mask, self.data, strict=False))


Rule = Domain | Network | Ports | Pattern


@record(frozen=True, slots=True)
class Declared:
    """A service with its rules."""

    service: Service
    rules: tuple[Rule, ...]


def ports(value: object) -> Ports:
    """A rule about ports of servers. Raises ValueError."""
    found = _PORTS.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{value!r} is no \"tcp/443\" or \"udp/9000-9010\"")
    first, last = int(found[2]), int(found[3] or found[2])
    if not 0 < first <= last <= PORTS_MAX:
        raise ValueError(f"{value!r}: ports go from 1 to 65535, the lower one first")
    return Ports(found[1], first, last)


def pattern(value: object) -> Pattern:
    """A rule about payloads. Raises ValueError."""
    transport, _, digits = value.partition(" ") if isinstance(value, str) else ("", "", "")
    octets = re.findall(r"[0-9A-Fa-f]{2}|\?\?", digits)
    if transport not in TRANSPORTS or "".join(octets) != digits.replace(" ", ""):
        raise ValueError(f"{value!r} is no \"tcp 16 03 ?? 00\": tcp or udp, and bytes in hexadecimal or ??")
    if len(octets) > PATTERN_MAX:
        raise ValueError(f"{value!r} has more than {PATTERN_MAX} bytes")
    if sum(octet != "??" for octet in octets) < PATTERN_FIXED_MIN:
        raise ValueError(f"{value!r} says fewer than {PATTERN_FIXED_MIN} bytes: too much begins so")
    return Pattern(transport, bytes(0 if octet == "??" else int(octet, 16) for octet in octets),
                   bytes(0 if octet == "??" else 255 for octet in octets))
