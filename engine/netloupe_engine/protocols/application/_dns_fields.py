"""The attributes that dns, mdns and llmnr have in common: session attributes, counts, questions and records."""
from ...model import Severity
from ..define import (
    Field,
    Finding,
    Kind,
    Type,
    counted,
    domain_name,
    flag,
    flag16,
    ipv4,
    ipv6,
    nested,
    number,
    octets,
    real,
    sized,
    text,
    u8,
    u16,
    u32,
    unix32,
    unix48,
)
from . import _dns_numbers as numbers

IDENTITY = Field("id", u16, at=0, base=16, says="pairs a response with its query")
RESPONSE = Field("response", flag16, at=2, mask=0x8000, says="a response, not a query")

SESSION = (
    Field("query_name", text, scope="session", says="name asked for, labels joined with dots; empty for the root"),
    Field("query_type", number, names=numbers.TYPE, scope="session", says="record type asked for"),
    Field("rcode", number, names=numbers.RCODE, scope="session", says="how the server answered (responses only)"),
    Field("answers", text, scope="session",
          says="data of a record of the answer section: the address or target name, else all of it as text"),
)

STRING = counted(u8, text)          # RFC 1035 section 3.3

COUNTS = (
    Field("question_count", u16, at=4, says="entries in the question section"),
    Field("answer_count", u16, at=6, says="records in the answer section"),
    Field("authority_count", u16, at=8, says="records in the authority section"),
    Field("additional_count", u16, at=10, says="records in the additional section"),
)

ENTRIES = (
    Field("question", nested, says="an entry of the question section"),
    Field("repeated_name", text, says="name of a question that a response repeats"),
    Field("repeated_type", number, names=numbers.TYPE, says="record type of a question that a response repeats"),
    Field("answer", nested, says="a record of the answer section"),
    Field("authority", nested, says="a record of the authority section"),
    Field("additional", nested, says="a record of the additional section"),
    Field("name", text, says="name the record belongs to"),
    Field("type", number, names=numbers.TYPE, says="record type"),
    Field("class", number, names=numbers.CLASS, says="class of the question or record"),
    Field("ttl", number, unit="s", says="how long the record may be cached"),
    Field("data_length", number, unit="bytes", says="of the record's data"),
    Field("data", octets, says="data of a type or option that is not known here"),
    Field("trailing", octets, says="bytes behind the last record"),
)

ADDRESSES_AND_NAMES = (
    Field("ipv4_address", ipv4, says="IPv4 address of the name"),
    Field("ipv6_address", ipv6, says="IPv6 address of the name"),
    Field("target", domain_name, says="name the record points to"),
    Field("preference", u16, says="of several, the lowest is to be tried first"),
    Field("priority", u16, says="of several, the lowest is to be tried first; 0 in SVCB: an alias"),
    Field("weight", u16, says="share among records of the same priority"),
    Field("port", u16, says="port of the service"),
    Field("subtype", u16, says="kind of server an AFSDB record names"),
    Field("primary", domain_name, says="name server the zone comes from"),
    Field("mailbox", domain_name, says="mail address of who is responsible, its @ written as a dot"),
    Field("serial", u32, says="version of the zone"),
    Field("refresh", u32, unit="s", says="how often secondaries ask for changes"),
    Field("retry", u32, unit="s", says="when they ask again after a failure"),
    Field("expire", u32, unit="s", says="when they stop answering without an update"),
    Field("minimum", u32, unit="s", says="how long to remember that a name does not exist"),
    Field("text", STRING, says="one string of the record"),
    Field("cpu", STRING, says="kind of machine"),
    Field("os", STRING, says="operating system"),
    Field("location", text, says="latitude, longitude and altitude"),
    Field("latitude", real, unit="degrees", says="north is positive"),
    Field("longitude", real, unit="degrees", says="east is positive"),
    Field("altitude", real, unit="m", says="above the WGS 84 ellipsoid"),
    Field("order", u16, says="order in which rewriting rules apply"),
    Field("naptr_flags", STRING, says="what the rule's outcome is: S, A, U, P"),
    Field("service", STRING, says="services the rule is for"),
    Field("regexp", STRING, says="substitution to apply"),
    Field("replacement", domain_name, says="next name to ask for"),
    Field("uri", text, says="where the service is"),
    Field("hardware_address", octets, says="EUI-48 or EUI-64 address"),
)

