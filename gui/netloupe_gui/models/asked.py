"""What can be asked by pointing at a cell: conditions of the filter language, the likeliest first."""
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from netloupe_engine.errors import NetloupeError

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis
    from netloupe_engine.model import AttributeValue, Hit, Node

VALUES_MAX = 50         # of several cells, in one condition
_OCTETS = re.compile("[0-9a-fA-F]{2}")

# Of each column of the sessions table what it shows by the filter's names: of each name, another's values may be asked.
SESSION_ASKS: dict[str, tuple[tuple[str, str], ...]] = {
    "client": (("client", "client"), ("client.port", "client.port"), ("either", "client")),
    "server": (("server", "server"), ("server.port", "server.port"), ("either", "server"), ("port", "server.port")),
    "state": (("state", "state"), ("ended", "ended")), "end_reason": (("ended", "ended"),),
    "application": (("app", "app"),), "service": (("service", "service"),),
    "category": (("category", "category"),), "path": (("path", "path"), ("app", "app")),
    "process": (("process.name",) * 2,),
    "packets_both": (("packets", "packets"), ("packets.up", "packets.up"), ("packets.down", "packets.down")),
    "bytes_both": (("bytes", "bytes"), ("bytes.up", "bytes.up"), ("bytes.down", "bytes.down")),
    **{f"{what}_{way}": ((f"{what}.{way}",) * 2,) for what in ("packets", "bytes", "payload")
       for way in ("up", "down")},
    "protocol": (("transport", "transport"),), "responder_name": (("name", "name"),),
    "expected_reason": (("announced", "announced"),), "decided": (("decided_by", "decided_by"),),
    "findings": (("finding", "finding"), ("severity", "severity"), ("findings", "findings")),
    **{name: ((name, name),) for name in (
        "id", "start", "duration", "info", "rate", "rtt", "retransmissions", "end", "vlan", "parent", "expected_by",
        "packets", "bytes", "out_of_order", "duplicate_acks", "zero_windows", "resets")},
}
ORDERED = frozenset(("start", "end", "duration", "rate", "rtt", "retransmissions", "packets", "packets.up",
                     "packets.down", "bytes", "bytes.up", "bytes.down", "payload.up", "payload.down", "findings",
                     "out_of_order", "duplicate_acks", "zero_windows", "resets"))


def grouped_by(column: str) -> str:
    """What sessions are grouped by where it is by a column, "" if no two have the same there; an attribute's column has
    its name."""
    if column == "id":
        return ""
    asks = SESSION_ASKS.get(column)
    return asks[0][0] if asks is not None else column if "." in column else ""


def session_conditions(analysis: "Analysis", column: str, ids: Sequence[int]) -> tuple[str, ...]:
    """What a column says of these sessions; an attribute's column has its name."""
    found: list[str] = []
    for name, of in SESSION_ASKS.get(column, ((column, column),) if "." in column else ()):
        values = list(dict.fromkeys(value for id in ids[:VALUES_MAX] for value in analysis.values_of(of, id)))
        found += _conditions(analysis, name, values[:VALUES_MAX])
        if name in ORDERED and len(values) == 1 and values[0] is not None and found:
            found += [found[-1].replace(" == ", order, 1) for order in (" >= ", " <= ")]
    if column == "state" and len(found) > 1 and not found[1].endswith("none"):
        found.reverse()         # how it ended says more
    return tuple(found)


def packet_conditions(analysis: "Analysis", column: str, number: int) -> tuple[str, ...]:
    """What a column says of a packet."""
    cell, row = analysis.packets.cell, number - 1
    path = analysis.path_name(cell("path", row))
    if column == "protocol":
        return (path.rpartition(".")[2],) if path else ()
    if column == "path":
        return _conditions(analysis, "path", [path])
    if column == "session":
        return _conditions(analysis, "id", [cell("session", row)]) if cell("session", row) else ()
    values = {"number": ("frame.number", number), "time": ("frame.time", cell("time_ns", row)),
              "since_start": ("frame.time", cell("time_ns", row)), "length": ("frame.length", cell("length", row))}
    return _conditions(analysis, values[column][0], [values[column][1]]) if column in values else ()


def hit_conditions(analysis: "Analysis", hit: "Hit", column: str, pattern: str, kind: str) -> tuple[str, ...]:
    """What a cell of a place that was found says, then what else is known of the place: its bytes, as they were looked
    for, its session and its packet."""
    asked = {"session": _conditions(analysis, "id", [hit.session]) if hit.session else (),
             "found": _holding(pattern, kind), "number": packet_conditions(analysis, "number", hit.packet),
             "time": packet_conditions(analysis, "time", hit.packet)}
    return (*asked.get(column, ()), *(one for name in ("found", "session", "number") if name != column
                                      for one in asked[name]))


def _holding(pattern: str, kind: str) -> tuple[str, ...]:
    """Packets with this in their bytes; no filter has bytes of any value."""
    if kind == "hex":
        octets = _OCTETS.findall(pattern)
        return (f"frame.bytes contains {':'.join(octets).lower()}",) if len(octets) > 1 and "?" not in pattern else ()
    written = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return (f'frame.bytes {"matches" if kind == "regex" else "contains"} "{written}"',)


def node_conditions(analysis: "Analysis", node: "Node", session: int,
                    attributes: Iterable["AttributeValue"]) -> tuple[str, ...]:
    """What a line of the attribute tree says: a layer, an attribute, or something about the session."""
    if node.name.startswith("session."):
        return _of_session(analysis, node, session, attributes)
    if node.kind == "layer":
        return (node.name,) if node.name not in ("session", "frame") else ()
    if node.value is None:
        return (node.name,)
    return _conditions(analysis, node.name, [node.value])


_SESSION_LINES = {"application": "app", "path": "path", "state": "state", "initiator": "client", "responder": "server",
                  "duration": "duration", "start": "start", "end": "end", "packets": "packets", "bytes": "bytes",
                  "decided_by": "decided_by", "confidence": "confidence", "vlan": "vlan", "parent": "parent"}


def _of_session(analysis: "Analysis", node: "Node", session: int,
                attributes: Iterable["AttributeValue"]) -> tuple[str, ...]:
    name = node.name.removeprefix("session.")
    if name == "finding":
        return _conditions(analysis, "finding", [node.title])
    kept = [value.value for value in attributes if value.name == name and value.text == node.text]
    if kept:
        return _conditions(analysis, name, kept[:1])
    asked = _SESSION_LINES.get(name)
    return session_conditions(analysis, {"app": "application"}.get(asked, asked), [session]) if asked else ()


def _conditions(analysis: "Analysis", name: str, values: Sequence[object]) -> tuple[str, ...]:
    """One or, where a filter cannot say it, none."""
    try:
        return (analysis.condition(name, *values),)         # type: ignore[arg-type]
    except NetloupeError:
        return ()
