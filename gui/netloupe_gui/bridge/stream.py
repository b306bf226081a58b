"""Follows the stream of the session in focus beside the GUI thread: a page at a time, the newest question only."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_engine.model import Hit
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.focus_reader import FocusReader
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Stream, StreamChunk, StreamMessage

Side = Literal["both", "client", "server"]
Form = Literal["text", "hex", "raw"]
LinesOf = Callable[["Sequence[StreamChunk]", Form, int], Sequence[Any]]     # chunks, form, signs in a line
MessageLinesOf = Callable[["Sequence[StreamMessage]", int], Sequence[Any]]
BYTES = "bytes"             # the layer below all others: what was sent
PAGE_SIGNS = 200_000        # of messages on a page
_MESSAGE_SIGNS = 200        # that one counts besides its body
FOUND_MAX = 1_000           # places in one stream that are shown


@dataclass(frozen=True, slots=True)
class Question:
    """Which page of what."""

    session: int
    side: Side = "both"
    page: int = 0
    packet: int = 0         # with any: the page that this packet is on, whatever `page` says
    form: Form = "text"
    columns: int = 80       # signs in a line
    layer: str = BYTES


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is around it."""

    question: Question
    number: int
    pages: int
    sizes: tuple[int, int]          # bytes that client and server said
    missing: int
    layers: tuple[str, ...]         # besides bytes
    chunks: tuple[Any, ...]         # of bytes StreamChunk, else StreamMessage: both have packet and way
    lines: Sequence[Any]
    first_lines: dict[int, int]     # by packet: the first line with something of it
    longest: int                    # signs of the longest line


class PageJob(Job):
    """Reads one page; follows the session first if that is not done yet."""

    def __init__(self, analysis: "Analysis", question: Question, stream: "Stream | None", lines_of: LinesOf,
                 message_lines: MessageLinesOf) -> None:
        super().__init__()
        self.question, self.given, self.stream = question, stream, stream
        self._analysis, self._lines_of, self._message_lines = analysis, lines_of, message_lines

    def work(self) -> Page:
        """Any thread."""
        asked = self.question
        if self.stream is None:
            self.stream = self._analysis.stream(asked.session, self.is_cancelled)
        stream = self.stream
        layers = self._analysis.layers(asked.session)
        if asked.layer in layers:
            number, pages, found = self._messages(asked)
            return self._page(number, pages, layers, found, self._message_lines(found, asked.columns))
        pages = stream.pages(asked.side)
        number = stream.page_of(asked.packet, asked.side) if asked.packet else asked.page
        number = max(0, min(number, pages - 1))
        chunks = tuple(stream.page(number, asked.side)) if pages else ()
        return self._page(number, pages, layers, chunks, self._lines_of(chunks, asked.form, asked.columns))

    def _page(self, number: int, pages: int, layers: tuple[str, ...], chunks: tuple[Any, ...],
              lines: Sequence[Any]) -> Page:
        stream, side = self.stream, self.question.side
        assert stream is not None
        first_lines: dict[int, int] = {}
        for at, line in enumerate(lines):
            for part in line.parts:
                first_lines.setdefault(chunks[part.chunk].packet, at)
        return Page(self.question, number, pages, (stream.size("client"), stream.size("server")), stream.missing(side),
                    layers, chunks, lines, first_lines, max((len(line.text) for line in lines), default=0))

    def _messages(self, asked: Question) -> "tuple[int, int, tuple[StreamMessage, ...]]":
        """The page asked for, how many there are, and its messages: all are read, and those of one page kept."""
        wanted, pages, signs = 0 if asked.packet else asked.page, 0, PAGE_SIGNS
        found: list[StreamMessage] = []
        for message in self._analysis.messages(asked.session, asked.layer, self.is_cancelled):
            if asked.side not in ("both", ("client", "server")[message.way]):
                continue
            if signs >= PAGE_SIGNS:
                pages, signs = pages + 1, 0
                if asked.packet and message.packet <= asked.packet:
                    wanted, found = pages - 1, []
            signs += _MESSAGE_SIGNS + len(message.text)
            if pages - 1 == wanted:
                found.append(message)
        return min(wanted, max(0, pages - 1)), pages, tuple(found)


