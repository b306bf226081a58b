"""Asking the rules: once at the end of an analysis, and of a live capture now and then."""
from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import CaptureError, ChangedError
from ..handler.verdicts import Verdict, Verdicts
from . import gates
from .rule import Rule
from .table import RULES

if TYPE_CHECKING:
    from ..capture.source import CaptureSource
    from ..handler.run import Run


def judge(run: Run, source: CaptureSource, rules: tuple[Rule, ...] = RULES) -> Verdicts:
    """What the rules find in what is there so far. A rule that nothing can be found by is not even loaded: a small
    capture needs no NumPy for this."""
    kept = _kept(run)
    asked = [rule for rule in rules if not rule.attributes or not kept.isdisjoint(rule.attributes)]
    is_small = len(run.store) <= gates.SMALL_SESSIONS and len(run.index) <= gates.SMALL_PACKETS
    if is_small and not run.settings.thresholds:
        small = gates.Small(run, source)
        asked = [rule for rule in asked if getattr(gates, rule.gate)(small)]
    if not asked:
        return Verdicts()
    from .facts import Facts
    facts, found = Facts(run, source), list[Verdict]()
    for rule in asked:
        try:
            found += _asked(facts, rule)
        except (CaptureError, ChangedError):        # its packets cannot be read again; whoever wants them is told why
            continue
    return Verdicts(found, run.settings.findings_max)


def _asked(facts: object, rule: Rule) -> Iterator[Verdict]:
    answers: Iterator[Verdict] = getattr(import_module(f".{rule.module}", __package__), rule.by)(facts, rule)
    return answers


def _kept(run: Run) -> set[str]:
    """The attributes of which any session has kept a value."""
    from ..export.gather import fields_kept
    from ..handler import recall
    names = run.registry.field_names
    return {names[field] for field in fields_kept(recall.memory(run), len(names))}
