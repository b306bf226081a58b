"""Why something is said of a session, as it crosses the border to window and command line."""
from ..model import Confidence
from ..records import record
from .sentences import Said

# What reasons are about, in the order in which they are told.
ABOUT = ("application", "service", "path", "direction", "state", "relation", "name", "finding")

# By what kind of rule something was decided; several are joined by ", ".
METHODS = ("probe", "port hint", "table", "header", "port", "switch", "carry", "expectation", "opening", "said",
           "first packet", "answer", "handshake", "both directions", "next packet", "payload", "time-out", "hosts file",
           "DNS", "database", "no payload", "not recognised", "none", "named", "announced", "carried", "redirected",
           "referred", "note", "warning", "error", "protocol", "correlation", "told", "server name", "host",
           "certificate", "address", "FIN", "RST", "SHUTDOWN", "ABORT")
# What evidence says that is no attribute of a packet.
PHRASES = ("the first packet", "the last packet", "the packet", "the announcement", "its first message", "the answer",
           "to the responder", "to the initiator", "decided it", "and what follows")


@record(frozen=True, slots=True)
class Evidence:
    """A packet that decided, and where in it."""

    packet: int         # its number
    at: int             # of bytes in `Packet.buffers[buffer]`; -1: the packet as a whole, or its absence
    size: int
    buffer: int
    text: str           # what is there: "flags SYN"


@record(frozen=True, slots=True)
class Other:
    """What else could have been said, and why it was not."""

    name: str
    why: Said


@record(frozen=True, slots=True)
class Reason:
    """Why one thing is said of a session."""

    about: str          # one of ABOUT
    subject: str        # what is said: "http", "ESTABLISHED", "tcp.reset"
    method: str         # by what kind of rule: of METHODS
    rule: Said          # the rule in words, and how it came to hold here
    source: str         # where the rule is from: "RFC 9293, section 3.5", "" if it is this program's own
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    others: tuple[Other, ...] = ()      # the runner-up first

    @property
    def line(self) -> str:
        """All in one line, for a tooltip: "http: probe, certain, packet 4"."""
        parts = [self.method, *([self.confidence.name.lower()] if self.confidence else [])]
        if self.evidence:
            parts.append(f"packet {self.evidence[0].packet:,}")
        return f"{self.subject}: {', '.join(parts)}"
