"""The option `--filter`: what commands have to do with some sessions or packets alone."""
from typing import TYPE_CHECKING, Annotated

import typer

from ..analysis import Analysis, compile_filter
from ..cells import printable
from ..errors import ExpressionError
from .terminal import say

if TYPE_CHECKING:
    from ..filters.expression import Filter

FilterOption = Annotated[str | None, typer.Option("--filter", metavar="EXPR", show_default=False,
                                                  help="Only what this holds for, such as 'app == tls and bytes > 10k';"
                                                       " docs/filters.md describes the language.")]


def filter_of(text: str | None) -> "Filter | None":
    """A filter as it was given, None where there is none; says which names were translated. Raises typer.BadParameter
    that points at the place."""
    if text is None:
        return None
    try:
        made = compile_filter(text)
    except ExpressionError as error:
        raise refused(error, "--filter", text) from None
    for hint in made.hints:
        say(hint)
    return made


def refused(error: ExpressionError, option: str, text: str = "") -> typer.BadParameter:
    """An error of an option's text, with the place under it."""
    marks = " " * len(_line(text[:error.at])) + "^" * max(1, len(_line(text[error.at:error.end])))
    return typer.BadParameter(f"{error}\n  {_line(text)}\n  {marks}" if text else str(error), param_hint=option)


def _line(text: str) -> str:
    return printable(text.replace("\n", " "))


def ids_of(given: "Filter | None", analysis: Analysis) -> list[int] | None:
    """The sessions it holds for; None without a filter: all."""
    if given is None:
        return None
    found: list[int] = given.sessions(analysis).tolist()
    return found
