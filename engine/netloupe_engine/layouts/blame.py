"""What an error is about: the word, field or table that somebody has to mend."""
from collections.abc import Iterable

SHORT = 48              # letters of a value that are shown


def blame(about: object, error: Exception, part: str = "", item: tuple[object, ...] = (),
          behind: object = None) -> Exception:
    """The error, which is about this unless it has been said to be about something inside it: about its argument
    `part`, and one of the numbers or texts `item` there. `behind` stands in front, for what has no line of its own."""
    if "about" not in error.__dict__:
        error.__dict__.update(about=about, part=part, item=item or error.__dict__.get("item", ()), behind=behind)
    return error


def with_item(error: Exception, item: object) -> Exception:
    """The error, which is about this number or text of what it will be said to be about."""
    error.__dict__.setdefault("item", (item,))
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


def short(value: object) -> str:
    """A value as somebody wrote it, or what it is: words are as long as all that is in them."""
    written = repr(value)
    if len(written) <= SHORT:
        return written
    name = getattr(value, "name", "") or getattr(value, "op", "") or getattr(value, "key", "")
    return f"{type(value).__name__}({name!r}, …)" if name else f"{written[:SHORT]}…"


def near(name: object, known: Iterable[str]) -> str:
    """The end of a sentence about a name that there is not: the one that may have been meant."""
    from difflib import get_close_matches
    found = get_close_matches(str(name), list(map(str, known)), 1)
    return f"; did you mean {found[0]}?" if found else ""


def ask(kind: type, given: object, usage: str) -> None:
    """Raises TypeError where what should be of a kind is not: where it is written, so that its line is known."""
    if not isinstance(given, kind):
        raise TypeError(f"{usage}; {short(given)} is no {kind.__name__.lower()}")


def ask_bytes(usage: str, *given: object) -> None:
    """Raises TypeError where what should be bytes is none."""
    for one in given:
        if not isinstance(one, bytes):
            raise TypeError(f"{usage} takes bytes, with a b in front of the quotes: {short(one)} is none")
