"""Whose services sessions are: asked of what the stores keep, by the rules that are known now."""
from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import ref

from ..errors import UnknownNameError
from ..model import Confidence, ServiceDecision, ServiceWay
from ..sessions.columns import DERIVED_TYPES
from . import recall

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..classify.services.service_index import ServiceIndex
    from ..export.service_reader import ServiceReader
    from .run import Run

# Attributes with names of whom is talked to. Those of a session's values that are no such names say nothing.
WAYS = {
    ServiceWay.SERVER_NAME: ("tls.server_name", "dtls.server_name", "gquic.server_name"),
    ServiceWay.HOST: ("http.host", "http2.authority", "http3.authority"),
    ServiceWay.CERTIFICATE: ("tls.certificate_names", "tls.certificate_subject", "dtls.certificate_names",
                             "dtls.certificate_subject"),
}


class Served:
    """The services of the sessions of a run. Any thread."""

    def __init__(self, run: Run) -> None:
        self._of = ref(run)                     # which has these, and is to go at once when nobody wants it
        self._lock = Lock()
        self._said: dict[int, str] = {}         # by row: what a person says
        self._packets = 0                       # at which payloads were looked at
        self._reader: ServiceReader | None = None

    @property
    def _run(self) -> Run:
        run = self._of()
        assert run is not None
        return run

    def reader(self) -> ServiceReader:
        """What reads them now."""
        from ..classify.services.book import BOOK
        from ..export.service_reader import ServiceReader
        index = BOOK.index()
        with self._lock:
            grown = bool(index.patterns) and self._packets != len(self._run.index)
            if self._reader is None or self._reader.index is not index or grown:
                ids = self._run.registry.field_ids
                ways = {ids[name]: way.value for way, names in WAYS.items() for name in names if name in ids}
                said = {row: number for row, name in self._said.items() if (number := index.number_of(name))}
                self._reader = ServiceReader(recall.memory(self._run), index, ways, len(self._run.registry.field_names),
                                             said, self._begun(index))
            self._reader.learn(self._run.relations.names)
            return self._reader

    def _begun(self, index: ServiceIndex) -> dict[int, int]:
        """By row, the rule about payloads that holds; only what nobody recognised is looked at."""
        self._packets = len(self._run.index)
        if not index.patterns:
            return {}
        import numpy as np

        from ..classify.services.rules import PATTERN_MAX, TRANSPORTS, Pattern
        from .openings import openings
        rows = np.flatnonzero((self._run.store.column("application") == 0)
                              & (self._run.store.column("payload_bytes_up")
                                 + self._run.store.column("payload_bytes_down") > 0))
        rules = [(number, rule[0]) for number in index.patterns
                 if (rule := index.rules[number]) and isinstance(rule[0], Pattern)]
        found: dict[int, int] = {}
        for (row, _), payload in openings(self._run, self._run.source, rows, PATTERN_MAX).items():
            protocol = self._run.store.cell("ip_protocol", row)
            holds = next((number for number, rule in rules
                          if TRANSPORTS[rule.transport] == protocol and rule.holds(payload)), 0)
            if holds:
                found.setdefault(row, holds)
        return found

    @property
    def index(self) -> ServiceIndex:
        """The rules."""
        return self.reader().index

    def treat(self, session: int, service: str) -> None:
        """A person says whose a session is; "": the rules decide again. Raises UnknownNameError."""
        index = self.index
        if not 1 <= session <= len(self._run.store):
            raise UnknownNameError(f"There is no session {session}; there are {len(self._run.store)}.")
        if service and not index.number_of(service):
            from difflib import get_close_matches
            near = get_close_matches(service, [name for name in index.names if name], 1)
            raise UnknownNameError(f"There is no service {service!r}" + (f"; is {near[0]} meant?" if near else
                                   "; a file of your own may declare it (--services FILE)."))
        with self._lock:
            self._said.pop(session - 1, None)
            if service:
                self._said[session - 1] = service
            self._reader = None

    @property
    def said(self) -> dict[int, str]:
        """What a person says, by session."""
        with self._lock:
            return {row + 1: name for row, name in self._said.items()}

    def name(self, number: int) -> str:
        """Name of a service; "" for 0, and for one that is no more."""
        services = self.index.services
        found = services[number] if number < len(services) else None
        return found.name if found else ""

    def category(self, number: int) -> str:
        """Name of a category."""
        categories = self.index.categories
        return categories[number] or "" if number < len(categories) else ""

    def rule(self, number: int) -> str:
        """A rule as it is written."""
        rules = self.index.rules
        found = rules[number] if number < len(rules) else None
        return str(found[0]) if found else ""

    # ---- columns

    def column(self, name: str, start: int = 0, stop: int | None = None) -> NDArray[Any]:
        """A column of rows [start, stop)."""
        import numpy as np
        count = len(self._run.store)
        last = count if stop is None else min(stop, count)
        out = np.empty(max(last - start, 0), DERIVED_TYPES[name])
        self.reader().column(name, start, last, out)
        return out

    def take(self, name: str, rows: Sequence[int] | NDArray[np.unsignedinteger[Any]]) -> NDArray[Any]:
        """A column of these rows."""
        import numpy as np
        wanted = np.ascontiguousarray(rows, "u8")
        out = np.empty(len(wanted), DERIVED_TYPES[name])
        self.reader().take(name, wanted, out)
        return out

    def cell(self, name: str, row: int) -> int:
        """One value. Raises IndexError for a row that is not there."""
        if not 0 <= row < len(self._run.store):
            raise IndexError(row)
        return self.reader().cells(row)[name]

    def values(self, name: str) -> list[int]:
        """A column as a list of numbers."""
        reader = self.reader()
        return [reader.cells(row)[name] for row in range(len(self._run.store))]

    def words(self, which: str) -> list[str | None]:
        """What numbers of a list stand for."""
        index = self.index
        if which == "services":
            return index.names
        if which == "categories":
            return list(index.categories)
        return [None if one is None else str(one[0]) for one in index.rules]

    def decided(self, row: int) -> tuple[str, str, ServiceDecision | None]:
        """A session's service and its category, and how that is known; "" and None if it is not."""
        reader = self.reader()
        cells, index = reader.cells(row), reader.index
        service, other = index.services[cells["service"]], index.services[cells["service_other"]]
        if service is None:
            return "", "", None
        rule = index.rules[cells["service_rule"]]
        return service.name, service.category, ServiceDecision(
            ServiceWay(cells["service_by"]), Confidence(cells["service_confidence"]), cells["service_packet"],
            str(rule[0]) if rule else "", other.name if other else "")


LISTS = ("services", "categories", "rules")     # whose words are these rules'
