"""The state machine, TCP tracking and stream reassembly by themselves (rehearsal.pyx)."""
from pathlib import Path

from tests.compiled import compiled

_made = compiled(Path(__file__).with_suffix(".pyx"))
EVENTS, TRANSPORTS, reason, walk = _made.EVENTS, _made.TRANSPORTS, _made.reason, _made.walk
StreamMemory, StreamProbe, TcpDialogue = _made.StreamMemory, _made.StreamProbe, _made.TcpDialogue
