"""The attributes that dns, mdns and llmnr have in common: session attributes, counts, questions and records."""
from ...model import Severity
from ..define import (
    Field,
    Finding,
    duration_ns,
    flag,
    flag16,
    ipv4,
    ipv6,
    nested,
    number,
    octets,
    real,
    text,
    time_ns,
    u16,
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
    Field("target", text, says="name the record points to"),
    Field("preference", number, says="of several, the lowest is to be tried first"),
    Field("priority", number, says="of several, the lowest is to be tried first; 0 in SVCB: an alias"),
    Field("weight", number, says="share among records of the same priority"),
    Field("port", number, says="port of the service"),
    Field("subtype", number, says="kind of server an AFSDB record names"),
    Field("primary", text, says="name server the zone comes from"),
    Field("mailbox", text, says="mail address of who is responsible, its @ written as a dot"),
    Field("serial", number, says="version of the zone"),
    Field("refresh", number, unit="s", says="how often secondaries ask for changes"),
    Field("retry", number, unit="s", says="when they ask again after a failure"),
    Field("expire", number, unit="s", says="when they stop answering without an update"),
    Field("minimum", number, unit="s", says="how long to remember that a name does not exist"),
    Field("text", text, says="one string of the record"),
    Field("cpu", text, says="kind of machine"),
    Field("os", text, says="operating system"),
    Field("location", text, says="latitude, longitude and altitude"),
    Field("latitude", real, unit="degrees", says="north is positive"),
    Field("longitude", real, unit="degrees", says="east is positive"),
    Field("altitude", real, unit="m", says="above the WGS 84 ellipsoid"),
    Field("order", number, says="order in which rewriting rules apply"),
    Field("naptr_flags", text, says="what the rule's outcome is: S, A, U, P"),
    Field("service", text, says="services the rule is for"),
    Field("regexp", text, says="substitution to apply"),
    Field("replacement", text, says="next name to ask for"),
    Field("uri", text, says="where the service is"),
    Field("hardware_address", octets, says="EUI-48 or EUI-64 address"),
)

SECURITY = (
    Field("key_tag", number, says="short identifier of the signing key"),
    Field("algorithm", number, names=numbers.ALGORITHM, says="DNSSEC algorithm"),
    Field("digest_type", number, names=numbers.DIGEST, says="hash the digest was made with"),
    Field("digest", octets, says="hash of the key or zone"),
    Field("key_flags", number, flags=numbers.KEY_FLAGS, base=16, says="use of the key"),
    Field("key_protocol", number, says="always 3"),
    Field("public_key", octets, says="the key itself"),
    Field("type_covered", number, names=numbers.TYPE, says="record type the signature is for"),
    Field("labels", number, says="labels of the signed name, without root and wildcard"),
    Field("original_ttl", number, unit="s", says="time to live of the signed records at their source"),
    Field("expiration", time_ns, says="when the signature or key stops being valid"),
    Field("inception", time_ns, says="when it starts"),
    Field("signer", text, says="zone whose key signed"),
    Field("signature", octets, says="the signature"),
    Field("next_name", text, says="next name that exists in the zone"),
    Field("present_type", number, names=numbers.TYPE, says="a record type that exists at the name"),
    Field("hash_algorithm", number, names=numbers.NSEC3_HASH, says="hash of the names"),
    Field("nsec3_flags", number, flags=numbers.NSEC3_FLAGS, says="opt-out: unsigned delegations may be left out"),
    Field("iterations", number, says="how often the hash is applied again"),
    Field("salt", octets, says="hashed with the name"),
    Field("next_hash", octets, says="hash of the next name that exists"),
    Field("key_algorithm", number, names=numbers.SSHFP_ALGORITHM, says="algorithm of the SSH host key"),
    Field("fingerprint_type", number, names=numbers.SSHFP_TYPE, says="hash of the fingerprint"),
    Field("fingerprint", octets, says="of the SSH host key"),
    Field("certificate_usage", number, names=numbers.TLSA_USAGE, says="which certificate the data is about"),
    Field("selector", number, names=numbers.TLSA_SELECTOR, says="part of the certificate that is matched"),
    Field("matching_type", number, names=numbers.TLSA_MATCHING, says="how it is matched"),
    Field("certificate", octets, says="certificate, or what it must match"),
    Field("certificate_type", number, names=numbers.CERTIFICATE_TYPE, says="format of the certificate"),
    Field("caa_flags", number, flags=numbers.CAA_FLAGS, says="critical: who does not understand it must not issue"),
    Field("caa_tag", text, says="what is allowed: issue, issuewild, iodef"),
    Field("caa_value", text, says="certification authority, or where to report"),
    Field("zone_scheme", number, names=numbers.ZONE_SCHEME, says="how the zone was put together for the digest"),
    Field("zone_hash", number, names=numbers.ZONE_HASH, says="hash of the zone digest"),
    Field("algorithm_name", text, says="algorithm of a transaction signature"),
    Field("time_signed", time_ns, says="when the message was signed"),
    Field("fudge", number, unit="s", says="how far the clocks may differ"),
    Field("authentication_code", octets, says="of the message"),
    Field("original_id", number, base=16, says="identifier before forwarding"),
    Field("tsig_error", number, names=numbers.TSIG_ERROR, says="what was wrong with the signature"),
    Field("other_data", octets, says="server time after a BADTIME error"),
    Field("tkey_mode", number, names=numbers.TKEY_MODE, says="how the key is agreed on"),
    Field("key_data", octets, says="of the key exchange"),
)

