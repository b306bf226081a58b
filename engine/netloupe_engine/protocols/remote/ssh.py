"""SSH: what is said in clear before the keys are there (RFC 4253; version 1 is recognised by its banner)."""
from ..define import (BOTH, Field, Framing, Lines, Mode, Pieces, Protocol, begins, bound, certain, counted, enter, flag,
                      left, names, octets, of, sized, switch, text, trimmed, u8, u32, way, when)

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


def methods(name: str, says: str) -> Field:
    """Names of methods, the best first, with commas between them."""
    return Field(name, counted(u32, text), says=says)


KEY_EXCHANGE_INIT = (
    Field("cookie", sized(16, octets), says="chosen at random, so that nobody can fix the keys alone"),
    methods("kex_algorithms", "how keys may be agreed upon"),
    methods("host_key_algorithms", "keys by which the server may prove itself"),
    methods("encryption_to_server", "ciphers, client to server"), methods("encryption_to_client", "the other way"),
    methods("mac_to_server", "integrity, client to server"), methods("mac_to_client", "the other way"),
    methods("compression_to_server", "client to server"), methods("compression_to_client", "the other way"),
    methods("languages_to_server", "client to server"), methods("languages_to_client", "the other way"),
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
             when(begins(b"SSH-2.", b"SSH-1.99"), BANNER, enter("packets"), otherwise=(BANNER, enter("secret", BOTH))),
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
    info=("{client_banner}", "{server_banner}", "{message}", "{reason}"))
