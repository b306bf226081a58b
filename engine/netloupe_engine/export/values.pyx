"""Values kept with sessions, as text: in JSON, and as briefly as a line about a session says them.

Without Python, but for the names of numbers, asked once each, and for fractions.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

from ..attributes.kept cimport Kept, KeptStore, bytes_of, length_of
from ..core.hash cimport spread
from ..protocols.compiled cimport CompiledRegistry, FieldEntry
from .buffer cimport (
    Buffer,
    put_address,
    put_hex,
    put_json_text,
    put_seconds,
    put_sign,
    put_signed,
    put_text,
    put_unsigned,
    put_utf8,
)

from json.encoder import encode_basestring

from ..attributes.values import decode

cdef enum:
    NAMED_SLOTS = 1 << 16
    NAMED_MAX = 1 << 15
    PROBES_MAX = 16             # who sends numbers that meet in one place has them asked again, no more
    SIGN_BIT = 63

cdef enum Value:                # mirrors define.Kind
    SIGNED = 1
    BOOLEAN = 2
    FLOAT = 3
    STRING = 4
    BYTES = 5
    MAC = 6
    IPV4 = 7
    IPV6 = 8
    TIME = 9
    DURATION = 10

cdef extern from *:
    """
    #define times_fits(value, scale, out) (!__builtin_mul_overflow(value, scale, out))
    """
    bint times_fits(int64_t value, int64_t scale, int64_t* out) nogil


cdef class Forms:
    """How the attributes of a registry are written. `name_of(declared, number)` says what a line calls a number.

    For one thread at a time.
    """

    def __cinit__(self, CompiledRegistry registry, name_of):
        cdef Form* form
        cdef const FieldEntry* entry
        cdef uint32_t number
        self.registry, self.name_of, self.kept = registry, name_of, []
        self.count = registry.tables.field_count
        self.forms = <Form*>calloc(self.count, sizeof(Form))
        self.named = <Named*>calloc(NAMED_SLOTS, sizeof(Named))
        if self.forms == NULL or self.named == NULL:
            raise MemoryError
        for number in range(1, self.count):
            form, entry = &self.forms[number], &registry.tables.fields[number]
            form.protocol, form.kind, form.scale = entry.protocol, entry.kept_kind, entry.scale
            form.is_named = entry.is_named
            form.member = self._keep(f"{encode_basestring(registry.field_names[number])}: [".encode())

    def __dealloc__(self):
        free(self.forms)
        free(self.named)

    cdef Text _keep(self, bytes text):
        cdef Text found
        self.kept.append(text)
        found.data, found.size = text, len(text)
        return found

    cdef int _name(self, uint16_t field, uint64_t number, Text* found) except -1 with gil:
        """Ask Python what a number is called."""
        _, declared = self.registry.kept_field(field)
        self.asked = self.name_of(declared, decode(declared, number, b"")).encode("utf-8", "backslashreplace")
        found.data, found.size = self.asked, len(self.asked)
        return 0

    cdef int _find_name(self, uint16_t field, uint64_t number, Text* found) except -1 nogil:
        """What a number is called; what was asked before is remembered, up to a limit."""
        cdef uint64_t at = spread(number ^ <uint64_t>field << 48) & (NAMED_SLOTS - 1)
        cdef uint32_t probes = 0
        while self.named[at].field and probes < PROBES_MAX:
            if self.named[at].field == field and self.named[at].number == number:
                found[0] = self.named[at].text
                return 0
            at = (at + 1) & (NAMED_SLOTS - 1)
            probes += 1
        self._name(field, number, found)
        if self.named_count < NAMED_MAX and not self.named[at].field:
            with gil:
                self.kept.append(self.asked)
            self.named_count += 1
            self.named[at].text, self.named[at].number, self.named[at].field = found[0], number, field
        return 0

    cdef void put_octets(self, Buffer* b, uint16_t field, const Kept* value,
                         const KeptStore* store) noexcept nogil:
        """Text as UTF-8, addresses as text, byte strings as they are."""
        cdef uint8_t kind = self.forms[field].kind
        if kind == STRING:
            put_utf8(b, bytes_of(store, value), length_of(value))
        elif kind == BYTES:
            put_text(b, bytes_of(store, value), length_of(value))
        else:
            _put_octets(b, kind, value, store)

    cdef int put_json(self, Buffer* b, uint16_t field, const Kept* value,
                      const KeptStore* store) except -1 nogil:
        """A value as JSON: what cli/documents.py `encode` makes of kinds.py `exact`."""
        cdef const Form* form = &self.forms[field]
        if form.kind == STRING:
            put_json_text(b, bytes_of(store, value), length_of(value))
        elif form.kind == BYTES or form.kind == MAC or form.kind == IPV4 or form.kind == IPV6:
            put_sign(b, c'"')
            _put_octets(b, form.kind, value, store)
            put_sign(b, c'"')
        elif form.kind == BOOLEAN:
            put_text(b, "true" if value.number else "false", 4 if value.number else 5)
        elif form.kind == FLOAT:
            _put_fraction(b, value.number, True)
        elif form.kind == TIME or form.kind == DURATION:
            if form.scale == 1:
                put_seconds(b, <int64_t>value.number)
            else:
                _put_scaled(b, value.number, form.scale, True, True)
        else:
            _put_number(b, form, value.number)
        return 0

    cdef int put_brief(self, Buffer* b, uint16_t field, const Kept* value,
                       const KeptStore* store) except -1 nogil:
        """A value as a line about its session says it: names without numbers."""
        cdef const Form* form = &self.forms[field]
        cdef Text name
        if form.kind == STRING:
            put_utf8(b, bytes_of(store, value), length_of(value))
        elif form.kind == BYTES:
            put_hex(b, bytes_of(store, value), length_of(value), 0)
        elif form.kind == MAC or form.kind == IPV4 or form.kind == IPV6:
            _put_octets(b, form.kind, value, store)
        elif form.kind == FLOAT:
            _put_fraction(b, value.number, False)
        elif form.is_named:
            self._find_name(field, value.number, &name)
            put_text(b, name.data, name.size)
        elif form.kind == BOOLEAN:
            put_text(b, "yes" if value.number else "no", 3 if value.number else 2)
        else:
            _put_number(b, form, value.number)
        return 0


cdef void _put_octets(Buffer* b, uint8_t kind, const Kept* value, const KeptStore* store) noexcept nogil:
    """Addresses and byte strings."""
    cdef uint8_t[16] address
    if kind == IPV4:
        memset(address, 0, 12)
        address[12], address[13] = <uint8_t>(value.number >> 24), <uint8_t>(value.number >> 16)
        address[14], address[15] = <uint8_t>(value.number >> 8), <uint8_t>value.number
        put_address(b, address, 4)
    elif kind == IPV6 and length_of(value) == 16:
        put_address(b, bytes_of(store, value), 6)
    else:
        put_hex(b, bytes_of(store, value), length_of(value), 0 if kind == BYTES else c':')


cdef int _put_number(Buffer* b, const Form* form, uint64_t number) except -1 nogil:
    cdef bint is_signed = form.kind == SIGNED or form.kind == TIME or form.kind == DURATION
    if form.scale != 1:
        _put_scaled(b, number, form.scale, is_signed, False)
    elif is_signed:
        put_signed(b, <int64_t>number)
    else:
        put_unsigned(b, number)
    return 0


cdef int _put_scaled(Buffer* b, uint64_t number, int64_t scale, bint is_signed, bint seconds) except -1 nogil:
    cdef int64_t product
    if (is_signed or number >> SIGN_BIT == 0) and times_fits(<int64_t>number, scale, &product):
        if seconds:
            put_seconds(b, product)
        else:
            put_signed(b, product)
        return 0
    with gil:
        value = (number - (1 << 64) if is_signed and number >> SIGN_BIT else number) * scale
        whole, rest = divmod(abs(value), 1_000_000_000)
        text = (f"{'-' if value < 0 else ''}{whole}.{rest:09d}" if seconds else str(value)).encode()
        put_text(b, <const char*>text, len(text))
    return 0


cdef int _put_fraction(Buffer* b, uint64_t number, bint json) except -1 nogil:
    """A floating-point number in the fewest digits that mean it; JSON has no infinity."""
    cdef double value
    memcpy(&value, &number, 8)
    if json and value - value != 0:
        put_text(b, "null", 4)
        return 0
    with gil:
        text = repr(value).encode()
        put_text(b, <const char*>text, len(text))
    return 0
