"""Reading the pcapng format: sections of blocks, each in its own byte order and with its own interfaces.

Reference: draft-ietf-opsawg-pcapng. Blocks of unknown meaning are skipped by their length. A block length that is not a
multiple of four is rounded up, as some writers forget to count the padding.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from .ahead cimport fetch_ahead
from .batch cimport PacketRecord
from .clock cimport DEFAULT_RESOLUTION, Clock, nanoseconds, set_resolution
from .cursor cimport (
    FLAW_BLOCK_CUT,
    FLAW_BLOCK_HEADER_CUT,
    FLAW_BLOCK_LENGTHS_DIFFER,
    FLAW_BLOCK_TOO_SHORT,
    FLAW_BYTE_ORDER,
    FLAW_NONE,
    FLAW_PACKET_BEYOND_BLOCK,
    FLAW_PACKET_TOO_LONG,
    FLAW_PACKETS,
    FLAW_SECTIONS,
    FLAW_UNKNOWN_INTERFACE,
    FLAW_VERSION,
    PACKETS_MAX,
    STOP_DAMAGE,
    STOP_LOOK,
    STOP_ROOM,
    STOP_SHORT,
    Cursor,
    Flaw,
    captured_max,
    stop_at,
)
from .order cimport read16, read32, read64

cdef extern from *:
    """
    #define publish(count, value) __atomic_store_n(&(count), (value), __ATOMIC_RELEASE)
    #define published(count) __atomic_load_n(&(count), __ATOMIC_ACQUIRE)
    """
    void publish(uint32_t count, uint32_t value) noexcept nogil
    uint32_t published(uint32_t count) noexcept nogil

cdef extern from "<sys/mman.h>" nogil:
    void* mmap(void* where, size_t size, int protection, int flags, int fd, long offset)
    int munmap(void* where, size_t size)
    void* MAP_FAILED
    enum:
        PROT_READ
        PROT_WRITE
        MAP_ANONYMOUS
        MAP_NORESERVE
        MAP_PRIVATE

cdef size_t TABLES_BYTES = (sizeof(Section) * SECTIONS_MAX + sizeof(NgInterface) * INTERFACES_MAX
                            + sizeof(uint64_t) * EXTRAS_MAX)

cdef enum Block:
    SECTION = 0x0A0D0D0A
    INTERFACE = 1
    OLD_PACKET = 2
    SIMPLE_PACKET = 3
    NAME_RESOLUTION = 4
    ENHANCED_PACKET = 6
    SECRETS = 10

cdef uint32_t PROCESSES = 0x804E4C50    # ours, see owner_blocks.py; C wants enumerators that fit an int

cdef enum:
    LOOKED_BLOCKS = 65536           # in which secrets are looked for before packets are read
    LOOK_BLOCKS = 65536             # passed without a packet before the caller may look round
    BLOCK_BYTES_MIN = 12            # type, length, length again
    SECTION_BYTES_MIN = 28
    INTERFACE_BYTES_MIN = 20
    PACKET_BYTES_MIN = 32           # enhanced and old packet blocks
    PACKET_DATA_AT = 28
    SIMPLE_PACKET_BYTES_MIN = 16
    ORDER_MAGIC = 0x1A2B3C4D
    ORDER_MAGIC_SWAPPED = 0x4D3C2B1A
    OPTION_END = 0
    OPTION_TIME_RESOLUTION = 9
    OPTION_TIME_OFFSET = 14


cdef int tables_open(Tables* tables) except -1:
    """Make room for all a file may have; pages that stay unused cost nothing."""
    cdef void* room = mmap(NULL, TABLES_BYTES, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    if room == MAP_FAILED:
        raise MemoryError
    tables.sections = <Section*>room
    tables.interfaces = <NgInterface*>(tables.sections + SECTIONS_MAX)
    tables.extras = <uint64_t*>(tables.interfaces + INTERFACES_MAX)
    tables.section_count = tables.interface_count = tables.extra_count = 0
    return 0


cdef void tables_close(Tables* tables) noexcept nogil:
    """The partner of tables_open; may be called again."""
    if tables.sections != NULL:
        munmap(tables.sections, TABLES_BYTES)
    tables.sections = NULL
    tables.interfaces = NULL
    tables.extras = NULL
    tables.section_count = tables.interface_count = tables.extra_count = 0


cdef void _read_time_options(Clock* clock, const uint8_t* options, uint64_t size,
                             bint swapped) noexcept nogil:
    """Resolution and offset out of an interface's options; malformed options end the list."""
    cdef uint64_t at = 0
    cdef uint16_t code, length
    while size - at >= 4:
        code = read16(options + at, swapped)
        length = read16(options + at + 2, swapped)
        at += 4
        if code == OPTION_END or length > size - at:
            return
        if code == OPTION_TIME_RESOLUTION and length == 1:
            set_resolution(clock, options[at])
        elif code == OPTION_TIME_OFFSET and length == 8:
            clock.offset_s = <int64_t>read64(options + at, swapped)
        at += (<uint64_t>length + 3) & ~<uint64_t>3
        if at > size:
            return


