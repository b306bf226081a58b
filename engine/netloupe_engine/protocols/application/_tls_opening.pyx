"""Records of TLS opened with the secrets of a key log, and what they carry given to who reads it.

Which keys a record is under is found by trying: those of the record before, then those that follow. So neither lost
records nor the order in which the two directions are read make a difference, and only an authentic record counts.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy, memmove

from ...core.sink cimport Sink, put_bytes, put_finding, put_number
from ...core.stage cimport (
    BY_PROBE, ELSEWHERE, carry_gap, carry_stream_by_key, derive, derived_at, key_of_text, read_derived, stage_account,
    trim, wake_other_way)
from ...core.view cimport View, be16, has, rest, u8
from ...crypto.libcrypto cimport AES_256_GCM, hash_bytes
from ...crypto.secrets cimport (
    CLIENT_EARLY, CLIENT_HANDSHAKE, CLIENT_TRAFFIC, MASTER, SERVER_HANDSHAKE, SERVER_TRAFFIC, Secret, SecretTable,
    secret_find)
from ._handshake cimport CLIENT_HELLO, ENCRYPTED_EXTENSIONS, HANDSHAKE_MAX, is_retry
from ._hello cimport EXT_ALPN, Hello, next_extension, next_protocol, read_hello
from ._messages cimport take_messages
from ._span cimport Span
from ._tls_keys cimport (
    NOT_AUTHENTIC, RECORD_HEADER, TLS_1_0, TLS_1_3, carried_at_most, find_suite, keys_after, keys_of_master,
    keys_of_secret, open_record)
from .tls cimport (
    FINDING_NOT_DECRYPTED, F_ALERT_DESCRIPTION, F_ALERT_LEVEL, F_CLOSE_NOTIFY, F_CONTENT_TYPE, F_DECRYPTED,
    F_DECRYPTION, F_HANDSHAKE_DATA, F_LOST)

cdef enum Epoch:            # keys of a direction, one after the other
    NO_KEYS = 0
    EARLY = 1
    HANDSHAKE_KEYS = 2
    TRAFFIC = 3

cdef enum:
    SPACE_ALPN = 0          # of the table's children
    ALERT = 21
    HANDSHAKE = 22
    APPLICATION_DATA = 23
    EXT_ENCRYPT_THEN_MAC = 22
    MESSAGE_HEADER = 4
    SPARE = 16384 + 2048    # bytes a record may carry
    AHEAD_MAX = 64          # records that may be missing where some are
    GUESSES_FIRST = 1024    # numbers and keys that may be tried in vain, more of them with each record that is opened
    GUESSES_EACH = 8
    FAILURES_MAX = 32       # in a row, before no more is tried
    WAIT_BYTES_MAX = 1 << 16        # of early data that wait for the server's hello


# ------------------------------------------------------------ hellos
cdef Opening* _made(Opening** place, Sink* sink) noexcept nogil:
    if place[0] == NULL and stage_account(sink, sizeof(Opening)):
        place[0] = <Opening*>calloc(1, sizeof(Opening))
        if place[0] != NULL:
            place[0].sides[0].guesses = place[0].sides[1].guesses = GUESSES_FIRST
    return place[0]


cdef void _note_extensions(Opening* o, View v, Span extensions) noexcept nogil:
    """What the server agreed on."""
    cdef uint32_t at = extensions.at, inner
    cdef uint16_t kind = 0
    cdef Span content, list, name
    while next_extension(v, extensions, &at, &kind, &content):
        if kind == EXT_ENCRYPT_THEN_MAC:
            o.is_mac_last = True
        elif kind == EXT_ALPN and content.size > 2:
            list.at, list.size = content.at + 2, content.size - 2
            inner = list.at
            if next_protocol(v, list, &inner, &name) and name.size:
                o.alpn = key_of_text(v.data + name.at, name.size)


cdef bint note_hello(Opening** place, Sink* sink, const Message* m, uint8_t way) noexcept nogil:
    cdef Opening* o
    cdef Hello hello
    cdef bint is_client = m.kind == CLIENT_HELLO
    if m.is_cut or not read_hello(m.body, is_client, False, False, &hello) or not has(m.body, 2, RANDOM_BYTES):
        return True
    o = _made(place, sink)
    if o == NULL:
        return False
    if is_client:
        if o.has_server:
            return True
        memcpy(o.client_random, m.body.data + 2, RANDOM_BYTES)
        o.has_client, o.client_way = True, way
        return True
    if not is_retry(m.body) and hello.ciphers.size >= 2 and not o.has_server:
        memcpy(o.server_random, m.body.data + 2, RANDOM_BYTES)
        o.version = be16(m.body, hello.versions.at) if hello.versions.size >= 2 else hello.version
        o.cipher = be16(m.body, hello.ciphers.at)
        o.client_way = 1 - way
        o.has_server = True
        _note_extensions(o, m.body, hello.extensions)
        if o.waits:
            wake_other_way(sink)
    return True


# ------------------------------------------------------------ keys
cdef inline const Secret* _secret(const Opening* o, const Sink* sink, uint8_t label) noexcept nogil:
    return secret_find(<const SecretTable*>sink.secrets, o.client_random, label)


cdef const Secret* _epoch_secret(const Opening* o, const Sink* sink, uint8_t way, uint8_t epoch) noexcept nogil:
    cdef uint8_t label = SERVER_HANDSHAKE if epoch == HANDSHAKE_KEYS else SERVER_TRAFFIC
    if way == o.client_way:
        label = CLIENT_EARLY if epoch == EARLY else CLIENT_HANDSHAKE if epoch == HANDSHAKE_KEYS else CLIENT_TRAFFIC
    elif epoch == EARLY:
        return NULL
    return _secret(o, sink, label)


cdef Status _prepare(Opening* o, const Sink* sink) noexcept nogil:
    """Both hellos are known: are the secrets? UNKNOWN: yes."""
    cdef RecordKeys keys[2]
    cdef const Secret* master
    cdef uint8_t way, epoch, count = 0
    if o.version == TLS_1_3:
        for way in range(2):
            for epoch in range(HANDSHAKE_KEYS, TRAFFIC + 1):
                count += _epoch_secret(o, sink, way, epoch) != NULL
        if not count:
            return NO_SECRET
        return UNKNOWN if find_suite(o.cipher, &o.suite) and o.suite.tag else SUITE_UNKNOWN
    master = _secret(o, sink, MASTER)
    if master == NULL:
        return NO_SECRET
    if not find_suite(o.cipher, &o.suite) or not keys_of_master(
            &o.suite, o.version, master.bytes, o.client_random, o.server_random, keys):
        return SUITE_UNKNOWN
    for way in range(2):
        o.sides[way].keys = keys[way != o.client_way]
        o.sides[way].epoch = TRAFFIC
    return UNKNOWN


# ------------------------------------------------------------ opening
cdef int64_t _try(const Opening* o, OpeningSide* side, const RecordKeys* keys, const uint8_t* record, uint32_t size,
                  uint8_t* out, uint8_t* scratch, uint64_t* number) noexcept nogil:
    """The record by these keys, with the number that is its turn or one a little further on."""
    cdef uint64_t at
    cdef int64_t found
    for at in range(keys.number, keys.number + (AHEAD_MAX if side.is_unsure else 1)):
        found = open_record(&o.suite, o.version, o.is_mac_last, keys, at, record, size, out, scratch)
        if found >= 0:
            number[0] = at + 1
            return found
        if not side.guesses:
            break
        side.guesses -= 1
    return NOT_AUTHENTIC


cdef int64_t _open_early(Opening* o, const Sink* sink, uint8_t way, const uint8_t* record, uint32_t size,
                         uint8_t* out) noexcept nogil:
    """A record of early data, whose cipher suite is that of the session before: its secret's size leaves few."""
    cdef const Secret* secret = _epoch_secret(o, sink, way, EARLY)
    cdef OpeningSide* side = &o.sides[way]
    cdef Opening early
    cdef uint64_t number = 0
    cdef uint16_t code
    cdef int64_t found = NOT_AUTHENTIC
    if secret == NULL or side.epoch > EARLY:
        return NOT_AUTHENTIC
    early.version, early.is_mac_last = TLS_1_3, False
    for code in range(0x1301, 0x1306):
        if not find_suite(code, &early.suite) or (early.suite.cipher == AES_256_GCM) != (secret.size == 48):
            continue
        if side.epoch == NO_KEYS and not keys_of_secret(&early.suite, secret.bytes, &side.keys):
            continue
        found = _try(&early, side, &side.keys, record, size, out, NULL, &number)
        if found >= 0:
            side.epoch = EARLY
            side.keys.number = number
            break
    return found


