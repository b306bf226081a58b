"""Reading key logs: what programs write that are told to (`SSLKEYLOGFILE`), and pcapng's decryption secrets blocks.

A line is a label, the client's random bytes and the secret, in hexadecimal digits (NSS key log format,
draft-ietf-tls-keylogfile). Whatever else a file holds is counted and left out. What is read stays in memory until the
analysis is given back, is then overwritten, and is written nowhere.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy, memset

import os

from ..core.hash cimport draw_secret, keyed_hash

from ..errors import CaptureError

cdef extern from "<string.h>" nogil:
    void explicit_bzero(void* where, size_t size)

cdef enum:
    ROOM_FIRST = 64
    SECRETS_MAX = 1 << 20           # 80 MiB of them
    LINE_BYTES_MAX = 512            # the longest has 200
    PIECE_BYTES = 1 << 20
    LABELS = 6

cdef uint64_t BYTES_MAX = 1 << 28   # of text, of all files and blocks of a capture

cdef const char* _labels[LABELS]
_labels[:] = [
    "CLIENT_RANDOM", "CLIENT_EARLY_TRAFFIC_SECRET", "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0"]
cdef const char* _MARK = b"\xef\xbb\xbf"           # U+FEFF in UTF-8
cdef uint32_t[LABELS] _sizes = [13, 27, 31, 31, 23, 23]


cdef inline uint32_t _slot_of(const SecretTable* table, const uint8_t* random, uint8_t label) noexcept nogil:
    cdef uint64_t words[5]
    memcpy(words, random, RANDOM_BYTES)
    words[4] = label
    return <uint32_t>(keyed_hash(words, 5, table.key.words) & (2 * <uint64_t>table.room - 1))


cdef const Secret* secret_find(const SecretTable* table, const uint8_t* random, uint8_t label) noexcept nogil:
    cdef const Secret* row
    cdef uint32_t slot
    if table == NULL or not table.count:
        return NULL
    slot = _slot_of(table, random, label)
    while table.slots[slot]:                    # half of them are free
        row = &table.rows[table.slots[slot] - 1]
        if row.label == label and memcmp(row.random, random, RANDOM_BYTES) == 0:
            return row
        slot = (slot + 1) & (2 * table.room - 1)
    return NULL


cdef inline int _digit(uint8_t sign) noexcept nogil:
    if c'0' <= sign <= c'9':
        return sign - c'0'
    sign |= 0x20
    return sign - c'a' + 10 if c'a' <= sign <= c'f' else -1


cdef uint32_t _unhex(const uint8_t* text, uint64_t size, uint8_t* out, uint32_t room) noexcept nogil:
    """The bytes that these digits are; 0 if they are not, or too many."""
    cdef uint32_t i
    cdef int high, low
    if size % 2 or size > 2 * room:
        return 0
    for i in range(<uint32_t>(size // 2)):
        high, low = _digit(text[2 * i]), _digit(text[2 * i + 1])
        if high < 0 or low < 0:
            return 0
        out[i] = <uint8_t>(high << 4 | low)
    return <uint32_t>(size // 2)


cdef bint _read_line(const uint8_t* text, uint64_t size, Secret* out) noexcept nogil:
    """The secret that a line says; False if it says none that is of use."""
    cdef uint32_t kind
    cdef uint64_t at
    for kind in range(LABELS):
        at = _sizes[kind]
        if size > at and text[at] == c' ' and memcmp(text, _labels[kind], at) == 0:
            break
    else:
        return False
    at += 1
    if size - at < 2 * RANDOM_BYTES + 3 or text[at + 2 * RANDOM_BYTES] != c' ':
        return False
    memset(out, 0, sizeof(Secret))
    out.label = <uint8_t>kind
    if _unhex(text + at, 2 * RANDOM_BYTES, out.random, RANDOM_BYTES) != RANDOM_BYTES:
        return False
    at += 2 * RANDOM_BYTES + 1
    out.size = <uint8_t>_unhex(text + at, size - at, out.bytes, SECRET_BYTES_MAX)
    return out.size == 48 or (out.size == 32 and kind != MASTER)


cdef class Secrets:
    """What is known of the secrets of a capture's sessions."""

    def __cinit__(self):
        if not draw_secret(&self.table.key):
            raise OSError("the system has no random numbers")

    def __dealloc__(self):
        if self.table.rows != NULL:
            explicit_bzero(self.table.rows, <size_t>self.table.room * sizeof(Secret))
        free(self.table.rows)
        free(self.table.slots)
        free(self.table.hushed)

    def hush(self, findings):
        """These findings, one after the other as they are numbered, mean nothing (True) inside of what is encrypted.
        Raises MemoryError."""
        cdef bytes flags = bytes(findings)
        cdef const uint8_t* begin = flags
        free(self.table.hushed)
        self.table.hushed_count = 0
        self.table.hushed = <uint8_t*>calloc(max(1, len(flags)), 1)
        if self.table.hushed == NULL:
            raise MemoryError
        memcpy(self.table.hushed, begin, <size_t>len(flags))
        self.table.hushed_count = <uint32_t>len(flags)

    def __len__(self):
        """How many secrets there are."""
        return self.table.count

    def add(self, bytes text not None):
        """Take what a text in key log format says, as far as the limits go."""
        cdef uint64_t size = min(<uint64_t>len(text), BYTES_MAX - self.bytes_taken)
        self.is_full = self.is_full or size < <uint64_t>len(text)
        self.bytes_taken += size
        self._take(text, size)

    def add_file(self, path):
        """Take what a key log file says, as far as the limits go. Raises CaptureError."""
        cdef bytes piece, head, rest = b""
        try:
            with open(path, "rb", buffering=0) as file:
                while True:
                    piece = file.read(min(PIECE_BYTES, BYTES_MAX - self.bytes_taken))
                    self.bytes_taken += <uint64_t>len(piece)
                    if not piece:
                        self.is_full = self.is_full or (self.bytes_taken == BYTES_MAX and bool(file.read(1)))
                        break
                    head, newline, tail = piece.rpartition(b"\n")
                    if newline:
                        head = rest + head
                        self._take(head, <uint64_t>len(head))
                        rest = b""
                    rest = rest[-LINE_BYTES_MAX:] + tail[-LINE_BYTES_MAX:]
                self._take(rest, <uint64_t>len(rest))
        except OSError as error:
            raise CaptureError(f"The key log {os.fspath(path)} cannot be read: {error.strerror}.") from None

    cdef int _take(self, const uint8_t* text, uint64_t size) except -1:
        cdef uint64_t begin = 0, at = 0
        with nogil:
            while begin < size:
                at = begin
                while at < size and text[at] != c'\n':
                    at += 1
                self._line(text + begin, at - begin)
                begin = at + 1
        return 0

    cdef int _line(self, const uint8_t* text, uint64_t size) except -1 nogil:
        cdef Secret secret
        if size >= 3 and memcmp(text, _MARK, 3) == 0:       # editors put it before the first line
            text += 3
            size -= 3
        while size and (text[size - 1] == c'\r' or text[size - 1] == c' '):
            size -= 1
        if not size or text[0] == c'#':
            return 0
        self.lines += 1
        if size > LINE_BYTES_MAX or not _read_line(text, size, &secret):
            self.ignored += 1
            return 0
        return self._put(&secret)

    cdef int _put(self, const Secret* secret) except -1 nogil:
        """One secret more; what was said first of a session stays."""
        cdef uint32_t slot
        if secret_find(&self.table, secret.random, secret.label) != NULL:
            return 0
        if self.table.count == SECRETS_MAX:
            self.is_full = True
            self.ignored += 1
            return 0
        if self.table.count == self.table.room and not self._grow():
            with gil:
                raise MemoryError
        self.table.rows[self.table.count] = secret[0]
        slot = _slot_of(&self.table, secret.random, secret.label)
        while self.table.slots[slot]:
            slot = (slot + 1) & (2 * self.table.room - 1)
        self.table.count += 1
        self.table.slots[slot] = self.table.count
        return 0

    cdef bint _grow(self) noexcept nogil:
        cdef uint32_t room = 2 * self.table.room if self.table.room else ROOM_FIRST
        cdef uint32_t slot, row
        cdef Secret* rows = <Secret*>calloc(room, sizeof(Secret))
        cdef uint32_t* slots = <uint32_t*>calloc(2 * <size_t>room, sizeof(uint32_t))
        if rows == NULL or slots == NULL:
            free(rows)
            free(slots)
            return False
        if self.table.count:
            memcpy(rows, self.table.rows, self.table.count * sizeof(Secret))
            explicit_bzero(self.table.rows, self.table.count * sizeof(Secret))
        free(self.table.rows)
        free(self.table.slots)
        self.table.rows, self.table.slots, self.table.room = rows, slots, room
        for row in range(self.table.count):
            slot = _slot_of(&self.table, rows[row].random, rows[row].label)
            while slots[slot]:
                slot = (slot + 1) & (2 * room - 1)
            slots[slot] = row + 1
        return True
