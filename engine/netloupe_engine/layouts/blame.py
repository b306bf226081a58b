"""What an error is about: the word, field or table that somebody has to mend."""
from collections.abc import Iterable


def blame(about: object, error: Exception) -> Exception:
    """The error, which is about this unless it has been said to be about something inside it."""
    error.__dict__.setdefault("about", about)
    return error


def blamed(error: BaseException) -> object:
    """What an error is about, or None."""
    found: object = error.__dict__.get("about")
    return found


def near(name: object, known: Iterable[str]) -> str:
    """The end of a sentence about a name that there is not: the one that may have been meant."""
    from difflib import get_close_matches
    found = get_close_matches(str(name), list(known), 1)
    return f"; did you mean {found[0]}?" if found else ""