cdef Flaw _open_section(Tables* tables, const uint8_t* block, uint64_t at, uint64_t* value,
                        uint64_t* bound) noexcept nogil:
    """A section header block whose lengths are right."""
    cdef Section* section
    cdef bint swapped = read32(block + 8, False) != ORDER_MAGIC
    cdef uint16_t major = read16(block + 12, swapped)
    if major != 1:
        value[0] = major
        bound[0] = read16(block + 14, swapped)
        return FLAW_VERSION
    if tables.section_count == SECTIONS_MAX:
        value[0] = SECTIONS_MAX
        return FLAW_SECTIONS
    section = &tables.sections[tables.section_count]
    section.at = at
    section.first = tables.interface_count
    section.interfaces = 0
    section.swapped = swapped
    publish(tables.section_count, tables.section_count + 1)
    return FLAW_NONE


cdef void _open_interface(Tables* tables, const uint8_t* block, uint64_t size, uint64_t at) noexcept nogil:
    """An interface description block whose lengths are right.

    Packets of those that are too many cannot be understood, since it is not kept which is which, but they are packets.
    """
    cdef Section* section = &tables.sections[tables.section_count - 1]
    cdef NgInterface* interface
    if tables.interface_count == INTERFACES_MAX:
        publish(section.interfaces, section.interfaces + 1)
        return
    interface = &tables.interfaces[tables.interface_count]
    interface.at = at
    interface.section = tables.section_count - 1
    interface.link_type = read16(block + 8, section.swapped)
    if tables.interface_count == INTERFACES_MAX - 1:
        interface.link_type = LINK_TYPE_UNKNOWN
    interface.shown = <uint16_t>tables.interface_count
    interface.snap_length = read32(block + 12, section.swapped)
    interface.captured_max = captured_max(interface.link_type)
    interface.clock.offset_s = 0
    set_resolution(&interface.clock, DEFAULT_RESOLUTION)
    _read_time_options(&interface.clock, block + 16, size - INTERFACE_BYTES_MIN, section.swapped)
    publish(tables.interface_count, tables.interface_count + 1)
    publish(section.interfaces, section.interfaces + 1)


cdef inline Flaw _packet(const Tables* tables, const Section* section, uint32_t kind, const uint8_t* block,
                         uint64_t size, uint64_t at, PacketRecord* out, uint64_t* value,
                         uint64_t* bound) noexcept nogil:
    """Fill `out` from a packet block of `size` bytes; `value` and `bound` explain a flaw."""
    cdef const NgInterface* interface
    cdef bint swapped = section.swapped
    cdef uint32_t minimum = SIMPLE_PACKET_BYTES_MIN if kind == SIMPLE_PACKET else PACKET_BYTES_MIN
    cdef uint32_t index = 0
    if size < minimum:
        value[0] = size
        bound[0] = minimum
        return FLAW_BLOCK_TOO_SHORT
    if kind == ENHANCED_PACKET:
        index = read32(block + 8, swapped)
    elif kind == OLD_PACKET:
        index = read16(block + 8, swapped)
    bound[0] = published(section.interfaces)
    if index >= bound[0]:
        value[0] = index
        return FLAW_UNKNOWN_INTERFACE
    index = min(index + section.first, <uint32_t>INTERFACES_MAX - 1)
    interface = &tables.interfaces[index]
    if kind == SIMPLE_PACKET:
        out.data = block + 12
        out.time_ns = 0
        out.length = out.captured = read32(block + 8, swapped)
        if interface.snap_length and out.captured > interface.snap_length:
            out.captured = interface.snap_length
    else:
        out.data = block + PACKET_DATA_AT
        out.time_ns = nanoseconds(
            &interface.clock, (<uint64_t>read32(block + 12, swapped) << 32) | read32(block + 16, swapped))
        out.captured = read32(block + 20, swapped)
        out.length = read32(block + 24, swapped)
    out.at = at
    out.link_type = interface.link_type
    out.interface = <uint16_t>index
    value[0] = out.captured
    if out.captured > interface.captured_max:
        bound[0] = interface.captured_max
        return FLAW_PACKET_TOO_LONG
    if out.captured > size - minimum:
        bound[0] = size - minimum
        return FLAW_PACKET_BEYOND_BLOCK
    return FLAW_NONE


