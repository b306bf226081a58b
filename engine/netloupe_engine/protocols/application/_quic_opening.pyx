"""Handshake, 0-RTT and 1-RTT packets of QUIC opened with the secrets of a key log (RFC 9001)."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy

from ...core.sink cimport Sink
from ...core.stage cimport stage_account
from ...crypto.libcrypto cimport AES_256_GCM
from ...crypto.secrets cimport (
    CLIENT_EARLY, CLIENT_HANDSHAKE, CLIENT_TRAFFIC, SERVER_HANDSHAKE, SERVER_TRAFFIC, Secret, SecretTable, secret_find)
from ._handshake cimport CLIENT_HELLO, SERVER_HELLO
from ._quic_streams cimport streams_free
from ._quic_keys cimport derive_packet_keys, open_packet, unprotect, update_packet_keys
from ._tls_keys cimport find_suite
from ._tls_opening cimport NO_HELLO, NO_SECRET, SUITE_UNKNOWN, WRONG_SECRET

cdef enum:
    RANDOM_AT = 6           # in a hello: behind its header and version
    RANDOM = 32
    KEY_PHASE = 0x04        # of a short header's first byte
    FAILURES_MAX = 64       # in a row, before no more is tried


cdef bint note_crypto(QuicOpening** place, Sink* sink, uint8_t way, const uint8_t* data, uint32_t size) noexcept nogil:
    cdef QuicSide* side
    if place[0] == NULL:
        if not stage_account(sink, sizeof(QuicOpening)):
            return False
        place[0] = <QuicOpening*>calloc(1, sizeof(QuicOpening))
        if place[0] == NULL:
            stage_account(sink, -<int64_t>sizeof(QuicOpening))
            return False
    side = &place[0].sides[way]
    size = min(size, HELLO_BYTES - side.hello_size)
    memcpy(side.hello + side.hello_size, data, size)
    side.hello_size += size
    return True


cdef void forget_hellos(QuicOpening* o) noexcept nogil:
    o.sides[0].hello_size = o.sides[1].hello_size = 0


cdef inline const Secret* _secret(const QuicOpening* o, const Sink* sink, uint8_t client, uint8_t label) noexcept nogil:
    return secret_find(<const SecretTable*>sink.secrets, o.sides[client].hello + RANDOM_AT, label)


cdef inline bint _has_hello(const QuicSide* side, uint8_t kind) noexcept nogil:
    return side.hello_size >= RANDOM_AT + RANDOM + 1 and side.hello[0] == kind


cdef bint _take_keys(QuicOpening* o, const Sink* sink, uint8_t client, uint32_t version, uint8_t label, uint8_t way,
                     PacketKeys* keys) noexcept nogil:
    cdef const Secret* secret = _secret(o, sink, client, label)
    return secret != NULL and derive_packet_keys(version, &o.suite, secret.bytes, keys)


cdef void _prepare(QuicOpening* o, const Sink* sink, uint8_t client, uint32_t version) noexcept nogil:
    """Find the secrets, once both hellos are known; else say why not."""
    cdef const QuicSide* server = &o.sides[1 - client]
    cdef uint32_t at = RANDOM_AT + RANDOM, count = 0
    o.status = NO_HELLO
    if not _has_hello(&o.sides[client], CLIENT_HELLO) or not _has_hello(server, SERVER_HELLO):
        return
    at += 1 + server.hello[at]
    if at + 2 > server.hello_size:
        return
    o.is_ready = True
    o.status = SUITE_UNKNOWN
    if not find_suite(<uint16_t>(server.hello[at] << 8 | server.hello[at + 1]), &o.suite):
        return
    count += _take_keys(o, sink, client, version, CLIENT_HANDSHAKE, client, &o.sides[client].handshake)
    count += _take_keys(o, sink, client, version, SERVER_HANDSHAKE, 1 - client, &o.sides[1 - client].handshake)
    count += _take_keys(o, sink, client, version, CLIENT_TRAFFIC, client, &o.sides[client].now)
    count += _take_keys(o, sink, client, version, SERVER_TRAFFIC, 1 - client, &o.sides[1 - client].now)
    o.status = NO_SECRET if not count else 0


cdef bint _open_early(QuicOpening* o, const Sink* sink, uint8_t way, uint32_t version, const uint8_t* packet,
                      uint32_t number_at, uint32_t end, uint8_t* out, uint8_t* header, Opened* opened) noexcept nogil:
    """0-RTT: the cipher suite is that of the connection before; its secret's size leaves few."""
    cdef const Secret* secret = _secret(o, sink, way, CLIENT_EARLY)
    cdef QuicSide* side = &o.sides[way]
    cdef uint16_t code
    cdef uint32_t size
    if secret == NULL or not _has_hello(side, CLIENT_HELLO):
        return False
    for code in range(0x1301, 0x1305):
        if not side.early.is_known and (
                not find_suite(code, &o.early_suite) or (o.early_suite.cipher == AES_256_GCM) != (secret.size == 48)
                or not derive_packet_keys(version, &o.early_suite, secret.bytes, &side.early)):
            continue
        size = unprotect(&o.early_suite, side.early.protection, packet, number_at, end, header)
        if size and open_packet(&o.early_suite, &side.early, packet, header, number_at, size, end,
                                side.numbers[LEVEL_DATA], out, opened):
            return True
        side.early.is_known = False
    return False


