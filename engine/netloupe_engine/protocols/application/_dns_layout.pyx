"""How record data are laid out, as text, turned into C tables once at import.

An element is `kind field`: kinds are u8 u16 u32 (numbers), ipv4 ipv6, name, string (one length byte), rest (text to the
end), octets (to the end; octets8: eight of them), counted8 counted16 (octets behind a length), time32 time48 (seconds
since 1970), types (RFC 4034 section 4.1.2), location (RFC 1876), subnet (RFC 7871), options and parameters (code,
length, value; each has its own layout). `*` after the kind: repeated to the end. `!` after a field: this element alone
is the text of an answer; without one all elements are, separated by blanks.
"""
from ._dns_fields import SHARED

from libc.stdint cimport uint16_t, uint32_t
from libc.string cimport memset

RECORDS = {
    1: "ipv4 ipv4_address",                                                                     # RFC 1035
    2: "name target", 3: "name target", 4: "name target", 5: "name target", 7: "name target",
    8: "name target", 9: "name target", 12: "name target", 39: "name target",
    6: "name primary!, name mailbox, u32 serial, u32 refresh, u32 retry, u32 expire, u32 minimum",
    11: "ipv4 ipv4_address, octets data",
    13: "string cpu, string os",
    14: "name mailbox, name target",
    15: "u16 preference, name target!",
    16: "string* text", 99: "string* text",
    17: "name mailbox, name target",                                                            # RFC 1183
    18: "u16 subtype, name target!",
    19: "string text", 20: "string* text",
    21: "u16 preference, name target!", 36: "u16 preference, name target!",
    24: "u16 type_covered, u8 algorithm, u8 labels, u32 original_ttl, time32 expiration, time32 inception, "
        "u16 key_tag, name signer, octets signature",                                           # RFC 2931, as RRSIG
    25: "u16 key_flags, u8 key_protocol, u8 algorithm, octets public_key",
    28: "ipv6 ipv6_address",                                                                    # RFC 3596
    29: "location location",                                                                    # RFC 1876
    33: "u16 priority, u16 weight, u16 port, name target!",                                     # RFC 2782
    35: "u16 order, u16 preference, string naptr_flags, string service, string regexp, name replacement",  # RFC 3403
    37: "u16 certificate_type, u16 key_tag, u8 algorithm, octets certificate",                  # RFC 4398
    41: "options option",                                                                       # RFC 6891
    43: "u16 key_tag, u8 algorithm, u8 digest_type, octets digest",                             # RFC 4034
    59: "u16 key_tag, u8 algorithm, u8 digest_type, octets digest",                             # RFC 7344
    44: "u8 key_algorithm, u8 fingerprint_type, octets fingerprint",                            # RFC 4255
    46: "u16 type_covered, u8 algorithm, u8 labels, u32 original_ttl, time32 expiration, time32 inception, "
        "u16 key_tag, name signer, octets signature",                                           # RFC 4034
    47: "name next_name!, types present_type",
    48: "u16 key_flags, u8 key_protocol, u8 algorithm, octets public_key",
    60: "u16 key_flags, u8 key_protocol, u8 algorithm, octets public_key",
    50: "u8 hash_algorithm, u8 nsec3_flags, u16 iterations, counted8 salt, counted8 next_hash, types present_type",
    51: "u8 hash_algorithm, u8 nsec3_flags, u16 iterations, counted8 salt",                     # RFC 5155
    52: "u8 certificate_usage, u8 selector, u8 matching_type, octets certificate",              # RFC 6698
    53: "u8 certificate_usage, u8 selector, u8 matching_type, octets certificate",              # RFC 8162
    61: "octets public_key",                                                                    # RFC 7929
    63: "u32 serial, u8 zone_scheme, u8 zone_hash, octets digest",                              # RFC 8976
    64: "u16 priority, name target, parameters parameter",                                      # RFC 9460
    65: "u16 priority, name target, parameters parameter",
    108: "octets hardware_address", 109: "octets hardware_address",                             # RFC 7043
    249: "name algorithm_name, time32 inception, time32 expiration, u16 tkey_mode, u16 tsig_error, "
         "counted16 key_data, counted16 other_data",                                            # RFC 2930
    250: "name algorithm_name, time48 time_signed, u16 fudge, counted16 authentication_code, u16 original_id, "
         "u16 tsig_error, counted16 other_data",                                                # RFC 8945
    256: "u16 priority, u16 weight, rest uri!",                                                 # RFC 7553
    257: "u8 caa_flags, string caa_tag, rest caa_value",                                        # RFC 8659
}
PARAMETERS = {      # of SVCB and HTTPS: RFC 9460 section 14.3.2, RFC 9461
    0: "u16* mandatory_key", 1: "string* alpn", 3: "u16 port", 4: "ipv4* ipv4_hint", 5: "octets ech",
    6: "ipv6* ipv6_hint", 7: "rest doh_path",
}
OPTIONS = {         # of EDNS: RFC 5001, 6975, 7871, 7314, 7873, 7828, 8145, 8914, 9567
    3: "octets name_server_id", 5: "u8* algorithm", 6: "u8* digest_type", 7: "u8* hash_algorithm", 8: "subnet subnet",
    9: "u32 expire", 10: "octets8 client_cookie, octets server_cookie", 11: "u16 keepalive", 14: "u16* key_tag",
    15: "u16 extended_error, rest extended_error_text", 18: "name target",
}

