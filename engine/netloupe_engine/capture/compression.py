"""Decompression of whole files, piece by piece, into a temporary file that can be mapped while it grows.

Each `expand_*` function is a generator of decompressed pieces. Whatever the input says, a piece is at most some MiB,
and one is given (an empty one, if need be) after a bounded amount of work, so that whoever takes them can stop. They
follow any number of members or frames one after another and raise `BrokenStreamError` where the data is corrupt or ends
early; what they gave before stays good.
"""
import os
import zlib
from collections.abc import Callable, Iterator
from io import SEEK_CUR
from typing import BinaryIO

from ..errors import NetloupeError

_CHUNK_BYTES = 32 << 10         # of input at once
_PIECE_BYTES = 1 << 20          # of output at once
_LZ4_CHUNK_BYTES = 4 << 10      # what a call that fails has decompressed is lost: small steps lose little
_ZSTD_MAGIC = 0xFD2FB528
_SKIPPABLE_MAGIC = 0x184D2A50   # its last four bits are free (RFC 8878 section 3.1.2); also in the lz4 format
_EMPTY_MAX = 10_000             # pieces in a row without content; the largest lz4 block makes 1,025
_RATIO_FREE_BYTES = 256 << 20   # so much may come out of however few bytes
_LOOK_AT_DISK_BYTES = 16 << 20  # written between two looks at what the disk has left
_DISK_LEFT_BYTES = 1 << 30      # is not taken of a disk, or ...
_DISK_LEFT_SHARE = 0.05         # ... this share of a small one


class BrokenStreamError(NetloupeError):
    """Compressed data that is corrupt, ends early, or never comes to anything. Its text is the damage's reason."""


def expand_gzip(file: BinaryIO) -> Iterator[bytes]:
    """The members of a gzip file (RFC 1952); zero bytes behind the last one are padding."""
    data = file.read(_CHUNK_BYTES)
    while data:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            if not data:
                raise BrokenStreamError("The gzip data ends early.")
            yield from _gzip_pieces(member, data)
            data = member.unused_data or file.read(_CHUNK_BYTES)
        data = data.lstrip(b"\0")
        while not data and (more := file.read(_CHUNK_BYTES)):
            data = more.lstrip(b"\0")
            yield b""


