"""What sessions can be asked: the columns of sessions/columns.py by the names people use, and what follows from them.

    client, server, either, port, app, state, packets, bytes, duration, rate ...

Attributes of protocols, such as http.host, go by their own names, those of every packet begin with "frame.".
"""
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from ..records import record
from ..sessions.columns import DERIVED, EVERY, TCP_COUNTERS, Column


class What(StrEnum):
    """What a field's values are, and so what they can be compared with."""

    COUNT = "a number"
    BYTES = "a number of bytes"
    RATE = "bits per second"
    DURATION = "a duration"
    TIME = "a time"
    WORD = "a word"                 # a number that stands for one of a list of words
    NAME = "a name"                 # the same, of a list that grows with the capture
    PROTOCOLS = "protocols"         # of a path
    ADDRESS = "an address"
    TEXT = "a text"
    TRUTH = "yes or no"


class How(StrEnum):
    """How a field's values are made of columns."""

    EACH = "each"           # the values of any of them
    SUM = "sum"
    DURATION = "duration"   # end - start
    RATE = "rate"           # bits by that
    VLAN = "vlan"           # the tags
    RESPONSE = "response"   # from what the client sent first to the first answer
    ORDINAL = "ordinal"     # which one it is of its transport's, from 0
    MARKS = "marks"         # whether a person has marked it
    NOTES = "notes"         # what a person has written on it
    LINES = "lines"         # the line that sums a session up
    FINDINGS = "findings"   # kinds of its findings
    SEVERITIES = "severities"
    ENDS = "ends"           # what ends are called, and where they are: ends.py


@record(frozen=True, slots=True)
class SessionField:
    """One thing that a session can be asked for."""

    name: str
    what: What
    says: str
    columns: tuple[str, ...] = ()
    how: How = How.EACH
    words: str = ""             # which list of words its numbers count in
    none: int | None = None     # this number is no value
    of_tcp: bool = False        # only sessions of TCP have it


_ALIASES = {
    "client": "initiator", "server": "responder", "client.port": "initiator_port", "server.port": "responder_port",
    "app": "application", "ended": "end_reason", "name": "responder_name", "announced": "expected_reason",
    "transport": "protocol", "payload": "payload_bytes", "finding_count": "findings",
}
_SUMS = ("bytes", "payload_bytes", "packets", *TCP_COUNTERS)
_NONE = {"parent": 0, "expected_by": 0, "expected_packet": 0, "named_by": 0, "named_packet": 0, "responder_name": 0,
         "expected_reason": 0, **{column.name: 0 for column in DERIVED},
         "mss": 0, "window_shift": 255, "decided_packet": 0}
_WHATS = {"time": What.TIME, "duration": What.DURATION, "truth": What.TRUTH, "names": What.NAME,
          "paths": What.PROTOCOLS, "services": What.NAME, "categories": What.NAME, "rules": What.NAME}
# Said otherwise below, or nothing a person would ask.
_OMITTED = ("vlan", "protocol", "history", "attributes", "inner", "handler", "tcp_marks", "path", "findings")

