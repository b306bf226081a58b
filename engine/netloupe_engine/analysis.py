"""The façade: the only door to the engine for the window and the command line.

    analysis = Analysis("capture.pcapng")
    analysis.start()                    # worker threads; or analysis.run() to wait for the end
    snapshot = analysis.snapshot(0)     # any thread, any time, microseconds
    analysis.sessions.column("packets_up")
    analysis.session(1), analysis.packet(1)
    analysis.close()

NumPy takes longer to load than most captures take to analyse: whoever needs it loads it, while the engine works.
"""
from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .capture.source import CaptureSource
from .errors import CaptureError, ExportError, UnknownNameError
from .following import Following
from .handler.commented import comments_at, read_comments
from .handler.describe import attributes_of, session_of, sessions_of, states_of
from .handler.findings_list import findings_of
from .handler.info import line_of_attribute, line_of_values
from .handler.look import packet_of
from .handler.owners import flows_of
from .handler.recall import tallies
from .handler.run import Run
from .handler.secrets_use import SecretsUse as SecretsUse  # noqa: PLC0414  for whoever asks
from .known import explanation as explanation  # noqa: PLC0414  the door is here
from .known import known_findings as known_findings  # noqa: PLC0414
from .known import known_protocols as known_protocols  # noqa: PLC0414
from .known import known_services as known_services  # noqa: PLC0414
from .known import load_protocols as load_protocols  # noqa: PLC0414
from .known import load_services as load_services  # noqa: PLC0414
from .known import protocol_problems as protocol_problems  # noqa: PLC0414
from .known import reread_protocols as reread_protocols  # noqa: PLC0414
from .known import reread_services as reread_services  # noqa: PLC0414
from .known import service_problems as service_problems  # noqa: PLC0414
from .model import (
    AttributeValue,
    Completions,
    Direction,
    FindingRow,
    Hit,
    Packet,
    PathStatistics,
    Reading,
    Session,
    Settings,
    ThroughputSlice,
    Transition,
)
from .names.book import NameBook as NameBook  # noqa: PLC0414
from .names.book import NameFiles as NameFiles  # noqa: PLC0414  which files are read
from .packet.places import Places
from .protocols.registry import REGISTRY
from .running import Paths as Paths  # noqa: PLC0414
from .running import Snapshot as Snapshot  # noqa: PLC0414  for whoever follows an analysis
from .running import open_files

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .export.text_column import TextColumn
    from .files.carved import CarvedFile as CarvedFile  # noqa: PLC0414
    from .filters.conditions import Exact
    from .filters.ends import Heard
    from .filters.expression import Filter
    from .reasons.reason import Reason as Reason  # noqa: PLC0414
    from .streams.chunk import StreamChunk as StreamChunk  # noqa: PLC0414
    from .streams.chunk import StreamMessage as StreamMessage  # noqa: PLC0414
    from .streams.decrypted import Said as Said  # noqa: PLC0414
    from .streams.ladder import Ladder as Ladder  # noqa: PLC0414
    from .streams.spans import Span as Span  # noqa: PLC0414
    from .streams.stream import Stream as Stream  # noqa: PLC0414  the window's names for them
    from .streams.tcp_series import TcpSeries as TcpSeries  # noqa: PLC0414
    from .streams.visits import Visits
    from .summaries.comparison import Comparison as Comparison  # noqa: PLC0414
    from .summaries.comparison import Thresholds as Thresholds  # noqa: PLC0414
    from .summaries.completion import Completer
    from .summaries.coverage import Coverage as Coverage  # noqa: PLC0414
    from .summaries.findings import FindingTable as FindingTable  # noqa: PLC0414
    from .summaries.groups import Groups
    from .summaries.relations import Relations as Relations  # noqa: PLC0414
    from .summaries.statistic import Statistic as Statistic  # noqa: PLC0414
    from .summaries.statistic import StatisticKind as StatisticKind  # noqa: PLC0414


