"""The registry of all protocols: discovered, extended by users under a lock, then frozen for the handlers.

Definitions are found by walking this package: a module `x.py` in one of its folders defines one `Protocol` named by
its key in upper case. Freezing happens when the first handler starts; what is frozen is read without locks.
"""
import importlib
import pkgutil
import threading

from . import application, link, network, transport
from .compiled import CompiledRegistry
from .define import Field, Protocol, number, octets, text, time_ns
from .twin import Twin

FRAME = Protocol(
    key="frame", title="Frame", reference="the capture file", layer=0,
    fields=(
        Field("number", number, says="number in the capture, from 1"),
        Field("time", time_ns, says="when it was captured"),
        Field("length", number, unit="bytes", says="on the wire"),
        Field("captured_length", number, unit="bytes", says="in the capture"),
        Field("path", text, says="its protocols, outermost first"),
        Field("session", number, says="the innermost session it belongs to, 0 for none"),
        Field("interface", number, says="capture interface"),
    ))
UNKNOWN = Protocol(key="unknown", title="Unknown", reference="-", layer=0,
                   fields=(Field("data", octets, says="bytes no protocol here recognises"),))

# Kept with sessions by whoever captured here, see handler/owners.py: no packet says it.
PROCESS = Protocol(
    key="process", title="Local process", reference="the system's tables of sockets", layer=0,
    fields=(
        Field("name", text, scope="session", says="program that has this end of the session"),
        Field("pid", number, scope="session", says="its process id"),
        Field("command", text, scope="session", says="path of the program"),
        Field("end", text, scope="session", says="which end it is: initiator or responder"),
    ),
    info=("{name} ({pid})",))


class Registry:
    """Protocols by name, open for registration until `freeze`. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._protocols: list[Protocol] = []
        self._twins: dict[str, Twin] = {}
        self._frozen: CompiledRegistry | None = None

    def register(self, protocol: Protocol, twin: Twin | None = None) -> None:
        """Add a protocol. Raises ValueError when the registry is frozen or the key is taken."""
        with self._lock:
            if self._frozen is not None:
                raise ValueError("protocols cannot be added once a handler has started")
            if any(known.key == protocol.key for known in self._protocols):
                raise ValueError(f"protocol {protocol.key} is already registered")
            self._protocols.append(protocol)
            if twin is not None:
                self._twins[protocol.key] = twin

    def freeze(self) -> CompiledRegistry:
        """The compiled tables; the first call ends registration."""
        with self._lock:
            if self._frozen is None:
                self._frozen = CompiledRegistry(list(self._protocols), dict(self._twins))
            return self._frozen


def discover() -> Registry:
    """A registry with every protocol of this package: `unknown` is 0, then link to application, by name."""
    registry = Registry()
    registry.register(UNKNOWN)
    registry.register(FRAME)
    for folder in (link, network, transport, application):
        for module in sorted(pkgutil.iter_modules(folder.__path__), key=_name):
            if module.name.startswith("_"):
                continue
            found = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), module.name.upper(), None)
            if isinstance(found, Protocol):
                twin = importlib.import_module(f"{folder.__name__}.{found.twin}").TWIN if found.twin else None
                registry.register(found, twin[found.key] if isinstance(twin, dict) else twin)
    registry.register(PROCESS)
    return registry


def _name(module: pkgutil.ModuleInfo) -> str:
    return module.name


REGISTRY = discover()
