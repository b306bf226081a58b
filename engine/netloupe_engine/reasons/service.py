"""Why a session is said to use a service: the rule that holds, where it is from, and what told the name."""
from collections.abc import Iterator

from ..classify.services.rules import TRANSPORTS
from ..handler.served import WAYS
from ..model import Confidence, ServiceDecision, ServiceWay
from .case import Case, place, walk, whole
from .reason import Evidence, Other, Reason
from .sentences import Said, say, sentence

_RULES = {
    ServiceWay.TOLD: sentence("You have said so. It goes before all rules."),
    ServiceWay.SERVER_NAME: sentence("The client asks for a server name that rule {rule} is about."),
    ServiceWay.HOST: sentence("A request is for a host that rule {rule} is about."),
    ServiceWay.CERTIFICATE: sentence("The server's certificate has a name that rule {rule} is about."),
    ServiceWay.PAYLOAD: sentence("It begins as rule {rule} says, and no protocol is known."),
    ServiceWay.DNS: sentence("DNS told the client before that {address} is {name}, a name that rule {rule} is about."),
    ServiceWay.ADDRESS: sentence("The server's address {address} is in {rule}."),
    ServiceWay.PORT: sentence("The server's port is in rule {rule}, and nothing else is known of the session."),
}


def service(case: Case) -> Iterator[Reason]:
    """Why the session uses its service; that none is known, where no rule holds."""
    session, decided = case.session, case.session.service_decided
    if decided is None:
        yield Reason("service", "unknown", "none", say("No rule about names, addresses or ports holds here."), "",
                     Confidence.NONE, ())
        return
    index = case.run.served.index
    found = index.services[index.number_of(session.service)]
    others = (Other(decided.other, say("The next rule says this; {way} counts for more.", way=_word(decided.by))),) \
        if decided.other else ()
    yield Reason("service", f"{session.service} ({session.category})", _word(decided.by), _rule(case, decided),
                 found.source if found is not None and decided.by is not ServiceWay.TOLD else "", decided.confidence,
                 _evidence(case, decided), others)


def _word(way: ServiceWay) -> str:
    """As METHODS has it."""
    return "DNS" if way is ServiceWay.DNS else way.name.lower().replace("_", " ")


def _rule(case: Case, decided: ServiceDecision) -> Said:
    return say(_RULES[decided.by], rule=decided.rule, address=case.session.responder,
               name=case.session.responder_name)


def _evidence(case: Case, decided: ServiceDecision) -> tuple[Evidence, ...]:
    session = case.session
    if decided.by in WAYS and decided.packet:
        index = case.run.served.index
        for node in walk(case.packet(decided.packet).nodes):
            if node.name in WAYS[decided.by] and index.names[index.of_name(node.text)[0]] == session.service:
                return (place(decided.packet, node),)
    if decided.by is ServiceWay.DNS and decided.packet:
        line = next((line for line in walk(case.packet(decided.packet).nodes)
                     if line.text == session.responder and line.size and line.name.startswith(("dns.", "mdns."))), None)
        return (place(decided.packet, line) if line is not None else whole(decided.packet, "the answer"),)
    if decided.by in (ServiceWay.ADDRESS, ServiceWay.PORT):
        end = "destination" if case.way_of(session.first_packet) == 0 else "source"
        names = (f"ip.{end}", f"ipv6.{end}") if decided.by is ServiceWay.ADDRESS else \
            tuple(f"{transport}.{end}_port" for transport in TRANSPORTS)
        return (case.field(session.first_packet, *names),)
    if decided.by is ServiceWay.PAYLOAD:
        return (whole(session.first_packet, "the first packet"),)
    return (whole(decided.packet),) if decided.packet else ()
