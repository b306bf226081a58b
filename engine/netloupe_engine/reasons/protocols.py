"""Why a session's packets have their layers, and its application its name: for each step of the path who led to it."""
from collections.abc import Iterator
from dataclasses import replace

from ..model import Confidence, Decision, Node
from ..protocols.define import Protocol
from .case import Case, place, walk, whole
from .reason import Evidence, Reason
from .recognised import recognised, unknown
from .replay import Replay
from .sentences import joined, say

_APPLICATION = 7
_FAR = 0xFFFFFFFF
_NAMING = ("type", "protocol", "next_header", "payload_protocol")       # what fields are called that name what follows
_TURN = 64              # packets that are read again before a look at what was asked for
_LINK = "link"

Step = tuple[int, int]      # ids of a protocol and of what it carries; the first one is carried by 0
Requests = dict[Step, tuple[str, int, int, int, int, int]]


def steps_of(case: Case) -> tuple[Step, ...]:
    """The steps of the session's path."""
    ids = case.registry.ids
    members = [ids[key] for key in case.session.path.split(".") if ids.get(key)]       # the last one may be unknown
    return tuple(zip([0, *members], members, strict=False))


def path(case: Case, replay: Replay) -> Iterator[Reason]:
    """Why each protocol of the path follows the one before it."""
    steps, session = steps_of(case), case.session
    requests = _requests(case, replay, steps)
    number = session.decided_packet or session.first_packet
    nodes = case.packet(number).nodes[1:]
    for parent, child in steps:
        at = next((at for at, node in enumerate(nodes) if node.name == _key(case, child)), -1)
        outer = nodes[:at] if at >= 0 else nodes
        carrier = next((node for node in reversed(outer) if parent and node.name == _key(case, parent)), None)
        yield _step(case, (parent, child), carrier, nodes[at] if at >= 0 else None, number, requests)
        nodes = nodes[at:] if at > 0 else nodes


def application(case: Case, replay: Replay) -> Reason:
    """Why the session has its application, or none."""
    session = case.session
    if not session.application:
        return unknown(case)
    mine, told = case.registry.ids[session.application], None
    for reason in path(case, replay):
        if reason.subject == session.application:
            told = reason
    if told is None:
        return _at_packet(case, mine)
    first = _first_parser(case)
    if first not in (0, mine) and told.method in ("switch", "carry"):
        bottom = _recognised(case, first)
        return replace(told, about="application", rule=joined(
            told.rule, say("{name} itself:", name=bottom.subject), bottom.rule),
                       confidence=session.confidence, evidence=(*told.evidence, *bottom.evidence),
                       others=bottom.others)
    return replace(told, about="application", confidence=session.confidence or told.confidence)


def _at_packet(case: Case, protocol: int) -> Reason:
    declared = case.registry.protocols[protocol]
    packet = case.session.decided_packet or case.session.first_packet
    rule = say("A packet carried {title}.", title=declared.title)
    return Reason("application", declared.key, case.session.decided_by.name.lower(), rule, declared.reference,
                  case.session.confidence, (whole(packet),))


def _key(case: Case, protocol: int) -> str:
    key: str = case.registry.protocols[protocol].key
    return key


def _first_parser(case: Case) -> int:
    """Who reads directly above the transport; 0 for nobody."""
    return next((child for _parent, child in steps_of(case) if case.registry.protocols[child].layer >= _APPLICATION), 0)


def _requests(case: Case, replay: Replay, steps: tuple[Step, ...]) -> Requests:
    """Of each step above the application's first parser who asked for it, in which packet: the session is read again
    until all are known."""
    wanted = {step for step in steps if step[0] and case.registry.protocols[step[0]].layer >= _APPLICATION}
    found: Requests = {}
    before = -1
    while wanted - found.keys():
        for parent, child, how, space, _key, packet, at, size, buffer in replay.trace.requests:
            for step in wanted:
                if how != "announce" and step[0] == parent and (child in (0, step[1])) and (
                        step not in found or (child == step[1] and found[step][1] < 0)):
                    found[step] = how, space, packet, at, size, buffer
        if replay.done == before:
            break
        before = replay.done
        replay.run(_FAR, _TURN)
    return found


def _step(case: Case, step: Step, carrier: Node | None, node: Node | None, number: int, requests: Requests) -> Reason:
    """Why one protocol follows another."""
    parent, child = (case.registry.protocols[which] for which in step)
    if not step[0]:
        return _link(case, child, node, number)
    if parent.layer >= _APPLICATION:
        return _asked(case, step, requests.get(step), node, number)
    is_transport = case.session.protocol in ("tcp", "udp", "sctp")
    if is_transport and step[1] == _first_parser(case) and case.session.decided_by is not Decision.PROTOCOL:
        return replace(_recognised(case, step[1]), about="path")
    return _table(case, parent, child, carrier, node, number)


