"""A session's kept values as what they were: messages, and requests with their responses. Pure functions."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from netloupe_engine.model import AttributeValue

WayOf = Callable[[int], int]        # packet number -> direction in its session

PIPELINED_RUN = 3       # so many requests in a row are pipelined; of two the first one's response was not captured


@dataclass(slots=True)
class Message:
    """Values that belong together: of one direction, up to where its first attribute comes again."""

    way: int
    values: list[AttributeValue] = field(default_factory=list)

    @property
    def packet(self) -> int:
        """Where it begins."""
        return self.values[0].packet


@dataclass(slots=True)
class Transaction:
    """A request and its response; either may be missing."""

    request: Message | None = None
    response: Message | None = None


def messages(values: Sequence[AttributeValue], way_of: WayOf) -> list[Message]:
    """The messages of one protocol, in the order they were read."""
    found: list[Message] = []
    way, packet = 0, 0
    for value in values:
        if value.packet != packet:
            way, packet = way_of(value.packet) if value.packet else 0, value.packet
        if not found or found[-1].way != way or value.name == found[-1].values[0].name:
            found.append(Message(way))
        found[-1].values.append(value)
    return found


def is_repetitive(found: Sequence[Message]) -> bool:
    """Whether one side said the same kind of thing more than once: an exchange of many requests, not a handshake."""
    seen: set[tuple[int, str]] = set()
    for message in found:
        kind = message.way, message.values[0].name
        if kind in seen:
            return True
        seen.add(kind)
    return False


def transactions(found: Sequence[Message]) -> list[Transaction]:
    """Requests (what the initiator said) with responses, in order of the requests.

    Responses come in the order of their requests (RFC 9112, section 9.3.2). Where some are missing and nothing was
    pipelined, a response answers the request right before it.
    """
    lacking = sum(1 if message.way == 0 else -1 for message in found)
    newest_first = lacking > 0 and _longest_run(found) < PIPELINED_RUN
    pairs: list[Transaction] = []
    waiting: list[Transaction] = []
    for message in found:
        if message.way == 0:
            pairs.append(Transaction(message))
            waiting.append(pairs[-1])
        elif waiting:
            waiting.pop(-1 if newest_first else 0).response = message
        else:
            pairs.append(Transaction(response=message))
    return pairs


def _longest_run(found: Sequence[Message]) -> int:
    longest = run = 0
    for message in found:
        run = run + 1 if message.way == 0 else 0
        longest = max(longest, run)
    return longest


def summary(pair: Transaction) -> str:
    """One line, e.g. "GET /index.html → 200 OK": of each side the first values, said once."""
    asked = [value.text for value in pair.request.values[:2]] if pair.request else []
    answer = pair.response.values if pair.response else []
    answered = [value.text for value in answer if value.text not in asked][:1]
    return f"{' '.join(asked) or '…'} → {' '.join(answered) or '…'}"
