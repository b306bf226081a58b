"""Why a session is in its state: for each change the event that led to it, by the rules of sessions/states.pyx."""
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..model import Confidence, EndReason, Node, State, Transition
from ..sessions.states import leads
from .case import Case, walk, whole
from .reason import Evidence, Reason
from .sentences import Said, joined, say, sentence

_FIN, _SYN, _RST, _ACK = 1, 2, 4, 16
_SEGMENTS = 3           # of a handshake


class _Rule(NamedTuple):
    """What an event is, and where it is described."""

    method: str
    text: str
    source: str = ""


_RULES = {
    "opposite": _Rule("answer", "The first packet of the opposite direction: both ends speak."),
    "handshake": _Rule("handshake", "The three-way handshake is complete: a SYN, the SYN-ACK that acknowledges it, and "
                                    "the ACK of that.", "RFC 9293, section 3.5"),
    "mid stream": _Rule("both directions", "Packets of both directions came of a connection whose opening is not in "
                                           "the capture: it must have been open before."),
    "cookie ack": _Rule("handshake", "COOKIE ACK ends the four-way handshake of the association.",
                        "RFC 9260, section 5.1"),
    "packet": _Rule("next packet", "The first packet after both ends had spoken: the session is in use."),
    "payload": _Rule("payload", "The first payload of a connection that is open. What came with the opening counts at "
                                "once."),
    "fin": _Rule("FIN", "The first FIN: its sender has no more to say.", "RFC 9293, section 3.6"),
    "fins acked": _Rule("FIN", "The FINs of both directions are acknowledged: the connection is closed.",
                        "RFC 9293, section 3.6"),
    "shutdown": _Rule("SHUTDOWN", "An end has begun to close the association.", "RFC 9260, section 9.2"),
    "shutdown complete": _Rule("SHUTDOWN", "SHUTDOWN COMPLETE ends the association.", "RFC 9260, section 9.2"),
    "rst": _Rule("RST", "An RST that its receiver accepts, as its number is in the window, breaks the connection off "
                        "at once.", "RFC 9293, section 3.5.3"),
    "refused": _Rule("RST", "An RST answered the SYN: the connection was refused.", "RFC 9293, section 3.5.2"),
    "abort": _Rule("ABORT", "ABORT breaks the association off at once.", "RFC 9260, section 9.1"),
    "new timeout": _Rule("time-out", "Nobody answered within {limit} of the last packet."),
    "idle timeout": _Rule("time-out", "There was no packet for {limit} after the last one."),
    "sweep": _Rule("time-out", "The session has ended, and no late packet came for {limit}: it was given up."),
}
_ENDS = {
    EndReason.REUSED: sentence("Then a new opening of the same ends began another session."),
    EndReason.EVICTED: sentence("Then it was given up, since more were active than are kept (see the finding)."),
    EndReason.CAPTURE_END: sentence("The capture ends in this state."),
}


def states(case: Case) -> Iterator[Reason]:
    """Why it is in each of its states, the first one first."""
    history = case.session.states
    for at, step in enumerate(history):
        known = _ENDS.get(case.session.end_reason, "") if at == len(history) - 1 else ""
        end = say(known) if known else None
        if at == 0:
            yield _reason(step, "first packet", joined(say("The session's first packet was seen."), end), "",
                          (whole(step.packet, "the first packet"),))
            continue
        event = _event(case, history[at - 1].state, step)
        rule, evidence = _RULES.get(event, _Rule("", "")), _EVIDENCE.get(event, _packet)(case, step)
        missing = say("Not all of them were captured; those that were say so.") \
            if event == "handshake" and len(evidence) < _SEGMENTS else None
        said = say(rule.text, limit=_limit(case, event, history[at - 1].state)) if rule.text else None
        yield _reason(step, rule.method, joined(said, missing, end), rule.source, evidence)


def _reason(step: Transition, method: str, rule: Said, source: str, evidence: tuple[Evidence, ...]) -> Reason:
    return Reason("state", step.state.name, method, rule, source, Confidence.CERTAIN, evidence)


def _event(case: Case, before: State, step: Transition) -> str:
    """The event that led to a state. Several can lead from NEW to CLOSING: the segment's flags tell which did."""
    session = case.session
    possible = leads(session.protocol, before, step.state)
    if len(possible) < 2:
        return possible[0] if possible else ""
    if "mid stream" in possible:
        is_known = session.tcp is None or not session.tcp.mid_stream
        return possible[0] if is_known and session.protocol == "tcp" else _of_association(case, step, possible)
    if session.end_reason == EndReason.REFUSED:
        return "refused"
    if session.end_reason == EndReason.RESET and _is_broken_off(case, step):
        return "abort" if "abort" in possible else "rst"
    return next((event for event in possible if event not in ("rst", "refused", "abort")), possible[0])


