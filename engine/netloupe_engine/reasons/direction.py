"""Why a session's initiator is taken for the initiator."""
from collections.abc import Callable

from ..model import Confidence, DirectionReason
from ..protocols.services import SYSTEM_PORTS
from .case import Case, whole
from .reason import Evidence, Other, Reason
from .replay import Replay
from .sentences import Said, joined, say

_SYN, _ACK = 2, 16


def direction(case: Case, replay: Replay) -> Reason:
    """Why the initiator is the initiator."""
    session = case.session
    method, rule, source, confidence, evidence = _TOLD[session.direction](case, replay)
    other = say("It was taken for the responder at first, until this said more.") if session.turned else None
    first = session.initiator if not session.turned else session.responder
    others = (Other(end_text(session.responder, session.responder_port),
                    say("It sent the first packet that was captured.")),
              ) if session.turned and first == session.responder else ()
    return Reason("direction", end_text(session.initiator, session.initiator_port), method,
                  joined(rule, other), source, confidence, evidence, others)


def end_text(address: str, port: int) -> str:
    """An end of a session."""
    if not port:
        return address
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


_Told = tuple[str, Said, str, Confidence, tuple[Evidence, ...]]


def _opening(case: Case, replay: Replay) -> _Told:
    session = case.session
    if session.protocol == "tcp":
        opening = [(number, way, flags) for number, way, flags in case.segments(session.last_packet) if flags & _SYN]
        syn = next((one for one in opening if not one[2] & _ACK), opening[0] if opening else None)
        if syn is not None:
            rule = say("It sent the SYN, which opens a connection.") if not syn[2] & _ACK else \
                say("The other end sent a SYN-ACK, which answers who opened the connection.")
            return "opening", rule, "RFC 9293, section 3.5", Confidence.CERTAIN, (case.field(syn[0], "tcp.flags"),)
    if session.protocol == "sctp":
        return ("opening", say("It sent INIT, or is the one whom INIT ACK or COOKIE ACK answers."),
                "RFC 9260, section 5.1", Confidence.CERTAIN, (case.field(session.first_packet, "sctp.chunk_type"),))
    return ("opening", say("It sent the request of a request and its reply."), "", Confidence.CERTAIN,
            (case.field(session.first_packet, f"{session.protocol}.type", f"{session.protocol}.operation"),))


def _said(case: Case, replay: Replay) -> _Told:
    packet = replay.client_packet
    rule = say("What was said tells who asks and who answers: a request, a response, a greeting, a bit in the header.")
    return "said", rule, "", Confidence.CERTAIN, (whole(packet, case.session.application),) if packet else ()


def _port(case: Case, replay: Replay) -> _Told:
    session = case.session
    port = session.responder_port
    side = "source" if case.way_of(session.first_packet) else "destination"
    known = protocols_of_port(case, port)
    ports = {"port": str(port), "other": str(session.initiator_port)}
    if known:
        rule = say("Port {port} of the other end is one for {protocols}, and {other} is none, or less surely.",
                   protocols=known, **ports)
    elif port >= SYSTEM_PORTS:
        rule = say("Port {port} of the other end is one for a service, and {other} is none, or less surely.", **ports)
    else:
        rule = say("Port {port} of the other end is one that only services are given, and {other} is none.", **ports)
    return ("port", joined(say("The opening was not captured."), rule), "RFC 6335, section 6", Confidence.LIKELY,
            (case.field(session.first_packet, f"{session.protocol}.{side}_port"),))


def _first(case: Case, replay: Replay) -> _Told:
    return ("first packet", say("Nothing else tells: it sent the first packet that was captured."), "",
            Confidence.LIKELY if case.session.protocol in ("tcp", "udp", "sctp") else Confidence.CERTAIN,
            (whole(case.session.first_packet, "the first packet"),))


_TOLD: dict[DirectionReason, Callable[[Case, Replay], _Told]] = {
    DirectionReason.OPENING: _opening, DirectionReason.SAID: _said, DirectionReason.PORT: _port,
    DirectionReason.FIRST: _first}


def protocols_of_port(case: Case, port: int) -> str:
    """The titles of the protocols that are registered on a port, "" for none."""
    space = f"{case.session.protocol}.port"
    found = []
    for protocol in case.registry.protocols:
        keys = protocol.rides_on.get(space, ())
        if port and port in (keys if isinstance(keys, tuple) else (keys,)):
            found.append(protocol.title)
    return ", ".join(found[:4])
