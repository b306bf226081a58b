class FragmentTrial:
    waiting: int
    held_bytes: int
    def __init__(self, bytes_max: int = ...) -> None: ...
    def add(self, at: int, more: bool, data: bytes, *, id: int = 1, source: bytes = ..., target: bytes = ...,
            protocol: int = 17, vlan: int = 0, packet: int = 0, length: int = 0, now_ns: int = 0,
            missing: int = 0) -> tuple[bytes | None, int, int, tuple[int, ...]]: ...