_OWN = (
    SessionField("id", What.COUNT, "number of the session", ("id",)),
    SessionField("either", What.ADDRESS, "address of either end", ("initiator", "responder")),
    SessionField("port", What.COUNT, "port of either end", ("initiator_port", "responder_port")),
    SessionField("duration", What.DURATION, "from the first packet to the last", ("start_ns", "end_ns"), How.DURATION),
    SessionField("response", What.DURATION, "from the client's first payload to the server's first after it",
                 how=How.RESPONSE, none=-1),
    SessionField("rate", What.RATE, "bits per second over its duration",
                 ("bytes_up", "bytes_down", "start_ns", "end_ns"), How.RATE),
    SessionField("vlan", What.COUNT, "any of its VLAN identifiers", ("vlan",), How.VLAN),
    SessionField("protocol", What.PROTOCOLS, "any protocol of its path", ("path",), words="paths"),
    SessionField("path", What.NAME, "its protocol path, such as eth.ip.tcp.tls", ("path",), words="paths"),
    SessionField("transport", What.WORD, "protocol that makes the session, such as tcp", ("protocol",),
                 words="protocols"),
    SessionField("tcp.stream", What.COUNT, "which TCP session it is, from 0, as Wireshark counts", ("protocol",),
                 How.ORDINAL, "tcp"),
    SessionField("udp.stream", What.COUNT, "which UDP session it is, from 0", ("protocol",), How.ORDINAL, "udp"),
    SessionField("info", What.TEXT, "the line that sums it up", how=How.LINES),
    SessionField("findings", What.COUNT, "how many findings it has", ("findings",)),
    SessionField("marked", What.TRUTH, "whether it is marked by a person", how=How.MARKS),
    SessionField("note", What.TEXT, "what a person has noted on it", how=How.NOTES),
    SessionField("finding", What.TEXT, "kind of a finding, such as tcp.reset", how=How.FINDINGS),
    SessionField("severity", What.WORD, "severity of a finding", how=How.SEVERITIES, words="severities"),
)
# What files, DNS and Ethernet say of the ends, by client, server, and either.
_OF_ENDS = {
    "name": "name of {end}, by hosts files or DNS", "country": "country of {end}, such as DE, by a database",
    "city": "city of {end}, by a database", "asn": "autonomous system of {end}, by a database",
    "organisation": "who runs the autonomous system of {end}, by a database",
    "vendor": "who made the network interface of {end}, or of the router to it",
    "mac": "hardware address of {end}, or of the router to it"}
_ENDS = {"client": ("the client", ("initiator",)), "server": ("the server", ("responder",)),
         "": ("either end", ("initiator", "responder"))}


@cache
def session_fields() -> dict[str, SessionField]:
    """Every field by its names."""
    found = {field.name: field for column in EVERY if column.name not in _OMITTED for field in _of_column(column)}
    found |= {field.name: field for field in _OWN}
    for alias, name in _ALIASES.items():
        for way in ("", ".up", ".down"):
            if name + way in found and alias + way not in found:
                found[alias + way] = found[name + way]
    for name, field in list(found.items()):     # as the columns themselves are called
        found.setdefault(name.replace(".", "_"), field)
    for field in _of_ends():                    # "name" alone is what DNS told, "server_name" what TLS says
        found.setdefault(field.name, field)
    return found


def _of_ends() -> Iterator[SessionField]:
    for kind, says in _OF_ENDS.items():
        for end, (called, sides) in _ENDS.items():
            what = What.COUNT if kind == "asn" else What.NAME
            yield SessionField(f"{end}.{kind}" if end else kind, what, says.format(end=called), sides, How.ENDS,
                               "" if kind == "asn" else f"ends.{kind}", 0)


def _of_column(column: Column) -> list[SessionField]:
    name = column.name.removesuffix("_ns")
    what = _WHATS.get(column.means) or (
        What.ADDRESS if column.type == "V16" else What.WORD if column.means else
        What.BYTES if column.unit == "bytes" else What.COUNT)
    words = column.means if what in (What.WORD, What.NAME) else ""
    none = -1 if column.means == "duration" else _NONE.get(column.name)

    def made(name: str, says: str, columns: tuple[str, ...], how: How = How.EACH) -> SessionField:
        return SessionField(name, what, says, columns, how, words, none, column.of_tcp)

    if not column.is_pair:
        return [made(name, column.says, column.names)]
    how = How.SUM if column.name in _SUMS else How.EACH
    ways = zip(("up", "down"), column.names, strict=True)
    return [made(name, f"{column.says}, {'both ways' if how is How.SUM else 'either way'}", column.names, how),
            *(made(f"{name}.{way}", f"{column.says}, {said}", (of,))
              for (way, of), said in zip(ways, ("from the client", "from the server"), strict=True))]
