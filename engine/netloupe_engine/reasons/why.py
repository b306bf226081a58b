"""Why a session is what it is said to be: all reasons that somebody asks for, put together."""
from collections.abc import Callable, Collection, Iterator

from ..errors import UnknownNameError
from ..handler.run import Run
from ..model import Confidence
from ..summaries.relations import KINDS
from .case import Case, Explained, whole
from .direction import direction
from .findings import findings
from .names import names
from .protocols import application, path
from .reason import ABOUT, Reason
from .replay import Replay
from .sentences import joined, plain, say
from .service import service
from .states import states

_RELATIONS_MAX = 100
_SOURCES = {"named": "RFC 1035, section 3.2", "redirected": "RFC 9110, section 15.4",
            "referred": "RFC 9110, section 10.1.3"}


def why(analysis: Explained, run: Run, session: int, about: Collection[str],
        cancelled: Callable[[], bool]) -> tuple[Reason, ...]:
    """See `Analysis.why`."""
    if unknown := [name for name in about if name not in ABOUT]:
        raise UnknownNameError(f"There are no reasons about {unknown[0]!r}: known are {', '.join(ABOUT)}.")
    case = Case(analysis, run, session, cancelled)
    replay = Replay(case)
    found: list[Reason] = []
    for name in ABOUT:
        if not about or name in about:
            case.check()
            found += _TOLD[name](case, replay)
    return tuple(found)


def relations(case: Case, replay: Replay) -> Iterator[Reason]:
    """What led to the session."""
    session = case.session.id
    found = case.analysis.relations(session, case.cancelled)
    for row in range(len(found)):
        if int(found.effects[row]) != session:
            continue
        kind, packet = found.kind_of(row), int(found.packets[row])
        rule = joined(plain(found.rule(row), found.rule(row)), say("Here: {what}.", what=found.why(row)))
        yield Reason("relation", f"{kind} by session {int(found.causes[row])}", kind, rule, _SOURCES.get(kind, ""),
                     Confidence.CERTAIN if kind in KINDS[1:3] else Confidence.LIKELY,
                     (whole(packet),) if packet else ())
        if row >= _RELATIONS_MAX:
            return


def _application(case: Case, replay: Replay) -> Iterator[Reason]:
    yield application(case, replay)


def _service(case: Case, replay: Replay) -> Iterator[Reason]:
    return service(case)


def _direction(case: Case, replay: Replay) -> Iterator[Reason]:
    from ..model import DirectionReason
    if case.session.direction is DirectionReason.SAID:
        while not replay.client_packet:
            before = replay.done
            replay.run(case.session.last_packet, 64)
            if replay.done == before:
                break
    yield direction(case, replay)


def _states(case: Case, replay: Replay) -> Iterator[Reason]:
    return states(case)


def _names(case: Case, replay: Replay) -> Iterator[Reason]:
    return names(case)


def _findings(case: Case, replay: Replay) -> Iterator[Reason]:
    return findings(case)


_TOLD: dict[str, Callable[[Case, Replay], Iterator[Reason]]] = {
    "application": _application, "service": _service, "path": path,
    "direction": _direction, "state": _states, "relation": relations,
    "name": _names, "finding": _findings}
