"""What is meant by Why? at a cell, at a line of the attribute tree."""
from netloupe_engine.model import Node, State
from netloupe_gui.bridge.why import Question
from netloupe_gui.models.nodes import Fact

_BY_COLUMN = {"state": "state", "ended": "state", "life": "state", "duration": "state", "path": "path",
              "protocol": "path", "client": "direction", "server": "name", "responder_name": "name",
              "findings": "finding", "expected_by": "relation", "parent": "relation"}
_BY_LINE = {"session.path": "path", "session.state": "state", "session.change": "state", "session.findings": "finding",
            "session.finding": "finding", "session.expected_by": "relation", "session.announced": "relation",
            "session.relation": "relation", "session.initiator": "direction", "session.responder": "name",
            "session.responder_name": "name", "session.direction": "direction"}
_SINGLE = ("session.change", "session.finding")     # of which there are several, one a line


def of_cell(session: int, column: str) -> Question:
    """At a cell of the sessions table."""
    return Question(session, _BY_COLUMN.get(column, "application"))


def of_state(session: int, state: int, packet: int = 0) -> Question:
    """At a part of a session's life."""
    return Question(session, "state", State(state).name, packet)


def of_node(node: Node | None, session: int) -> Question | None:
    """At a line of the tree; None where no session is meant."""
    if not session:
        return None
    if isinstance(node, Fact):
        about = _BY_LINE.get(node.name, "application")
        if node.name in _SINGLE:
            return Question(session, about, node.title, node.packet)
        return Question(session, about)
    if node is not None and node.name != "frame":
        return Question(session, "path", node.name.partition(".")[0])
    return Question(session)