EXTENSIONS = (
    Field("parameter", nested, says="a service parameter of an SVCB or HTTPS record"),
    Field("parameter_key", number, names=numbers.SERVICE_KEY, says="which parameter"),
    Field("mandatory_key", number, names=numbers.SERVICE_KEY, says="a parameter clients must understand"),
    Field("alpn", text, says="a protocol the service speaks"),
    Field("ipv4_hint", ipv4, says="an address the service may have"),
    Field("ipv6_hint", ipv6, says="an address the service may have"),
    Field("ech", octets, says="keys for an encrypted TLS ClientHello"),
    Field("doh_path", text, says="template of the path for DNS over HTTPS"),
    Field("udp_size", number, unit="bytes", says="largest UDP payload the sender can take"),
    Field("extended_rcode", number, base=16, says="upper eight bits of the response code"),
    Field("edns_version", number, says="version of the extension mechanism"),
    Field("dnssec_ok", flag, says="the sender wants DNSSEC records"),
    Field("option", nested, says="an EDNS option"),
    Field("option_code", number, names=numbers.OPTION, says="which option"),
    Field("name_server_id", octets, says="identifier of the server that answered"),
    Field("subnet_family", number, names=numbers.ADDRESS_FAMILY, says="address family of the client subnet"),
    Field("subnet_source", number, unit="bits", says="prefix length the query gave"),
    Field("subnet_scope", number, unit="bits", says="prefix length the answer is good for"),
    Field("subnet", text, says="network of the client the resolver asks for"),
    Field("client_cookie", octets, says="chosen by the client"),
    Field("server_cookie", octets, says="chosen by the server"),
    Field("keepalive", duration_ns, scale=100_000_000, says="how long an idle TCP connection is kept open"),
    Field("extended_error", number, names=numbers.EXTENDED_ERROR, says="why the answer is as it is"),
    Field("extended_error_text", text, says="the same in the server's words"),
)

COMMON = (*SESSION, *COUNTS, *ENTRIES, *ADDRESSES_AND_NAMES, *SECURITY, *EXTENSIONS)
SHARED = tuple(field.name for field in COMMON)      # their local numbers are the same in all three
# LLMNR's errors are of the same kind.
ERROR = Finding("dns.error", Severity.NOTE, "a name server answered with an error", shared=True)
LENGTH = Field("length", number, unit="bytes", says="of the message, over TCP")
