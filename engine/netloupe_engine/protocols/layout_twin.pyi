from .define import Protocol
from .twin import Twin

def layout_twin(protocol: Protocol, at_once: bool = True) -> Twin: ...
