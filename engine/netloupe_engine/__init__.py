"""The traffic inspection engine: captures in, sessions and typed attributes out. No Qt, no printing.

    import netloupe_engine as engine

    analysis = engine.analyze("capture.pcapng")
    analysis.sessions.column("bytes_up"), analysis.packet(1).nodes
"""
from .analysis import Analysis, Handler, Snapshot, analyze, extract, known_protocols, open_capture
from .handler.callbacks import Action, Callbacks, PacketEvent, SessionEvent
from .model import Settings

__all__ = ["Action", "Analysis", "Callbacks", "Handler", "PacketEvent", "SessionEvent", "Settings", "Snapshot",
           "analyze", "extract", "known_protocols", "open_capture"]
