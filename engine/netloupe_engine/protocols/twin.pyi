class Twin:
    @property
    def numbers(self) -> int: ...
    children: tuple[str, ...]
