"""A statistic in the window's language: names, titles and sentences; what it counts stays as the capture has it."""
from dataclasses import replace
from typing import TYPE_CHECKING

from netloupe_gui.text.marked import translated

if TYPE_CHECKING:
    from netloupe_engine.analysis import Statistic, StatisticKind


def kind_in_words(kind: "StatisticKind") -> "StatisticKind":
    """What the list shows."""
    return replace(kind, topic=translated(kind.topic), title=translated(kind.title), says=translated(kind.says))


def in_words(found: "Statistic") -> "Statistic":
    """What the picture and the table show."""
    return replace(found, kind=kind_in_words(found.kind),
                   columns=tuple(replace(column, title=translated(column.title)) for column in found.columns),
                   facts=tuple(replace(fact, title=translated(fact.title)) for fact in found.facts))
