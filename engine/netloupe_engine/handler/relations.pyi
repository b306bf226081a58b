"""What Python sees of Relations; see relations.pyx."""
class Relations:
    """Which session announced which, and what hosts are called."""

    met: int
    names: list[str | None]
    def join(self) -> None: ...