cdef int64_t _open_13(Opening* o, const Sink* sink, uint8_t way, const uint8_t* record, uint32_t size,
                      uint8_t* out) noexcept nogil:
    """By the keys of the record before, or those behind them."""
    cdef OpeningSide* side = &o.sides[way]
    cdef RecordKeys next
    cdef const Secret* secret
    cdef uint64_t number = 0
    cdef int64_t found = NOT_AUTHENTIC
    cdef uint8_t epoch
    if side.epoch <= EARLY:
        found = _open_early(o, sink, way, record, size, out)
    else:
        found = _try(o, side, &side.keys, record, size, out, NULL, &number)
        if found >= 0:
            side.keys.number = number
    if found >= 0:
        return found
    for epoch in range(max(side.epoch, <uint8_t>EARLY) + 1, TRAFFIC + 1 if side.guesses else 0):
        secret = _epoch_secret(o, sink, way, epoch)
        if secret == NULL or not keys_of_secret(&o.suite, secret.bytes, &next):
            continue
        found = _try(o, side, &next, record, size, out, NULL, &number)
        if found >= 0:
            side.keys, side.epoch = next, epoch
            side.keys.number = number
            return found
    if side.epoch == TRAFFIC and side.guesses and keys_after(&o.suite, &side.keys, &next):
        found = _try(o, side, &next, record, size, out, NULL, &number)
        if found >= 0:
            side.keys = next
            side.keys.number = number
    return found


