"""What an error is about: the word, field or table that somebody has to mend."""
from collections.abc import Iterable


def blame(about: object, error: Exception, part: str = "", item: object = None, behind: object = None) -> Exception:
    """The error, which is about this unless it has been said to be about something inside it: about its argument
    `part`, and the number or text `item` there. `behind` stands in front, for what has no line of its own."""
    if "about" not in error.__dict__:
        error.__dict__.update(about=about, part=part, item=item, behind=behind)
    return error


def blamed(error: BaseException) -> object:
    """What an error is about, or None."""
    found: object = error.__dict__.get("about")
    return found


def together(errors: Iterable[Exception]) -> Exception:
    """The first of some errors, which says what the others are."""
    first, *others = errors
    first.__dict__["others"] = tuple(others)
    return first


def apart(error: Exception) -> tuple[Exception, ...]:
    """An error, and those that it was put together with."""
    return (error, *error.__dict__.pop("others", ()))


def near(name: object, known: Iterable[str]) -> str:
    """The end of a sentence about a name that there is not: the one that may have been meant."""
    from difflib import get_close_matches
    found = get_close_matches(str(name), list(known), 1)
    return f"; did you mean {found[0]}?" if found else ""
