"""zlib, found at run time: the library that Python's `zlib` is linked with, so that neither building nor installing
needs its headers. It is looked for once, when this module is imported."""
from libc.stdint cimport uint8_t, uint32_t

cdef extern from *:
    r"""
    #include <dlfcn.h>
    #include <stdint.h>
    #include <stdlib.h>
    #include <string.h>

    /* zlib's z_stream: part of its binary interface since 1.0.4. */
    typedef struct {
        const uint8_t* next_in;
        unsigned avail_in;
        unsigned long total_in;
        uint8_t* next_out;
        unsigned avail_out;
        unsigned long total_out;
        const char* msg;
        void* state;
        void* zalloc;
        void* zfree;
        void* opaque;
        int data_type;
        unsigned long adler;
        unsigned long reserved;
    } nl_stream;

    enum { NL_RAW = -15, NL_ZLIB_OR_GZIP = 15 + 32, NL_OK = 0, NL_STREAM_END = 1, NL_BUF_ERROR = -5 };

    static struct {
        int (*init)(nl_stream*, int, const char*, int);
        int (*run)(nl_stream*, int);
        int (*end)(nl_stream*);
        int (*copy)(nl_stream*, nl_stream*);
    } nl_z;
    static int nl_z_found;

    static int nl_z_load(const char* name) {
        void* library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
        if (!library)
            return 0;
        *(void**)&nl_z.init = dlsym(library, "inflateInit2_");
        *(void**)&nl_z.run = dlsym(library, "inflate");
        *(void**)&nl_z.end = dlsym(library, "inflateEnd");
        *(void**)&nl_z.copy = dlsym(library, "inflateCopy");
        nl_z_found = nl_z.init && nl_z.run && nl_z.end && nl_z.copy;
        if (!nl_z_found)
            dlclose(library);
        return nl_z_found;
    }

    static void* nl_z_new(int raw) {
        nl_stream* s = nl_z_found ? calloc(1, sizeof *s) : NULL;
        if (s && nl_z.init(s, raw ? NL_RAW : NL_ZLIB_OR_GZIP, "1.2.0", (int)sizeof *s) != NL_OK) {
            free(s);
            return NULL;
        }
        return s;
    }

    static void* nl_z_copy(void* from) {
        nl_stream* s = calloc(1, sizeof *s);
        if (s && nl_z.copy(s, from) != NL_OK) {
            free(s);
            return NULL;
        }
        return s;
    }

    static void nl_z_free(void* inflater) {
        if (inflater)
            nl_z.end(inflater);
        free(inflater);
    }

    /* 0: go on, 1: the end, 2: not what it should be. */
    static int nl_z_run(void* inflater, const uint8_t* data, uint32_t size, uint8_t* out, uint32_t room,
                        uint32_t* taken, uint32_t* made) {
        nl_stream* s = inflater;
        int answer;
        s->next_in = data;
        s->avail_in = size;
        s->next_out = out;
        s->avail_out = room;
        answer = nl_z.run(s, 0);
        *taken = size - s->avail_in;
        *made = room - s->avail_out;
        return answer == NL_STREAM_END ? 1 : answer == NL_OK || answer == NL_BUF_ERROR ? 0 : 2;
    }
    """
    bint _load "nl_z_load"(const char* name)
    void* _new "nl_z_new"(int raw) noexcept nogil
    void* _copy "nl_z_copy"(void* inflater) noexcept nogil
    void _free "nl_z_free"(void* inflater) noexcept nogil
    int _run "nl_z_run"(void* inflater, const uint8_t* data, uint32_t size, uint8_t* out, uint32_t room,
                        uint32_t* taken, uint32_t* made) noexcept nogil


cdef void _find():
    for name in (b"libz.so.1", b"libz.so"):
        if _load(name):
            return


_find()


cdef void* inflater_new(bint raw) noexcept nogil:
    return _new(raw)


cdef void* inflater_copy(void* inflater) noexcept nogil:
    return _copy(inflater)


cdef void inflater_free(void* inflater) noexcept nogil:
    _free(inflater)


cdef int inflate_some(void* inflater, const uint8_t* data, uint32_t size, uint8_t* out, uint32_t room,
                      uint32_t* taken, uint32_t* made) noexcept nogil:
    return _run(inflater, data, size, out, room, taken, made)
