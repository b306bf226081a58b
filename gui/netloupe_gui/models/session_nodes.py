"""What is known of a session, told as the same nodes a packet's tree is made of."""
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import UNKNOWN, AttributeValue, Confidence, Decision, Node, Note, Relation, Session, TcpFacts
from netloupe_gui.models.nodes import Branch, Fact
from netloupe_gui.models.service_words import service_way
from netloupe_gui.models.state_words import state_text
from netloupe_gui.models.transactions import (
    Message,
    Transaction,
    WayOf,
    is_repetitive,
    messages,
    summary,
    transactions,
)
from netloupe_gui.text import absolute, count, duration, duration_exact, endpoint, size_exact, zone_name
from netloupe_gui.text.marked import translated

UP, DOWN = "↑", "↓"


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("SessionNodes", text)


def fact(name: str, title: str, text: str = "", says: str = "", packet: int = 0,
         children: tuple[Node, ...] = (), note: Note = Note.NONE, kind: str = "string", state: int = -1,
         branch: Branch | None = None) -> Fact:
    """A node without bytes."""
    return Fact(name=f"session.{name}" if name else "session", title=title, kind=kind, value=None, text=text, unit="",
                at=-1, size=0, buffer=0, note=note, says=says, children=children, packet=packet, state=state,
                branch=branch)


def session_node(session: Session, way_of: WayOf, known: Mapping[str, str] | None = None) -> Node:
    """The branch "Session" of the attribute tree. `way_of` says a packet's direction, `known` what is known of its
    ends, by names such as "server.country"."""
    parts = [_application(session), *_service(session), _state(session),
             *_ends(session, known or {}), _times(session), *_counters(session)]
    if session.response_ns is not None:
        parts.append(fact("response", tr("response time"), duration(session.response_ns),
                          tr("first payload of the initiator to first payload of the responder")))
    if session.tcp is not None:
        parts.append(_tcp(session.tcp))
    parts += _attributes(session.attributes, way_of)
    if session.findings:
        parts.append(fact("findings", tr("findings"), count(len(session.findings)), children=tuple(
            fact("finding", finding.kind, translated(finding.text), tr("double-click to go to the packet"),
                 finding.packet) for finding in session.findings)))
    here = endpoint(session.initiator, session.initiator_port)
    there = endpoint(session.responder, session.responder_port)
    title = tr("Session {id}").format(id=session.id)
    return fact("", title, f"{session.protocol.upper()} {here} → {there}" if here or there else session.path,
                children=tuple(parts), kind="layer")


def _application(session: Session) -> Node:
    if not session.application:
        return fact("application", tr("application"), UNKNOWN)
    how = {Decision.PAYLOAD: tr("by its payload"), Decision.CORRELATION: tr("by the session that announced it"),
           Decision.PROTOCOL: tr("by its protocol")}
    sure = {Confidence.CERTAIN: tr("certain"), Confidence.LIKELY: tr("likely")}
    children = [fact("path", tr("protocol path"), session.path)]
    if session.decided_by in how:
        children.append(fact("decided_by", tr("recognised"), how[session.decided_by],
                             tr("double-click to go to the packet"), session.decided_packet))
    if session.confidence in sure:
        children.append(fact("confidence", tr("confidence"), sure[session.confidence]))
    return fact("application", tr("application"), session.application, packet=session.decided_packet,
                children=tuple(children))


def _service(session: Session) -> list[Node]:
    """Whose service it is, and how that is known; nothing where it is not."""
    decided = session.service_decided
    if decided is None:
        return []
    sure = {Confidence.CERTAIN: tr("certain"), Confidence.LIKELY: tr("likely")}
    children = [fact("category", tr("category"), session.category),
                fact("service_by", tr("known"), service_way(decided.by),
                     tr("double-click to go to the packet") if decided.packet else "", decided.packet),
                fact("service_confidence", tr("confidence"), sure.get(decided.confidence, ""))]
    if decided.rule:
        children.insert(2, fact("service_rule", tr("rule"), decided.rule))
    if decided.other:
        children.append(fact("service_other", tr("else"), decided.other,
                             tr("what the next rule says that says something else")))
    return [fact("service", tr("service"), session.service, packet=decided.packet, children=tuple(children))]


