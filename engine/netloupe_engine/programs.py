"""What a user's program asks of each packet of a capture: functions that are called, or rows of attributes."""
from __future__ import annotations

from collections.abc import Generator, Sequence

from .analysis import Analysis
from .handler.callbacks import AttributeCallback, Callbacks, PacketCallback, SessionCallback
from .handler.extraction import packets_of_batch, picked, values_of_batch, wanted_fields
from .handler.run import Run
from .model import AttributeValue, Damage, Settings
from .protocols.registry import REGISTRY
from .running import Paths, open_files


class Handler:
    """What a user's program registers its functions with, before a capture is run through it.

    A callback on an attribute or packet may answer `Action.STOP`: no more callbacks for that packet.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._callbacks = Callbacks()

    def on_attribute(self, name: str, notify: AttributeCallback) -> None:
        """Call `notify(value, session)` for every value of this attribute. Raises UnknownNameError if there is none."""
        wanted_fields(REGISTRY.freeze(), [name])
        self._callbacks.attributes.setdefault(name, []).append(notify)

    def on_packet(self, notify: PacketCallback) -> None:
        """Call `notify(event)` for every packet, before its attributes."""
        self._callbacks.packets.append(notify)

    def on_session(self, notify: SessionCallback) -> None:
        """Call `notify(event)` when a session begins, changes its state, or ends."""
        self._callbacks.sessions.append(notify)

    def run(self, path: Paths) -> Analysis:
        """Pass a capture through. Raises CaptureError, and what a callback raises."""
        return Analysis(path, self._settings, self._callbacks).run()


def extract(path: Paths, names: Sequence[str],
            settings: Settings | None = None) -> Generator[tuple[int, list[list[AttributeValue]]], None, Damage | None]:
    """One row a packet: its number and, for each name, the values of that attribute in it; at the end, the damage met.

    Raises CaptureError, and UnknownNameError for a name no protocol has.
    """
    registry = REGISTRY.freeze()
    wanted = wanted_fields(registry, names)
    settings = settings or Settings()
    with open_files(path, settings) as source:
        run = Run(source, registry, settings, wanted)
        done, more = 0, True
        try:
            while more:
                more, _ = run.step()
                found = values_of_batch(run)
                places = run.index.column("at", done).tolist()
                for at, packet in zip(places, packets_of_batch(run, done), strict=True):
                    done = packet.number
                    yield packet.number, [picked(source, at, packet, name, found) for name in names]
        finally:
            run.finish()
        return source.damage