class FindJob(Job):
    """Finds a text in what was said in one session."""

    def __init__(self, analysis: "Analysis", stream: "Stream", session: int, side: Side, text: str) -> None:
        super().__init__()
        self._stream = stream
        self._analysis, self._session, self._side, self._text = analysis, session, side, text

    def work(self) -> tuple[Hit, ...]:
        """Any thread."""
        import numpy as np
        found: list[Hit] = []
        for hit in self._analysis.find(self._text, "text", "streams", np.array([self._session], np.uint32),
                                       cancelled=self.is_cancelled):
            # The stream counts from the first byte that was said, finding from the first that is there.
            offset = self._stream.offset_of(hit.packet, hit.at) if hit.session == self._session else None
            if offset is not None and self._side in ("both", ("client", "server")[hit.way]):
                found.append(replace(hit, offset=offset))
                if len(found) == FOUND_MAX:
                    break
        return tuple(sorted(found, key=_place))


def _place(hit: Hit) -> tuple[int, int]:
    return hit.packet, hit.offset


class SaveJob(Job):
    """Writes what was said to files, one for each side."""

    def __init__(self, stream: "Stream", paths: dict[Side, str]) -> None:
        super().__init__()
        self.paths = paths
        self._stream = stream

    def work(self) -> int:
        """Any thread."""
        return sum(self._stream.save(path, side, self.tell, self.is_cancelled) for side, path in self.paths.items())


