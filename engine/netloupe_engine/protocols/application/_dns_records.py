"""What the data of DNS records consists of, by type, and as which text an answer is shown."""
from typing import Any

from ...model import Note
from ..define import (
    ahead,
    bound,
    computed,
    each_bit,
    given,
    glue,
    here,
    joined,
    left,
    malformed,
    node,
    of,
    partial_ipv4,
    partial_ipv6,
    ref,
    repeat,
    said,
    say,
    seek,
    switch,
    take,
    u8,
    u16,
    u32,
    when,
)

Words = tuple[Any, ...]
NONE_LEFT = when(left > 0, malformed(Note.BAD_LENGTH))
DATA = said(ref("data"))


def read(*names: str) -> Words:
    """These fields one after the other. What is marked with `!` is the text of an answer; without a mark all are."""
    alone = any(name.endswith("!") for name in names)
    return tuple(ref(name) if alone and not name.endswith("!") else said(ref(name.rstrip("!"))) for name in names)


def rest(name: str) -> Words:
    """A field up to the end, which may be missing."""
    return (when(left > 0, said(ref(name))),)


def each(name: str) -> Words:
    """A field again and again to the end."""
    return (repeat(said(ref(name))),)


def angle(raw: str, positive: str, negative: str) -> Words:
    """Thousandths of an arc second around 2**31 (RFC 1876 section 2) as `degrees minutes seconds.thousandths N`."""
    def written(size: Any, letter: str) -> Words:
        return (say(size, per=3_600_000), say(size, per=60_000, modulo=60), say(size, per=1000, modulo=60), glue("."),
                say(size, modulo=1000, digits=3), say(letter))
    return (take(raw, u32),
            when(of(raw) >= EQUATOR, *written(of(raw) - EQUATOR, positive),
                 otherwise=written(EQUATOR - of(raw), negative)))


EQUATOR, SEA_LEVEL_CM = 1 << 31, 10_000_000
NO_TIME = (1 << 63) - 1                         # what 64 bits of nanoseconds cannot say
LOCATION = (
    when(~ahead(u8, 0), malformed()),           # another version
    said(joined(
        ref("location"),
        take("sizes", u32), *angle("raw_latitude", "N", "S"), *angle("raw_longitude", "E", "W"),
        take("raw_altitude", u32),
        when(of("raw_altitude") >= SEA_LEVEL_CM, say(of("raw_altitude") - SEA_LEVEL_CM, per=100),
             otherwise=(say("-"), glue(), say(SEA_LEVEL_CM - of("raw_altitude"), per=100))),
        glue(), say("m"))),
    seek(here - 12),
    take("raw_latitude", u32), computed(ref("latitude"), of("raw_latitude") - EQUATOR, per=3_600_000),
    take("raw_longitude", u32), computed(ref("longitude"), of("raw_longitude") - EQUATOR, per=3_600_000),
    take("raw_altitude", u32), computed(ref("altitude"), of("raw_altitude") - SEA_LEVEL_CM, per=100),
)
# Windows of 256 types (RFC 4034 section 4.1.2).
TYPES = repeat(
    take("window", u8), take("window_size", u8),
    when((of("window_size") == 0) | (of("window_size") > 32), malformed(Note.BAD_LENGTH)),
    bound("window_size", each_bit(ref("present_type"), of("window") * 256)))
SIGNATURE = (*read("type_covered", "algorithm", "labels", "original_ttl", "expiration", "inception", "key_tag",
                   "signer"), *rest("signature"))
KEY = (*read("key_flags", "key_protocol", "algorithm"), *rest("public_key"))
DIGEST = (*read("key_tag", "algorithm", "digest_type"), *rest("digest"))
HASHED = read("hash_algorithm", "nsec3_flags", "iterations", "salt")
MATCH = (*read("certificate_usage", "selector", "matching_type"), *rest("certificate"))

# Of SVCB and HTTPS: RFC 9460 section 14.3.2, RFC 9461.
PARAMETERS = {
    0: each("mandatory_key"), 1: each("alpn"), 3: read("port"), 4: each("ipv4_hint"), 5: read("ech"),
    6: each("ipv6_hint"), 7: read("doh_path"),
}
PARAMETER_NAMES = ("mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp")
PARAMETER = node(
    ref("parameter"), ref("parameter_key"), take("parameter_size", u16),
    glue(" ", ""), switch("parameter_key", {key: say(name) for key, name in enumerate(PARAMETER_NAMES)},
                          default=(say("key"), say(of("parameter_key")))),
    glue("=", ","),
    bound("parameter_size", when(left > 0, switch("parameter_key", PARAMETERS, default=DATA), NONE_LEFT),
          apart=True),
    glue(" "))
