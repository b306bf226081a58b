"""CSV (RFC 4180) that a spreadsheet will not take for formulas. Known by the command line and the window alike."""
import re
from collections.abc import Iterable

# What a spreadsheet begins a formula or a macro with, in the forms that East Asian keyboards have too. Blanks and
# characters without width before it do not keep all spreadsheets from it.
_FORMULA = re.compile("[\t\r\n]|[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
                      "[=+\\-@|%\u2212\uff0b\uff0d\uff1d\uff20]")
_TO_QUOTE = re.compile('[,;"\r\n\t]')       # the semicolon is what separates cells where the comma is in numbers


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
