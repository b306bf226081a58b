"""Each header field as it stands, and those that people ask for by name; of gRPC what is called.

gRPC names what it calls in the path, and says in the media type that it is gRPC
("gRPC over HTTP2", section "Requests"; https://grpc.io).
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp

from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_finding, put_number
from ...core.view cimport View, part

cdef enum:
    STATUS = 5                  # places in `_names`
    PATH = 1
    CONTENT_TYPE = 7
    GRPC_STATUS = 8
    DIGITS_MAX = 4              # of a number

cdef struct Name:
    const char* text
    uint32_t size

cdef Name[NAMED] _names = [
    Name(":method", 7), Name(":path", 5), Name(":authority", 10), Name(":scheme", 7), Name(":protocol", 9),
    Name(":status", 7), Name("user-agent", 10), Name("content-type", 12), Name("grpc-status", 11),
    Name("grpc-message", 12)]


cdef inline bint _is_name(const uint8_t* text, uint32_t size, const char* name, uint32_t name_size) noexcept nogil:
    return size == name_size and memcmp(text, name, size) == 0


cdef void _put_digits(Sink* sink, uint16_t local, View value, uint32_t at, uint32_t least) noexcept nogil:
    """A number of few digits."""
    cdef uint32_t i
    cdef uint64_t number = 0
    if not least <= value.size <= (least if least > 1 else DIGITS_MAX):
        return
    for i in range(value.size):
        if not c"0" <= value.data[i] <= c"9":
            return
        number = 10 * number + value.data[i] - c"0"
    put_number(sink, local, number, at, value.size)


cdef void _put_call(Sink* sink, View path, uint32_t at, const HeaderNumbers* numbers) noexcept nogil:
    """Of "/package.Service/Method" both names."""
    cdef uint32_t slash = path.size
    while slash > 1 and path.data[slash - 1] != c"/":
        slash -= 1
    if path.size < 4 or path.data[0] != c"/" or slash < 3 or slash == path.size:
        return
    put_bytes(sink, numbers.grpc_service, path.data + 1, slash - 2, at + 1, slash - 2)
    put_bytes(sink, numbers.grpc_method, path.data + slash, path.size - slash, at + slash, path.size - slash)


cdef void put_header_fields(Sink* sink, View text, const HpackField* fields, uint32_t count,
                            const HeaderNumbers* numbers) noexcept nogil:
    cdef const HpackField* field
    cdef const uint8_t* name
    cdef View value, path
    cdef uint32_t i, k, path_at = 0
    cdef bint is_grpc = False
    path.data, path.size = text.data, 0
    for i in range(count):
        field = &fields[i]
        name = text.data + field.name_at
        value = part(text, field.value_at, field.value_size)
        open_node(sink, numbers.header, field.name_at, field.value_at + field.value_size - field.name_at)
        put_bytes(sink, numbers.name, name, field.name_size, field.name_at, field.name_size)
        put_bytes(sink, numbers.value, value.data, value.size, field.value_at, value.size)
        close_node(sink)
        for k in range(NAMED):
            if not _is_name(name, field.name_size, _names[k].text, _names[k].size):
                continue
            if k == STATUS or k == GRPC_STATUS:
                _put_digits(sink, numbers.named[k], value, field.value_at, 3 if k == STATUS else 1)
            else:
                put_bytes(sink, numbers.named[k], value.data, value.size, field.value_at, value.size)
            if k == PATH:
                path, path_at = value, field.value_at
            elif k == CONTENT_TYPE:
                is_grpc = value.size >= 16 and memcmp(value.data, b"application/grpc", 16) == 0
            break
        if _is_name(name, field.name_size, "authorization", 13) and value.size >= 6 and (
                memcmp(value.data, b"Basic ", 6) == 0 or memcmp(value.data, b"basic ", 6) == 0):
            put_finding(sink, numbers.clear_text)
    if is_grpc and path.size:
        _put_call(sink, path, path_at, numbers)