def _of_association(case: Case, step: Transition, possible: tuple[str, ...]) -> str:
    if case.session.protocol == "tcp":
        return "mid stream"
    is_said = "cookie ack" in possible and _said(case.headers(step.packet), "cookie ack")
    return "cookie ack" if is_said else "mid stream"


def _said(nodes: Sequence[Node], words: str) -> bool:
    return any(words in node.text.lower().replace("_", " ") for node in walk(nodes))


def _is_broken_off(case: Case, step: Transition) -> bool:
    """Is the packet that changed the state an RST, or an ABORT?"""
    if case.session.protocol == "sctp":
        return _said(case.headers(step.packet), "abort")
    return any(number == step.packet and flags & _RST for number, _way, flags in case.segments(step.packet))


def _limit(case: Case, event: str, before: State) -> str:
    """How long was waited, in words."""
    settings, tcp = case.run.settings, case.session.protocol == "tcp"
    idle = settings.tcp_idle_timeout_s if tcp else settings.udp_idle_timeout_s if case.session.protocol == "udp" \
        else settings.other_idle_timeout_s
    if event == "new timeout" and tcp:
        idle = settings.new_timeout_s
    elif before is State.CLOSING:
        idle = settings.closing_timeout_s
    elif before is State.CLOSED:
        broken = case.session.end_reason in (EndReason.RESET, EndReason.REFUSED)
        idle = settings.reset_linger_s if broken else settings.linger_s
    return f"{idle:,.0f} s" if idle is not None else "?"


# ---- evidence

def _packet(case: Case, step: Transition) -> tuple[Evidence, ...]:
    waits = step.state in (State.TIMEOUT, State.CLEANUP)
    return (whole(step.packet, "the last packet" if waits else "the packet"),)


def _flags(case: Case, step: Transition) -> tuple[Evidence, ...]:
    return (case.field(step.packet, "tcp.flags", "sctp.chunk_type"),)


def _opening(case: Case, step: Transition) -> tuple[Evidence, ...]:
    """The SYN, the SYN-ACK, and the packet that completed the handshake."""
    found = case.segments(step.packet)
    syn = next((number for number, way, flags in found if way == 0 and flags & (_SYN | _ACK) == _SYN), 0)
    answer = next((number for number, way, flags in found if way == 1 and flags & _SYN and flags & _ACK), 0)
    return tuple(case.field(number, "tcp.flags") for number in dict.fromkeys((syn, answer, step.packet)) if number)


def _refusal(case: Case, step: Transition) -> tuple[Evidence, ...]:
    """The SYN, and the RST."""
    return _opening(case, step)


def _first_of_both(case: Case, step: Transition) -> tuple[Evidence, ...]:
    both = dict.fromkeys((case.session.first_packet, step.packet))
    return tuple(whole(number, ("to the responder", "to the initiator")[case.way_of(number)]) for number in both)


def _fins(case: Case, step: Transition) -> tuple[Evidence, ...]:
    """The FINs of both directions, and the last acknowledgement."""
    found = case.segments(step.packet)
    fins = [next((number for number, way, flags in reversed(found) if way == mine and flags & _FIN), 0)
            for mine in (0, 1)]
    told = [case.field(number, "tcp.flags") for number in sorted(fins) if number]
    return (*told, case.field(step.packet, "tcp.acknowledgement"))


def _payload(case: Case, step: Transition) -> tuple[Evidence, ...]:
    """What stands behind the transport's header."""
    layers = case.headers(step.packet)
    at = max((at for at, node in enumerate(layers) if node.name == case.session.protocol), default=len(layers))
    for node in layers[at + 1:at + 2]:
        if node.size and node.at >= 0:
            return (Evidence(step.packet, node.at, node.size, node.buffer, f"{node.size:,} bytes of payload"),)
    return (whole(step.packet),)


_EVIDENCE: dict[str, Callable[[Case, Transition], tuple[Evidence, ...]]] = {
    "handshake": _opening, "mid stream": _first_of_both, "payload": _payload, "fin": _flags, "fins acked": _fins,
    "rst": _flags, "refused": _refusal, "cookie ack": _flags, "shutdown": _flags, "shutdown complete": _flags,
    "abort": _flags,
}