cdef int64_t _open(Opening* o, Sink* sink, uint8_t way, const uint8_t* record, uint32_t size,
                   uint8_t* out) noexcept nogil:
    """Bytes of what the record carries, or NOT_AUTHENTIC."""
    cdef OpeningSide* side = &o.sides[way]
    cdef uint64_t number = 0
    cdef int64_t found
    if not o.has_server:
        return _open_early(o, sink, way, record, size, out)
    if o.version == TLS_1_3:
        return _open_13(o, sink, way, record, size, out)
    found = _try(o, side, &side.keys, record, size, out, sink.scratch, &number)
    if found >= 0:
        side.keys.number = number
        if o.version == TLS_1_0 and not o.suite.tag:        # the next record's IV
            size -= hash_bytes(o.suite.mac) if o.is_mac_last else 0
            memcpy(side.keys.iv, record + RECORD_HEADER + size - 16, 16)
    return found


# ------------------------------------------------------------ what records carry
cdef void _note_agreement(Opening* o, View v) noexcept nogil:
    """EncryptedExtensions, by which the server of TLS 1.3 says what it agrees to (RFC 8446 section 4.3.1)."""
    cdef Span extensions
    if has(v, 0, MESSAGE_HEADER + 2) and u8(v, 0) == ENCRYPTED_EXTENSIONS:
        extensions.at, extensions.size = MESSAGE_HEADER + 2, be16(v, MESSAGE_HEADER)
        if has(v, extensions.at, extensions.size):
            _note_extensions(o, v, extensions)


cdef bint _wait(OpeningSide* side, View v, Sink* sink) noexcept nogil:
    """These bytes go on in the next record."""
    cdef uint32_t need = side.waiting_size + v.size, room = max(need, 2 * side.waiting_room)
    cdef uint8_t* grown
    if not v.size:          # there may be no memory to copy nothing to
        return True
    if need > HANDSHAKE_MAX + SPARE:
        return False
    if need > side.waiting_room:
        if not stage_account(sink, room - side.waiting_room):
            return False
        grown = <uint8_t*>realloc(side.waiting, room)
        if grown == NULL:
            stage_account(sink, -<int64_t>(room - side.waiting_room))
            return False
        side.waiting, side.waiting_room = grown, room
    memcpy(side.waiting + side.waiting_size, v.data, v.size)
    side.waiting_size = need
    return True


