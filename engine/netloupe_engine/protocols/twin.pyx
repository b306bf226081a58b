"""Twin: the compiled half of a protocol (see twin.pxd)."""


cdef class Twin:
    """Function pointers of one compiled protocol; a NULL one means the protocol has no such part.

    Filled once when its module is imported, read-only afterwards.
    """

    def __cinit__(self):
        self.starts = None

    def adopt(self, Twin layout):
        """Compiled code beside a layout: what it has no function for, the layout reads. The first one stays: registries
        that are frozen already point into it."""
        if self.keeps is not None:
            return
        self.program, self.keeps = layout.program, layout.keeps
        if self.probe_datagram == NULL and self.probe_stream == NULL:
            self.program_probe = layout.program_probe
            self.starts = layout.starts if self.starts is None else self.starts
        if self.stream == NULL:
            self.stream, self.gap = layout.stream, layout.gap
        if self.datagram == NULL:
            self.datagram = layout.datagram
        self.state_size = max(self.state_size, layout.state_size)
        self.numbers = self.numbers or layout.numbers
