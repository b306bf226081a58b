"""Columns handed to other programs in memory: Apache Arrow's C data and C stream interface, as PyCapsules.

pandas, polars, DuckDB and others take any object with `__arrow_c_stream__`; nothing of theirs, nor pyarrow, is needed
here. The structures are those of https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html.
Whoever receives an array calls its `release` once, from any thread; until then its buffers are kept alive.
"""
from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.pycapsule cimport PyCapsule_GetPointer, PyCapsule_New
from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject
from libc.errno cimport EIO, ENOMEM
from libc.stdint cimport int64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

cdef extern from *:
    """
    struct ArrowSchema {
        const char* format; const char* name; const char* metadata; int64_t flags; int64_t n_children;
        struct ArrowSchema** children; struct ArrowSchema* dictionary; void (*release)(struct ArrowSchema*);
        void* private_data;
    };
    struct ArrowArray {
        int64_t length; int64_t null_count; int64_t offset; int64_t n_buffers; int64_t n_children;
        const void** buffers; struct ArrowArray** children; struct ArrowArray* dictionary;
        void (*release)(struct ArrowArray*); void* private_data;
    };
    struct ArrowArrayStream {
        int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema*);
        int (*get_next)(struct ArrowArrayStream*, struct ArrowArray*);
        const char* (*get_last_error)(struct ArrowArrayStream*);
        void (*release)(struct ArrowArrayStream*); void* private_data;
    };
    """
    struct ArrowSchema:
        const char* format
        const char* name
        const char* metadata
        int64_t flags
        int64_t n_children
        ArrowSchema** children
        ArrowSchema* dictionary
        void (*release)(ArrowSchema*) noexcept nogil
        void* private_data

    struct ArrowArray:
        int64_t length
        int64_t null_count
        int64_t offset
        int64_t n_buffers
        int64_t n_children
        const void** buffers
        ArrowArray** children
        ArrowArray* dictionary
        void (*release)(ArrowArray*) noexcept nogil
        void* private_data

    struct ArrowArrayStream:
        int (*get_schema)(ArrowArrayStream*, ArrowSchema*) noexcept nogil
        int (*get_next)(ArrowArrayStream*, ArrowArray*) noexcept nogil
        const char* (*get_last_error)(ArrowArrayStream*) noexcept nogil
        void (*release)(ArrowArrayStream*) noexcept nogil
        void* private_data

cdef enum:
    NULLABLE = 2                # ARROW_FLAG_NULLABLE

cdef const char* CAPSULE = "arrow_array_stream"


cdef char* _copy(bytes text) except NULL:
    """A C string of its own."""
    cdef size_t size = len(text)
    cdef char* found = <char*>calloc(size + 1, 1)
    if found == NULL:
        raise MemoryError
    memcpy(found, <const char*>text, size)
    return found


# ---- schemas

cdef void _release_schema(ArrowSchema* schema) noexcept nogil:
    cdef int64_t i
    for i in range(schema.n_children):
        if schema.children[i] != NULL and schema.children[i].release != NULL:
            schema.children[i].release(schema.children[i])
        free(schema.children[i])
    if schema.dictionary != NULL and schema.dictionary.release != NULL:
        schema.dictionary.release(schema.dictionary)
    free(schema.dictionary)
    free(schema.children)
    free(<void*>schema.format)
    free(<void*>schema.name)
    schema.release = NULL


cdef int _fill_schema(ArrowSchema* schema, object field) except -1:
    """What it owns so far is released by whoever called where this fails."""
    memset(schema, 0, sizeof(ArrowSchema))
    schema.release = _release_schema
    schema.flags = NULLABLE
    schema.format, schema.name = _copy(field.format.encode()), _copy(field.name.encode())
    schema.children = <ArrowSchema**>calloc(max(len(field.children), 1), sizeof(ArrowSchema*))
    if schema.children == NULL:
        raise MemoryError
    for at, child in enumerate(field.children):
        schema.children[<int64_t>at] = <ArrowSchema*>calloc(1, sizeof(ArrowSchema))
        if schema.children[<int64_t>at] == NULL:
            raise MemoryError
        schema.n_children += 1
        _fill_schema(schema.children[<int64_t>at], child)
    if field.dictionary is not None:
        schema.dictionary = <ArrowSchema*>calloc(1, sizeof(ArrowSchema))
        if schema.dictionary == NULL:
            raise MemoryError
        _fill_schema(schema.dictionary, field.dictionary)
    return 0


# ---- arrays

cdef class _Buffers:
    """The memory of an array's buffers, held while somebody may read it."""

    cdef Py_buffer* views
    cdef int count

    def __cinit__(self, tuple buffers):
        self.views = <Py_buffer*>calloc(max(len(buffers), 1), sizeof(Py_buffer))
        if self.views == NULL:
            raise MemoryError
        for buffer in buffers:
            if buffer is not None:
                PyObject_GetBuffer(buffer, &self.views[self.count], PyBUF_SIMPLE)
            self.count += 1

    def __dealloc__(self):
        cdef int i
        for i in range(self.count):
            if self.views[i].itemsize:          # else there is none
                PyBuffer_Release(&self.views[i])
        free(self.views)


