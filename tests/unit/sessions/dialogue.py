"""A TCP conversation told as dialogue: `client(SYN, t=0); server(SYN | ACK, t=0.05); client(ACK, t=0.1)`.

Both sides number their bytes themselves; `seq` and `ack` are said only where a test is about them.
"""
from netloupe_engine.model import EndReason, State
from tests.unit.sessions.rehearsal import TcpDialogue

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
MILLISECOND = 1_000_000
NO_SCALE = 254      # `shift` of a SYN that was captured whole and asks for no window scale


class Side:
    """One end of the conversation; calling it sends a segment and answers what that segment is."""

    def __init__(self, talk: "Talk", way: int, first: int) -> None:
        self.talk, self.way, self.first, self.next = talk, way, first, first

    def __call__(self, flags: int, *, t: float, payload: int = 0, seq: int | None = None, ack: int | None = None,
                 window: int = 1024, **options: int) -> set[str]:
        at = self.next if seq is None else seq
        if ack is None:
            ack = self.peer.next if flags & ACK else 0
        end = at + payload + bool(flags & SYN) + bool(flags & FIN)
        self.next = max(self.next, end)
        return self.talk.track.segment(self.way, flags, time_ns=round(t * 1000) * MILLISECOND, seq=at % 2**32,
                                       ack=ack % 2**32, payload=payload, window=window, **options)

    @property
    def peer(self) -> "Side":
        return self.talk.sides[1 - self.way]


class Talk:
    """Two sides and the session between them."""

    def __init__(self, client_first: int = 1000, server_first: int = 5000) -> None:
        self.track = TcpDialogue()
        self.sides = Side(self, 0, client_first), Side(self, 1, server_first)
        self.client, self.server = self.sides

    def open(self, *, t: float = 0.0) -> None:
        """The three-way handshake, 50 ms between segments."""
        self.client(SYN, t=t)
        self.server(SYN | ACK, t=t + 0.05)
        self.client(ACK, t=t + 0.1)

    @property
    def states(self) -> list[State]:
        return [State(state) for state, _ in self.track.states]

    @property
    def end(self) -> EndReason:
        return EndReason(self.track.end)

    def count(self, name: str) -> tuple[int, int]:
        """A pair of the session's facts."""
        pair: tuple[int, int] = self.track.facts[name]
        return pair
