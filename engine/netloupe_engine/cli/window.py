"""`netloupe [FILE...]`: the window, if it is installed and can be opened."""
from collections.abc import Sequence

from .terminal import say


def open_window(files: Sequence[str]) -> int:
    """Open the window on these files and answer its exit status once it is closed."""
    try:
        from netloupe_gui.app import main
    except ImportError as error:
        say(f"the window cannot be opened ({error}); `netloupe --help` lists the commands that need none")
        return 2
    return main(list(files))