cdef void _release_array(ArrowArray* array) noexcept with gil:
    cdef int64_t i
    for i in range(array.n_children):
        if array.children[i] != NULL and array.children[i].release != NULL:
            array.children[i].release(array.children[i])
        free(array.children[i])
    if array.dictionary != NULL and array.dictionary.release != NULL:
        array.dictionary.release(array.dictionary)
    free(array.dictionary)
    free(array.children)
    free(array.buffers)
    Py_XDECREF(<PyObject*>array.private_data)
    array.release = NULL


cdef int _fill_array(ArrowArray* array, object values) except -1:
    """What it owns so far is released by whoever called where this fails."""
    cdef _Buffers held = _Buffers(values.buffers)
    cdef int i
    memset(array, 0, sizeof(ArrowArray))
    array.release = _release_array
    array.length, array.null_count = values.length, values.nulls
    array.buffers = <const void**>calloc(max(held.count, 1), sizeof(void*))
    array.children = <ArrowArray**>calloc(max(len(values.children), 1), sizeof(ArrowArray*))
    if array.buffers == NULL or array.children == NULL:
        raise MemoryError
    Py_INCREF(held)
    array.private_data = <void*>held
    array.n_buffers = held.count
    for i in range(held.count):
        array.buffers[i] = held.views[i].buf if held.views[i].itemsize else NULL
    for at, child in enumerate(values.children):
        array.children[<int64_t>at] = <ArrowArray*>calloc(1, sizeof(ArrowArray))
        if array.children[<int64_t>at] == NULL:
            raise MemoryError
        array.n_children += 1
        _fill_array(array.children[<int64_t>at], child)
    if values.dictionary is not None:
        array.dictionary = <ArrowArray*>calloc(1, sizeof(ArrowArray))
        if array.dictionary == NULL:
            raise MemoryError
        _fill_array(array.dictionary, values.dictionary)
    return 0


# ---- the stream

cdef class _Source:
    """Whose batches a stream gives."""

    cdef object fields, batches
    cdef bytes error

    def __cinit__(self, fields, batches):
        self.fields, self.batches, self.error = tuple(fields), iter(batches), b""


cdef int _get_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept with gil:
    cdef _Source source = <_Source>stream.private_data
    memset(out, 0, sizeof(ArrowSchema))
    try:
        from .arrow_types import Field
        _fill_schema(out, Field("", "+s", source.fields))
    except BaseException as error:
        return _failed(source, error, NULL, out)
    return 0


cdef int _get_next(ArrowArrayStream* stream, ArrowArray* out) noexcept with gil:
    cdef _Source source = <_Source>stream.private_data
    memset(out, 0, sizeof(ArrowArray))
    try:
        columns = next(source.batches, None)
        if columns is not None:                     # else a released array says that it is over
            from .arrow_types import Array
            _fill_array(out, Array(columns[0].length if columns else 0, 0, (None,), tuple(columns)))
    except BaseException as error:
        return _failed(source, error, out, NULL)
    return 0


cdef int _failed(_Source source, object error, ArrowArray* array, ArrowSchema* schema) noexcept:
    source.error = str(error).encode("utf-8", "backslashreplace") or type(error).__name__.encode()
    if array != NULL and array.release != NULL:
        array.release(array)
    if schema != NULL and schema.release != NULL:
        schema.release(schema)
    return ENOMEM if isinstance(error, MemoryError) else EIO


cdef const char* _get_last_error(ArrowArrayStream* stream) noexcept with gil:
    cdef _Source source = <_Source>stream.private_data
    return <const char*>source.error if source.error else NULL


cdef void _release_stream(ArrowArrayStream* stream) noexcept with gil:
    Py_XDECREF(<PyObject*>stream.private_data)
    stream.private_data = NULL
    stream.release = NULL


cdef void _free_capsule(object capsule) noexcept:
    cdef ArrowArrayStream* stream = <ArrowArrayStream*>PyCapsule_GetPointer(capsule, CAPSULE)
    if stream.release != NULL:
        stream.release(stream)
    free(stream)


def stream(fields, batches):
    """A PyCapsule "arrow_array_stream" of these columns; `batches` gives the arrays of all of them for some rows, again
    and again. It is taken once, and may be read in another thread."""
    cdef ArrowArrayStream* made = <ArrowArrayStream*>calloc(1, sizeof(ArrowArrayStream))
    cdef _Source source = _Source(fields, batches)
    if made == NULL:
        raise MemoryError
    made.get_schema, made.get_next = _get_schema, _get_next
    made.get_last_error, made.release = _get_last_error, _release_stream
    Py_INCREF(source)
    made.private_data = <void*>source
    return PyCapsule_New(made, CAPSULE, _free_capsule)
