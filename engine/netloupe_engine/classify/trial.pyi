from ..protocols.compiled import CompiledRegistry

BYTES_MAX: int
GUESSES: tuple[str, ...]
TURNS: int

def trial(registry: CompiledRegistry, data: bytes, ports: tuple[int, int], way: int, is_stream: bool,
          is_cut: bool = False, tried: tuple[int, ...] = ()) -> tuple[list[tuple[int, int, bool]], int]: ...
def shortest(registry: CompiledRegistry, protocol: int, data: bytes, way: int, is_stream: bool, least: int) -> int: ...
