"""`netloupe [FILE...]`: the window, if it is installed and can be opened."""
import os
from collections.abc import Sequence

from .naming import name_files
from .terminal import say

REFUSAL = "the window cannot be opened ({}); `netloupe --help` lists the commands that need none"


def open_window(files: Sequence[str]) -> int:
    """Open the window on these files and answer its exit status once it is closed."""
    try:
        from netloupe_gui.app import main
        from netloupe_gui.display import no_display
    except ImportError as error:
        say(REFUSAL.format(error))
        return 2
    with no_display(_refuse):
        return main(list(files), name_files())


def _refuse(reason: str) -> None:
    """Qt would abort the process: it ends here, since nothing was opened yet."""
    say(REFUSAL.format(reason))
    os._exit(2)
