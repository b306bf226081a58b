"""One protocol under test: what its table and twin say of bytes."""
import importlib
from dataclasses import dataclass
from typing import Any

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.twin import Twin


@dataclass(frozen=True)
class Layer:
    """A protocol and its twin, asked about `data`; keywords are facts of outer layers."""

    protocol: Protocol
    twin: Twin

    def classify(self, data: bytes, **given: Any) -> dict[str, Any]:
        return inspect.classify(self.twin, bytes(data), **given)

    def verdict(self, data: bytes, **given: Any) -> tuple[str, Note]:
        stated = self.classify(data, **given)
        return stated["verdict"], Note(stated["note"])

    def child(self, data: bytes, **given: Any) -> tuple[str, int]:
        """Key space and key of what the layer carries."""
        stated = self.classify(data, **given)
        assert stated["verdict"] == "NEXT"
        return self.protocol.children[stated["space"]], stated["key"]

    def facts(self, data: bytes, **given: Any) -> dict[str, Any]:
        facts: dict[str, Any] = self.classify(data, **given)["facts"]
        return facts

    def attributes(self, data: bytes, **given: Any) -> list[inspect.Attribute]:
        return inspect.dissect(self.twin, self.protocol, bytes(data), **given)

    def values(self, data: bytes, *names: str, **given: Any) -> list[Any]:
        """The values of attributes, in the order they were put."""
        return [attribute.value for attribute in self.attributes(data, **given) if attribute.name in names]

    def shown(self, data: bytes, **given: Any) -> dict[str, Any]:
        """The last value of each attribute."""
        return {attribute.name: attribute.value for attribute in self.attributes(data, **given)}

    def notes(self, data: bytes, **given: Any) -> set[Note]:
        return {Note(attribute.note) for attribute in self.attributes(data, **given) if attribute.note}


def load(path: str) -> Layer:
    """The protocol of a file, e.g. `load("network.ip")`."""
    folder, key = path.split(".")
    package = f"netloupe_engine.protocols.{folder}"
    protocol = getattr(importlib.import_module(f"{package}.{key}"), key.upper())
    twin = importlib.import_module(f"{package}.{protocol.twin}").TWIN
    return Layer(protocol, twin[key] if isinstance(twin, dict) else twin)
