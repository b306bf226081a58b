"""What was said inside sessions, as parsers read it: messages of layers, and what TLS and QUIC carry."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .capture.source import CaptureSource
from .errors import ChangedError
from .handler.describe import session_of
from .handler.secrets_use import SecretsUse, closed_because, is_decrypted, use_of
from .running import Running

if TYPE_CHECKING:
    from .streams.chunk import StreamMessage
    from .streams.decrypted import Said
    from .streams.multiplexed import Event
    from .streams.stream import Stream


class Following(Running):
    """An analysis that is asked what hosts said."""

    def stream(self, id: int, cancelled: Callable[[], bool] = bool) -> Stream:
        """See `Analysis.stream`."""
        raise NotImplementedError

    def messages(self, id: int, layer: str, cancelled: Callable[[], bool] = bool) -> Iterator[StreamMessage]:
        """What the parsers of a layer, "http", "tls" or "decrypted", made of what was said in a session. Raises
        UnknownNameError, CancelledError, ChangedError."""
        from .streams.messages import LAYERS, messages
        if layer in LAYERS and layer not in self.layers(id):
            return iter(())
        found = messages(self._run, self.reading, id, layer, cancelled)
        if layer != "http":
            return found
        from .files.bodies import completed
        return completed(found, lambda: self.inside(id, cancelled), cancelled)

    def inside(self, id: int, cancelled: Callable[[], bool] = bool) -> Said:
        """As `stream`, or of a session within TLS or QUIC, whose secrets are known, what is decrypted."""
        if "decrypted" not in self.layers(id):
            return self.stream(id, cancelled)
        from .streams.decrypted import Decrypted
        return Decrypted(self._run, self.reading, id, cancelled)

    def layers(self, id: int) -> tuple[str, ...]:
        """The layers that `messages` knows of what was said in a session. Raises UnknownNameError."""
        from .streams.messages import layers_of
        session = session_of(self._run, id)
        return layers_of(session.path, is_decrypted(session))

    def closed_because(self, id: int) -> str:
        """Why nothing can be told of what is inside an encrypted session, in the words of "tls.decryption"; "" where it
        can, or where nothing is encrypted. Raises UnknownNameError."""
        return closed_because(session_of(self._run, id))

    def events(self, id: int, cancelled: Callable[[], bool] = bool) -> Iterator[Event]:
        """What was said in the streams of HTTP/2 or HTTP/3, head by head and piece by piece. Raises UnknownNameError,
        CancelledError, ChangedError."""
        from .streams.messages import events
        return events(self._run, self.reading, id, cancelled)

    def secrets_use(self) -> SecretsUse | None:
        """How far secrets open the sessions (attribute "tls.decryption"); None where there are none."""
        return use_of(self._run)

    @contextmanager
    def reading(self) -> Iterator[CaptureSource]:
        """The capture's packets, to be read at any place; what is live as far as it goes. Raises ChangedError."""
        self._check()
        yield self._source
        self._check()

    def _check(self) -> None:
        if reason := self._source.changed():
            raise ChangedError(reason)
