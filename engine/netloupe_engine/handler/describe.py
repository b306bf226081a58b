"""Sessions as Python values: a row of the store, its history, its kept values and its findings put together."""
from collections.abc import Iterator, Sequence
from typing import Any

from ..core import text
from ..errors import UnknownNameError
from ..model import (
    AttributeValue,
    Confidence,
    Decision,
    DirectionReason,
    EndReason,
    FindingRow,
    Session,
    State,
    TcpFacts,
    Transition,
)
from ..packet.row import PAYLOAD
from ..records import replaced
from ..sessions.columns import TCP_COUNTERS
from . import recall
from .extraction import attribute_value, beginning_of
from .findings_list import findings_by_session, listed_findings
from .owners import owner_values, values_of
from .related import announced, relations_of
from .run import Run

_SACK_UP, _SACK_DOWN, _MID_STREAM, _TCP = 1, 2, 4, 8
_SHIFT_UNKNOWN = 255
_TOGETHER = 4096        # sessions whose rows are read at once
_FEW = 100              # of which rows are read one by one


def address_text(packed: bytes, family: int) -> str:
    """An address of the store as text; "" for none."""
    if family == 4:
        return text.address_text(packed[12:])
    return text.address_text(packed) if family == 6 else ""


def vlan_ids(packed: int) -> tuple[int, ...]:
    """The VLAN stack of core/facts.pxd, outermost first."""
    return tuple(packed >> 4 + 12 * at & 0xFFF for at in range(min(packed & 15, 5)))


def attributes_of(run: Run, row: int) -> tuple[AttributeValue, ...]:
    """The values kept with the session in store row `row`, in the order they were read."""
    return (*kept_values(run, run.store.cell("handler", row), run.store.cell("attributes", row)),
            *owner_values(run, row))


def kept_values(run: Run, handler: int, head: int) -> tuple[AttributeValue, ...]:
    """The values of the attributes of which `head` is the newest."""
    return tuple(attribute_value(run.registry.protocols, run.registry.kept_field(field), number, data, packet)
                 for field, number, data, packet in recall.kept(run.pipelines[handler], head)) if head else ()


def session_of(run: Run, session: int) -> Session:
    """Everything known about a session. Raises UnknownNameError."""
    if not 1 <= session <= len(run.store):
        raise UnknownNameError(f"There is no session {session}; there are {len(run.store)}.")
    run.judged()        # what rules found is counted in the row
    row = {name: run.store.cell(name, session - 1) for name in run.store.names}
    found = _assembled(run, session, row, listed_findings(run, session) if row["findings"] else (),
                       announced(run).get(session, ()))
    first, last, response = _payload_times(run, session, row)
    return replaced(found, first_payload_ns=first, last_payload_ns=last, response_ns=response)


def states_of(run: Run, session: int) -> tuple[Transition, ...]:
    """The history of a session alone. Raises UnknownNameError."""
    if not 1 <= session <= len(run.store):
        raise UnknownNameError(f"There is no session {session}; there are {len(run.store)}.")
    if not run.store.cell("first_packet", session - 1):
        return ()       # its row has not been written yet
    pipeline = run.pipelines[run.store.cell("handler", session - 1)]
    steps = [beginning_of(run, session - 1), *recall.history(pipeline, run.store.cell("history", session - 1))]
    return tuple(Transition(State(state), time_ns, packet) for state, time_ns, packet in steps)


def sessions_of(run: Run, ids: Sequence[int]) -> Iterator[Session]:
    """Many sessions, without the times of their payloads: those take a look at every packet of a session."""
    findings, by = findings_by_session(run), announced(run)
    for start in range(0, len(ids), _TOGETHER):
        some = list(ids[start:start + _TOGETHER])
        for session, row in zip(some, _rows(run, some), strict=True):
            yield _assembled(run, session, row, findings.get(session, ()), by.get(session, ()))


