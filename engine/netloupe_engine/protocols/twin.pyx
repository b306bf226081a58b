"""Twin: the compiled half of a protocol (see twin.pxd)."""


cdef class Twin:
    """Function pointers of one compiled protocol; a NULL one means the protocol has no such part.

    Filled once when its module is imported, read-only afterwards.
    """

    def __cinit__(self):
        self.starts = None
