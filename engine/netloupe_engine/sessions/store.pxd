"""SessionStore: one row a session, in columns other threads may read while rows are written."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.pool cimport Vector

cdef enum:
    STORE_CHUNK_BITS = 14       # rows a chunk
    STORE_COLUMNS_MAX = 64

cdef struct Row:                # what is written of a session; the columns of store.pyx, in their order
    int64_t start_ns
    int64_t end_ns
    int64_t rtt_ns
    int64_t server_rtt_ns
    int64_t data_rtt_min_ns
    int64_t data_rtt_mean_ns
    int64_t data_rtt_max_ns
    uint64_t vlan
    uint64_t packets_up
    uint64_t packets_down
    uint64_t bytes_up
    uint64_t bytes_down
    uint64_t payload_bytes_up
    uint64_t payload_bytes_down
    uint32_t parent
    uint32_t first_packet
    uint32_t last_packet
    uint32_t decided_packet
    uint32_t retransmissions_up
    uint32_t retransmissions_down
    uint32_t out_of_order_up
    uint32_t out_of_order_down
    uint32_t duplicate_acks_up
    uint32_t duplicate_acks_down
    uint32_t zero_windows_up
    uint32_t zero_windows_down
    uint32_t resets_up
    uint32_t resets_down
    uint32_t copies_up
    uint32_t copies_down
    uint32_t discarded_up
    uint32_t discarded_down
    uint32_t history
    uint32_t attributes
    uint32_t inner
    uint16_t initiator_port
    uint16_t responder_port
    uint16_t protocol
    uint16_t path
    uint16_t application
    uint16_t findings
    uint16_t mss_up
    uint16_t mss_down
    uint8_t initiator[16]
    uint8_t responder[16]
    uint8_t family
    uint8_t ip_protocol
    uint8_t state
    uint8_t end_reason
    uint8_t decided_by
    uint8_t confidence
    uint8_t window_shift_up     # 255: not said
    uint8_t window_shift_down
    uint8_t flags_up
    uint8_t flags_down
    uint8_t direction           # sessions/session Direction, TURNED left out
    uint8_t turned              # the other direction was thought to be up at first
    uint8_t tcp_marks           # 1 SACK permitted up, 2 down, 4 mid-stream, 8 TCP
    uint8_t handler             # whose history and attributes

cdef class SessionStore:
    cdef Vector taken           # the slots, a chunk of them column after column
    cdef uint32_t[STORE_COLUMNS_MAX] offsets    # in a row; times the rows of a chunk, in a chunk
    cdef uint32_t[STORE_COLUMNS_MAX] widths
    cdef uint32_t column_count
    cdef uint64_t reserved      # slots there is room for
    cdef Vector slots           # slot of each row, 0: nothing was written of it yet
    cdef readonly uint64_t count    # rows published
    cdef dict places            # column name -> its number
    cdef object _slots(self, uint64_t first, uint64_t last)
    cdef object _chunk(self, uint64_t chunk, uint32_t column, str dtype)
    cdef uint8_t* _column(self, uint64_t chunk, uint32_t column) noexcept nogil
    cdef void write(self, uint64_t row, const Row* values) noexcept nogil

# Exchange the directions: what was up is down.
cdef void row_turn(Row* row) noexcept nogil