def _rows(run: Run, sessions: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The store's rows of sessions; a few are read cell by cell, which does without NumPy."""
    names = run.store.names
    if len(sessions) <= _FEW:
        for session in sessions:
            yield {name: run.store.cell(name, session - 1) for name in names}
        return
    columns = [run.store.take(name, [session - 1 for session in sessions]).tolist() for name in names]
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _assembled(run: Run, session: int, row: dict[str, Any], findings: Sequence[FindingRow],
               its: Sequence[tuple[int, str]]) -> Session:
    """A session from its row, its history and its values."""
    pipeline = run.pipelines[row["handler"]]
    states = states_of(run, session)
    service, category, decided = run.served.decided(session - 1) if run.settings.rules else ("", "", None)
    inner_packets, inner_bytes = recall.inner(pipeline, row["inner"], row["turned"])
    return Session(
        id=session, parent=row["parent"], protocol=run.registry.protocols[row["protocol"]].key, family=row["family"],
        vlan=vlan_ids(row["vlan"]), initiator=address_text(row["initiator"], row["family"]),
        initiator_port=row["initiator_port"], responder=address_text(row["responder"], row["family"]),
        responder_port=row["responder_port"], start_ns=row["start_ns"], end_ns=row["end_ns"],
        first_payload_ns=None, last_payload_ns=None, first_packet=row["first_packet"], last_packet=row["last_packet"],
        packets=(row["packets_up"], row["packets_down"]), bytes=(row["bytes_up"], row["bytes_down"]),
        payload_bytes=(row["payload_bytes_up"], row["payload_bytes_down"]),
        inner_packets=inner_packets, inner_bytes=inner_bytes, direction=DirectionReason(row["direction"]),
        turned=row["turned"] != 0,
        state=State(row["state"]), end_reason=EndReason(row["end_reason"]), states=states,
        path=run.path_name(row["path"]), application=application_name(run, row["application"]), service=service,
        decided_by=Decision(row["decided_by"]), decided_packet=row["decided_packet"],
        confidence=Confidence(row["confidence"]), response_ns=None, tcp=_tcp(row),
        attributes=(*kept_values(run, row["handler"], row["attributes"]), *values_of(run, row)),
        findings=tuple(findings), responder_name=run.relations.names[row["responder_name"]] or "",
        relations=relations_of(run, row, its), category=category, service_decided=decided)


def application_name(run: Run, protocol: int) -> str:
    """The key of a recognised application; "" for none."""
    return run.registry.protocols[protocol].key if protocol else ""


def _payload_times(run: Run, session: int, row: dict[str, Any]) -> tuple[int | None, int | None, int | None]:
    """First and last payload, and the time from the initiator's first payload to the responder's first after it."""
    if not row["payload_bytes_up"] + row["payload_bytes_down"]:
        return None, None, None
    start, stop = row["first_packet"] - 1, row["last_packet"]
    mine = run.index.of_sessions([session], start, stop) - 1 - start
    mine = mine[run.index.column("flags", start, stop)[mine] & PAYLOAD != 0]
    if not len(mine):
        return None, None, None
    times, ways = run.index.column("time_ns", start, stop)[mine], run.index.column("way", start, stop)[mine]
    asked, answered = times[ways == 0], times[ways == 1]
    answered = answered[answered >= asked[0]] if len(asked) else answered[:0]
    return int(times[0]), int(times[-1]), int(answered[0] - asked[0]) if len(answered) else None


def _tcp(row: dict[str, Any]) -> TcpFacts | None:
    marks = row["tcp_marks"]
    if not marks & _TCP:
        return None
    rtt, server = row["rtt_ns"], row["server_rtt_ns"]
    data = row["data_rtt_min_ns"], row["data_rtt_mean_ns"], row["data_rtt_max_ns"]

    def pair(name: str) -> tuple[int, int]:
        return row[f"{name}_up"], row[f"{name}_down"]

    up, down = (None if shift == _SHIFT_UNKNOWN else shift for shift in pair("window_shift"))
    return TcpFacts(
        rtt_ns=rtt if rtt >= 0 else None, server_rtt_ns=server if server >= 0 else None,
        client_rtt_ns=rtt - server if rtt >= 0 and server >= 0 else None, data_rtt_ns=data if data[1] >= 0 else None,
        **{name: pair(name) for name in TCP_COUNTERS}, mss=pair("mss"), window_shift=(up, down),
        sack_permitted=(marks & _SACK_UP != 0, marks & _SACK_DOWN != 0), flags_seen=pair("flags"),
        mid_stream=marks & _MID_STREAM != 0)