def _state(session: Session) -> Node:
    history = tuple(
        fact("change", change.state.name,
             f"{absolute(change.time_ns)} (+{duration_exact(change.time_ns - session.start_ns)} s)",
             tr("double-click to go to the packet"), change.packet, state=change.state)
        for change in session.states)
    return fact("state", tr("state"), state_text(session.state, session.end_reason), children=history,
                state=session.state)


def _ends(session: Session, known: Mapping[str, str]) -> list[Node]:
    titles = {"name": tr("name"), "city": tr("city"), "country": tr("country"), "asn": tr("autonomous system"),
              "organisation": tr("organisation"), "mac": tr("hardware address"), "vendor": tr("vendor")}

    def end(name: str, title: str, address: str, side: str) -> Node:
        called = known.get(f"{side}.name", "")
        return fact(name, title, f"{address} · {called}" if called else address, children=tuple(
            fact(f"{side}.{kind}", text, known[f"{side}.{kind}"]) for kind, text in titles.items()
            if f"{side}.{kind}" in known))

    ends = [end("initiator", tr("initiator"), endpoint(session.initiator, session.initiator_port), "client"),
            end("responder", tr("responder"), endpoint(session.responder, session.responder_port), "server")]
    if session.vlan:
        ends.append(fact("vlan", tr("VLAN"), ", ".join(str(tag) for tag in session.vlan)))
    if session.parent:
        ends.append(fact("parent", tr("carried by session"), str(session.parent)))
    if session.responder_name:
        ends.append(fact("responder_name", tr("responder's name"), session.responder_name,
                         tr("what DNS told the initiator before")))
    return [*ends, *_relations(session.relations)]


def _relations(relations: Sequence[Relation]) -> list[Node]:
    """Who announced the session, and whom it announced; a click away each."""
    def told(relation: Relation) -> Node:
        return fact("relation", tr("session {id}").format(id=relation.to), relation.why,
                    tr("double-click to go to the session"), relation.packet)

    mine = [relation for relation in relations if relation.kind == "announced"]
    nodes: list[Node] = [
        fact("expected_by", tr("expected by"), tr("session {id} ({why})").format(id=relation.to, why=relation.why),
             tr("double-click to go to the session"), relation.packet)
        for relation in relations if relation.kind == "announced_by"]
    if mine:
        nodes.append(fact("announced", tr("announced sessions"), count(len(mine)), children=tuple(map(told, mine))))
    return nodes


def _times(session: Session) -> Node:
    moments = [("start", tr("start"), session.start_ns),
               ("first_payload", tr("first payload"), session.first_payload_ns),
               ("last_payload", tr("last payload"), session.last_payload_ns), ("end", tr("end"), session.end_ns)]
    zone = zone_name(session.start_ns)
    return fact("duration", tr("duration"), duration(session.end_ns - session.start_ns), children=tuple(
        fact(name, title, f"{absolute(moment)} {zone}") for name, title, moment in moments if moment is not None))


def _counters(session: Session) -> list[Node]:
    def both(name: str, title: str, pair: tuple[int, int], in_bytes: bool) -> Node:
        text = size_exact if in_bytes else count
        return fact(name, title, text(sum(pair)), children=(
            fact("up", f"{UP} {tr('from the initiator')}", text(pair[0])),
            fact("down", f"{DOWN} {tr('from the responder')}", text(pair[1]))))

    counters = [both("packets", tr("packets"), session.packets, False),
                both("bytes", tr("bytes"), session.bytes, True),
                both("payload_bytes", tr("payload"), session.payload_bytes, True)]
    if any(session.inner_packets):
        counters.append(both("inner_packets", tr("packets of sessions inside"), session.inner_packets, False))
        counters.append(both("inner_bytes", tr("bytes of sessions inside"), session.inner_bytes, True))
    return counters


