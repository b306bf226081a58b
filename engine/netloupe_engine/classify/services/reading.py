"""Files of services: TOML, whose every mistake is told with its line and field, while the rest of the file counts."""
from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...errors import NamesError
from ...model import Problem
from ...names.reading import clean, read_file
from .rules import RULES_MAX, SERVICES_MAX, Declared, Domain, Network, Rule, Service, pattern, ports

BYTES_MAX = 32 << 20
_NAME = re.compile(r"[a-z0-9][a-z0-9_.+-]{0,63}")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_OF_FILE, _OF_SERVICE = ("category", "source", "service"), ("name", "title", "category", "source")

Tell = Callable[[str, str], None]       # field, what is wrong


def read_services(path: str | os.PathLike[str]) -> tuple[list[Declared], list[Problem]]:
    """A user's file, and what is wrong with it. Never raises for what it says or is."""
    name = os.fspath(path)
    try:
        text = read_file(path, BYTES_MAX).decode("utf-8-sig")
    except NamesError as error:
        return [], [Problem(name, 1, str(error).removeprefix(f"{name} "))]
    except UnicodeDecodeError as error:
        return [], [Problem(name, error.object[:error.start].count(b"\n") + 1, "this is no text in UTF-8")]
    import tomllib  # no start needs it: ours are read by the build
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+)", str(error))
        return [], [Problem(name, int(found[1]) if found else text.count("\n") + 1, f"no TOML: {error}")]
    problems: list[Problem] = []
    places = _Places(text)

    def tell(field: str, what: str, at: int = -1) -> None:
        problems.append(Problem(name, places.line(at, field), f"{field}: {what}" if field else what))
    declared = list(declared_in(document, name, True, tell))
    return declared, problems


class _Places:
    """Lines of fields, in the text of a file: TOML's reader does not tell them."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._begins = [at for at, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*service\s*\]\]", line)]

    def line(self, service: int, field: str) -> int:
        """Of a field of a service (-1: of the file), counted from 1; of what has none, where the service begins."""
        begins = [*self._begins, len(self._lines)]
        begin, end = (0, begins[0]) if service < 0 else (
            begins[min(service, len(begins) - 1)], begins[min(service + 1, len(begins) - 1)])
        said = re.compile(rf"""\s*["']?{re.escape(field.partition('[')[0])}["']?\s*[.=]""")
        return next((at for at in range(begin, end) if field and said.match(self._lines[at])), begin) + 1


def declared_in(document: Mapping[str, Any], file: str, is_own: bool,
                tell: Callable[[str, str, int], None]) -> Iterator[Declared]:
    """The services of a document that are right; `tell(field, what, service)` hears what is wrong."""
    for field in document.keys() - {*_OF_FILE}:
        tell(field, f"a file has no such field{_near(field, _OF_FILE)}", -1)
    services = document.get("service", [])
    if not isinstance(services, list) or not all(isinstance(one, dict) for one in services):
        tell("service", "services are tables, each begun by [[service]]", -1)
        return
    if not services:
        tell("", "no service is in it: they begin with [[service]]", -1)
    known = {name: _text(document, name, lambda field, what: tell(field, what, -1)) for name in ("category", "source")}
    names: set[str] = set()
    for at, given in enumerate(services[:SERVICES_MAX]):
        wrong: list[str] = []

        def told(field: str, what: str, at: int = at, wrong: list[str] = wrong) -> None:
            wrong.append(field)
            tell(field, what, at)
        found = _declared(given, known, file, is_own, told)
        if found.service.name in names:
            told("name", f"{found.service.name} is declared twice")
        names.add(found.service.name)
        if not {"name", "category", "title"} & {*wrong}:
            yield found
    if len(services) > SERVICES_MAX:
        tell("", f"more than {SERVICES_MAX:,} services: the others are left out", SERVICES_MAX)


def _declared(given: Mapping[str, Any], known: Mapping[str, str], file: str, is_own: bool, tell: Tell) -> Declared:
    for field in given.keys() - {*_OF_SERVICE, *_RULES}:
        tell(field, f"a service has no such field{_near(field, (*_OF_SERVICE, *_RULES))}")
    name, category = (_text(given, field, tell) or known.get(field, "") for field in ("name", "category"))
    for field, value in (("name", name), ("category", category)):
        if not value:
            tell(field, "is missing")
        elif not _NAME.fullmatch(value):
            tell(field, f"{clean(value)!r} is not small letters, digits and _ . + - alone, at most 64")
    rules: list[Rule] = []
    for field, read in _RULES.items():
        values = given.get(field, [])
        if not isinstance(values, list):
            tell(field, "is a list: [ ... ]")
            continue
        for value in values[:RULES_MAX]:
            try:
                rules.append(read(value))
            except ValueError as error:
                tell(field, str(error))
    if not rules and not {*_RULES} & given.keys():
        tell("", f"{name} has no rules: {', '.join(_RULES)}")
    source = _text(given, "source", tell) or known["source"]
    return Declared(Service(name, _text(given, "title", tell) or name, category, source, file, is_own), tuple(rules))


def _text(given: Mapping[str, Any], field: str, tell: Tell) -> str:
    value = given.get(field, "")
    if isinstance(value, str):
        return clean(value)
    tell(field, "is a text: \"...\"")
    return ""


def _near(field: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches
    close = get_close_matches(field, known, 1)
    return f"; is {close[0]} meant?" if close else f": there are {', '.join(known)}"


def domain(value: object) -> Domain:
    """A rule about names. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no name of a host")
    whole = value.startswith("=")
    name = value[whole:].strip(".").lower()
    try:
        name = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        raise ValueError(f"{clean(value)!r} is no name of a host") from None
    if len(name) > 253 or not all(map(_LABEL.fullmatch, name.split("."))):      # RFC 1035, section 2.3.4
        raise ValueError(f"{clean(value)!r} is no name of a host: letters, digits, - and _ between dots")
    return Domain(name, whole)


def network(value: object) -> Network:
    """A rule about addresses. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no network such as \"192.0.2.0/24\"")
    from ipaddress import ip_network  # no start needs it
    try:
        found = ip_network(value)
    except ValueError as error:
        raise ValueError(f"{clean(value)!r} is no network such as 192.0.2.0/24: {error}") from None
    return Network(found.network_address.packed, found.prefixlen, str(found))


_RULES: dict[str, Callable[[object], Rule]] = {"domains": domain, "addresses": network, "ports": ports,
                                               "payload": pattern}
