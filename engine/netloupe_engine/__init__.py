"""The traffic inspection engine: captures in, sessions and typed attributes out. No Qt, no printing.

    import netloupe_engine as engine

    analysis = engine.analyze("capture.pcapng")
    analysis.sessions.column("bytes_up"), analysis.packet(1).nodes
"""
import gc

_collects = gc.isenabled()
gc.disable()            # tens of thousands of objects are made here, of tables and classes, and none of them is garbage
try:
    from .analysis import Analysis, Snapshot, analyze, known_protocols, open_capture
    from .handler.callbacks import Action, Callbacks, PacketEvent, SessionEvent
    from .model import Settings
    from .programs import Handler, extract
    gc.freeze()         # nobody looks through them later either
finally:
    if _collects:
        gc.enable()

__all__ = ["Action", "Analysis", "Callbacks", "Handler", "PacketEvent", "SessionEvent", "Settings", "Snapshot",
           "analyze", "extract", "known_protocols", "open_capture"]