SECURITY = (
    Field("key_tag", u16, says="short identifier of the signing key"),
    Field("algorithm", u8, names=numbers.ALGORITHM, says="DNSSEC algorithm"),
    Field("digest_type", u8, names=numbers.DIGEST, says="hash the digest was made with"),
    Field("digest", octets, says="hash of the key or zone"),
    Field("key_flags", u16, flags=numbers.KEY_FLAGS, base=16, says="use of the key"),
    Field("key_protocol", u8, says="always 3"),
    Field("public_key", octets, says="the key itself"),
    Field("type_covered", u16, names=numbers.TYPE, says="record type the signature is for"),
    Field("labels", u8, says="labels of the signed name, without root and wildcard"),
    Field("original_ttl", u32, unit="s", says="time to live of the signed records at their source"),
    Field("expiration", unix32, says="when the signature or key stops being valid"),
    Field("inception", unix32, says="when it starts"),
    Field("signer", domain_name, says="zone whose key signed"),
    Field("signature", octets, says="the signature"),
    Field("next_name", domain_name, says="next name that exists in the zone"),
    Field("present_type", number, names=numbers.TYPE, says="a record type that exists at the name"),
    Field("hash_algorithm", u8, names=numbers.NSEC3_HASH, says="hash of the names"),
    Field("nsec3_flags", u8, flags=numbers.NSEC3_FLAGS, says="opt-out: unsigned delegations may be left out"),
    Field("iterations", u16, says="how often the hash is applied again"),
    Field("salt", counted(u8, octets), says="hashed with the name"),
    Field("next_hash", counted(u8, octets), says="hash of the next name that exists"),
    Field("key_algorithm", u8, names=numbers.SSHFP_ALGORITHM, says="algorithm of the SSH host key"),
    Field("fingerprint_type", u8, names=numbers.SSHFP_TYPE, says="hash of the fingerprint"),
    Field("fingerprint", octets, says="of the SSH host key"),
    Field("certificate_usage", u8, names=numbers.TLSA_USAGE, says="which certificate the data is about"),
    Field("selector", u8, names=numbers.TLSA_SELECTOR, says="part of the certificate that is matched"),
    Field("matching_type", u8, names=numbers.TLSA_MATCHING, says="how it is matched"),
    Field("certificate", octets, says="certificate, or what it must match"),
    Field("certificate_type", u16, names=numbers.CERTIFICATE_TYPE, says="format of the certificate"),
    Field("caa_flags", u8, flags=numbers.CAA_FLAGS, says="critical: who does not understand it must not issue"),
    Field("caa_tag", STRING, says="what is allowed: issue, issuewild, iodef"),
    Field("caa_value", text, says="certification authority, or where to report"),
    Field("zone_scheme", u8, names=numbers.ZONE_SCHEME, says="how the zone was put together for the digest"),
    Field("zone_hash", u8, names=numbers.ZONE_HASH, says="hash of the zone digest"),
    Field("algorithm_name", domain_name, says="algorithm of a transaction signature"),
    Field("time_signed", unix48, says="when the message was signed"),
    Field("fudge", u16, unit="s", says="how far the clocks may differ"),
    Field("authentication_code", counted(u16, octets), says="of the message"),
    Field("original_id", u16, base=16, says="identifier before forwarding"),
    Field("tsig_error", u16, names=numbers.TSIG_ERROR, says="what was wrong with the signature"),
    Field("other_data", counted(u16, octets), says="server time after a BADTIME error"),
    Field("tkey_mode", u16, names=numbers.TKEY_MODE, says="how the key is agreed on"),
    Field("key_data", counted(u16, octets), says="of the key exchange"),
)

EXTENSIONS = (
    Field("parameter", nested, says="a service parameter of an SVCB or HTTPS record"),
    Field("parameter_key", u16, names=numbers.SERVICE_KEY, says="which parameter"),
    Field("mandatory_key", u16, names=numbers.SERVICE_KEY, says="a parameter clients must understand"),
    Field("alpn", STRING, says="a protocol the service speaks"),
    Field("ipv4_hint", ipv4, says="an address the service may have"),
    Field("ipv6_hint", ipv6, says="an address the service may have"),
    Field("ech", octets, says="keys for an encrypted TLS ClientHello"),
    Field("doh_path", text, says="template of the path for DNS over HTTPS"),
    Field("udp_size", number, unit="bytes", says="largest UDP payload the sender can take"),
    Field("extended_rcode", number, base=16, says="upper eight bits of the response code"),
    Field("edns_version", number, says="version of the extension mechanism"),
    Field("dnssec_ok", flag, says="the sender wants DNSSEC records"),
    Field("option", nested, says="an EDNS option"),
    Field("option_code", u16, names=numbers.OPTION, says="which option"),
    Field("name_server_id", octets, says="identifier of the server that answered"),
    Field("subnet_family", u16, names=numbers.ADDRESS_FAMILY, says="address family of the client subnet"),
    Field("subnet_source", u8, unit="bits", says="prefix length the query gave"),
    Field("subnet_scope", u8, unit="bits", says="prefix length the answer is good for"),
    Field("subnet", text, says="network of the client the resolver asks for"),
    Field("client_cookie", sized(8, octets), says="chosen by the client"),
    Field("server_cookie", octets, says="chosen by the server"),
    Field("keepalive", Type(Kind.DURATION, 2), scale=100_000_000, says="how long an idle TCP connection is kept open"),
    Field("extended_error", u16, names=numbers.EXTENDED_ERROR, says="why the answer is as it is"),
    Field("extended_error_text", text, says="the same in the server's words"),
)

COMMON = (*SESSION, *COUNTS, *ENTRIES, *ADDRESSES_AND_NAMES, *SECURITY, *EXTENSIONS)
SHARED = tuple(field.name for field in COMMON)      # their local numbers are the same in all three
# LLMNR's errors are of the same kind.
ERROR = Finding("dns.error", Severity.NOTE, "a name server answered with an error", shared=True)
LENGTH = Field("length", number, unit="bytes", says="of the message, over TCP")
