"""What is weak in TLS: cipher suites, and names that do not fit."""
from __future__ import annotations

import string
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..export.text_column import TextColumn
from ..handler.verdicts import Verdict
from .encrypted_names import fits
from .facts import Facts, grouped, mixed, with_others
from .gates import WEAK_CIPHER, is_odd_name
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HTTPS = 443
_USUAL = (string.ascii_letters + string.digits + "_*-.").encode()
LABEL_MAX = 63          # characters (RFC 1035 section 2.3.4)


def weak_ciphers(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Sessions whose cipher suite protects them badly, or not at all."""
    names = facts.run.registry.kept_field(facts.run.registry.field_ids["tls.cipher"])[1].names
    for number, rows in facts.distinct("tls.cipher"):
        name = names.names.get(number, "") if names is not None else ""
        if WEAK_CIPHER.search(name):
            yield from _by_server(facts, rule, np.unique(rows), f"agreed on {name}", "tls.cipher")


def mismatches(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Certificates that are not for the name that was asked for (RFC 9525 section 6)."""
    asked = {row: name for name, rows in facts.distinct("tls.server_name") for row in rows.tolist()}
    valid = dict[int, set[str]]()
    for attribute in ("tls.certificate_names", "tls.certificate_subject"):
        for name, rows in facts.distinct(attribute):
            for row in rows.tolist():
                if attribute == "tls.certificate_names" or row not in valid:    # a name beside is asked alone
                    valid.setdefault(row, set()).add(name)
    wrong = dict[tuple[str, str], list[int]]()
    for row, names in valid.items():
        name = asked.get(row)
        if name is not None and not any(fits(name, pattern) for pattern in names):
            wrong.setdefault((name, min(names)), []).append(row)
    for (name, one), those in wrong.items():
        yield from _by_server(facts, rule, np.array(sorted(those), np.int64),
                              f"was asked for {name} and showed a certificate for {one}", "tls.certificate_subject")


def unprintable(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Names of servers that no host can have (RFC 6066 section 3; RFC 1123 section 2.1)."""
    for name, rows in facts.few("tls.server_name", _may_be_odd):
        if is_odd_name(name):
            shown = name[:60].encode("unicode_escape").decode()
            yield from _by_server(facts, rule, np.unique(rows), f"was asked for '{shown}', which is no host's name",
                                  "tls.server_name")


def _may_be_odd(names: TextColumn) -> NDArray[np.bool_]:
    """What has other characters than hosts' names, ends like an address, or has labels that are too short or long."""
    found = with_others(names, _USUAL) | names.find(b"..") | names.begin(b".") | (names.sizes() > LABEL_MAX)
    found |= names.sizes() == 0
    for digit in b"0123456789":
        found |= names.end(bytes([digit]))
    return found


def nameless(facts: Facts, rule: Rule) -> Iterator[Verdict]:
    """Hellos to a web server's port that do not say which host is meant."""
    port = facts.column("responder_port")
    asked = facts.with_any("tls.ja3") & ~facts.with_any("tls.server_name") & (port == _HTTPS)
    yield from _by_server(facts, rule, np.flatnonzero(asked), "was not told which host is meant", "tls.ja3")


def _by_server(facts: Facts, rule: Rule, rows: NDArray[np.int64], said: str, attribute: str,
               ) -> Iterator[Verdict]:
    """A verdict for each service: its sessions, at the packets in which they said so."""
    numbers = mixed(facts.responders[rows], facts.column("responder_port")[rows])
    for places in grouped(numbers, 1):
        mine = rows[places]
        yield facts.told_in(rule, f"{facts.service(mine[0])} {said}", mine, attribute)