class Analysis(Following):
    """One capture being, or having been, analysed: a file, or several read as one in the order of their packets' times.

    Any thread may call anything; the engine works in threads of its own. Raises CaptureError when the file cannot be
    opened as a capture. `callbacks` are called in the worker's thread.

    Opening takes a while where a lot has to be decompressed, or where the disk is slow: `cancelled` is asked meanwhile
    whether it should go on; CancelledError is raised if not.
    """

    # ---- asking

    def filter(self, text: str, cancelled: Callable[[], bool] = bool) -> NDArray[np.uint32]:
        """The ids, ascending, of the sessions that a filter holds for: docs/filters.md. Raises ExpressionError,
        CancelledError."""
        return compile_filter(text).sessions(self, cancelled)

    def filter_packets(self, text: str, cancelled: Callable[[], bool] = bool) -> NDArray[np.uint32]:
        """The numbers, ascending, of the packets that a filter holds for. Raises ExpressionError, CancelledError."""
        return compile_filter(text).packets(self, cancelled)

    def group_by(self, *names: str, ids: NDArray[np.uint32] | None = None,
                 cancelled: Callable[[], bool] = bool) -> Groups:
        """Sessions (None: all) grouped by fields or attributes that a filter may ask, such as "application" or
        "http.host". Raises ExpressionError, CancelledError, ValueError."""
        from .summaries.groups import group_by
        return group_by(self, self._registry, names, ids, cancelled)

    def condition(self, name: str, *values: Exact) -> str:
        """The filter that chooses exactly the sessions in which `name`, a field or attribute, has any of these values
        (`Groups.values`, `values_of`, `AttributeValue.value`); None: in which it has none. Raises ExpressionError."""
        from .filters.conditions import condition
        from .filters.names import Names
        return condition(Names(self._registry), name, values)

    def values_of(self, name: str, id: int) -> tuple[Exact, ...]:
        """What one session has of a field or attribute, each value once; `(None,)` where it has none. Raises
        ExpressionError, UnknownNameError."""
        from .filters.names import Names
        from .filters.values import values_of
        return values_of(self, Names(self._registry), name, id)

    def statistics(self, name: str, ids: NDArray[np.uint32] | None = None, span: tuple[int, int] | None = None,
                   cancelled: Callable[[], bool] = bool) -> Statistic:
        """A statistic (`statistics_of` lists them) of these sessions (None: all) that overlap `span`, first and last
        nanosecond since 1970 (None: any time); of their packets, of those in it. Raises UnknownNameError,
        CancelledError."""
        from .summaries.catalogue import ask
        return ask(self, self._registry, name, ids, span, cancelled)

    def compare(self, other: Analysis, by: str = "application", expression: str = "",
                thresholds: Thresholds | None = None, cancelled: Callable[[], bool] = bool) -> Comparison:
        """What is new in another capture, what is gone, and what answers slower or faster, by "host", "application",
        "service", "server", or names as in `group_by` with commas; of the sessions that a filter holds for. Raises
        ExpressionError, CancelledError, ValueError."""
        from .summaries.comparison import Thresholds, compare
        ids = (self.filter(expression, cancelled), other.filter(expression, cancelled)) if expression else (None, None)
        return compare(self, other, self._registry, by, ids, thresholds or Thresholds(), cancelled)

    def find(self, pattern: str, kind: Literal["text", "regex", "hex"] = "text",
             where: Literal["packets", "streams", "messages"] = "packets", ids: NDArray[np.uint32] | None = None,
             ignore_case: bool = True, cancelled: Callable[[], bool] = bool,
             progress: Callable[[int, int], None] | None = None) -> Iterator[Hit]:
        """Where a pattern is in the bytes of packets, in what hosts said to each other, or in the messages and the
        decrypted bytes that parsers made of it; of these sessions alone.

        Raises ExpressionError at once; meanwhile CancelledError and ChangedError. `progress(done, total)` counts
        packets.
        """
        from .search.find import find
        return find(self, self._registry, pattern, kind, where, ids, ignore_case, cancelled, progress)

    def stream(self, id: int, cancelled: Callable[[], bool] = bool) -> Stream:
        """What both ends of a session said, in the order of the conversation, as far as the capture has been read; its
        bytes are read page by page. Raises UnknownNameError, CancelledError, ChangedError."""
        from .streams.stream import follow
        return follow(self, self._registry, id, cancelled)

    def _path_of(self, id: int) -> str:
        """A session's path alone: all that is known of it takes as long as there are findings. Raises
        UnknownNameError."""
        if not 1 <= id <= len(self._run.store):
            raise UnknownNameError(f"There is no session {id}; there are {len(self._run.store):,}.")
        return self.path_name(self._run.store.cell("path", id - 1))

    def spans(self, id: int, cancelled: Callable[[], bool] = bool) -> tuple[Span, ...]:
        """What was asked and answered in a session, ascending in time: requests of HTTP, DNS, SIP, SMTP and others with
        their answers, TLS handshakes; the first 100,000. Raises UnknownNameError, CancelledError, ChangedError."""
        from .streams.spans import spans
        return spans(self._run, self.reading, id, self._path_of(id), cancelled)

    def tcp_series(self, id: int, cancelled: Callable[[], bool] = bool) -> TcpSeries:
        """The segments of a TCP session as columns: sequence numbers, windows, bytes in flight, round trips. Without
        rows where the session is none of TCP. Raises UnknownNameError, CancelledError, ChangedError."""
        from .streams.tcp_series import tcp_series
        return tcp_series(self, self._registry, id, cancelled)

    def ladder(self, ids: NDArray[np.uint32] | Sequence[int] | None = None, by: Literal["host", "endpoint"] = "host",
               messages: bool = False, span: tuple[int, int] | None = None,
               cancelled: Callable[[], bool] = bool) -> Ladder:
        """Who sent what to whom: packets of these sessions (None: all) as arrows between addresses, or addresses with
        ports; `messages`: requests and answers instead. The first 100,000 of those in `span`, first and last nanosecond
        since 1970 (None: any time). Raises UnknownNameError, CancelledError, ChangedError."""
        from .streams.ladder import ladder
        return ladder(self, ids, by, messages, span, cancelled)

    def relations(self, id: int | None = None, cancelled: Callable[[], bool] = bool) -> Relations:
        """Why sessions are there: which DNS answer named their server, which session announced, carried, redirected or
        referred to them. Of one session (None: of all) what led to it, and what it led to; 100,000 at most. Redirects
        and referers are read again, of at most 2,000 sessions, around one session 300 of its client. Raises
        UnknownNameError, CancelledError, ChangedError."""
        from .summaries.relations import Source, relations

        def with_server_name(host: str) -> NDArray[np.uint32]:
            return self.filter(self.condition("tls.server_name", host), cancelled)

        if id is not None and id < 1:
            raise UnknownNameError(f"There is no session {id}.")
        source = Source(self, self.path_name, self._visits.of, self.host_name, self.announcement, with_server_name)
        return relations(source, id or 0, cancelled)

    @cached_property
    def _visits(self) -> Visits:
        from .streams.visits import Visits
        return Visits(self._run, self.reading)

    def coverage(self, cancelled: Callable[[], bool] = bool) -> Coverage:
        """What has no name: sessions of TCP and UDP in which something was said and nobody was recognised, by port and
        first bytes. Raises CancelledError, ChangedError."""
        from .summaries.coverage import coverage
        with self.reading() as source:
            return coverage(self._run, source, cancelled)

    def why(self, id: int, *about: str, cancelled: Callable[[], bool] = bool) -> tuple[Reason, ...]:
        """Why a session has its application, path, direction, states, relations, names and findings (`about`: only some
        of them): the rule, the packets and bytes that decided, and what else it could have been. Its packets are read
        again. Raises UnknownNameError, CancelledError, ChangedError."""
        from .reasons.why import why
        return why(self, self._run, id, about, cancelled)

    def files(self, ids: NDArray[np.uint32] | None = None, cancelled: Callable[[], bool] = bool,
              progress: Callable[[int, int], None] | None = None) -> Iterator[CarvedFile]:
        """The files that sessions (None: all) carried, each read to its end and kept nowhere: HTTP both ways, mail with
        what is attached, FTP, TFTP. `progress(done, total)` counts sessions. Raises CancelledError, ChangedError."""
        from .files.carving import carve
        return carve(self, ids, cancelled, progress)

    def save_files(self, files: Iterable[CarvedFile], folder: str | os.PathLike[str],
                   cancelled: Callable[[], bool] = bool, progress: Callable[[int, int], None] | None = None,
                   ) -> Iterator[CarvedFile]:
        """Write files into a folder, which is made; answers each with its path when it is there. Nothing is written
        over: a name that is taken gets a number. Raises ExportError, CancelledError, ChangedError."""
        from .files.carving import save_all
        return save_all(self, files, folder, cancelled, progress)

    def save_file(self, file: CarvedFile, path: str | os.PathLike[str],
                  cancelled: Callable[[], bool] = bool) -> CarvedFile:
        """Write one file under a name that was chosen for it, over one that is there. Raises ExportError,
        UnknownNameError where it is not found again, CancelledError, ChangedError."""
        from .files.carving import save_one
        return save_one(self, file, path, cancelled)

    def completions(self, text: str, cursor: int, cancelled: Callable[[], bool] = bool,
                    soon: bool = False) -> Completions:
        """What can be written at a character of a filter: names, operators that fit, values that occur with the number
        of their sessions. `soon`: values that would take long to count are told as counted so far
        (`Completions.counted`). Raises CancelledError."""
        return self.completer.at(text, cursor, cancelled, soon)

    @cached_property
    def completer(self) -> Completer:
        """What `completions` asks; it can read values ahead."""
        from .summaries.completion import Completer
        return Completer(self, self._registry)

    @contextmanager
    def again(self, wanted: Mapping[int, int]) -> Iterator[tuple[CaptureSource, Run]]:
        """The same capture once more from its beginning, through handlers of its own that extract what is `wanted`
        (attribute numbers, see handler/extraction.py). Raises CaptureError, ChangedError."""
        self._check()
        if self._source.grows:
            raise CaptureError("Packets are read again when the capture has ended.")
        with open_files(self._source.paths, self.settings) as source:
            run = Run(source, self._registry, self.settings, wanted, self._run.secrets)
            try:
                yield source, run
            finally:
                run.finish()

    def read_remarks(self) -> None:
        """Learn the marks and notes that are in the file, as far as it has been read; what was said since stands.
        Raises ChangedError."""
        with self.reading() as source:
            read_comments(self.remarks, source, self._run)

    # ---- what is known so far

    def protocol_name(self, number: int) -> str:
        """The key of a protocol by the number the columns hold; "" for 0."""
        return self._registry.protocols[number].key if number else ""

    def host_name(self, number: int) -> str:
        """The host that the column `responder_name` means, "" for 0."""
        return self._run.relations.names[number] or ""

    def end_value(self, id: int, name: str, learns: bool = True) -> str | int:
        """What is known of one end of a session by a field such as "server.name" or "client.country"; "" or 0 for
        nothing. `learns`: what DNS told others since is read first, which may take a moment. Raises ExpressionError for
        a field that is none."""
        from .filters.ends import end_of, end_value
        side, kind = end_of(name)
        return end_value(self, id - 1, kind, side, self.host_name, learns)

    def end_lines(self, name: str) -> TextColumn:
        """The same of every session, in lower case, to be searched and sorted by. Raises ExpressionError."""
        from .filters.ends import end_lines
        return end_lines(self, name)

    @cached_property
    def heard(self) -> Heard:
        """What DNS told of addresses, for `end_value`; `heard.learn(sessions)` reads ahead what that would read."""
        from .filters.ends import Heard
        return Heard()

    def known_ends(self, id: int) -> dict[str, dict[str, str | int]]:
        """All that is known of both ends of a session, as "client" and "server", by what it is: name, country, city,
        asn, organisation, vendor, mac."""
        from .filters.ends import KINDS
        return {end: {kind: value for kind in KINDS if (value := self.end_value(id, f"{end}.{kind}"))}
                for end in ("client", "server")}

    def service_name(self, number: int) -> str:
        """The service that the column `service` means, "" for 0."""
        return self._run.served.name(number)

    def category_name(self, number: int) -> str:
        """The category that the column `category` means, "" for 0."""
        return self._run.served.category(number)

    def service_rule(self, number: int) -> str:
        """The rule that the column `service_rule` means, such as "netflix.com"; "" for 0."""
        return self._run.served.rule(number)

    def treat_as(self, id: int, service: str) -> None:
        """A person says whose service a session uses, by its name; "": rules decide again. Columns, filters and all
        that is told say so from now on. Raises UnknownNameError for a session or a service that is not known."""
        self._run.served.treat(id, service)

    @property
    def treated(self) -> dict[int, str]:
        """What persons have said by `treat_as`, by session."""
        return self._run.served.said

    def announcement(self, number: int) -> str:
        """Why a session was announced, by the number in the column `expected_reason`: "FTP PASV", "" for 0."""
        return self._run.registry.reasons[number] or ""

    def path_name(self, number: int) -> str:
        """A protocol path, e.g. "eth.ip.tcp.http", by the number the columns hold; "" for 0."""
        return self._run.path_name(number)

    def session(self, id: int) -> Session:
        """Everything known about a session. Raises UnknownNameError."""
        return session_of(self._run, id)

    def each_session(self, ids: Sequence[int] | None = None) -> Iterator[Session]:
        """Many sessions (None: all), one at a time, without the times of their payloads."""
        return sessions_of(self._run, range(1, len(self._run.store) + 1) if ids is None else ids)

    def written_sessions(self, form: Literal["json", "jsonl", "csv"], ids: Sequence[int] | None = None,
                         header: bool = True, named: bool = False) -> Iterator[bytes]:
        """Sessions (None: all) as text in UTF-8, in chunks: JSON objects with commas between, one a line that names its
        capture too, or lines of CSV under their header, if wanted. docs/user-guide.md describes them. `named`: in JSON
        what is known of their ends is told as well."""
        from .handler.written import csv_header, csv_lines, json_lines, json_objects
        rows = range(len(self._run.store)) if ids is None else [id - 1 for id in ids]
        path = self.capture.path
        ends = self.known_ends if named else None
        if form == "json":
            yield from json_objects(self._run, rows, ends)
        elif form == "jsonl":
            yield from json_lines(self._run, rows, path, ends)
        else:
            yield csv_header() if header else b""
            yield from csv_lines(self._run, rows, path)

    def session_states(self, id: int) -> tuple[Transition, ...]:
        """A session's state changes, in order; far cheaper than `session`. Raises UnknownNameError."""
        return states_of(self._run, id)

    def session_attributes(self, id: int) -> tuple[AttributeValue, ...]:
        """The values kept with a session, in the order they were read."""
        return attributes_of(self._run, id - 1)

    def session_info(self, id: int) -> str:
        """One line: server name, HTTP host, DNS query ...; "" if there is nothing to say."""
        return line_of_values(self._registry, attributes_of(self._run, id - 1))

    def session_attribute(self, id: int, name: str) -> str:
        """The different values of one attribute that are kept with a session, in one line; "" where there are none."""
        return line_of_attribute(self._registry, [value for value in self.session_attributes(id) if value.name == name])

    def packet(self, number: int) -> Packet:
        """A packet with its attribute tree, decoded on demand. Raises UnknownNameError; ChangedError if the file is not
        what it was."""
        self._check()
        found = packet_of(self._run, self._source, number)
        self._check()
        return replace(found, info=self.packet_info(number) or found.info)

    def packet_info(self, number: int) -> str:
        """One line about a packet; cheaper than `packet`."""
        return self._source.changed() or self._glance.line(self._run, self._source, number)

    def sequence_bases(self, session: int) -> tuple[int | None, int | None]:
        """What relative TCP sequence numbers of both directions count from: the number of the SYN, or that before the
        first byte captured; None where it is unknown."""
        if not 1 <= session <= len(self._run.store):
            return None, None
        return self._glance.sequence_bases(self._run, self._source, session)

    def packet_bytes(self, number: int) -> bytes:
        """The captured bytes of a packet. Raises IndexError; ChangedError if the file is not what it was."""
        if number < 1:
            raise IndexError(number)
        found = self._source.packet_at(self._run.index.cell("at", number - 1))
        self._check()
        return found[-1] if found else b""

    def packets_of(self, ids: Iterable[int] | NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Numbers, ascending, of the packets of these sessions and of the sessions tunnelled in them."""
        import numpy as np
        wanted = self._with_inner(np.array(ids if hasattr(ids, "__len__") else list(ids), np.uint32))
        if not len(wanted):
            return np.empty(0, np.uint32)
        first = int(self._run.store.take("first_packet", wanted - 1).min())
        last = int(self._run.store.take("last_packet", wanted - 1).max())
        return self._run.index.of_sessions(wanted, max(first, 1) - 1, last)

    def _with_inner(self, ids: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """These sessions and all that are tunnelled in them, ascending; those that are not there left out."""
        import numpy as np
        if len(ids) == 1 and 1 <= ids[0] <= len(self._run.store) and not self._run.store.cell("inner", int(ids[0]) - 1):
            return ids                  # it carries none, which is known without a look at all others
        parents = self._run.store.column("parent")
        is_wanted = np.zeros(len(parents) + 1, np.bool_)
        is_wanted[ids[(ids >= 1) & (ids <= len(parents))]] = True
        while parents.any():
            inner = is_wanted[np.minimum(parents, len(parents))] & ~is_wanted[1:]
            if not inner.any():
                break
            is_wanted[1:] |= inner
        return np.flatnonzero(is_wanted).astype(np.uint32)

    def findings(self) -> list[FindingRow]:
        """All findings, in packet order; limits once each, with how often they were passed."""
        return findings_of(self._run)

    def finding_table(self, ids: NDArray[np.uint32] | None = None, span: tuple[int, int] | None = None,
                      cancelled: Callable[[], bool] = bool) -> FindingTable:
        """The same as columns: findings of these sessions (None: all, and what is about none) at packets in `span`,
        first and last nanosecond since 1970 (None: at any time, and at none). Raises CancelledError."""
        from .summaries.findings import finding_table
        return finding_table(self, known_findings(), ids, span, cancelled)

    def protocols(self) -> list[PathStatistics]:
        """Counters of every protocol path, in order of the paths."""
        sessions = Counter(self._run.store.values("path"))
        sums: dict[int, list[int]] = {}
        for pipeline in self._run.pipelines:
            for path, *counts in tallies(pipeline):
                sums[path] = [a + b for a, b in zip(sums.get(path, [0, 0, 0]), counts, strict=True)]
        found = [PathStatistics(self._run.path_name(path), packets, size, payload, sessions[path])
                 for path, (packets, size, payload) in sums.items()]
        return sorted(found, key=_path_order)

    def throughput(self, start_ns: int, end_ns: int, bins: int) -> ThroughputSlice:
        """Bytes, packets and new sessions of a time range in equal bins. Raises ValueError for an impossible range."""
        from .handler.times import counted_times
        from .statistics.throughput import from_packets, from_pyramid
        found = from_pyramid(self._run.series, start_ns, end_ns, bins)
        if found is None:
            index, count = self._run.index, len(self._run.index)     # it grows: columns of one length
            found = from_packets(counted_times(self._run, count), index.column("length", 0, count),
                                 self._run.store.column("start_ns"), start_ns, end_ns, bins)
        return found

    def export(self, ids: Iterable[int], path: str | os.PathLike[str], format: str = "pcapng",
               direction: Direction = "both", progress: Callable[[int, int], None] | None = None,
               cancelled: Callable[[], bool] | None = None, snap_length: int = 0,
               among: NDArray[np.uint32] | None = None) -> int:
        """Write the packets of these sessions to a pcap or pcapng file, or the sessions themselves, in their order, to
        a csv or jsonl file; answers how many. `among`: only packets with these numbers.

        Packets whose bytes are no longer kept are left out. `snap_length` 0: whole packets. Raises ExportError,
        CancelledError.
        """
        from .export import pcap, pcapng
        self._refuse(path)
        ids = tuple(ids)
        form: Literal["csv", "jsonl"] | None = "csv" if format == "csv" else "jsonl" if format == "jsonl" else None
        if form is not None:
            from .handler.written import write_sessions
            return write_sessions(self.written_sessions(form, ids), len(ids), path, progress, cancelled)
        numbers = self.packets_of(ids)
        if among is not None:
            import numpy as np
            numbers = np.intersect1d(numbers, among)
        if direction != "both":
            numbers = numbers[self._run.index.column("way")[numbers - 1] == (direction == "down")]
        places = self._run.index.column("at")[numbers - 1]
        if format == "pcap":
            return pcap.write_pcap(self._source, places, path, snap=snap_length, progress=progress,
                                   cancelled=cancelled)
        owners = self.owners.only(flows_of(self._run, ids)) if len(self.owners) else self.owners
        return pcapng.write_pcapng(self._source, places, path, snap=snap_length, owners=owners, progress=progress,
                                   cancelled=cancelled, comments=comments_at(self.remarks, self._source, self._run))

    def save(self, path: str | os.PathLike[str], progress: Callable[[int, int], None] | None = None,
             cancelled: Callable[[], bool] | None = None) -> int:
        """Write every packet analysed so far to a pcapng file, safe on the disk when this returns; answers how many.

        Packets whose bytes are no longer kept are left out. Raises ExportError, CancelledError.
        """
        from .export.pcapng import write_pcapng
        self._refuse(path)
        return write_pcapng(self._source, Places(self._run.index), path, durable=True, owners=self.owners,
                            progress=progress, cancelled=cancelled,
                            comments=comments_at(self.remarks, self._source, self._run))

    def _refuse(self, path: str | os.PathLike[str]) -> None:
        if self._source.is_file(path):
            raise ExportError(f"{os.fspath(path)} is the capture that is open: choose another name.")


def _path_order(row: PathStatistics) -> str:
    return row.path


def open_capture(path: Paths, settings: Settings | None = None,
                 cancelled: Callable[[], bool] | None = None) -> Analysis:
    """A capture, or several files as one in the order of their packets' times, opened but not yet analysed. Raises
    CaptureError; CancelledError if `cancelled` said so."""
    return Analysis(path, settings, cancelled=cancelled)


def analyze(path: Paths, handlers: int = 1, settings: Settings | None = None) -> Analysis:
    """A capture, or several files as one, analysed to its end. Raises CaptureError."""
    return Analysis(path, replace(settings or Settings(), handlers=handlers)).run()


def end_fields() -> tuple[str, ...]:
    """The fields of `Analysis.end_value`, such as "client.name"."""
    from .filters.ends import KINDS
    return tuple(f"{end}.{kind}" for kind in KINDS for end in ("client", "server"))


def read_names(files: NameFiles) -> NameBook:
    """What files say of addresses, to be set as `names` of any analysis. Raises NamesError."""
    return NameBook(files)


def compile_filter(text: str) -> Filter:
    """A filter that can be asked of any analysis. Raises ExpressionError."""
    from .filters.expression import Filter
    return Filter(text, REGISTRY.freeze())


def reading_of(text: str) -> Reading:
    """Whether a filter says by operators what must hold, is the name alone of what sessions have, or words to be found.
    Cheap, unlike `compile_filter`."""
    from .filters.reading import reading
    return reading(text, REGISTRY.freeze())


def statistics_of(analysis: Analysis, cancelled: Callable[[], bool] = bool) -> tuple[StatisticKind, ...]:
    """The statistics that a capture has data for, so far. Raises CancelledError."""
    from .summaries.catalogue import with_data
    return with_data(analysis, REGISTRY.freeze(), cancelled)
