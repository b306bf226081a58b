"""Names of the numbers in DNS messages.

Source: IANA's registries "Domain Name System (DNS) Parameters", "DNS Security Algorithm Numbers", "DNS Service
Bindings" and "DNS-Based Authentication of Named Entities", as of 2024.
"""
from ..define import names

TYPE = names(
    1, "A", 2, "NS", 3, "MD", 4, "MF", 5, "CNAME", 6, "SOA", 7, "MB", 8, "MG", 9, "MR", 10, "NULL", 11, "WKS",
    12, "PTR", 13, "HINFO", 14, "MINFO", 15, "MX", 16, "TXT", 17, "RP", 18, "AFSDB", 19, "X25", 20, "ISDN", 21, "RT",
    22, "NSAP", 23, "NSAP-PTR", 24, "SIG", 25, "KEY", 26, "PX", 27, "GPOS", 28, "AAAA", 29, "LOC", 30, "NXT", 31, "EID",
    32, "NIMLOC", 33, "SRV", 34, "ATMA", 35, "NAPTR", 36, "KX", 37, "CERT", 38, "A6", 39, "DNAME", 40, "SINK",
    41, "OPT", 42, "APL", 43, "DS", 44, "SSHFP", 45, "IPSECKEY", 46, "RRSIG", 47, "NSEC", 48, "DNSKEY", 49, "DHCID",
    50, "NSEC3", 51, "NSEC3PARAM", 52, "TLSA", 53, "SMIMEA", 55, "HIP", 56, "NINFO", 57, "RKEY", 58, "TALINK",
    59, "CDS", 60, "CDNSKEY", 61, "OPENPGPKEY", 62, "CSYNC", 63, "ZONEMD", 64, "SVCB", 65, "HTTPS", 66, "DSYNC",
    99, "SPF", 100, "UINFO", 101, "UID", 102, "GID", 103, "UNSPEC", 104, "NID", 105, "L32", 106, "L64", 107, "LP",
    108, "EUI48", 109, "EUI64", 128, "NXNAME", 249, "TKEY", 250, "TSIG", 251, "IXFR", 252, "AXFR", 253, "MAILB",
    254, "MAILA", 255, "ANY", 256, "URI", 257, "CAA", 258, "AVC", 259, "DOA", 260, "AMTRELAY", 261, "RESINFO",
    262, "WALLET", 32768, "TA", 32769, "DLV")

CLASS = names(1, "IN", 3, "CH", 4, "HS", 254, "NONE", 255, "ANY")

OPCODE = names(0, "QUERY", 1, "IQUERY", 2, "STATUS", 4, "NOTIFY", 5, "UPDATE", 6, "DSO")

RCODE = names(
    0, "NOERROR", 1, "FORMERR", 2, "SERVFAIL", 3, "NXDOMAIN", 4, "NOTIMP", 5, "REFUSED", 6, "YXDOMAIN", 7, "YXRRSET",
    8, "NXRRSET", 9, "NOTAUTH", 10, "NOTZONE", 11, "DSOTYPENI")

TSIG_ERROR = names(
    0, "NOERROR", 1, "FORMERR", 2, "SERVFAIL", 3, "NXDOMAIN", 4, "NOTIMP", 5, "REFUSED", 9, "NOTAUTH", 16, "BADSIG",
    17, "BADKEY", 18, "BADTIME", 19, "BADMODE", 20, "BADNAME", 21, "BADALG", 22, "BADTRUNC")

TKEY_MODE = names(
    1, "server assignment", 2, "Diffie-Hellman exchange", 3, "GSS-API negotiation", 4, "resolver assignment",
    5, "key deletion")

# RFC 4034 appendix A.1 and its successors
ALGORITHM = names(
    1, "RSAMD5", 2, "DH", 3, "DSA", 5, "RSASHA1", 6, "DSA-NSEC3-SHA1", 7, "RSASHA1-NSEC3-SHA1", 8, "RSASHA256",
    10, "RSASHA512", 12, "ECC-GOST", 13, "ECDSAP256SHA256", 14, "ECDSAP384SHA384", 15, "ED25519", 16, "ED448",
    17, "SM2SM3", 23, "ECC-GOST12", 252, "INDIRECT", 253, "PRIVATEDNS", 254, "PRIVATEOID")

DIGEST = names(1, "SHA-1", 2, "SHA-256", 3, "GOST R 34.11-94", 4, "SHA-384", 5, "GOST R 34.11-2012", 6, "SM3")

NSEC3_HASH = names(1, "SHA-1")

KEY_FLAGS = names(0x0001, "secure entry point", 0x0080, "revoked", 0x0100, "zone key")

NSEC3_FLAGS = names(0x01, "opt-out")

SSHFP_ALGORITHM = names(1, "RSA", 2, "DSA", 3, "ECDSA", 4, "Ed25519", 6, "Ed448")
SSHFP_TYPE = names(1, "SHA-1", 2, "SHA-256")

TLSA_USAGE = names(0, "PKIX-TA", 1, "PKIX-EE", 2, "DANE-TA", 3, "DANE-EE", 255, "PrivCert")
TLSA_SELECTOR = names(0, "whole certificate", 1, "public key", 255, "private")
TLSA_MATCHING = names(0, "in full", 1, "SHA-256", 2, "SHA-512", 255, "private")

CERTIFICATE_TYPE = names(
    1, "PKIX", 2, "SPKI", 3, "PGP", 4, "IPKIX", 5, "ISPKI", 6, "IPGP", 7, "ACPKIX", 8, "IACPKIX", 253, "URI",
    254, "OID")

CAA_FLAGS = names(0x80, "critical")

ZONE_SCHEME = names(1, "simple")
ZONE_HASH = names(1, "SHA-384", 2, "SHA-512")

SERVICE_KEY = names(
    0, "mandatory", 1, "alpn", 2, "no-default-alpn", 3, "port", 4, "ipv4hint", 5, "ech", 6, "ipv6hint", 7, "dohpath",
    8, "ohttp", 9, "tls-supported-groups", 10, "docpath")

OPTION = names(
    1, "long-lived queries", 2, "update lease", 3, "name server identifier", 5, "DNSSEC algorithms understood",
    6, "DS hashes understood", 7, "NSEC3 hashes understood", 8, "client subnet", 9, "zone expire time", 10, "cookie",
    11, "TCP keepalive", 12, "padding", 13, "chain query", 14, "key tags", 15, "extended error", 16, "client tag",
    17, "server tag", 18, "report channel", 19, "zone version", 26946, "device identifier")

ADDRESS_FAMILY = names(1, "IPv4", 2, "IPv6")

# RFC 8914 section 4
EXTENDED_ERROR = names(
    0, "other", 1, "unsupported DNSKEY algorithm", 2, "unsupported DS digest type", 3, "stale answer",
    4, "forged answer", 5, "DNSSEC indeterminate", 6, "DNSSEC bogus", 7, "signature expired",
    8, "signature not yet valid", 9, "DNSKEY missing", 10, "RRSIGs missing", 11, "no zone key bit set",
    12, "NSEC missing", 13, "cached error", 14, "not ready", 15, "blocked", 16, "censored", 17, "filtered",
    18, "prohibited", 19, "stale NXDOMAIN answer", 20, "not authoritative", 21, "not supported",
    22, "no reachable authority", 23, "network error", 24, "invalid data", 25, "signature expired before valid",
    26, "too early", 27, "unsupported NSEC3 iterations value", 28, "unable to conform to policy", 29, "synthesized")
