"""What the names in a filter mean: fields of sessions, attributes of protocols, protocols."""
import difflib
from collections.abc import Iterable

from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Field
from ..records import record
from .fields import SessionField, session_fields
from .packet_fields import PACKET_FIELDS
from .quantities import wrong
from .syntax import Place
from .wireshark import WIRESHARK

FRAME = "frame"     # the protocol of what every packet has


@record(frozen=True, slots=True)
class Attribute:
    """An attribute of a protocol: of a session's kept values, or of packets."""

    name: str
    number: int         # in the registry
    declared: Field
    of_packets: bool


Target = SessionField | Attribute


class Names:
    """The names of a registry."""

    def __init__(self, registry: CompiledRegistry) -> None:
        self._registry = registry
        self._protocols = {protocol.key: number for number, protocol in enumerate(registry.protocols)
                           if protocol.key not in ("", FRAME)}

    @property
    def protocols(self) -> dict[str, int]:
        """Keys of protocols and their numbers."""
        return self._protocols

    def known(self, name: str) -> bool:
        """Whether it means something."""
        return bool(self._targets(name.lower(), False)) or name.lower() in self._protocols

    def targets(self, name: str, place: Place, in_packets: bool) -> tuple[Target, ...]:
        """What is asked: any of these will do. Attributes that sessions keep are asked of sessions, unless it is
        packets that are looked for. Raises ExpressionError with the nearest name."""
        if found := self._targets(name.lower(), in_packets):
            return found
        if name.lower() in self._protocols:
            raise wrong(place, f"{name} is a protocol: it can be asked for as it is, or one of its attributes "
                               f"({', '.join(self._some(name.lower()))}).")
        close = self.nearest(name)
        raise wrong(place, f"There is no field {name}." + (f" Did you mean {close}?" if close else ""))

    def first(self, name: str, in_packets: bool = False) -> Target | None:
        """What is asked, the first of several; None for a name that is none. Cheap."""
        return next(iter(self._targets(name.lower(), in_packets)), None)

    def is_slip(self, word: str) -> bool:
        """Whether a word that is no name seems to be meant as an attribute of a protocol, such as "http.hots"."""
        protocol, dot, _ = word.lower().partition(".")
        return bool(dot) and protocol in self._protocols and bool(difflib.get_close_matches(
            word.lower(), [one for one in self._registry.field_ids if one.startswith(protocol + dot)], 1))

    def translation(self, name: str, in_packets: bool) -> str:
        """Ours for a name of Wireshark's, "" for others."""
        if name.lower() in self._registry.field_ids or name.lower() in session_fields():
            return ""
        of_session, of_packets = WIRESHARK.get(name.lower(), ("", ()))
        return " or ".join(of_packets) if of_packets and (in_packets or not of_session) else of_session

    def nearest(self, name: str) -> str:
        """The name that is most like one that is none, "" if none is."""
        every = [*session_fields(), *self._registry.field_ids, *PACKET_FIELDS, *self._protocols]
        protocol, dot, _ = name.lower().partition(".")
        close = (difflib.get_close_matches(name.lower(), [one for one in every if one.startswith(protocol + dot)], 1)
                 if dot else difflib.get_close_matches(name.lower(), session_fields(), 1)) \
            or difflib.get_close_matches(name.lower(), every, 1)
        if not close and "." not in name:
            close = difflib.get_close_matches(name.lower(), [one.rpartition(".")[2] for one in every], 1)
        return close[0] if close else ""

    def _targets(self, name: str, in_packets: bool) -> tuple[Target, ...]:
        field = session_fields().get(name)
        if field is not None:
            return (field,)
        if name in self._registry.field_ids:
            return (self._attribute(name, in_packets),)
        if name in PACKET_FIELDS:
            return (Attribute(name, 0, PACKET_FIELDS[name], True),)
        of_session, of_packets = WIRESHARK.get(name, ("", ()))
        ours = of_packets if of_packets and (in_packets or not of_session) else (of_session,) if of_session else ()
        if ours:
            return tuple(target for one in ours for target in self._targets(one, in_packets))
        if "." in name:
            return ()
        return tuple(self._attribute(one, in_packets) for one in self._ending(name))

    def _ending(self, name: str) -> Iterable[str]:
        """Attributes kept with sessions that are called so in any protocol."""
        return (full for full, number in self._registry.field_ids.items()
                if full.rpartition(".")[2] == name and self._registry.field(number)[1].scope == "session")

    def _attribute(self, name: str, in_packets: bool) -> Attribute:
        number = self._registry.field_ids[name]
        declared = self._registry.field(number)[1]
        of_packets = in_packets or declared.scope != "session" or name.startswith(f"{FRAME}.")
        return Attribute(name, number, declared if of_packets else self._registry.kept_field(number)[1], of_packets)

    def _some(self, protocol: str) -> list[str]:
        fields = self._registry.protocols[self._protocols[protocol]].fields
        return [f"{protocol}.{field.name}" for field in sorted(fields, key=lambda field: field.scope != "session")][:3]