cdef inline bint _is_packet(uint32_t kind) noexcept nogil:
    return kind == ENHANCED_PACKET or kind == SIMPLE_PACKET or kind == OLD_PACKET


cdef uint32_t _measure(const uint8_t* base, uint64_t size, uint64_t at, bint swapped, uint64_t* whole,
                       Cursor* cursor) noexcept nogil:
    """The length field of the block at `at` and its `whole` size; 0 if it cannot be followed: the cursor says why."""
    cdef uint64_t left = size - at
    cdef uint32_t length, again
    cdef uint32_t minimum = BLOCK_BYTES_MIN
    cdef uint32_t magic
    if left < BLOCK_BYTES_MIN:
        stop_at(cursor, at, STOP_SHORT, FLAW_BLOCK_HEADER_CUT if left else FLAW_NONE, left, BLOCK_BYTES_MIN)
        return 0
    if read32(base + at, False) == SECTION:     # a palindrome: the byte order comes after it
        magic = read32(base + at + 8, False)
        if magic != ORDER_MAGIC and magic != ORDER_MAGIC_SWAPPED:
            stop_at(cursor, at, STOP_DAMAGE, FLAW_BYTE_ORDER, magic, ORDER_MAGIC)
            return 0
        swapped = magic != ORDER_MAGIC
        minimum = SECTION_BYTES_MIN
    elif read32(base + at, swapped) == INTERFACE:
        minimum = INTERFACE_BYTES_MIN
    length = read32(base + at + 4, swapped)
    whole[0] = (<uint64_t>length + 3) & ~<uint64_t>3
    if length < minimum:
        stop_at(cursor, at, STOP_DAMAGE, FLAW_BLOCK_TOO_SHORT, length, minimum)
        return 0
    if whole[0] > left:
        stop_at(cursor, at, STOP_SHORT, FLAW_BLOCK_CUT, left, whole[0])
        return 0
    again = read32(base + at + whole[0] - 4, swapped)
    if again != length:
        stop_at(cursor, at, STOP_DAMAGE, FLAW_BLOCK_LENGTHS_DIFFER, length, again)
        return 0
    return length


cdef int pcapng_batch(Tables* tables, const uint8_t* base, uint64_t size, Cursor* cursor,
                      PacketRecord* out, int room) noexcept nogil:
    """Up to `room` packets from the cursor on, and all that is not a packet behind them; answers how many packets.

    `cursor.stop` says why it ended.
    """
    cdef Section* section = &tables.sections[tables.section_count - 1] if tables.section_count else NULL
    cdef uint64_t at = cursor.at
    cdef uint64_t fetched = at
    cdef uint64_t whole = 0
    cdef uint64_t value = 0
    cdef uint64_t bound = 0
    cdef uint32_t number = cursor.packets
    cdef uint32_t kind, length
    cdef Flaw flaw
    cdef int count = 0
    cdef int passed = 0             # blocks that are no packets
    cursor.stop = STOP_ROOM
    while True:
        length = _measure(base, size, at, section != NULL and section.swapped, &whole, cursor)
        if not length:
            break
        fetched = fetch_ahead(base, at, whole, fetched)
        kind = read32(base + at, section != NULL and section.swapped)
        flaw = FLAW_NONE
        if _is_packet(kind) and section != NULL:
            if count == room:
                break
            flaw = _packet(tables, section, kind, base + at, whole, at, &out[count], &value, &bound)
            if flaw == FLAW_NONE and number == PACKETS_MAX:
                flaw = FLAW_PACKETS
                value = PACKETS_MAX
            if flaw == FLAW_NONE:
                number += 1
                out[count].number = number
                count += 1
        elif passed == LOOK_BLOCKS:
            cursor.stop = STOP_LOOK
            break
        elif kind == SECTION:
            flaw = _open_section(tables, base + at, at, &value, &bound)
            section = &tables.sections[tables.section_count - 1]
        elif kind == INTERFACE:
            _open_interface(tables, base + at, whole, at)
        elif (kind == NAME_RESOLUTION or kind == SECRETS or kind == PROCESSES) and tables.extra_count < EXTRAS_MAX:
            tables.extras[tables.extra_count] = at
            publish(tables.extra_count, tables.extra_count + 1)
        if flaw != FLAW_NONE:
            stop_at(cursor, at, STOP_DAMAGE, flaw, value, bound)
            break
        passed += not _is_packet(kind)
        at += whole
    cursor.at = at
    cursor.packets = number
    return count


