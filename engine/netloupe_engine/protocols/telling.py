"""What went wrong in a protocol's file, in a sentence, and on which of its lines."""
import re

from ..layouts.blame import near


def raised_in(error: BaseException, file: str) -> int:
    """The innermost line of a file on the way to where an error was raised; 0: none is."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno or 1
    import traceback            # it loads more than a start needs
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] or 1 if lines else 0


def said(error: BaseException) -> str:
    """What is wrong, with the name that may have been meant."""
    from . import define
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg}"      # the line is said already
    words = _words(error)
    unknown = re.match(r"(\w+)\.__init__\(\) got an unexpected keyword argument '(\w+)'", words)
    if unknown and (made := getattr(define, unknown[1], None)) is not None:
        return f"{unknown[1]} has no {unknown[2]}{near(unknown[2], getattr(made, '__dataclass_fields__', ()))}"
    if words == "'Type' object is not callable":
        return "a type such as u8 is written without parentheses: it is not callable"
    if isinstance(error, ValueError | TypeError):
        return words
    named = re.match(r"(?:cannot import )?name '(\w+)'", words)
    if named:
        return f"there is no word {named[1]}{near(named[1], dir(define))}"
    if isinstance(error, AttributeError) and isinstance(error.obj, type):
        return f"{error.obj.__name__} has no {error.name}{near(error.name, dir(error.obj))}"
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _words(error: BaseException) -> str:
    """What an error says, as text that any encoding takes; of one that fails at it, what it is."""
    try:
        return str(error).encode("utf-8", "backslashreplace").decode()
    except Exception:  # noqa: BLE001 - it is a user's own
        return type(error).__name__
