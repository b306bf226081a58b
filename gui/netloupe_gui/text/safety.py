"""Makes text from packets harmless to look at: what would be invisible, or would move other text, becomes an escape."""
import re
from html import escape

# Assigned, printable by Python's reckoning, and yet without a shape of their own: joiners, fillers, selectors.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]",
)

# The other spaces (no-break, em, ideographic) belong to ordinary text; the line and paragraph separators do not.
_SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")

_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return _SHORT.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def safe(text: str) -> str:
    """The text with every character that does not simply print shown as an escape such as `\\x1b` or `\\u202e`.

    These are control characters (C0, DEL, C1), bidirectional marks and overrides, zero-width and other format
    characters, line and paragraph separators, lone surrogates, private and unassigned code points. Backslashes stay
    as they are, so the result is for reading, not for decoding.
    """
    if text.isprintable():
        if text.isascii() or not _INVISIBLE.search(text):
            return text
        return _INVISIBLE.sub(lambda found: _escape(found.group()), text)
    return "".join(
        character if (character.isprintable() and not _INVISIBLE.match(character)) or character in _SPACES
        else _escape(character)
        for character in text
    )


def tip(text: str) -> str:
    """Safe text for a tooltip, which Qt takes for HTML when it looks like that; line ends stay."""
    lines = [safe(line) for line in text.split("\n")]
    if any("<" in line or "&" in line for line in lines):
        return "<qt>" + "<br>".join(escape(line) for line in lines) + "</qt>"
    return "\n".join(lines)


LINE_MAX = 200          # characters of a cell


def one_line(text: str, length_max: int = LINE_MAX) -> str:
    """Safe text, cut to a length with an ellipsis; for cells and tooltips."""
    if len(text) > length_max:
        return safe(text[:length_max - 1]) + "…"
    return safe(text)