def _tcp(tcp: TcpFacts) -> Node:
    parts: list[Node] = []
    if tcp.rtt_ns is not None:
        halves = [fact(name, title, duration(half)) for name, title, half in (
            ("server", tr("SYN to SYN-ACK"), tcp.server_rtt_ns), ("client", tr("SYN-ACK to ACK"), tcp.client_rtt_ns))
            if half is not None]
        parts.append(fact("rtt", tr("round trip (handshake)"), duration(tcp.rtt_ns), children=tuple(halves)))
    if tcp.data_rtt_ns is not None:
        low, mean, high = (duration(value) for value in tcp.data_rtt_ns)
        parts.append(fact("data_rtt", tr("round trip (data)"), tr("{mean} (from {low} to {high})").format(
            mean=mean, low=low, high=high)))
    pairs = [("retransmissions", tr("retransmissions"), tcp.retransmissions),
             ("out_of_order", tr("out of order"), tcp.out_of_order),
             ("duplicate_acks", tr("duplicate acknowledgements"), tcp.duplicate_acks),
             ("zero_windows", tr("zero windows"), tcp.zero_windows), ("resets", tr("resets"), tcp.resets),
             ("mss", tr("maximum segment size"), tcp.mss)]
    parts += [fact(name, title, f"{count(up)} {UP}  {count(down)} {DOWN}") for name, title, (up, down) in pairs
              if up or down]
    if tcp.window_shift != (None, None):
        shifts = ("–" if shift is None else str(shift) for shift in tcp.window_shift)
        parts.append(fact("window_shift", tr("window scale"), "{} ↑  {} ↓".format(*shifts)))
    if any(tcp.sack_permitted):
        parts.append(fact("sack", tr("selective acknowledgement"),
                          tr("both ways") if all(tcp.sack_permitted) else tr("offered by one side")))
    if tcp.mid_stream:
        parts.append(fact("mid_stream", tr("beginning"), tr("not in the capture: the session was already running")))
    return fact("tcp", tr("TCP facts"), children=tuple(parts))


def _attributes(values: Sequence[AttributeValue], way_of: WayOf) -> list[Node]:
    """Session attributes, one branch a protocol; of many requests one branch each, made when they are looked at."""
    by_protocol: dict[str, list[AttributeValue]] = {}
    for value in values:
        by_protocol.setdefault(value.name.partition(".")[0], []).append(value)
    return [_protocol(protocol, own, way_of) for protocol, own in by_protocol.items()]


def _protocol(protocol: str, values: list[AttributeValue], way_of: WayOf) -> Node:
    title = {"process": tr("Local programs")}.get(protocol, protocol.upper())
    found = messages(values, way_of)
    if not is_repetitive(found):
        return fact(protocol, title, children=_values(values))
    pairs = transactions(found)
    return fact(protocol, title, tr("{count} requests").format(count=count(len(pairs))),
                branch=Branch(lambda: tuple(_transaction(at, pair) for at, pair in enumerate(pairs, 1))))


def _transaction(number: int, pair: Transaction) -> Node:
    sides = [side for side in (pair.request, pair.response) if side is not None]
    return fact("transaction", count(number), summary(pair), tr("double-click to go to the packet"), sides[0].packet,
                branch=Branch(lambda: tuple(_message(side) for side in sides)))


def _message(message: Message) -> Node:
    name, title = ("response", tr("response")) if message.way else ("request", tr("request"))
    return fact(name, title, tr("packet {number}").format(number=count(message.packet)),
                tr("double-click to go to the packet"), message.packet, children=_values(message.values))


def _values(values: Sequence[AttributeValue]) -> tuple[Node, ...]:
    return tuple(
        fact(value.name, value.name.partition(".")[2].replace("_", " ").replace(".", " "), value.text,
             tr("read in packet {packet}; double-click to go there").format(packet=count(value.packet))
             if value.packet else "", value.packet)
        for value in values)
