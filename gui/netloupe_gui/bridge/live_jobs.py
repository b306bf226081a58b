"""What a live capture does that takes a moment: each a job, since a password may be asked for meanwhile."""
import threading
from pathlib import Path

from netloupe_engine.model import Settings
from netloupe_gui.bridge.door import DoorOpener, LiveCapture
from netloupe_gui.bridge.jobs import Job
from netloupe_gui.bridge.plan import CapturePlan


class StartJob(Job):
    """Makes a capture by a plan and starts it; `result` is the LiveCapture."""

    def __init__(self, door: DoorOpener, plan: CapturePlan, before: LiveCapture | None = None,
                 base: Settings | None = None) -> None:
        """`before` is stopped first: it may use the same devices. `base`: settings beside the plan's limits."""
        super().__init__()
        self.plan = plan
        self._settings = plan.settings_over(base or Settings())
        self._door = door
        self._before = before
        self._made: LiveCapture | None = None

    def work(self) -> LiveCapture:
        """Start; what cannot be started leaves nothing behind."""
        if self._before is not None:
            self._before.stop()
        plan = self.plan
        made = self._door().listen(plan.options, self._settings, Path(plan.output) if plan.output else None)
        self._made = made
        try:
            made.start()
        except Exception:
            made.close()
            raise
        if self.is_cancelled():
            made.close()
        return made

    @property
    def capture(self) -> LiveCapture:
        """The result, once there is one."""
        assert self._made is not None
        return self._made

    def cancel(self) -> None:
        """Also ends what waits for a password, beside the GUI thread: that takes a moment."""
        super().cancel()
        if self._made is not None:
            threading.Thread(target=self._made.stop, name="give up starting", daemon=True).start()


class ReopenJob(Job):
    """Opens a capture that a program that died has left; `result` is the LiveCapture."""

    def __init__(self, door: DoorOpener, folder: str) -> None:
        """From this folder."""
        super().__init__()
        self.folder = folder
        self._door = door

    def work(self) -> LiveCapture:
        """Open."""
        return self._door().reopen(Path(self.folder))


class GoOnJob(Job):
    """Lets a stopped capture go on."""

    def __init__(self, capture: LiveCapture) -> None:
        """In the same capture."""
        super().__init__()
        self._capture = capture

    def work(self) -> None:
        """Start again."""
        self._capture.start()


class StopJob(Job):
    """Ends capturing; what was captured stays open."""

    def __init__(self, capture: LiveCapture) -> None:
        """End this one."""
        super().__init__()
        self._capture = capture

    def work(self) -> None:
        """Stop."""
        self._capture.stop()


class SaveJob(Job):
    """Writes a whole capture to one file; `result` is the number of packets."""

    def __init__(self, capture: LiveCapture, path: str, stops_first: bool) -> None:
        """`stops_first`: the person is about to leave, nothing may come after what is saved."""
        super().__init__()
        self.path = path
        self.packets = 0                # in the capture when saving began
        self._capture = capture
        self._stops_first = stops_first

    def work(self) -> int:
        """Save; the engine reports progress and looks at the cancel flag itself."""
        if self._stops_first:
            self._capture.stop()
        self.packets = max(self._capture.status.packets, len(self._capture.analysis.packets))
        return self._capture.save(self.path, self.tell, self.is_cancelled)


class CloseJob(Job):
    """Gives everything of a capture back."""

    must_end = True

    def __init__(self, capture: LiveCapture, keeps: bool = False) -> None:
        """Nobody may use its analysis any more. `keeps`: what is not saved stays where it is."""
        super().__init__()
        self._capture, self._keeps = capture, keeps

    def work(self) -> None:
        """Close; what shall be in a file and is not yet is written first, and left where it is if that fails."""
        capture = self._capture
        if capture.output is not None and capture.saved_as is None:
            try:
                capture.stop()
            except Exception:
                capture.close(keep=True)
                raise
        capture.close(keep=self._keeps)