cdef bint _open_data(QuicOpening* o, uint8_t way, uint32_t version, const uint8_t* packet, uint32_t number_at,
                     uint32_t end, uint8_t* out, uint8_t* header, Opened* opened) noexcept nogil:
    """1-RTT: by the keys of the header's phase, or those that begin or ended with it (RFC 9001 section 6)."""
    cdef QuicSide* side = &o.sides[way]
    cdef PacketKeys later
    cdef uint64_t largest = side.numbers[LEVEL_DATA]
    cdef uint32_t size = 0
    cdef uint8_t phase
    if side.now.is_known:
        size = unprotect(&o.suite, side.now.protection, packet, number_at, end, header)
    if not size:
        return False
    phase = header[0] & KEY_PHASE != 0
    if phase == side.phase and open_packet(&o.suite, &side.now, packet, header, number_at, size, end, largest, out,
                                           opened):
        return True
    if not side.next.is_known and not update_packet_keys(version, &o.suite, &side.now, &side.next):
        return False
    if phase == side.phase:             # every packet of a phase may be missing
        if not update_packet_keys(version, &o.suite, &side.next, &later) or not open_packet(
                &o.suite, &later, packet, header, number_at, size, end, largest, out, opened):
            return False
        side.before, side.now = side.next, later
        side.next.is_known = False
        return True
    if side.before.is_known and open_packet(&o.suite, &side.before, packet, header, number_at, size, end, largest, out,
                                            opened):
        return True
    if not open_packet(&o.suite, &side.next, packet, header, number_at, size, end, largest, out, opened):
        return False
    side.before, side.now, side.phase = side.now, side.next, phase
    side.next.is_known = False
    return True


cdef bint open_with_secrets(QuicOpening* o, Sink* sink, uint8_t way, uint8_t client, uint32_t version, bint is_long,
                            bint is_early, const uint8_t* packet, uint32_t number_at, uint32_t end, uint8_t* out,
                            uint8_t* header, Opened* opened) noexcept nogil:
    cdef QuicSide* side = &o.sides[way]
    cdef uint8_t level = LEVEL_HANDSHAKE if is_long and not is_early else LEVEL_DATA
    cdef bint is_open = False
    cdef uint32_t size
    if side.failures >= FAILURES_MAX:
        return False
    if is_early:
        is_open = way == client and _open_early(o, sink, way, version, packet, number_at, end, out, header, opened)
    else:
        if not o.is_ready:
            _prepare(o, sink, client, version)
        if is_long and side.handshake.is_known:
            size = unprotect(&o.suite, side.handshake.protection, packet, number_at, end, header)
            is_open = size and open_packet(&o.suite, &side.handshake, packet, header, number_at, size, end,
                                           side.numbers[LEVEL_HANDSHAKE], out, opened)
        elif not is_long:
            is_open = _open_data(o, way, version, packet, number_at, end, out, header, opened)
    if is_open:
        side.numbers[level] = max(side.numbers[level], opened.number)
        side.failures = 0
    else:
        side.failures += 1
        if o.is_ready and not o.status and (side.handshake.is_known or side.now.is_known):
            o.status = WRONG_SECRET         # unless another one can be opened
    return is_open


cdef void quic_opening_free(QuicOpening* o) noexcept nogil:
    cdef int way, level
    if o == NULL:
        return
    for way in range(2):
        for level in range(2):
            if o.sides[way].streams[level] != NULL:
                free(o.sides[way].streams[level].bytes)
                free(o.sides[way].streams[level])
    streams_free(o.streams)
    free(o)


cdef QuicOpening* quic_opening_copy(const QuicOpening* o) noexcept nogil:
    """One of its own, or NULL without memory. Data that waits in it is left: what ends now completes none."""
    cdef QuicOpening* made = <QuicOpening*>malloc(sizeof(QuicOpening))
    cdef int way
    if made == NULL:
        return NULL
    made[0] = o[0]
    made.streams = NULL
    for way in range(2):
        made.sides[way].streams[0] = made.sides[way].streams[1] = NULL
    return made
