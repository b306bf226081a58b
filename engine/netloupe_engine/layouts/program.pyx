"""Fills the interpreter's tables from what the compiler made of a layout."""
from cpython.bytes cimport PyBytes_AS_STRING
from cpython.exc cimport PyErr_SetObject, PyErr_WriteUnraisable
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from threading import Lock

_FILLING = Lock()       # another handler may need the same one meanwhile, and has to wait for it


cdef class Layout:
    """One table's layout, any thread's; its tables live as long as it does, and do not change once they are filled.

    `make` answers the Assembly; it is called by `fill`, or when the first bytes come for it. `begins`: with which bytes
    a message may begin.
    """

    def __cinit__(self, make, begins, uint32_t evidence, bint framed, bint remembers):
        cdef uint8_t byte
        self.make = make
        for byte in begins:
            self.program.begins[byte >> 6] |= <uint64_t>1 << (byte & 63)
        self.texts = []
        self.program.probe = NO
        self.program.layout = <void*>self
        self.program.evidence, self.program.framed = evidence, framed
        self.program.state_size = sizeof(LayoutState) if remembers else 0

    cdef int fill(self) except -1:
        """Compile it, if that has not been done. Raises what `make` does."""
        with _FILLING:
            if self.program.state == PROGRAM_EMPTY:
                made, self.make = self.make, None
                try:
                    self._fill(made())
                except BaseException:
                    _set_state(&self.program, PROGRAM_BROKEN)
                    raise
                _set_state(&self.program, PROGRAM_READY)
        return 0

    def _fill(self, made):
        cdef Program* p = &self.program
        cdef uint32_t i, k
        p.code = <Instruction*>self._take(len(made.code), sizeof(Instruction))
        for i, row in enumerate(made.code):
            p.code[i] = Instruction(
                op=row.op, width=row.width, form=row.form, extent=row.extent, flags=row.flags, pad=row.pad,
                shift=row.shift, register=row.register, field=row.field, expr=row.expr, choice=row.choice,
                literal=row.literal, literals=row.literals, condition=row.condition, block=row.block, other=row.other,
                mask=row.mask)
        p.expressions = <Expression*>self._take(len(made.expressions), sizeof(Expression))
        for i, (constant, terms) in enumerate(made.expressions):
            p.expressions[i].constant = constant
            p.expressions[i].count = len(terms)
            for k, (source, times) in enumerate(terms):
                p.expressions[i].source[k], p.expressions[i].times[k] = source, times
        p.choices = <Choice*>self._take(len(made.choices), sizeof(Choice))
        for i, (first, count, otherwise) in enumerate(made.choices):
            p.choices[i] = Choice(first=first, count=count, otherwise=otherwise)
        p.ranges = <Range*>self._take(len(made.ranges), sizeof(Range))
        for i, (low, high, block) in enumerate(made.ranges):
            p.ranges[i] = Range(low=low, high=high, block=block)
        p.literals = <Literal*>self._take(len(made.literals), sizeof(Literal))
        for i, data in enumerate(made.literals):
            self.texts.append(data)
            p.literals[i] = Literal(data=<const uint8_t*>PyBytes_AS_STRING(data), size=len(data))
        p.tests = <Test*>self._take(len(made.tests), sizeof(Test))
        for i, test in enumerate(made.tests):
            p.tests[i] = Test(test=test.test, compare=test.compare, width=test.width, little=test.little,
                              expr=test.expr, literal=test.literal, behind=test.behind, mask=test.mask,
                              value=test.value)
        p.conditions = <Condition*>self._take(len(made.conditions), sizeof(Condition))
        for i, (first, count) in enumerate(made.conditions):
            p.conditions[i] = Condition(first=first, count=count)
        p.named = <uint16_t*>self._take(len(made.named), sizeof(uint16_t))
        for i, block in enumerate(made.named):
            p.named[i] = block
        p.parts = <uint16_t*>self._take(len(made.parts), sizeof(uint16_t))
        for i, block in enumerate(made.parts):
            p.parts[i] = block
        self._frames(made)

    def _frames(self, made):
        """Messages and recognition."""
        cdef Program* p = &self.program
        cdef uint32_t i
        p.frames = <Frame*>self._take(len(made.frames), sizeof(Frame))
        p.frame_count = len(made.frames)
        for i, frame in enumerate(made.frames):
            p.frames[i] = Frame(
                kind=frame.kind, width=frame.width, little=frame.little, form=frame.form, ends_by=frame.ends_by,
                header=frame.header, at=frame.at, adds=frame.adds, scale=frame.scale, most=frame.most, mask=frame.mask,
                block=frame.block, check=frame.check, literal=frame.literal, literals=frame.literals,
                ends=frame.ends, field=frame.field, entry=frame.entry)
        p.constraints = <Constraint*>self._take(len(made.constraints), sizeof(Constraint))
        p.constraint_count = len(made.constraints)
        for i, row in enumerate(made.constraints):
            p.constraints[i] = Constraint(at=row.at, width=row.width, little=row.little, shift=row.shift,
                                          choice=row.choice, field=row.field, mask=row.mask)
        p.probe = made.probe

    cdef void* _take(self, size_t count, size_t size) except NULL:
        """Zeroed memory."""
        cdef void* found = calloc(count + 1, size)
        if found == NULL:
            raise MemoryError
        return found

    def __dealloc__(self):
        cdef Program* p = &self.program
        free(p.code)
        free(p.expressions)
        free(p.choices)
        free(p.ranges)
        free(p.literals)
        free(p.tests)
        free(p.conditions)
        free(p.named)
        free(p.parts)
        free(p.frames)
        free(p.constraints)


cdef bint compile_program(const Program* p) noexcept with gil:
    try:
        (<Layout>p.layout).fill()
    except Exception as error:          # nobody here can catch it
        PyErr_SetObject(type(error), error)
        PyErr_WriteUnraisable(<Layout>p.layout)
    return p.state == PROGRAM_READY
