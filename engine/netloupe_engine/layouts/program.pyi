from .assembly import Assembly

class Layout:
    starts: tuple[bytes, ...] | None
    def __init__(self, made: Assembly) -> None: ...
