"""What is known of protocols and findings, and a user's own among them."""
from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .handler.findings_list import TIME, UNKEPT, UNSPILLED
from .model import Problem
from .protocols.define import Finding, Protocol
from .protocols.explanations import EXPLANATIONS
from .protocols.registry import REGISTRY, reread

if TYPE_CHECKING:
    from .classify.services.book import ServiceBook
    from .classify.services.rules import Service


def load_protocols(files: Iterable[str]) -> None:
    """Add a user's own protocols, before the first capture is opened. What is wrong with one is among the problems."""
    for file in files:
        REGISTRY.load_file(file)


def reread_protocols() -> bool:
    """Read a user's own protocols again if any of their files was changed, has come or is gone; whether one was. What
    is opened from now on knows them as they are now."""
    return reread()


def protocol_problems() -> tuple[Problem, ...]:
    """What is wrong with protocols' files, each of which is switched off so that all others work."""
    REGISTRY.freeze()
    return REGISTRY.problems


BOOK_OF_SERVICES = "netloupe_engine.classify.services.book"


def _book() -> ServiceBook:
    """Not before somebody asks: few starts do."""
    from .classify.services.book import BOOK
    return BOOK


def load_services(files: Iterable[str]) -> None:
    """Add files of a user's own services. What is wrong with one is among the problems."""
    _book().name(files)


def reread_services() -> bool:
    """Read a user's own files of services again if any was changed, has come or is gone; whether one was. Every capture
    that is open is asked by the new rules from now on."""
    return _book().reread()


def service_problems() -> tuple[Problem, ...]:
    """What is wrong with a user's own files of services; the rest of them counts."""
    from .classify.services.own import own_files
    if BOOK_OF_SERVICES not in sys.modules and not own_files():
        return ()           # a start without any does without the book
    return _book().problems


def known_services() -> tuple[Service, ...]:
    """All services that are known, by name."""
    return tuple(sorted((one for one in _book().index().services if one is not None), key=lambda one: one.name))


def known_protocols() -> tuple[Protocol, ...]:
    """Every protocol that is registered, user-defined ones included."""
    return REGISTRY.freeze().protocols


def known_findings() -> dict[str, Finding]:
    """Every kind of finding by its name, in the order of the names."""
    from .rules.table import KINDS
    kinds = {kind.key: kind for kind in (TIME, UNKEPT, UNSPILLED, *KINDS, *REGISTRY.freeze().findings)}
    return dict(sorted(kinds.items()))


def explanation(kind: str) -> str:
    """What a kind of finding means and what to do about it; "" where its sentence says all there is."""
    known = known_findings().get(kind)
    return EXPLANATIONS.get(kind, known.meaning if known is not None else "")