class StreamSource(QObject):
    """What the stream pane shows. Reads only while somebody looks. GUI thread only."""

    session_changed = Signal(int)       # 0: none
    read = Signal(object)               # Page
    failed = Signal(str)                # why nothing is shown
    found = Signal(object)              # tuple[Hit, ...]
    saved = Signal(object, object)      # paths, bytes
    save_failed = Signal(str, str)      # path, why

    def __init__(self, focus: Focus, reader: FocusReader, jobs: Jobs, lines_of: LinesOf,
                 message_lines: MessageLinesOf, parent: QObject | None = None) -> None:
        """Nothing is followed. `lines_of` and `message_lines` lay a page out; called in jobs."""
        super().__init__(parent)
        self._lines_of, self._message_lines = lines_of, message_lines
        self._layer = BYTES
        self._form: Form = "text"
        self._columns = 80
        self._focus, self._reader, self._jobs = focus, reader, jobs
        self._analysis: Analysis | None = None
        self._stream: Stream | None = None      # of the session, as far as it was known
        self._packets = 0                       # ... that many packets
        self._session = 0
        self._side: Side = "both"
        self._is_watched = False
        self._wanted: Question | None = None
        self._page: Page | None = None
        self._job: PageJob | None = None
        self._finding: FindJob | None = None
        self._saving: SaveJob | None = None
        reader.changed_after.connect(self._on_read)
        focus.sessions_selected.connect(self._on_read)
        focus.packet_selected.connect(self._on_packet)

    @property
    def session(self) -> int:
        """The session that is followed; 0: none."""
        return self._session

    @property
    def page(self) -> Page | None:
        """What was read last."""
        return self._page

    @property
    def side(self) -> Side:
        """Whose words are shown."""
        return self._side

    @property
    def is_busy(self) -> bool:
        """Whether a page is on its way."""
        return self._job is not None

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        for job in (self._job, self._finding, self._saving):
            if job is not None:
                self._jobs.abandon(job)
        self._job = self._finding = self._saving = None
        self._analysis = analysis
        self._follow(0)

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks."""
        self._is_watched = watched
        self._go()

    def set_side(self, side: Side) -> None:
        """Show both sides or one; the packet in focus stays in sight."""
        if side != self._side:
            self._side = side
            self._ask(packet=self._packet_here())

    @property
    def layer(self) -> str:
        """What is shown of it: bytes, or the messages of a parser."""
        return self._layer

    def set_layer(self, layer: str) -> None:
        """Show bytes, or messages; the packet in focus stays in sight."""
        if layer != self._layer:
            self._layer = layer
            self._ask(packet=self._packet_here())

    def set_form(self, form: Form, columns: int) -> None:
        """Lay pages out so."""
        if (form, columns) != (self._form, self._columns):
            self._form, self._columns = form, columns
            if self._wanted is not None or self._job is not None or self._page is not None:
                waits = self._wanted or (self._job.question if self._job is not None else None)
                self._ask(waits.page if waits is not None else self._page.number if self._page is not None else 0,
                          waits.packet if waits is not None else 0)

    def ask_page(self, number: int) -> None:
        """Show this page."""
        self._ask(number)

    def ask_packet(self, packet: int) -> None:
        """Show the page with a packet's words."""
        self._ask(packet=packet)

    def refresh(self) -> None:
        """The capture has grown: the session may have gone on."""
        analysis, page = self._analysis, self._page
        if analysis is None or not self._session or self._job is not None:
            return
        if len(analysis.packets) != self._packets:
            self._stream = None
            self._ask(page.number if page is not None else 0)

    def find(self, text: str) -> None:
        """Look for a text in the session; "" ends it."""
        if self._finding is not None:
            self._jobs.abandon(self._finding)
            self._finding = None
        if text and self._analysis is not None and self._stream is not None:
            self._finding = FindJob(self._analysis, self._stream, self._session, self._side, text)
            self._finding.ended.connect(self._on_found)
            self._jobs.start(self._finding)
        else:
            self.found.emit(())

    def save(self, paths: dict[Side, str]) -> bool:
        """Write what was said; False where there is nothing to write yet, or another file is being written."""
        if self._stream is None or self._saving is not None:
            return False
        self._saving = SaveJob(self._stream, paths)
        self._saving.ended.connect(self._on_saved)
        self._jobs.start(self._saving)
        return True

    # what is in focus

    def _on_read(self) -> None:
        session = self._reader.session
        self._follow(session.id if session is not None else 0)

    def _on_packet(self, packet: int) -> None:
        page = self._page
        if page is None or page.pages < 2 or packet in page.first_lines:
            return
        if packet and self._packet_here() == packet:
            self._ask(packet=packet)

    def _packet_here(self) -> int:
        """The packet in focus, if it is one of the session."""
        packet, analysis = self._focus.packet, self._analysis
        is_known = analysis is not None and 0 < packet <= len(analysis.packets)
        if not is_known or analysis is None or analysis.packets.cell("session", packet - 1) != self._session:
            return 0
        return packet

    def _follow(self, session: int) -> None:
        if session == self._session and session:
            return
        self._session, self._stream, self._page, self._wanted = session, None, None, None
        if self._finding is not None:
            self._jobs.abandon(self._finding)
            self._finding = None
        self.session_changed.emit(session)
        if session:
            self._ask(packet=self._packet_here())

    def _ask(self, page: int = 0, packet: int = 0) -> None:
        if self._session:
            self._wanted = Question(self._session, self._side, page, packet, self._form, self._columns, self._layer)
            self._go()

    def _go(self) -> None:
        if self._wanted is None or self._analysis is None or not self._is_watched:
            return
        if self._job is not None:
            if self._job.question == self._wanted and self._stream is self._job.given:
                self._wanted = None
            else:
                self._job.cancel()          # the next one begins when it has ended
            return
        asked, self._wanted = self._wanted, None
        if self._stream is None:
            self._packets = len(self._analysis.packets)
        self._job = PageJob(self._analysis, asked, self._stream, self._lines_of, self._message_lines)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def _on_ended(self, job: PageJob) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.error is not None and not isinstance(job.error, NetloupeError):
            raise job.error
        if job.question.session == self._session and job.error is None:
            self._stream = job.stream
        if self._wanted is not None:
            self._go()
        elif job.error is not None:
            if not isinstance(job.error, CancelledError):
                self.failed.emit(str(job.error))
        elif job.question.session == self._session:
            assert isinstance(job.result, Page)
            self._page = job.result
            self.read.emit(self._page)

    def _on_found(self, job: FindJob) -> None:
        if job is self._finding:
            self._finding = None
            if job.error is not None and not isinstance(job.error, NetloupeError):
                raise job.error
            self.found.emit(job.result if job.error is None else ())

    def _on_saved(self, job: SaveJob) -> None:
        if job is not self._saving:
            return
        self._saving = None
        if job.error is None:
            self.saved.emit(tuple(job.paths.values()), job.result)
        elif isinstance(job.error, NetloupeError):
            self.save_failed.emit(next(iter(job.paths.values())), str(job.error))
        else:
            raise job.error
