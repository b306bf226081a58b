"""A session's first packets once more, one by one, as its parsers read them."""
from ..handler.look import first_speaker
from ..handler.pipeline import Pipeline
from ..handler.reader import Reader
from ..handler.tracing import Trace
from ..model import Decision, Settings
from ..packet.index import PacketIndex
from .case import Case

_READ_MAX = 2_000           # packets that are read again


class Replay:
    """What a session's parsers asked for, and which packet showed who the client is. For one thread."""

    def __init__(self, case: Case) -> None:
        import numpy as np
        self.trace = Trace()
        self.client_packet = 0          # the first one that told who the client is; 0: none did
        self._case = case
        members = case.members
        own = np.flatnonzero(members.owners == case.session.id)[:_READ_MAX]
        self._numbers = members.numbers[own].tolist()
        self._places = members.places[own]
        self.done = 0

    def run(self, until: int, packets: int = _READ_MAX) -> None:
        """Go on to packet `until`, or for so many packets."""
        import numpy as np
        case = self._case
        settings = Settings().without_idle_timeouts()
        if self.done == 0:
            self._pipeline = Pipeline(case.registry, settings, 0, 1, case.run.secrets)
            if case.session.decided_by is Decision.CORRELATION:
                self._pipeline.assume(first_speaker(case.run, case.session.id))
        with case.analysis.reading() as source:
            reader = Reader(source, PacketIndex(), case.registry, settings, 1)
            while self.done < len(self._numbers) and packets and self._numbers[self.done] <= until:
                case.check()
                number = self._numbers[self.done]
                if reader.again(np.ascontiguousarray(self._places[self.done:self.done + 1])):
                    client = self.trace.process(self._pipeline, reader, number)
                    if client is not None and not self.client_packet:
                        self.client_packet = number
                self.done += 1
                packets -= 1
