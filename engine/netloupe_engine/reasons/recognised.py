"""Why bytes were taken for a protocol's, or for nobody's: recognition is asked once more about the same bytes."""
from typing import NamedTuple

from ..classify.trial import BYTES_MAX, GUESSES, TURNS, shortest, trial
from ..model import Confidence
from ..protocols.define import Protocol
from ..streams.chunk import Side
from .case import Case, place, whole
from .direction import protocols_of_port
from .reason import Evidence, Other, Reason
from .sentences import Said, joined, say, sentence

_LIKELY, _CERTAIN = 2, 3
_SHOWN = 16             # bytes of a beginning that are shown
_STARTS_SHOWN = 5
_OTHERS_MAX = 12
_PICTURES = {9: "␉", 10: "␊", 13: "␍"}
_SAID = {"refuted": sentence("These bytes are none of its messages."),
         "needs more": sentence("It could not tell yet from so few bytes."),
         "likely": sentence("It could have been one of its messages, but the other one was surer or came first."),
         "certain": sentence("It took these bytes for its own, but the other one was surer or came first.")}


class First(NamedTuple):
    """What a direction said first, up to a packet."""

    data: bytes
    packets: tuple[tuple[int, int, int, int], ...]      # packet, at, buffer, size: in the order of `data`
    is_lost: bool                                       # bytes before it, or behind it, are missing

    def evidence(self, size: int, text: str) -> tuple[Evidence, ...]:
        """The first `size` bytes, piece for piece."""
        found: list[Evidence] = []
        left = size
        for packet, at, buffer, some in self.packets:
            if left <= 0:
                break
            found.append(Evidence(packet, at, min(left, some), buffer, text if not found else "and what follows"))
            left -= some
        return tuple(found)


def first_bytes(case: Case, way: int, since: int = 0, until: int = 0) -> First:
    """What direction `way` said first, from packet `since` up to `until`; of datagrams the first one."""
    stream = case.analysis.stream(case.session.id, case.cancelled)
    side: Side = "server" if way else "client"
    data, packets, is_lost = b"", [], False
    for chunk in stream.page(0, side) if stream.pages(side) else ():
        if until and chunk.packet > until:
            break
        if chunk.packet < since or chunk.kind == "retransmission":
            continue
        if chunk.kind == "gap":
            is_lost = True
            if data:
                break
            continue
        data += chunk.data
        packets.append((chunk.packet, chunk.at, chunk.buffer, chunk.size))
        if chunk.kind == "datagram" or len(data) >= BYTES_MAX:
            break
    return First(data[:BYTES_MAX], tuple(packets), is_lost)


def recognised(case: Case, protocol: int) -> Reason:
    """Why the session's first parser speaks this protocol: it was recognised by its bytes."""
    session, declared = case.session, case.registry.protocols[protocol]
    packet = session.decided_packet or session.first_packet
    confidence = session.confidence
    found = _decisive(case, protocol, packet)
    if found is None:
        return Reason("application", declared.key, "probe", joined(_first_message(declared), _sure(confidence)),
                      declared.reference, confidence, (_layer(case, declared, packet),))
    first, way, asked, tried = found
    by_port = next((hint for who, _guess, hint in asked if who == protocol), False)
    said = next(guess for who, guess, _hint in asked if who == protocol)
    size = shortest(case.registry, protocol, first.data, way, session.protocol == "tcp", said)
    hint = None if by_port else say("No port hinted at it: what begins with these bytes was looked up.")
    if by_port and (known := _port_hint(case)):
        hint = say("Its port hinted at it ({known}).", known=known)
    rule = joined(_first_message(declared), hint, _enough(size, len(first.data), said), _sure(confidence))
    evidence = first.evidence(size, _shown(first.data[:size]))
    if packet not in {one.packet for one in evidence}:
        evidence += (whole(packet, "decided it"),)
    return Reason("application", declared.key, "probe, port hint" if by_port else "probe", rule,
                  declared.reference, confidence, evidence, _others(case, protocol, asked, tried))


def _layer(case: Case, declared: Protocol, packet: int) -> Evidence:
    """Where the protocol is in a packet."""
    node = next((node for node in case.packet(packet).nodes if node.name == declared.key), None)
    return place(packet, node) if node is not None else whole(packet)


Asked = list[tuple[int, int, bool]]


def _decisive(case: Case, protocol: int, packet: int) -> tuple[First, int, Asked, tuple[int, ...]] | None:
    """The bytes of which recognition says today what it said then: what the decisive packet's direction had said by
    then, or that packet's own."""
    way = case.way_of(packet)
    for mine, since in ((way, 0), (way, packet), (1 - way, 0)):
        first = first_bytes(case, mine, since, packet)
        if not first.data:
            continue
        asked, tried = _turns(case, first, mine, protocol)
        if any(who == protocol and guess >= _LIKELY for who, guess, _hint in asked):
            return first, mine, asked, tried
    return None


