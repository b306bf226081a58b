"""What Python sees of Spill; see spill.pyx."""

class Spill:
    """A file without a name that takes over memory."""

    bytes: int
    trouble: int
    def __init__(self, folder: str = ...) -> None: ...

def spill_folder() -> str: ...
