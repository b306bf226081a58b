"""Names of files that others chose, made safe: no paths, nothing unseen, nothing a system keeps for itself."""
from __future__ import annotations

import re
import unicodedata

NAME_MAX = 120              # characters
_BYTES_MAX = 200            # of them in UTF-8, so that a number has room in what systems allow
_SUFFIX_MAX = 16
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}       # control, direction, no width, separators of lines
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def safe_name(said: str, otherwise: str) -> str:
    """A name that is one on every system, from what was said: its last part, without what is not seen. `otherwise`
    where nothing is left."""
    said = said[-4096:].replace("\\", "/").rstrip("/ ").rpartition("/")[2]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", said) if unicodedata.category(sign) not in _UNSEEN)
    name = _FORBIDDEN.sub("_", re.sub(r"\s+", " ", seen)).strip(" .")
    if not name:
        return otherwise
    if _RESERVED.fullmatch(name) or name[0] in "-~":
        name = "_" + name
    return shortened(name, "")


def shortened(name: str, ending: str) -> str:
    """A name of no more than NAME_MAX characters; `ending` goes before its suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > _SUFFIX_MAX:
        stem, dot, suffix = name, "", ""
    stem = stem[:NAME_MAX - len(dot + suffix + ending)]
    while len((stem + ending + dot + suffix).encode()) > _BYTES_MAX:
        stem = stem[:-1]
    return stem.rstrip(" .") + ending + dot + suffix
