"""TLS's records, and what those and QUIC's streams carry where secrets open them."""
from __future__ import annotations

from collections.abc import Iterator

from .chunk import StreamMessage
from .content import kind_of
from .items import Item
from .opened import Opened


class RecordMessages:
    """TLS's records (RFC 8446, section 5.1), each with what can be seen of it."""

    def __init__(self) -> None:
        self._draft: _Record | None = None

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        _layer, name, _value, text, _way = item
        if name == "record_type":
            yield from self.rest()
            self._draft = _Record(way, packet, time_ns)
        if self._draft is None:
            return
        if name in ("record_type", "record_version", "record_length"):
            self._draft.title[name] = text
        elif name in ("handshake_type", "alert_level", "alert_description", "server_name", "cipher", "version"):
            self._draft.fields.append((name.replace("_", " "), text))

    def rest(self) -> Iterator[StreamMessage]:
        """The one that is being read."""
        draft, self._draft = self._draft, None
        if draft is not None:
            title = draft.title
            start = " · ".join([title["record_type"], title.get("record_version", ""),
                                f"{title.get('record_length', '?')} bytes"])
            yield StreamMessage("tls", draft.way, draft.packet, draft.time_ns, start, tuple(draft.fields), b"", "", "",
                                "")

    def end_packet(self) -> Iterator[StreamMessage]:
        """Nothing is known by that."""
        return iter(())


class _Record:
    """A record that is being read."""

    def __init__(self, way: int, packet: int, time_ns: int) -> None:
        self.way, self.packet, self.time_ns = way, packet, time_ns
        self.title: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []


class DecryptedMessages:
    """What records, and frames of streams, carry of the application, a message each; or why nothing is known of it."""

    def __init__(self) -> None:
        self._opened, self._has_any = Opened(), False

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        for found in self._opened.take(item):
            self._has_any = True
            if found.lost:
                yield StreamMessage("decrypted", found.way, packet, time_ns, f"{found.lost:,} bytes are missing", (),
                                    b"", "", "", "", stream=found.stream)
            if found.data:
                kind = kind_of(found.data, "")
                yield StreamMessage("decrypted", found.way, packet, time_ns, f"{len(found.data):,} bytes", (),
                                    found.data, kind,
                                    found.data.decode("utf-8", "backslashreplace") if kind != "binary" else "", "",
                                    stream=found.stream)

    def end_packet(self) -> Iterator[StreamMessage]:
        """Nothing is known by that."""
        return iter(())

    def rest(self) -> Iterator[StreamMessage]:
        """Nothing is put together."""
        return iter(())