cdef void _read_handshake(Opening* o, Talk* talk, uint8_t way, View v, uint32_t at, int64_t now_ns,
                          Sink* sink) noexcept nogil:
    """Messages in `v`, which begins at `at` of the sink's buffer, or go on there."""
    cdef OpeningSide* side = &o.sides[way]
    cdef int64_t base = sink.base, taken
    cdef uint8_t buffer, before = sink.buffer, is_cut = sink.is_cut
    if side.is_deaf:
        return
    sink.base = base + at
    if side.waiting_size:
        if not _wait(side, v, sink):
            side.is_deaf = True
            sink.base = base
            return
        buffer = derive(sink, F_HANDSHAKE_DATA, side.waiting_size)
        v.data, v.size = side.waiting, side.waiting_size
        sink.base = ELSEWHERE
        if buffer:
            memcpy(derived_at(sink, buffer).data, side.waiting, side.waiting_size)
            v.data = derived_at(sink, buffer).data
            read_derived(sink, buffer)
    _note_agreement(o, v)
    sink.is_cut = False                     # what a record does not hold is in the next one
    taken = take_messages(talk, way, v, now_ns, sink)
    sink.is_cut, sink.buffer, sink.base = is_cut, before, base
    if taken < 0:
        side.is_deaf = True
    elif side.waiting_size:
        side.waiting_size -= <uint32_t>taken
        memmove(side.waiting, side.waiting + taken, side.waiting_size)
    elif not _wait(side, rest(v, <uint32_t>taken), sink):
        side.is_deaf = True


cdef void hush(Sink* sink, uint32_t since) noexcept nogil:
    cdef const SecretTable* table = <const SecretTable*>sink.secrets
    cdef uint32_t i, kept = since
    for i in range(since, sink.finding_count):
        if sink.findings[i] < table.hushed_count and table.hushed[sink.findings[i]]:
            continue
        sink.findings[kept] = sink.findings[i]
        kept += 1
    sink.finding_count = kept


cdef inline void _child_key(const Opening* o, uint8_t* space, uint32_t* key) noexcept nogil:
    space[0] = SPACE_ALPN if o.alpn else BY_PROBE
    key[0] = o.alpn


cdef void _give(Opening* o, Talk* talk, uint8_t way, uint8_t kind, View v, uint32_t at, int64_t now_ns,
                Sink* sink) noexcept nogil:
    """What a record carries, at `at` of the sink's buffer."""
    cdef uint8_t space
    cdef uint32_t key, findings = sink.finding_count
    put_bytes(sink, F_DECRYPTED, v.data, v.size, at, v.size)
    if kind == HANDSHAKE:
        _read_handshake(o, talk, way, v, at, now_ns, sink)
    elif kind == ALERT and v.size == 2:
        put_number(sink, F_ALERT_LEVEL, u8(v, 0), at, 1)
        if u8(v, 1):
            put_number(sink, F_ALERT_DESCRIPTION, u8(v, 1), at + 1, 1)
        else:                       # how each direction of every session ends, and no trouble
            put_number(sink, F_CLOSE_NOTIFY, True, at + 1, 1)
    elif kind == APPLICATION_DATA and v.size:
        _child_key(o, &space, &key)
        carry_stream_by_key(sink, space, key, 0, v, at)
        hush(sink, findings)


cdef uint8_t* _reserve(Opening* o, Room* room, uint32_t size, uint32_t wanted, Sink* sink) noexcept nogil:
    """Room for what a record carries: in the packet's derived bytes, else in a block of the session's own."""
    if room.buffer and room.size - room.used >= size:
        return derived_at(sink, room.buffer).data + room.used
    close_room(room, sink)
    room.used, room.size = 0, max(size, min(wanted, <uint32_t>WAIT_BYTES_MAX))
    room.buffer = derive(sink, F_DECRYPTED, room.size)
    if room.buffer:
        return derived_at(sink, room.buffer).data
    if o.spare == NULL and stage_account(sink, SPARE):
        o.spare = <uint8_t*>malloc(SPARE)
    return o.spare


cdef void close_room(Room* room, Sink* sink) noexcept nogil:
    if room.buffer:
        trim(sink, room.buffer, room.used)
    room.buffer = 0


cdef int64_t _refuse(Opening* o, Status status, uint32_t at, uint32_t size, Sink* sink) noexcept nogil:
    """Nothing will be opened, and why is told."""
    if o.status == UNKNOWN:
        put_number(sink, F_DECRYPTION, status, at, size)
        o.status = status
    return NEVER


