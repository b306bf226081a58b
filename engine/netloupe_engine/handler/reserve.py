"""Reserve: room to end in order when memory runs out, where the system allows a process only so much (`ulimit -v`)."""
import mmap
import resource

_RESERVE_BYTES = 256 << 20
_SHARE = 8              # of what is allowed, at most one part in so many


class Reserve:
    """Address space that nothing is in; given back, others can use it."""

    def __init__(self) -> None:
        self._room: mmap.mmap | None = None
        allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY:
            size = max(min(_RESERVE_BYTES, allowed // _SHARE), mmap.PAGESIZE)
            self._room = mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)

    def release(self) -> None:
        """Memory is short: let go of it. May be called again."""
        if self._room is not None:
            self._room.close()
            self._room = None
