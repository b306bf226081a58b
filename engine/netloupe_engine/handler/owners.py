"""Which local programs a session belongs to, as session attributes: `process.name`, `process.pid` and so on."""
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..capture.owners import Flow, Owner
from ..model import AttributeValue
from .run import Run

_TRANSPORTS = {"tcp": 6, "udp": 17}     # those whose sockets have owners, and their numbers in IP
_COLUMNS = ("protocol", "initiator", "initiator_port", "responder", "responder_port", "start_ns", "end_ns",
            "first_packet")
ENDS = ("initiator", "responder")
FAMILY = "process."     # how their names begin; no packet says them


def owner_values(run: Run, row: int) -> tuple[AttributeValue, ...]:
    """What is known of the programs at both ends of the session in store row `row`; the initiator's first."""
    if not len(run.owners):
        return ()
    return values_of(run, {name: run.store.cell(name, row) for name in _COLUMNS})


def values_of(run: Run, row: Mapping[str, Any]) -> tuple[AttributeValue, ...]:
    """The same for a row that was read already."""
    protocol = _TRANSPORTS.get(run.registry.protocols[row["protocol"]].key)
    if protocol is None or not len(run.owners):
        return ()
    found = run.owners.of(protocol, row["initiator"], row["initiator_port"], row["responder"], row["responder_port"],
                          row["start_ns"], row["end_ns"])
    return tuple(value for end, owner in zip(ENDS, found, strict=True) if owner is not None
                 for value in _values(owner, end, row["first_packet"]))


def _values(owner: Owner, end: str, packet: int) -> Iterator[AttributeValue]:
    yield AttributeValue("process.name", owner.name, owner.name, packet)
    yield AttributeValue("process.pid", owner.pid, str(owner.pid), packet)
    if owner.command:
        yield AttributeValue("process.command", owner.command, owner.command, packet)
    yield AttributeValue("process.end", end, end, packet)


def processes(values: Sequence[AttributeValue]) -> tuple[str, str]:
    """The programs at the initiator's and the responder's end, such as "curl (4242)"; "" where it is not known."""
    found, said = {"initiator": "", "responder": ""}, ""
    for value in values:
        if value.name == "process.name":
            said = str(value.value)
        elif value.name == "process.pid":
            said += f" ({value.text})"
        elif value.name == "process.end":
            found[str(value.value)] = said
    return found["initiator"], found["responder"]


def flows_of(run: Run, ids: Iterable[int]) -> Iterator[Flow]:
    """The flows of these sessions, as their initiators see them."""
    for session in ids:
        protocol = _TRANSPORTS.get(run.registry.protocols[run.store.cell("protocol", session - 1)].key)
        if protocol is not None:
            address, port, remote, remote_port = (run.store.cell(name, session - 1) for name in _COLUMNS[1:5])
            yield Flow(protocol, address, port, remote, remote_port)
