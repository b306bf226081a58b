"""SSH: what is said in clear before the keys are there (RFC 4253; version 1 is recognised by its banner)."""
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from ...model import Severity
from ..define import (BOTH, Condition, Field, Finding, Framing, Lines, Mode, Pieces, Protocol, Word, begins, bound,
                      certain, contains, counted, enter, finding, flag, joined, left, names, octets, of, said, sized,
                      switch, take, text, trimmed, u8, u32, way, when)

MESSAGE = names(
    1, "disconnect", 2, "ignore", 3, "unimplemented", 4, "debug", 5, "service request", 6, "service accept",
    7, "extension information", 20, "key exchange init", 21, "new keys", 30, "key exchange 30", 31, "key exchange 31",
    32, "key exchange 32", 33, "key exchange 33", 34, "key exchange 34")
# RFC 4253 section 11.1
REASON = names(
    1, "host not allowed to connect", 2, "protocol error", 3, "key exchange failed", 5, "MAC error",
    6, "compression error", 7, "service not available", 8, "protocol version not supported",
    9, "host key not verifiable", 10, "connection lost", 11, "by application", 12, "too many connections",
    13, "cancelled by user", 14, "no more authentication methods", 15, "illegal user name")


def methods(name: str, says: str, *weak: bytes) -> tuple[Any, ...]:
    """Names of methods, the best first, with commas between them; `weak` ones a server should not have among them."""
    listed = Field(name, text, scope="session", keep="distinct", keep_most=8, says=says)
    found = (when((way == 1) & any_of(weak), finding("weak_offer")),) if weak else ()
    return take("names_size", u32), bound(of("names_size"), *found, said(listed))


def any_of(names: Sequence[bytes]) -> Condition:
    """Is one of these names in the list?"""
    return reduce(or_, map(contains, names))


def skipped(words: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same list, which no fingerprint has."""
    size, block = words
    return size, bound(of("names_size"), *(part.blocks[0][0] if part.op == "said" else part
                                           for part in block.blocks[0]))


KEX = methods("kex_algorithms", "how keys may be agreed upon", b"group1-sha1", b"group-exchange-sha1")
HOST_KEYS = methods("host_key_algorithms", "keys by which the server may prove itself", b"ssh-dss")
LISTS = [(methods(f"{name}_to_server", says, *weak), methods(f"{name}_to_client", "the other way", *weak))
         for name, says, weak in (
             ("encryption", "ciphers, client to server", (b"arcfour", b"des-cbc", b"blowfish-cbc", b"cast128-cbc")),
             ("mac", "integrity, client to server", (b"hmac-md5",)), ("compression", "client to server", ()))]
LANGUAGES = (*skipped(methods("languages_to_server", "client to server")),
             *skipped(methods("languages_to_client", "the other way")))


def fingerprint(name: str, whose: int, says: str) -> Word:
    """HASSH (Salesforce): of how keys are agreed upon, ciphers, integrity and compression in the sender's direction."""
    return joined(Field(name, text, scope="session", keep="distinct", says=says), *KEX, *skipped(HOST_KEYS), *(
        word for pair in LISTS for at, words in enumerate(pair) for word in (words if at == whose else skipped(words))),
        between=";", md5=True)


KEY_EXCHANGE_INIT = (
    Field("cookie", sized(16, octets), says="chosen at random, so that nobody can fix the keys alone"),
    when(way == 0, fingerprint("hassh", 0, "fingerprint of the client's offer (HASSH)"),
         otherwise=fingerprint("hassh_server", 1, "fingerprint of the server's offer (HASSH)")),
    *LANGUAGES,
    Field("guess_follows", flag, says="a first packet of a guessed key exchange follows"),
    Field("reserved", u32, says="zero"))

BANNER = when(way == 0, Field("client_banner", trimmed, scope="session", keep="distinct",
                               says="the client's version and program"),
              otherwise=Field("server_banner", trimmed, scope="session", keep="distinct",
                              says="the server's version and program"))

SSH = Protocol(
    key="ssh", title="SSH", reference="RFC 4253", layer=7, rides_on={"tcp.port": (22, 2222)},
    starts=(b"SSH-",), framing=Lines(most=8192),
    probe=(when(begins(b"SSH-2.0-", b"SSH-1."), certain()),),
    layout=(
        when(begins(b"SSH-"),
             # a server of both versions says 1.99 (RFC 4253 section 5.1); a client of the old one decides for both
             when(begins(b"SSH-2.", b"SSH-1.99"), BANNER, enter("packets"), otherwise=(
                 BANNER, finding("old_version"), enter("secret", BOTH))),
             otherwise=Field("text", trimmed, says="lines in front of a server's banner")),),
    modes=(
        Mode("packets", framing=Framing(header=6, length=u32, at=0, adds=4, most=262_144), layout=(
            Field("packet_length", u32, unit="bytes", says="of the packet behind this number"),
            Field("padding_length", u8, unit="bytes", says="of what fills the packet up"),
            bound(of("packet_length") - of("padding_length") - 1,
                  Field("message", u8, names=MESSAGE, says="what the packet is for"),
                  switch("message", {
                      1: (Field("reason", u32, names=REASON, scope="session", says="why the connection ends"),
                          Field("description", counted(u32, text), scope="session", says="the same in words"),
                          Field("language", counted(u32, text), says="of these words")),
                      (5, 6): Field("service", counted(u32, text), says="what is asked for behind the key exchange"),
                      20: KEY_EXCHANGE_INIT,
                      21: enter("secret"),
                  }, default=when(left > 0, Field("data", octets, says="of another message")))),
            Field("padding", octets, says="random bytes that fill the packet up"))),
        Mode("secret", framing=Pieces()),
    ),
    info=("{client_banner}", "{server_banner}", "{message}", "{reason}"),
    findings=(
        Finding("weak_offer", Severity.NOTE, "An SSH server offers methods that protect little any more."),
        Finding("old_version", Severity.WARNING, "Version 1 of SSH is spoken, which can be broken.")))
