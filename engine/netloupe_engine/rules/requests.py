"""What requests and answers of HTTP and DNS say that deserves a look."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..export.text_column import TextColumn
from ..handler.verdicts import Verdict
from ..quantities import count, duration
from .facts import Facts, grouped, mixed
from .gates import REFUSING, is_address, is_program
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECOND = 1_000_000_000
SHOWN_MAX = 80          # characters of what was asked for


def programs(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Programs that were fetched in clear: the server says so, or the name that was asked for does."""
    is_http = facts.column("application") == facts.protocol("http")
    typed = np.zeros(facts.sessions, np.bool_)      # what has a type that is no text: a page about a program is one
    for kind, rows in facts.distinct("http.content_type"):
        typed[rows] |= not kind.lower().startswith("text/")
    for attribute in ("http.content_type", "http.uri"):
        for value, rows in facts.distinct(attribute):
            if is_program(attribute, value):
                said = value.partition("?")[0]
                shown = said if len(said) <= SHOWN_MAX else f"…{said[-SHOWN_MAX:]}"
                for row in np.unique(rows[is_http[rows] & typed[rows]]).tolist():
                    yield facts.told_in(rule, f"{facts.client(row)} and {facts.service(row)}: {shown}",
                                        np.array([row]), attribute, value)


def numeric_hosts(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Requests to hosts without a name."""
    for host, rows in facts.few("http.host", _begin_like_addresses):
        if is_address(host):
            text = f"HTTP was asked for the host {host[:60]}, an address"
            yield facts.told_in(rule, text, np.unique(rows), "http.host", host)


def _begin_like_addresses(hosts: TextColumn) -> NDArray[np.bool_]:
    found = hosts.begin(b"[")
    for digit in b"0123456789":
        found |= hosts.begin(bytes([digit]))
    return found


def long_names(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Many different long names under one domain: data may travel in them."""
    size, by_domain = int(facts.limit(rule, "characters")), dict[str, list[tuple[str, "NDArray[np.int64]"]]]()
    for name, rows in facts.few("dns.query_name", lambda names: names.sizes() >= size):
        if len(name) >= size and not name.lower().endswith(".arpa"):
            by_domain.setdefault(".".join(name.lower().rstrip(".").split(".")[-2:]), []).append((name, rows))
    for domain, names in by_domain.items():
        if len(names) >= facts.limit(rule, "least"):
            rows = np.unique(np.concatenate([rows for _, rows in names]))
            longest = max(len(name) for name, _ in names)
            text = (f"{count(len(names))} different names of {size} to {longest} characters under {domain} were asked "
                    "for")
            yield facts.of_sessions(rule, text, rows)


def many_errors(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Clients most of whose questions a name server answers with an error."""
    rows, codes = facts.numbers("dns.rcode")
    refused = np.isin(codes, list(REFUSING))
    if refused.sum() < facts.limit(rule, "least"):
        return
    clients = mixed(facts.initiators[rows], facts.responders[rows])
    for places in grouped(clients, int(facts.limit(rule, "least"))):
        mine = places[refused[places]]
        if len(mine) >= facts.limit(rule, "least") and len(mine) >= len(places) * facts.limit(rule, "share"):
            each = ", ".join(f"{count(int((codes[mine] == code).sum()))} {name}"
                             for code, name in REFUSING.items() if (codes[mine] == code).any())
            first = rows[mine[0]]
            yield facts.of_sessions(rule, f"{facts.server(first)} answered {facts.client(first)} {count(len(mine))} of "
                                          f"{count(len(places))} times with an error: {each}", np.unique(rows[mine]))


def floods(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Clients that ask a name server more than any person or program needs."""
    column, least, within = facts.column, int(facts.limit(rule, "least")), int(facts.limit(rule, "within") * SECOND)
    rows = np.flatnonzero(facts.written & (column("application") == facts.protocol("dns")))
    numbers, starts = mixed(facts.initiators[rows], facts.responders[rows]), column("start_ns")
    for places in grouped(numbers, least):
        mine = rows[places]
        mine = mine[np.argsort(starts[mine], kind="stable")]
        times = starts[mine]
        many = times.searchsorted(times + within, "right") - np.arange(len(mine))
        if many.max() >= least:
            at = int(many.argmax())
            text = (f"{facts.client(mine[0])} began {count(int(many[at]))} sessions of DNS with "
                    f"{facts.server(mine[0])} within {duration(within)}")
            yield facts.of_sessions(rule, text, mine[at:at + int(many[at])])
