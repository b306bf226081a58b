"""Guard: a file that another program cuts short while it is mapped does not kill the process.

Touching a mapped page that its file no longer has raises SIGBUS, whose default is death: a rotating capture program
must not be able to do that to us. The handler here puts zeros in the place of such pages, if they belong to a watched
mapping, and remembers that it did; whoever reads asks `has_shrunk` before believing what was read. Any other SIGBUS
goes to whom it would have gone without this.

The handler runs at any time in any thread: it takes no lock, allocates nothing and knows no Python.
"""
from libc.signal cimport SIG_DFL
from posix.signal cimport SA_NODEFER, SA_ONSTACK, SA_SIGINFO, sigaction, sigaction_t, sigemptyset, siginfo_t
from posix.unistd cimport _SC_PAGESIZE, sysconf

cdef extern from "<signal.h>" nogil:
    enum:
        SIGBUS
    int raise_ "raise"(int number)

cdef extern from "<sys/mman.h>" nogil:
    void* mmap(void* where, size_t size, int protection, int flags, int fd, long offset)
    void* MAP_FAILED
    enum:
        PROT_READ
        MAP_ANONYMOUS
        MAP_FIXED
        MAP_NORESERVE
        MAP_PRIVATE

cdef enum:
    SLOTS = 16384               # mappings beyond that are not watched; a long live capture has many files

cdef struct Slot:
    size_t base                 # 0: free
    size_t size
    bint has_shrunk

cdef Slot _slots[SLOTS]
cdef sigaction_t _previous
cdef bint _handed_on = False    # the handler before this one had its turn
cdef size_t _page_bytes = sysconf(_SC_PAGESIZE)


cdef void _on_bus_error(int number, siginfo_t* info, void* context) noexcept nogil:
    cdef size_t at = <size_t>info.si_addr
    cdef size_t end
    cdef Slot* slot
    cdef int i
    global _handed_on
    for i in range(SLOTS):
        slot = &_slots[i]
        end = slot.base + slot.size
        if slot.base and slot.base <= at < end:
            slot.has_shrunk = True
            at -= at % _page_bytes
            if mmap(<void*>at, end - at, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE,
                    -1, 0) != MAP_FAILED:
                return
    # Not ours: back to the faulting instruction, and to the handler before this one; when that one comes back here
    # (each thinks the other was first), to the default.
    if _handed_on:
        _previous.sa_handler = SIG_DFL
    _handed_on = True
    sigaction(SIGBUS, &_previous, NULL)
    if info.si_code <= 0:                   # sent by a program: no instruction is going to raise it again
        raise_(number)


cdef _install():
    """Have the handler in place; another one may have come since the last time."""
    cdef sigaction_t ours, present
    global _handed_on, _previous
    if sigaction(SIGBUS, NULL, &present) != 0 or present.sa_sigaction == _on_bus_error:
        return
    _previous = present
    _handed_on = False
    ours.sa_sigaction = _on_bus_error
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER
    sigemptyset(&ours.sa_mask)
    sigaction(SIGBUS, &ours, NULL)


cdef int watch(const void* base, size_t size) except -2:
    """Guard a mapping; answers its slot for the calls below, -1 if there is none free. Call with the GIL."""
    cdef int i
    _install()
    for i in range(SLOTS):
        if _slots[i].base == 0:
            _slots[i].size = size
            _slots[i].has_shrunk = False
            _slots[i].base = <size_t>base
            return i
    return -1


cdef void cut(int slot, size_t size) noexcept nogil:
    """The mapping ends sooner from now on."""
    if slot >= 0:
        _slots[slot].size = size


cdef void forget(int slot) noexcept nogil:
    """The partner of `watch`; the mapping still exists."""
    if slot >= 0:
        _slots[slot].base = 0


cdef bint has_shrunk(int slot) noexcept nogil:
    """Were pages of the mapping found missing since it is watched?"""
    return slot >= 0 and _slots[slot].has_shrunk
