"""Content codings undone as the bytes come (RFC 9110 section 8.4.1): gzip, deflate, brotli, zstd, within limits.

What few bytes may become is limited by their ratio: a gigabyte that was compressed well is decompressed, a bomb is cut.
"""
from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain

from ..quantities import size
from .draft import Draft, Piece

RATIO_MAX = 250             # bytes that one may become ...
RATIO_FROM = 64 << 20       # ... looked at from so many on
_STEP = 256 << 10           # bytes that are made in one go
_WINDOW_MAX = 8 << 20       # that zstd may ask for (RFC 8878 section 3.1.1.1.2)
_CODINGS_MAX = 4            # on top of each other


class _DamageError(Exception):
    """Why there is no more."""


class _Lost(Exception):     # noqa: N818  no error: bytes are missing from here on
    pass


def decoded(draft: Draft, codings: str) -> None:
    """Have the draft's bytes decoded, and say so."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip().lower() not in ("", "identity")]
    if len(names) > _CODINGS_MAX:
        draft.note(f"still compressed: {len(names)} codings on top of each other")
        return
    while names:
        name = names.pop()
        made = _MAKERS.get(name)
        if made is None or (name == "br" and not _has_brotli()):
            hint = " (pip install brotli)" if name == "br" else ""
            draft.note(f"still compressed: {', '.join([*names, name])[:80]}{hint}")
            return
        draft.pieces = _within(draft, name, made, draft.pieces)


def _within(draft: Draft, name: str, make: Callable[[Iterator[bytes]], Iterator[bytes]],
            pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Decompressed bytes until they end, are damaged, missing, or too many."""
    taken = given = 0

    def source() -> Iterator[bytes]:
        nonlocal taken
        for data, missing in pieces:
            if missing:
                raise _Lost
            taken += len(data)
            yield data

    draft.note(f"decompressed ({name})")
    try:
        for data in make(source()):
            given += len(data)
            if given > RATIO_FROM and given > RATIO_MAX * taken:
                draft.note(f"cut: {size(taken)} would become more than {size(given)}, as bombs do", True)
                break
            yield data, 0
    except _Lost:
        draft.note("what comes behind missing bytes cannot be decompressed", True)
    except _DamageError as error:
        draft.note(f"{error}; what was before is here", True)
    for _ in pieces:
        pass


def _inflated(source: Iterator[bytes]) -> Iterator[bytes]:
    """gzip (RFC 1952), of several members too; what is behind the last one is padding."""
    engine = zlib.decompressobj(47)
    is_begun = False
    for data in source:
        while data:
            if engine.eof and not data.startswith(b"\x1f"):
                break
            if engine.eof:
                engine = zlib.decompressobj(47)
            is_begun = True
            yield from _step(engine, data, "gzip")
            data = engine.unused_data if engine.eof else engine.unconsumed_tail
    if is_begun:
        yield from _rest(engine, "gzip")


def _step(engine: zlib._Decompress, data: bytes, name: str) -> Iterator[bytes]:
    try:
        made = engine.decompress(data, _STEP)
    except zlib.error:
        raise _DamageError(f"what should be {name} is damaged") from None
    if made:
        yield made


def _rest(engine: zlib._Decompress, name: str) -> Iterator[bytes]:
    """What was made and not given yet, when all bytes have come."""
    while made := [*_step(engine, engine.unconsumed_tail, name)]:
        yield from made
    if not engine.eof:
        raise _DamageError(f"what should be {name} breaks off")


def _deflated(source: Iterator[bytes]) -> Iterator[bytes]:
    """deflate: zlib's format (RFC 1950), or what some send instead, without a header."""
    first = b""
    for data in source:
        first += data
        if len(first) > 1:
            break
    has_header = len(first) > 1 and first[0] & 15 == 8 and (first[0] << 8 | first[1]) % 31 == 0
    engine = zlib.decompressobj(15 if has_header else -15)
    for data in chain((first,), source):
        while data and not engine.eof:
            yield from _step(engine, data, "deflate")
            data = engine.unconsumed_tail
    if first:
        yield from _rest(engine, "deflate")


class _Reader(BytesIO):
    """Bytes that come in pieces, as a file."""

    def __init__(self, source: Iterator[bytes]) -> None:
        super().__init__()
        self._source, self._data = source, b""

    def read(self, size: int | None = -1, /) -> bytes:
        if not self._data:
            self._data = next(self._source, b"")
        found = self._data[:size] if size is not None and size >= 0 else self._data
        self._data = self._data[len(found):]
        return found


def _zstd(source: Iterator[bytes]) -> Iterator[bytes]:
    """zstd (RFC 8878)."""
    from zstandard import ZstdDecompressor, ZstdError
    try:
        with ZstdDecompressor(max_window_size=_WINDOW_MAX).stream_reader(_Reader(source), read_size=16 << 10,
                                                                         read_across_frames=True) as made:
            while data := made.read(_STEP):
                yield data
    except ZstdError:
        raise _DamageError("what should be zstd is damaged") from None


def _has_brotli() -> bool:
    try:
        import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return False
    return hasattr(brotli.Decompressor(), "can_accept_more_data")


def _brotli(source: Iterator[bytes]) -> Iterator[bytes]:
    """brotli (RFC 7932)."""
    import brotli
    engine = brotli.Decompressor()
    try:
        for data in source:
            made = engine.process(data, output_buffer_limit=_STEP)
            while made:
                yield made
                made = b"" if engine.can_accept_more_data() else engine.process(b"", output_buffer_limit=_STEP)
    except brotli.error:
        raise _DamageError("what should be brotli is damaged") from None
    if not engine.is_finished():
        raise _DamageError("what should be brotli breaks off")


_MAKERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _inflated, "x-gzip": _inflated, "deflate": _deflated, "br": _brotli, "zstd": _zstd}