cdef const Section* _section_of(const Tables* tables, uint64_t at) noexcept nogil:
    """The section that the block at `at` is in."""
    cdef uint32_t low = 0
    cdef uint32_t high = published(tables.section_count)
    cdef uint32_t middle
    while high - low > 1:
        middle = (low + high) // 2
        if tables.sections[middle].at <= at:
            low = middle
        else:
            high = middle
    return &tables.sections[low] if high else NULL


cdef bint section_order(const Tables* tables, uint64_t at) noexcept nogil:
    """Is the block at `at` in the byte order that this machine does not have?"""
    cdef const Section* section = _section_of(tables, at)
    return section != NULL and section.swapped


cdef bint pcapng_record(const Tables* tables, const uint8_t* base, uint64_t size, uint64_t at,
                        PacketRecord* out) noexcept nogil:
    """The packet whose block begins at `at`; False if none can be there."""
    cdef const Section* section = _section_of(tables, at)
    cdef Cursor cursor
    cdef uint64_t whole = 0
    cdef uint64_t value = 0
    cdef uint64_t bound = 0
    cdef uint32_t kind
    if section == NULL or at > size or not _measure(base, size, at, section.swapped, &whole, &cursor):
        return False
    kind = read32(base + at, section.swapped)
    if not _is_packet(kind):
        return False
    out.number = 0
    return _packet(tables, section, kind, base + at, whole, at, out, &value, &bound) == FLAW_NONE


cdef uint32_t section_count(const Tables* tables) noexcept nogil:
    """Sections so far; their entries are complete."""
    return published(tables.section_count)


cdef uint32_t interface_count(const Tables* tables) noexcept nogil:
    """Interfaces so far; their entries are complete."""
    return published(tables.interface_count)


cdef uint32_t extra_count(const Tables* tables) noexcept nogil:
    """Name resolution, secrets and process name blocks so far."""
    return published(tables.extra_count)


cdef const uint8_t* pcapng_options(const Tables* tables, const uint8_t* base, const PacketRecord* record,
                                   uint32_t* size) noexcept nogil:
    """Where the options of a packet that was read from here are; simple packet blocks have none."""
    cdef const uint8_t* block = base + record.at
    cdef const uint8_t* options = record.data + ((record.captured + 3) & ~<uint32_t>3)
    cdef const uint8_t* end = block + ((read32(block + 4, section_order(tables, record.at)) + 3) & ~<uint32_t>3) - 4
    size[0] = 0
    if record.data == block + PACKET_DATA_AT and end > options:
        size[0] = <uint32_t>(end - options)
    return options


cdef uint64_t pcapng_secrets(const uint8_t* base, uint64_t size, uint64_t* at, uint32_t* passed,
                             bint* swapped) noexcept nogil:
    """See the declaration."""
    cdef Cursor cursor
    cdef uint64_t whole = 0, here
    while passed[0] < LOOKED_BLOCKS and at[0] < size and _measure(base, size, at[0], swapped[0], &whole, &cursor):
        here = at[0]
        at[0] += whole
        passed[0] += 1
        if read32(base + here, False) == SECTION:
            swapped[0] = read32(base + here + 8, False) != ORDER_MAGIC
        elif read32(base + here, swapped[0]) == SECRETS:
            return here
    return 0