def _turns(case: Case, first: First, way: int, protocol: int) -> tuple[Asked, tuple[int, ...]]:
    """Recognition as it went: who was believed before the protocol had its turn was withdrawn."""
    session, tried = case.session, tuple[int, ...]()
    ports = session.initiator_port, session.responder_port
    all_asked: Asked = []
    while True:
        asked, believed = trial(case.registry, first.data, ports, way, session.protocol == "tcp", first.is_lost, tried)
        known = {who for who, _guess, _hint in all_asked}
        all_asked += [one for one in asked if one[0] not in known]
        if believed in (0, protocol) or len(tried) == TURNS:
            return all_asked, tried
        tried = (*tried, believed)


def _others(case: Case, protocol: int, asked: Asked, tried: tuple[int, ...]) -> tuple[Other, ...]:
    """Who else was asked, the nearest to being believed first."""
    found = []
    for who, guess, by_port in sorted(asked, key=lambda one: (one[0] not in tried, -one[1])):
        if who == protocol:
            continue
        asked_by = say("(asked because of its port)") if by_port else \
            say("(asked because it may begin with these bytes)")
        if who in tried:
            why = say("It was believed first, and withdrawn: it could not read the first message.")
        elif guess == _LIKELY and not by_port:
            why = say("It could have been one of its messages, but away from its ports it has to be certain.")
        else:
            why = say(_SAID[GUESSES[guess]])
        found.append(Other(case.registry.protocols[who].key, joined(why, asked_by)))
    return tuple(found[:_OTHERS_MAX])


def unknown(case: Case) -> Reason:
    """Why nobody was recognised."""
    session = case.session
    sides = [first_bytes(case, way) for way in (0, 1)]
    if session.protocol not in ("tcp", "udp", "sctp"):
        return _nobody(case, "none", say("Nothing that is known says what this carries."), (), ())
    if not any(side.data for side in sides):
        said = sum(session.payload_bytes)
        rule = say("No payload was captured: there is nothing to recognise a protocol by.") if not said else \
            say("The capture has no byte of the payload, which would tell.")
        return _nobody(case, "no payload", rule, (whole(session.first_packet),), ())
    evidence: tuple[Evidence, ...] = ()
    others: list[Other] = []
    for way, side in enumerate(sides):
        if side.data:
            evidence += side.evidence(min(_SHOWN, len(side.data)), _shown(side.data))[:1]
            asked, tried = _turns(case, side, way, 0)
            others += [one for one in _others(case, 0, asked, tried)
                       if one.name not in {known.name for known in others}]
    asked_by = say("No protocol has one of these ports, or begins with these bytes.")
    if others:
        asked_by = say("{n} that have one of these ports, or may begin like this, were asked: none recognised its own.",
                       n=len(others))
    lost = say("Bytes are missing from the beginning, by which one could have been recognised.") \
        if any(side.is_lost for side in sides) else None
    return _nobody(case, "not recognised", joined(asked_by, lost), evidence, tuple(others[:_OTHERS_MAX]))


def _nobody(case: Case, method: str, rule: Said, evidence: tuple[Evidence, ...], others: tuple[Other, ...]) -> Reason:
    hint = _port_hint(case)
    return Reason("application", "unknown", method,
                  joined(rule, say("By its port it could be {hint}, which alone proves nothing.", hint=hint)
                         if hint else None), "",
                  Confidence.NONE, evidence, others)


# ---- words

def _first_message(declared: Protocol) -> Said:
    starts = [start for start in declared.starts or () if start]
    shown = ", ".join(_shown(start) for start in starts[:_STARTS_SHOWN]) + (" …" if len(starts) > _STARTS_SHOWN else "")
    if starts:
        return say("The first bytes are a message of {title}, which begins with {starts}.", title=declared.title,
                   starts=shown)
    return say("The first bytes are a message of {title}.", title=declared.title)


def _enough(size: int, known: int, said: int) -> Said:
    if size < known:
        return say("The first {n} bytes are enough to be sure.", n=size) if said == _CERTAIN else \
            say("The first {n} bytes are enough to take it for one.", n=size)
    return say("It took all {n} bytes to be sure.", n=size) if said == _CERTAIN else \
        say("It took all {n} bytes to take it for one.", n=size)


def _sure(confidence: Confidence) -> Said | None:
    if confidence is Confidence.CERTAIN:
        return say("Nothing contradicted it.")
    if confidence is Confidence.LIKELY:
        return say("It is likely: few bytes, or a port, speak for it, and nothing against.")
    return None


def _port_hint(case: Case) -> str:
    session = case.session
    found = [f"{known} on {session.protocol.upper()} port {port}"
             for port in dict.fromkeys((session.responder_port, session.initiator_port))
             if (known := protocols_of_port(case, port))]
    return "; ".join(found)


def _shown(data: bytes) -> str:
    """Bytes as text where they are, else as hexadecimal digits."""
    some = data[:_SHOWN]
    more = "…" if len(data) > _SHOWN else ""
    if some and all(32 <= byte < 127 or byte in b"\r\n\t" for byte in some):
        return f"“{some.decode().translate(_PICTURES)}{more}”"
    return some.hex(" ") + (f" {more}" if more else "")
