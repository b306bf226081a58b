"""Why the ends of a session have their names: the file and its line, or the DNS answer."""
from collections.abc import Iterator

from ..model import Confidence
from ..names.hosts import SYSTEM, line_of, packed
from .case import Case, place, walk, whole
from .reason import Evidence, Other, Reason
from .sentences import joined, say

_PLACES = ("country", "city", "asn", "organisation")


def names(case: Case) -> Iterator[Reason]:
    """Why each end is called so, and is said to be there."""
    for end, known in case.analysis.known_ends(case.session.id).items():
        address = case.session.initiator if end == "client" else case.session.responder
        if "name" in known:
            yield _name(case, end, address, str(known["name"]))
        if "vendor" in known:
            yield Reason("name", f"{end}.vendor {known['vendor']}", "table",
                         say("A table of vendors gives the first bits of {address} to this one. Beyond a router it is "
                             "the router's.", address=known.get("mac", "")), "IEEE 802-2014, section 8.2",
                         Confidence.LIKELY, (case.field(case.session.first_packet, _hardware(case, end)),))
        where = ", ".join(str(known[kind]) for kind in _PLACES if kind in known)
        if where:
            files = ", ".join(case.analysis.names.files.places)
            yield Reason("name", f"{end}.country {where}", "database",
                         say("A database that was given ({files}) has the network of {address} there.", files=files,
                             address=address), "",
                         Confidence.LIKELY, ())


def _hardware(case: Case, end: str) -> str:
    """Which field of the session's first packet has the address of this end."""
    return "eth.source" if (case.way_of(case.session.first_packet) == 0) == (end == "client") else "eth.destination"


def _name(case: Case, end: str, address: str, name: str) -> Reason:
    subject = f"{end}.name {name}"
    octets = packed(address) or b""
    if octets and case.analysis.names.host(octets):
        files = case.analysis.names.files
        for path in (*files.hosts, *((SYSTEM,) if files.system else ())):
            if (found := line_of(path, octets)) is not None:
                return Reason("name", subject, "hosts file",
                              say("Line {line} of {path} says so: “{text}”. What files say goes before what DNS told.",
                                  line=found[0], path=path, text=found[1]), "hosts(5)", Confidence.CERTAIN, (),
                              _told_by_dns(case, end, name))
        return Reason("name", subject, "hosts file", say("A hosts file said so when it was read."), "hosts(5)",
                      Confidence.CERTAIN, ())
    by, packet, is_own = _dns(case, end)
    rule = joined(say("A DNS answer in session {by} gave this name the address {address}.", by=by, address=address),
                  say("It told the client, before it began.") if is_own else say("It told another client."))
    evidence: tuple[Evidence, ...] = ()
    if packet:
        line = next((line for line in walk(case.packet(packet).nodes) if line.text == address and line.size
                     and line.name.partition(".")[0] in ("dns", "mdns", "llmnr")), None)
        evidence = (place(packet, line),) if line is not None else (whole(packet, "the answer"),)
    return Reason("name", subject, "DNS", rule, "RFC 1035, section 3.2", Confidence.CERTAIN if is_own else
                  Confidence.LIKELY, evidence)


def _told_by_dns(case: Case, end: str, name: str) -> tuple[Other, ...]:
    told = case.session.responder_name if end == "server" else ""
    return (Other(told, say("DNS told the client this name.")),) if told and told != name else ()


def _dns(case: Case, end: str) -> tuple[int, int, bool]:
    """The session and the packet that told a name, and whether it told the session's own client."""
    by, packet = case.cell("named_by"), case.cell("named_packet")
    if end == "server" and by:
        return by, packet, True
    import numpy as np
    sessions = case.analysis.sessions
    rows = np.flatnonzero(sessions.column("named_by"))
    mine = sessions.cell("initiator" if end == "client" else "responder", case.session.id - 1)
    for row in rows[::-1][:100_000].tolist():           # the last one counts
        if sessions.cell("responder", row) == mine:
            return int(sessions.cell("named_by", row)), int(sessions.cell("named_packet", row)), False
    return 0, 0, False
