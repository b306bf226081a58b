"""CSV (RFC 4180) that a spreadsheet will not take for formulas."""
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def csv_cell(value: object) -> str:
    """One cell. Numbers stay numbers; text that a spreadsheet could run is led by an apostrophe; quoted if needed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = str(value)
        if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA):
            text = "'" + text
    else:
        text = str(value)
    if any(character in text for character in ',;"\r\n\t'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_line(values: Iterable[object]) -> str:
    """One line, ended by CR LF."""
    return ",".join(csv_cell(value) for value in values) + "\r\n"
