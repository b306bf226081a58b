"""Where in a user's file each word of its table stands, so that what is wrong with one is said with its line."""
import sys
from types import FrameType, TracebackType

from ..layouts.blame import blamed

_OURS = __package__.partition(".")[0]


class Origins:
    """Notes the lines of one file on which objects of this program are made, while it is entered. One thread's."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._made: dict[int, tuple[object, int]] = {}      # by id; the objects live as long as this does

    def __enter__(self) -> "Origins":
        self._before = sys.getprofile()
        sys.setprofile(self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        sys.setprofile(self._before)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event != "return" or frame.f_code.co_name != "__init__":
            return
        made = frame.f_locals.get("self")
        if not type(made).__module__.startswith(_OURS):
            return
        caller = frame.f_back
        while caller is not None and caller.f_code.co_filename != self._file:
            caller = caller.f_back
        if caller is not None:
            self._made[id(made)] = made, caller.f_lineno

    def line(self, error: BaseException) -> int:
        """The line of what an error is about; 0: it is not known."""
        return self.line_of(blamed(error))

    def line_of(self, made: object) -> int:
        """The line on which an object was made; 0: it is not known."""
        return self._made.get(id(made), (made, 0))[1]

