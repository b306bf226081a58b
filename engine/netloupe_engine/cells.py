"""CSV (RFC 4180) that a spreadsheet will not take for formulas, nor a terminal for commands. Known by the command line
and the window alike."""
import re
import unicodedata
from collections.abc import Iterable

# What a spreadsheet begins a formula or a macro with, in the forms that East Asian keyboards have too. Blanks and
# characters without width before it do not keep all spreadsheets from it.
_FORMULA = re.compile("[\t\r\n]|[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
                      "[=+\\-@|%\u2212\uff0b\uff0d\uff1d\uff20]")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}      # control, format (bidirectional ones too), separators of lines
_TO_QUOTE = re.compile('[,;"\r\n\t]')       # the semicolon is what separates cells where the comma is in numbers


def printable(text: str) -> str:
    """Text from packets made harmless for a terminal: what would not be seen is written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign.encode("unicode_escape").decode() if unicodedata.category(sign) in _UNSEEN else sign
                   for sign in text)


def printable_cell(value: object) -> str:
    """One cell for files that may be shown on a terminal."""
    return csv_cell(printable(value) if isinstance(value, str) else value)


def csv_cell(value: object) -> str:
    """One cell. Numbers stay numbers; text that a spreadsheet could run is led by an apostrophe; quoted if needed."""
    text = str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text
    if _FORMULA.match(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


def csv_line(values: Iterable[object], end: str = "\r\n") -> str:
    """One line with its end."""
    return ",".join(map(csv_cell, values)) + end
