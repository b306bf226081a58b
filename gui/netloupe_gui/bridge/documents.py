"""Several captures in one window: one is shown, the others are put aside with what was looked at in them."""
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.capture import CaptureController, Held
from netloupe_gui.bridge.focus import Focus, Looked

DOCUMENTS_MAX = 8       # each holds the columns of its sessions and packets in memory


@dataclass(eq=False, slots=True)
class Document:
    """A capture in a tab."""

    held: Held
    looked: Looked = field(default_factory=Looked)


class Documents(QObject):
    """Knows all captures that are open. GUI thread only.

    The panes are bound to the one that is shown, and hear of another one as if it had just been opened; what was read
    is there at once. Those put aside are read on by their own threads, and nobody asks them anything.
    """

    changed = Signal()      # captures came, went, are called otherwise, or another one is shown
    looked_again = Signal() # what was looked at in the capture that is shown now is looked at again

    def __init__(self, capture: CaptureController, focus: Focus, parent: QObject | None = None) -> None:
        """Follow what is shown."""
        super().__init__(parent)
        self._capture, self._focus = capture, focus
        self._documents: list[Document] = []
        self._current = -1
        self._is_moving = False         # it is known what will be shown
        capture.putting_aside.connect(self._on_putting_aside)
        capture.analysis_changed.connect(self._on_analysis_changed)
        capture.discarded.connect(self._on_discarded)

    @property
    def titles(self) -> list[str]:
        """What the captures are called, in their order; foreign text."""
        return [document.held.title for document in self._documents]

    @property
    def documents(self) -> tuple[Document, ...]:
        """All of them."""
        return tuple(self._documents)

    @property
    def current(self) -> int:
        """Which one is shown; -1: none."""
        return self._current

    @property
    def is_full(self) -> bool:
        """Whether there are as many as there may be."""
        return len(self._documents) >= DOCUMENTS_MAX

    def show(self, which: int) -> None:
        """Show this one."""
        if not 0 <= which < len(self._documents) or which == self._current:
            return
        self._remember()
        self._move(which)

    def show_held(self, held: Held | None) -> None:
        """Show this capture, if it is one of them."""
        for which, document in enumerate(self._documents):
            if document.held is held:
                self.show(which)

    def filter(self, condition: str) -> None:
        """Show in the capture that is shown what this filter chooses."""
        self._focus.set_filter(condition)

    def step(self, step: int) -> None:
        """Show the next (1) or the previous (-1) one; behind the last comes the first."""
        if self._documents:
            self.show((self._current + step) % len(self._documents))

    def close(self, which: int) -> None:
        """Close one; where it was shown, its neighbour is shown."""
        if not 0 <= which < len(self._documents):
            return
        document = self._documents[which]
        if which == self._current and len(self._documents) > 1:
            self._move(which + 1 if which + 1 < len(self._documents) else which - 1)
        self._capture.discard(document.held)

    def close_aside(self) -> None:
        """Close all that are not shown: the program ends."""
        for document in [one for at, one in enumerate(self._documents) if at != self._current]:
            self._capture.discard(document.held)

    def _remember(self) -> None:
        if self._current >= 0:
            self._documents[self._current].looked = self._focus.looked()

    def _move(self, which: int) -> None:
        document = self._documents[which]
        self._current, self._is_moving = which, True
        self._capture.show(document.held)
        self._is_moving = False
        self._focus.look(document.looked)
        self.looked_again.emit()
        self.changed.emit()

    def _on_putting_aside(self, _held: Held) -> None:
        """Another capture comes beside it."""
        self._remember()
        self._current = len(self._documents)

    def _on_analysis_changed(self) -> None:
        if self._is_moving:
            return
        held = self._capture.held
        if held is None:
            if self._current >= 0:
                del self._documents[self._current]
            self._current = -1
            if self._documents:         # the one that was shown went by another way than `close`
                self._current = len(self._documents) - 1
        elif 0 <= self._current < len(self._documents):
            self._documents[self._current] = Document(held)
        else:
            self._documents.append(Document(held))
            self._current = len(self._documents) - 1
        self.changed.emit()

    def _on_discarded(self, held: Held) -> None:
        for which, document in enumerate(self._documents):
            if document.held is held:
                del self._documents[which]
                self._current -= which < self._current
                self.changed.emit()
                return