def _gzip_pieces(member: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """What a member makes of some bytes; all of them are used up then, or the member is at its end."""
    piece_size = _PIECE_BYTES
    while piece_size == _PIECE_BYTES and not member.eof:    # a whole one: there may be more, even without more input
        before = member.copy()
        try:
            piece = member.decompress(data, _PIECE_BYTES)
        except zlib.error as error:
            yield from _sound_part(before, data)
            raise BrokenStreamError("The gzip data is corrupt.") from error
        yield piece
        piece_size, data = len(piece), member.unconsumed_tail


def _sound_part(member: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """What comes out of corrupt data before the byte that shows it."""
    for at in range(len(data)):
        try:
            yield member.decompress(data[at:at + 1])
        except zlib.error:
            return


def expand_lz4(file: BinaryIO) -> Iterator[bytes]:
    """The frames of an lz4 file."""
    from lz4.frame import LZ4FrameDecompressor
    data = file.read(_LZ4_CHUNK_BYTES)
    while data:
        frame = LZ4FrameDecompressor()
        while not frame.eof:
            if not data:
                raise BrokenStreamError("The lz4 data ends early.")
            try:
                yield frame.decompress(data)
            except RuntimeError as error:
                raise BrokenStreamError("The lz4 data is corrupt.") from error
            data = frame.unused_data or file.read(_LZ4_CHUNK_BYTES)


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise BrokenStreamError("The zstd data ends early.")
    return data


def _zstd_frame(file: BinaryIO, start: bytes) -> Iterator[bytes]:
    """The compressed bytes of one frame whose magic is `start`: its header, each block (RFC 8878 section 3.1.1).

    A block is at most 128 KiB once decompressed, so feeding one at a time bounds what comes out, and what is lost.
    """
    head = _exactly(file, 1)
    descriptor = head[0]
    single_segment, checksum = descriptor >> 5 & 1, descriptor >> 2 & 1
    content_size = (single_segment, 2, 4, 8)[descriptor >> 6]
    yield start + head + _exactly(file, (1 - single_segment) + (0, 1, 2, 4)[descriptor & 3] + content_size)
    last = False
    while not last:
        block = _exactly(file, 3)
        header = int.from_bytes(block, "little")
        last, kind, size = bool(header & 1), header >> 1 & 3, header >> 3
        yield block + _exactly(file, 1 if kind == 1 else size)      # kind 1 is one byte to be repeated
    if checksum:
        yield _exactly(file, 4)


def expand_zstd(file: BinaryIO) -> Iterator[bytes]:
    """The frames of a zstd file; skippable ones are skipped."""
    from zstandard import ZstdDecompressor, ZstdError
    while start := file.read(4):
        if len(start) < 4:
            raise BrokenStreamError("The zstd data ends early.")
        magic = int.from_bytes(start, "little")
        if magic & ~0xF == _SKIPPABLE_MAGIC:
            file.seek(int.from_bytes(_exactly(file, 4), "little"), SEEK_CUR)
            yield b""
            continue
        if magic != _ZSTD_MAGIC:
            raise BrokenStreamError("The zstd data is corrupt.")
        frame = ZstdDecompressor().decompressobj()
        for piece in _zstd_frame(file, start):
            try:
                yield frame.decompress(piece)
            except ZstdError as error:
                raise BrokenStreamError("The zstd data is corrupt.") from error


EXPANDERS: dict[str, Callable[[BinaryIO], Iterator[bytes]]] = {
    "gzip": expand_gzip, "zstd": expand_zstd, "lz4": expand_lz4,
}


class Expander:
    """Writes the decompressed content of a file into another one, as far as it is asked to.

    Owned by the thread that reads the capture sequentially, but for `interrupted`; closes both files.

    Attributes:
        size_bytes: decompressed bytes written so far.
        consumed_bytes: compressed bytes read so far.
        finished: there is nothing more to come.
        interrupted: nobody wants more now; any thread may set it, and `more` soon returns.
        cancelled: asked the same, after each piece; None: nobody is.
        reason: why it ended before the end of the data; `""` if it did not.
    """

    def __init__(self, source: BinaryIO, kind: str, target: BinaryIO, bytes_max: int, ratio_max: int = 0,
                 cancelled: Callable[[], bool] | None = None) -> None:
        """Expand `source`, compressed as `kind` says, into the unbuffered `target`, up to `bytes_max` bytes and, past
        the first 256 MiB, up to `ratio_max` times the compressed ones (0: any number)."""
        self.size_bytes = 0
        self.consumed_bytes = 0
        self.finished = False
        self.interrupted = False
        self.reason = ""
        self._source, self._target, self._kind = source, target, kind
        self._bytes_max, self._ratio_max, self.cancelled = bytes_max, ratio_max, cancelled
        self._pieces = EXPANDERS[kind](source)
        self._empty = 0             # pieces in a row
        self._look_at = 0           # size at which to look at the disk again

    def more(self, size: int) -> None:
        """Go on for at least `size` more bytes, or to the end, or until somebody says that they are not wanted."""
        goal = self.size_bytes + size
        try:
            while self.size_bytes < goal and not self.finished and not self._is_unwanted():
                piece = next(self._pieces)
                self.consumed_bytes = self._source.tell()
                self._empty = 0 if piece else self._empty + 1
                if self._empty > _EMPTY_MAX:
                    raise BrokenStreamError(f"The {self._kind} data goes on, but without any content.")
                self._take(piece)
        except StopIteration:
            self.finished = True
        except BrokenStreamError as error:
            self.abandon(str(error))
        except OSError as error:
            self.abandon(f"The compressed file cannot be read on: {error.strerror or error}.")
        self.consumed_bytes = self._source.tell()

    def _is_unwanted(self) -> bool:
        return self.interrupted or (self.cancelled is not None and self.cancelled())

    def _take(self, piece: bytes) -> None:
        """Write a piece, as far as the limits allow."""
        room, limit = self._bytes_max - self.size_bytes, f"limit of {self._bytes_max:,} bytes"
        if self._ratio_max:
            most = max(_RATIO_FREE_BYTES, self.consumed_bytes * self._ratio_max)
            if most < self._bytes_max:
                room, limit = most - self.size_bytes, f"limit of {self._ratio_max} times the compressed size"
        if len(piece) > room:
            piece = piece[:max(room, 0)]
            self.abandon(f"The decompression {limit} is reached.")
        try:
            if self.size_bytes + len(piece) > self._look_at and not self._has_disk():
                self.abandon("The decompressed copy is cut: the disk with the temporary files is nearly full.")
                return
            self._write(piece)
        except OSError as error:
            self.abandon(f"The decompressed copy cannot be written: {error.strerror}.")

    def _has_disk(self) -> bool:
        """Will the disk have enough left after what is written until the next look?"""
        self._look_at = self.size_bytes + _LOOK_AT_DISK_BYTES
        disk = os.fstatvfs(self._target.fileno())
        kept = min(_DISK_LEFT_BYTES, int(disk.f_blocks * disk.f_frsize * _DISK_LEFT_SHARE))
        return disk.f_bavail * disk.f_frsize - _LOOK_AT_DISK_BYTES >= kept or not self.size_bytes

    def _write(self, piece: bytes) -> None:
        view = memoryview(piece)
        while view:
            written = self._target.write(view)
            self.size_bytes += written
            view = view[written:]

    def abandon(self, reason: str) -> None:
        """Nothing more is going to be written, for this reason."""
        self.finished = True
        self.reason = reason

    def close(self) -> None:
        """Close both files; nothing more is written."""
        self.finished = True
        self._source.close()
        self._target.close()
