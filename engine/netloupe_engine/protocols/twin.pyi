class Twin:
    @property
    def numbers(self) -> int: ...
    starts: tuple[bytes, ...] | None