SERVICE = (*read("priority", "target"), repeat(PARAMETER))

SUBNET = joined(            # RFC 7871 section 6: as much of the address as the prefix needs
    ref("subnet"), ref("subnet_family"), ref("subnet_source"), ref("subnet_scope"),
    switch("subnet_family", {1: said(take("network", partial_ipv4)), 2: said(take("network", partial_ipv6))},
           default=malformed()),
    glue("/"), say(of("subnet_source")))
# Of EDNS: RFC 5001, 6975, 7871, 7314, 7873, 7828, 8145, 8914, 9567.
OPTIONS = {
    3: read("name_server_id"), 5: each("algorithm"), 6: each("digest_type"), 7: each("hash_algorithm"), 8: SUBNET,
    9: read("expire"), 10: (*read("client_cookie"), *rest("server_cookie")), 11: ref("keepalive"), 14: each("key_tag"),
    15: (*read("extended_error"), *rest("extended_error_text")), 18: read("target"),
}
OPTION = node(
    ref("option"), ref("option_code"), take("option_size", u16),
    bound("option_size", when(left > 0, switch("option_code", OPTIONS, default=DATA), NONE_LEFT), apart=True))

RECORDS = {
    1: read("ipv4_address"),                                                                    # RFC 1035
    (2, 3, 4, 5, 7, 8, 9, 12, 39): read("target"),
    6: read("primary!", "mailbox", "serial", "refresh", "retry", "expire", "minimum"),
    11: (*read("ipv4_address"), *rest("data")),
    13: read("cpu", "os"),
    (14, 17): read("mailbox", "target"),                                                        # RFC 1183
    (15, 21, 36): read("preference", "target!"),
    (16, 20, 99): each("text"),
    18: read("subtype", "target!"),
    19: read("text"),
    (24, 46): SIGNATURE,                                                                        # RFC 2931, 4034
    (25, 48, 60): KEY,
    28: read("ipv6_address"),                                                                   # RFC 3596
    29: LOCATION,                                                                               # RFC 1876
    33: read("priority", "weight", "port", "target!"),                                          # RFC 2782
    35: read("order", "preference", "naptr_flags", "service", "regexp", "replacement"),         # RFC 3403
    37: (*read("certificate_type", "key_tag", "algorithm"), *rest("certificate")),              # RFC 4398
    41: repeat(OPTION),                                                                         # RFC 6891
    (43, 59): DIGEST,                                                                           # RFC 4034, 7344
    44: (*read("key_algorithm", "fingerprint_type"), *rest("fingerprint")),                     # RFC 4255
    47: (*read("next_name"), TYPES),
    50: (*HASHED, *read("next_hash"), TYPES),                                                   # RFC 5155
    51: HASHED,
    (52, 53): MATCH,                                                                            # RFC 6698, 8162
    61: read("public_key"),                                                                     # RFC 7929
    63: (*read("serial", "zone_scheme", "zone_hash"), *rest("digest")),                         # RFC 8976
    (64, 65): SERVICE,                                                                          # RFC 9460
    (108, 109): read("hardware_address"),                                                       # RFC 7043
    249: read("algorithm_name", "inception", "expiration", "tkey_mode", "tsig_error", "key_data", "other_data"),
    250: (*read("algorithm_name", "time_signed", "fudge", "authentication_code", "original_id", "tsig_error",
                "other_data"), when(of("time_signed") == NO_TIME, malformed())),                # RFC 2930, 8945
    256: (ref("priority"), ref("weight"), *rest("uri")),                                        # RFC 7553
    257: (*read("caa_flags", "caa_tag"), *rest("caa_value")),                                   # RFC 8659
}

RECORD = switch(given, RECORDS, default=DATA)
# For the twin, which says the record's type (`given`) and sees that nothing is left over: the data alone, and with
# their text as an answer.
PARTS = {
    "data": (RECORD,),
    "answer": (joined(ref("answers"), RECORD),),
}
