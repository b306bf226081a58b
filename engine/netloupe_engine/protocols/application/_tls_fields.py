"""The attributes that tls and dtls have in common: what handshake messages say. Code that reads these is one,
and takes their numbers from tls; those of dtls are the same."""
from ...model import Severity
from ..define import Field, Finding, nested, octets, text, time_ns, u8, u16, u24
from . import _tls_numbers as names

COMMON = (
    Field("handshake", nested, says="one handshake message"),
    Field("handshake_type", u8, names=names.HANDSHAKE, says="kind of handshake message"),
    Field("handshake_length", u24, unit="bytes", says="of the message behind its header"),
    Field("hello_version", u16, names=names.VERSION, base=16, says="version in the hello; 1.3 hides behind 1.2"),
    Field("random", octets, says="random bytes of the hello"),
    Field("session_id", octets, says="session to resume; TLS 1.3 echoes it for the sake of middleboxes"),
    Field("cipher_suite", u16, names=names.CIPHER, base=16, says="cipher suite the client offers"),
    Field("compression", u8, names=names.COMPRESSION, says="compression method offered or chosen"),
    Field("extension", nested, says="one extension of a hello"),
    Field("extension_type", u16, names=names.EXTENSION, says="kind of extension"),
    Field("extension_length", u16, unit="bytes", says="of the extension's content"),
    Field("supported_version", u16, names=names.VERSION, base=16, says="version the client offers"),
    Field("supported_group", u16, names=names.GROUP, says="group for the key exchange"),
    Field("point_format", u8, names=names.POINT_FORMAT, says="form of elliptic curve points"),
    Field("signature_algorithm", u16, names=names.SIGNATURE, base=16, says="signature the client can verify"),
    Field("key_share_group", u16, names=names.GROUP, says="group a key is sent for"),
    Field("psk_mode", u8, names=names.PSK_MODE, says="key exchange with a pre-shared key the client accepts"),
    Field("server_name", text, scope="session", says="host the client asks for (SNI); of ECH the outer one"),
    Field("alpn", text, scope="session", says="application protocols the client offers, then the server's choice"),
    Field("version", u16, names=names.VERSION, base=16, scope="session", says="version the server chose"),
    Field("cipher", u16, names=names.CIPHER, base=16, scope="session", says="cipher suite the server chose"),
    Field("ja3", text, scope="session", says="fingerprint of the client's hello (JA3)"),
    Field("ja3s", text, scope="session", says="fingerprint of the server's hello (JA3S)"),
    Field("ja4", text, scope="session", says="fingerprint of the client's first hello (JA4)"),
    Field("certificate", nested, says="one certificate of the chain, the sender's own first"),
    Field("certificate_length", u24, unit="bytes", says="of the certificate"),
    Field("certificate_subject", text, scope="session", says="whom the server's certificate names (common name)"),
    Field("certificate_organization", text, scope="session", says="organisation the server's certificate names"),
    Field("certificate_issuer", text, scope="session", says="who signed the server's certificate (common name)"),
    Field("certificate_issuer_organization", text, scope="session", says="organisation that signed it"),
    Field("certificate_names", text, scope="session", says="host names the certificate is valid for"),
    Field("certificate_not_before", time_ns, scope="session", says="valid from"),
    Field("certificate_not_after", time_ns, scope="session", says="valid until"),
    Field("certificate_serial", octets, scope="session", says="the issuer's number for the certificate"),
    Field("client_certificate_subject", text, scope="session", says="whom the client's certificate names"),
)
SHARED = tuple(field.name for field in COMMON)
# Both tables begin with these, so that they have the same numbers.
FINDINGS = (
    Finding("certificate_expired", Severity.WARNING, "the certificate was not valid when this was sent"),
    Finding("certificate_not_yet_valid", Severity.WARNING, "the certificate is not valid yet"),
    Finding("certificate_self_signed", Severity.NOTE, "the certificate is signed by itself"),
    Finding("old_version", Severity.WARNING, "a TLS version older than 1.2 was agreed"))