cdef enum:
    ELEMENTS_MAX = 256
    RECORDS_MAX = 258
    PARAMETERS_MAX = 16
    OPTIONS_MAX = 32

cdef Element elements[ELEMENTS_MAX]
# Where a layout begins in `elements`; 0 is the layout of what has none: plain data.
cdef uint16_t record_layouts[RECORDS_MAX]
cdef uint16_t parameter_layouts[PARAMETERS_MAX]
cdef uint16_t option_layouts[OPTIONS_MAX]

_KINDS = {          # word -> kind, width, textual
    "u8": (K_NUMBER, 1, 0), "u16": (K_NUMBER, 2, 0), "u32": (K_NUMBER, 4, 0), "ipv4": (K_IPV4, 4, 0),
    "ipv6": (K_IPV6, 16, 0), "name": (K_NAME, 0, 0), "string": (K_COUNTED, 1, 1), "rest": (K_OCTETS, 0, 1),
    "octets": (K_OCTETS, 0, 0), "octets8": (K_OCTETS, 8, 0), "counted8": (K_COUNTED, 1, 0),
    "counted16": (K_COUNTED, 2, 0), "time32": (K_TIME, 4, 0), "time48": (K_TIME, 6, 0), "types": (K_TYPES, 0, 0),
    "location": (K_LOCATION, 16, 0), "subnet": (K_SUBNET, 4, 0), "options": (K_OPTIONS, 0, 0),
    "parameters": (K_PARAMETERS, 0, 0),
}


def _compile(str layout, uint32_t at) -> int:
    """Writes one layout to `elements` from `at` on; answers where the next may begin."""
    for part in layout.split(", "):
        word, field = part.split()
        if at + 2 > ELEMENTS_MAX:
            raise RuntimeError("more layouts than ELEMENTS_MAX has room for")
        elements[at].kind, elements[at].width, elements[at].textual = _KINDS[word.rstrip("*")]
        elements[at].repeated = word.endswith("*")
        elements[at].said = "!" not in layout or field.endswith("!")
        elements[at].field = SHARED.index(field.rstrip("!"))
        at += 1
    elements[at].kind = K_END
    return at + 1


def _compile_all() -> None:
    """Turns the layouts into the C tables; once, at import."""
    cdef uint32_t at = _compile("octets data", 0)
    memset(record_layouts, 0, sizeof(record_layouts))
    memset(parameter_layouts, 0, sizeof(parameter_layouts))
    memset(option_layouts, 0, sizeof(option_layouts))
    for number, layout in RECORDS.items():
        record_layouts[<uint32_t>number] = at
        at = _compile(layout, at)
    for number, layout in PARAMETERS.items():
        parameter_layouts[<uint32_t>number] = at
        at = _compile(layout, at)
    for number, layout in OPTIONS.items():
        option_layouts[<uint32_t>number] = at
        at = _compile(layout, at)


_compile_all()


cdef const Element* record_layout(uint16_t type) noexcept nogil:
    """The elements of a record's data."""
    return &elements[record_layouts[type] if type < RECORDS_MAX else 0]


cdef const Element* parameter_layout(uint16_t key) noexcept nogil:
    """The elements of a service parameter's value."""
    return &elements[parameter_layouts[key] if key < PARAMETERS_MAX else 0]


cdef const Element* option_layout(uint16_t code) noexcept nogil:
    """The elements of an EDNS option's value."""
    return &elements[option_layouts[code] if code < OPTIONS_MAX else 0]
