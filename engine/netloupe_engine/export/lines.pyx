"""Lines: one line about a session, from the templates its protocol declares, without Python."""
from libc.stdint cimport uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from .buffer cimport Buffer, is_plain, put_text
from .chain cimport Chain, Told, told_of
from .memory cimport Lists
from .values cimport Forms

import string

cdef bytes JOIN = " · ".encode()
cdef const char* JOINT = JOIN
cdef uint32_t JOINT_BYTES = len(JOIN)
_FORMATTER = string.Formatter()


def pieces_of(str template):
    """A template in pieces: what it says before a value, and the value's name; "" after the last."""
    return [(before, name or "") for before, name, _, _ in _FORMATTER.parse(template)]


cdef class Lines:
    """The lines of all protocols of a registry."""

    def __cinit__(self, registry, Forms forms):
        cdef uint32_t pieces = 0, templates = 0
        cdef Piece* piece
        parsed = []
        for protocol in registry.protocols:
            mine = [[(before.encode(), registry.field_ids.get(f"{protocol.key}.{name}") if name else 0)
                     for before, name in pieces_of(template)] for template in protocol.info]
            parsed.append([found for found in mine if all(field is not None for _, field in found)])
        self.forms, self.kept = forms, parsed
        self.pieces = <Piece*>calloc(sum(len(found) for mine in parsed for found in mine) + 1, sizeof(Piece))
        self.templates = <Template*>calloc(sum(map(len, parsed)) + 1, sizeof(Template))
        self.protocols = <Templates*>calloc(len(parsed), sizeof(Templates))
        if self.pieces == NULL or self.templates == NULL or self.protocols == NULL:
            raise MemoryError
        for protocol_id, mine in enumerate(parsed):
            self.protocols[<uint32_t>protocol_id].first = templates
            self.protocols[<uint32_t>protocol_id].count = len(mine)
            for found in mine:
                self.templates[templates].first, self.templates[templates].count = pieces, len(found)
                templates += 1
                for before, field in found:
                    piece = &self.pieces[pieces]
                    piece.field = field
                    piece.before.data, piece.before.size = <const unsigned char*><bytes>before, len(before)
                    pieces += 1

    def __dealloc__(self):
        free(self.pieces)
        free(self.templates)
        free(self.protocols)

    cdef bint _is_known(self, const Template* template, const Chain* chain) noexcept nogil:
        """Are all values there?"""
        cdef uint32_t i
        cdef uint16_t field
        for i in range(template.first, template.first + template.count):
            field = self.pieces[i].field
            if field and told_of(chain, field) == NULL:
                return False
        return True

    cdef int put(self, Buffer* b, const Chain* chain, const Lists* lists, bint* plain) except -1 nogil:
        """What the first protocol has to say that has anything to say, in the order in which their values were met; of
        repeated attributes the first counts. `plain`: all that packets said in it is printable ASCII."""
        cdef uint64_t begun = b.size
        cdef uint32_t i
        cdef uint16_t protocol, before = 0
        plain[0] = True
        for i in range(chain.count):
            protocol = self.forms.forms[chain.told[i].field].protocol
            if i == 0 or protocol != before:
                self._put_of(b, protocol, chain, lists, plain)
                if b.size != begun:
                    return 0
            before = protocol
        return 0

    cdef int _put_of(self, Buffer* b, uint16_t protocol, const Chain* chain, const Lists* lists,
                     bint* plain) except -1 nogil:
        """What one protocol says."""
        cdef const Templates* mine = &self.protocols[protocol]
        cdef const Template* template
        cdef const Told* told
        cdef uint64_t said
        cdef uint32_t t, i, count = 0
        for t in range(mine.first, mine.first + mine.count):
            template = &self.templates[t]
            if not self._is_known(template, chain):
                continue
            if count:
                put_text(b, JOINT, JOINT_BYTES)
            count += 1
            for i in range(template.first, template.first + template.count):
                put_text(b, self.pieces[i].before.data, self.pieces[i].before.size)
                if self.pieces[i].field:
                    told = told_of(chain, self.pieces[i].field)
                    said = b.size
                    self.forms.put_brief(b, told.field, chain.values[told.first], lists.kept)
                    if not is_plain(b.data + said, b.size - said):
                        plain[0] = False
        return 0
