"""The option `--filter`: what commands have to do with some sessions or packets alone."""
from typing import TYPE_CHECKING, Annotated

import typer

from ..analysis import Analysis, compile_filter
from ..cells import printable
from ..errors import ExpressionError
from .terminal import say

if TYPE_CHECKING:
    from ..filters.expression import Filter

MARKED_MAX, AROUND = 60, 60         # characters of a long text that are shown: the wrong ones, and on each side of them
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
    """An error of an option's text, with the place under it; of a long one, what stands around."""
    if not text:
        return typer.BadParameter(str(error), param_hint=option)
    at = min(error.at, len(text))
    end = min(max(error.end, at), at + MARKED_MAX)
    before, after = text[:at], text[end:]
    before = before if len(before) <= AROUND else "…" + before[-AROUND:]
    after = after if len(after) <= AROUND else after[:AROUND] + "…"
    marks = " " * len(_line(before)) + "^" * max(1, len(_line(text[at:end])))
    return typer.BadParameter(f"{error}\n  {_line(before + text[at:end] + after)}\n  {marks}", param_hint=option)


def names_of(text: str, option: str) -> list[str]:
    """The names of a list with commas. Raises typer.BadParameter where one is missing."""
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise typer.BadParameter("A name is missing: expected some with commas between them.", param_hint=option)
    return names


def _line(text: str) -> str:
    return printable(text.replace("\n", " "))


def ids_of(given: "Filter | None", analysis: Analysis) -> list[int] | None:
    """The sessions it holds for; None without a filter: all."""
    if given is None:
        return None
    found: list[int] = given.sessions(analysis).tolist()
    return found
