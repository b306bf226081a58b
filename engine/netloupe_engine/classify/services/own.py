"""Where a user's own files of services are: all that a start needs to know of services."""
import os
from collections.abc import Sequence
from pathlib import Path

import platformdirs

OWN_FILES_MAX = 100


def own_folder() -> Path:
    """Where a user's own files of services are."""
    return platformdirs.user_config_path("netloupe") / "services"


def own_files() -> Sequence[Path]:
    """They themselves."""
    folder = own_folder()
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if name.endswith(".toml")][:OWN_FILES_MAX]
    except OSError:         # there is none, or it is another's
        return []