cdef int64_t take_protected(Opening* o, Talk* talk, uint8_t way, const uint8_t* data, uint32_t at, uint32_t size,
                            Room* room, uint32_t room_wanted, int64_t now_ns, Sink* sink) noexcept nogil:
    cdef OpeningSide* side = &o.sides[way]
    cdef uint8_t before = sink.buffer, kind = data[at]
    cdef int64_t base = sink.base, found = NOT_AUTHENTIC
    cdef Status status
    cdef uint8_t* out
    cdef View v
    if not o.has_client:
        return _refuse(o, NO_HELLO, at, size + RECORD_HEADER, sink)
    if o.has_server and not o.is_ready:
        status = _prepare(o, sink)
        if status != UNKNOWN:
            return _refuse(o, status, at, size + RECORD_HEADER, sink)
        o.is_ready = True
    out = _reserve(o, room, size, room_wanted, sink)
    if out != NULL and size <= SPARE and 13 + size <= sink.scratch_room:
        found = _open(o, sink, way, data + at, size, out)
    if found < 0 and not o.has_server:
        if room_wanted > WAIT_BYTES_MAX or sink.is_cut:
            return _refuse(o, NO_HELLO, at, size + RECORD_HEADER, sink)
        o.waits |= <uint8_t>(1 << way)
        return NOT_YET
    if found < 0:
        side.is_unsure = True
        side.failures += 1
        if o.status == UNKNOWN and (side.epoch == TRAFFIC or _epoch_secret(o, sink, way, HANDSHAKE_KEYS) != NULL):
            _refuse(o, WRONG_SECRET, at, size + RECORD_HEADER, sink)        # unless a later one can be opened
        put_finding(sink, FINDING_NOT_DECRYPTED)
        if side.failures >= FAILURES_MAX:
            return NEVER
        _carry_lost(o, way, carried_at_most(&o.suite, o.version, size), sink)
        return 0
    side.failures = side.is_unsure = 0
    side.guesses = min(side.guesses + GUESSES_EACH, GUESSES_FIRST)
    if o.status != OPENED:
        put_number(sink, F_DECRYPTION, OPENED, at, size + RECORD_HEADER)
        o.status = OPENED
    v.data, v.size = out, <uint32_t>found
    if room.buffer:
        read_derived(sink, room.buffer)
    else:
        sink.base = ELSEWHERE
    if o.version == TLS_1_3 or not o.has_server:        # zeros behind the type are padding (RFC 8446 section 5.2)
        while v.size and v.data[v.size - 1] == 0:
            v.size -= 1
        kind = 0
        if v.size:
            v.size -= 1
            kind = v.data[v.size]
            put_number(sink, F_CONTENT_TYPE, kind, room.used + v.size, 1)
    _give(o, talk, way, kind, v, room.used if room.buffer else 0, now_ns, sink)
    if room.buffer:
        room.used += <uint32_t>found
    sink.buffer, sink.base = before, base
    return 0


# ------------------------------------------------------------ losses, memory
cdef void _carry_lost(Opening* o, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    cdef uint8_t space
    cdef uint32_t key
    o.sides[way].waiting_size = 0
    if size and o.sides[way].epoch == TRAFFIC and o.status == OPENED:
        put_number(sink, F_LOST, size, 0, 0)
        _child_key(o, &space, &key)
        carry_gap(sink, space, key, 0, size)


cdef void lose_record(Opening* o, uint8_t way, uint32_t size, Sink* sink) noexcept nogil:
    o.sides[way].is_unsure = True
    _carry_lost(o, way, carried_at_most(&o.suite, o.version, size), sink)


cdef void lose_bytes(Opening* o, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    o.sides[way].is_unsure = True
    _carry_lost(o, way, size, sink)


cdef void opening_free(Opening* o) noexcept nogil:
    cdef int way
    if o == NULL:
        return
    for way in range(2):
        free(o.sides[way].waiting)
    free(o.spare)
    free(o)


cdef Opening* opening_copy(const Opening* o) noexcept nogil:
    """One of its own, or NULL without memory."""
    cdef Opening* made = <Opening*>malloc(sizeof(Opening))
    cdef int way
    if made == NULL:
        return NULL
    made[0] = o[0]
    made.spare = made.sides[0].waiting = made.sides[1].waiting = NULL
    for way in range(2):
        if not o.sides[way].waiting_room:
            continue
        made.sides[way].waiting = <uint8_t*>malloc(o.sides[way].waiting_room)
        if made.sides[way].waiting == NULL:
            opening_free(made)
            return NULL
        memcpy(made.sides[way].waiting, o.sides[way].waiting, o.sides[way].waiting_size)
    return made
