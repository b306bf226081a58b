"""Domain names in messages: where they end, and their text."""
from libc.stdint cimport uint8_t, uint32_t

from ..core.view cimport View

cdef enum:
    NAME_TEXT_MAX = 1024    # 255 bytes, each of which may take four characters, and a little

cdef struct Name:
    uint32_t end            # offset behind the name where it stands; 0: it cannot be told
    uint32_t size           # bytes of its text
    uint8_t note            # Note

# The offset behind the name at `at`, without following pointers; 0 when it runs out of the message.
cdef uint32_t skip_name(View message, uint32_t at) noexcept nogil
# Do labels go on to the very end of the message, without the root?
cdef bint is_partial(View message, uint32_t at) noexcept nogil
# A name of NetBIOS made of its text as a domain name, in place; answers its size.
cdef uint32_t netbios_text(uint8_t* text, uint32_t size) noexcept nogil
# The name at `at`, as text in `out`.
cdef Name read_name(View message, uint32_t at, uint32_t first, bint utf8, uint8_t* out) noexcept nogil