def _link(case: Case, child: Protocol, node: Node | None, number: int) -> Reason:
    """The outermost layer: the capture file says what its packets begin with."""
    name = case.packet(number).link_type
    rule = say("The capture file says that its packets are of link type {name}.", name=name)
    return Reason("path", child.key, "table", rule, "", Confidence.CERTAIN,
                  (place(number, node),) if node is not None else (whole(number),))


def _recognised(case: Case, protocol: int) -> Reason:
    return announced(case, protocol) if case.session.decided_by is Decision.CORRELATION else recognised(case, protocol)


def announced(case: Case, protocol: int) -> Reason:
    """Why a session speaks what another one announced."""
    session, declared = case.session, case.registry.protocols[protocol]
    by, packet = case.cell("expected_by"), case.cell("expected_packet")
    why = case.analysis.announcement(case.cell("expected_reason"))
    rule = say("Session {by} said that {title} will be spoken here ({why}), and this is the session that came.", by=by,
               title=declared.title, why=why) if by else say("Another session said that {title} will be spoken here.",
                                                             title=declared.title)
    sure = say("Its first message could be read.") if session.confidence is Confidence.CERTAIN else \
        say("Nothing contradicts that, but no whole message was read that would prove it.")
    evidence = tuple(whole(at, text) for at, text in (
        (packet, "the announcement"), (session.decided_packet, "its first message")) if at)
    return Reason("application", declared.key, "expectation", joined(rule, sure), declared.reference,
                  session.confidence, evidence)


def _asked(case: Case, step: Step, request: tuple[str, int, int, int, int, int] | None, node: Node | None,
           number: int) -> Reason:
    """A parser has asked for another one."""
    parent, child = (case.registry.protocols[which] for which in step)
    if request is None:
        rule = say("{parent} carries {child}.", parent=parent.title, child=child.title)
        return Reason("path", child.key, "carry", rule, child.reference, Confidence.CERTAIN,
                      (place(number, node),) if node is not None else (whole(number),))
    how, space, packet, at, size, buffer = request
    by = say("It was recognised by its first bytes.") if space < 0 else \
        say("It named {key}.", key=_named(child, parent.children[space])) if space < len(parent.children) else None
    rule = say("{parent} said that from here on everything is another protocol's, which reads in its place.",
               parent=parent.title) if how == "switch" else \
        say("The payload of {parent}'s messages is {child}'s.", parent=parent.title, child=child.title)
    evidence = Evidence(packet, at, size, buffer, child.title) if at >= 0 and size else whole(packet, parent.title)
    return Reason("path", child.key, how, joined(rule, by), child.reference, Confidence.CERTAIN, (evidence,))


def _named(child: Protocol, space: str) -> str:
    keys = child.rides_on.get(space)
    if keys is None:
        return f"“{child.key}”"
    some = keys if isinstance(keys, tuple) else (keys,)
    return f"{space} {', '.join(map(str, some[:4]))}"


def _table(case: Case, parent: Protocol, child: Protocol, carrier: Node | None, node: Node | None,
           number: int) -> Reason:
    """A number in a header names what follows."""
    spaces = [space for space in parent.children if space in child.rides_on] or [
        space for space in child.rides_on if space.startswith(f"{parent.key}.")]
    for space in spaces:
        keys = child.rides_on[space]
        some = keys if isinstance(keys, tuple) else (keys,)
        said = [line for line in walk((carrier,) if carrier is not None else ()) if line.value in some
                and not isinstance(line.value, bool)]
        is_port = space.endswith(".port")
        said.sort(key=lambda line: (line.name.rpartition(".")[2] not in (parent.next, *_NAMING), is_port and
                                    not line.name.endswith("port")))
        evidence = [place(number, line) for line in said[:1]]
        if is_port and node is not None:
            evidence.append(place(number, node))
        value = f"{said[0].title} {said[0].text}" if said else f"number {some[0]}"
        words = {"parent": parent.title, "value": value, "child": child.title}
        rule = say("{parent}'s {value} means {child} (registered as {space}).", space=space, **words)
        if is_port:
            rule = say("{parent}'s {value} is registered for {child}, and a header of it in order stands behind.",
                       **words)
        return Reason("path", child.key, "port, header" if is_port else "table", rule, child.reference,
                      Confidence.CERTAIN, tuple(evidence) or (whole(number),))
    rule = say("{parent} says by its own header, or by the first bits behind it, that {child} follows.",
               parent=parent.title, child=child.title)
    return Reason("path", child.key, "header", rule, child.reference, Confidence.CERTAIN,
                  (place(number, node),) if node is not None else (whole(number),))

