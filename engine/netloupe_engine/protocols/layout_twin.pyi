from .define import Protocol
from .twin import Twin

def layout_twin(protocol: Protocol) -> Twin: ...
