"""IKE: keys for IPsec (version 1: RFC 2408, RFC 2409; version 2: RFC 7296). On port 4500 four zeros stand in front
(RFC 3948 section 2.2). What is encrypted is counted in bytes.
"""
from typing import Any

from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, begins, bits, bound, client, computed, cut, finding, flag, ipv4,
                      ipv6, joined, left, malformed, names, nested, node, octets, of, repeat, say, server, sized, stop,
                      switch, take, text, total, u8, u16, u32, when)

# From the registries of IANA for ISAKMP, IPsec and IKEv2
EXCHANGE = names(
    1, "base", 2, "main mode", 3, "authentication only", 4, "aggressive mode", 5, "informational (v1)",
    6, "transaction", 32, "quick mode", 33, "new group mode", 34, "IKE_SA_INIT", 35, "IKE_AUTH", 36, "CREATE_CHILD_SA",
    37, "INFORMATIONAL", 38, "IKE_SESSION_RESUME", 39, "GSA_AUTH", 40, "GSA_REGISTRATION", 41, "GSA_REKEY",
    43, "IKE_INTERMEDIATE", 44, "IKE_FOLLOWUP_KE")
PAYLOAD = names(
    0, "none", 1, "security association (v1)", 2, "proposal", 3, "transform", 4, "key exchange (v1)",
    5, "identification (v1)", 6, "certificate (v1)", 7, "certificate request (v1)", 8, "hash", 9, "signature",
    10, "nonce (v1)", 11, "notification (v1)", 12, "delete (v1)", 13, "vendor ID (v1)", 14, "attributes",
    20, "NAT discovery", 21, "NAT original address", 33, "security association", 34, "key exchange",
    35, "identification of the initiator", 36, "identification of the responder", 37, "certificate",
    38, "certificate request", 39, "authentication", 40, "nonce", 41, "notify", 42, "delete", 43, "vendor ID",
    44, "traffic selector of the initiator", 45, "traffic selector of the responder", 46, "encrypted and authenticated",
    47, "configuration", 48, "EAP", 49, "secure password", 53, "encrypted fragment", 130, "NAT discovery (draft)",
    131, "NAT original address (draft)", 132, "fragment (Microsoft, Cisco)")
PROTOCOL = names(1, "IKE", 2, "AH", 3, "ESP", 4, "IPComp or FC_ESP", 5, "FC_CT_Authentication")
TRANSFORM = names(1, "encryption", 2, "pseudo-random function", 3, "integrity", 4, "key exchange method",
                  5, "extended sequence numbers", 6, "additional key exchange 1", 7, "additional key exchange 2")
ENCRYPTION = names(1, "DES-IV64", 2, "DES", 3, "3DES", 4, "RC5", 5, "IDEA", 6, "CAST", 7, "Blowfish", 11, "NULL",
                   12, "AES-CBC", 13, "AES-CTR", 14, "AES-CCM-8", 15, "AES-CCM-12", 16, "AES-CCM-16", 18, "AES-GCM-8",
                   19, "AES-GCM-12", 20, "AES-GCM-16", 21, "NULL with AES-GMAC", 23, "Camellia-CBC",
                   28, "ChaCha20-Poly1305")
PRF = names(1, "HMAC-MD5", 2, "HMAC-SHA1", 3, "HMAC-TIGER", 4, "AES128-XCBC", 5, "HMAC-SHA2-256", 6, "HMAC-SHA2-384",
            7, "HMAC-SHA2-512", 8, "AES128-CMAC")
INTEGRITY = names(0, "none", 1, "HMAC-MD5-96", 2, "HMAC-SHA1-96", 3, "DES-MAC", 4, "KPDK-MD5", 5, "AES-XCBC-96",
                  7, "HMAC-SHA1-160", 8, "AES-CMAC-96", 9, "AES128-GMAC", 12, "HMAC-SHA2-256-128",
                  13, "HMAC-SHA2-384-192", 14, "HMAC-SHA2-512-256")
GROUP = names(1, "MODP 768", 2, "MODP 1024", 5, "MODP 1536", 14, "MODP 2048", 15, "MODP 3072", 16, "MODP 4096",
              17, "MODP 6144", 18, "MODP 8192", 19, "P-256", 20, "P-384", 21, "P-521", 22, "MODP 1024, subgroup 160",
              23, "MODP 2048, subgroup 224", 24, "MODP 2048, subgroup 256", 31, "Curve25519", 32, "Curve448",
              35, "ML-KEM-512", 36, "ML-KEM-768", 37, "ML-KEM-1024")
OLD_TYPE = names(1, "encryption", 2, "hash", 3, "authentication method", 4, "group", 5, "group type", 11, "life type",
                 12, "life duration", 13, "pseudo-random function", 14, "key length")
OLD_ENCRYPTION = names(1, "DES-CBC", 2, "IDEA-CBC", 3, "Blowfish-CBC", 4, "RC5-CBC", 5, "3DES-CBC", 6, "CAST-CBC",
                       7, "AES-CBC", 8, "Camellia-CBC")
OLD_HASH = names(1, "MD5", 2, "SHA-1", 3, "Tiger", 4, "SHA-256", 5, "SHA-384", 6, "SHA-512")
OLD_METHOD = names(1, "pre-shared key", 2, "DSS signature", 3, "RSA signature", 4, "RSA encryption", 9, "ECDSA-256",
                   10, "ECDSA-384", 11, "ECDSA-521", 64221, "hybrid RSA", 65001, "XAUTH pre-shared key",
                   65005, "XAUTH RSA")
NOTIFY = names(
    1, "INVALID_PAYLOAD_TYPE or UNSUPPORTED_CRITICAL_PAYLOAD", 4, "INVALID_IKE_SPI", 5, "INVALID_MAJOR_VERSION",
    7, "INVALID_SYNTAX", 9, "INVALID_MESSAGE_ID", 11, "INVALID_SPI", 14, "NO_PROPOSAL_CHOSEN", 17, "INVALID_KE_PAYLOAD",
    18, "INVALID_ID_INFORMATION", 23, "INVALID_HASH_INFORMATION", 24, "AUTHENTICATION_FAILED",
    34, "SINGLE_PAIR_REQUIRED", 35, "NO_ADDITIONAL_SAS", 36, "INTERNAL_ADDRESS_FAILURE", 37, "FAILED_CP_REQUIRED",
    38, "TS_UNACCEPTABLE", 39, "INVALID_SELECTORS", 43, "TEMPORARY_FAILURE", 44, "CHILD_SA_NOT_FOUND",
    16384, "INITIAL_CONTACT", 16385, "SET_WINDOW_SIZE", 16387, "IPCOMP_SUPPORTED", 16388, "NAT_DETECTION_SOURCE_IP",
    16389, "NAT_DETECTION_DESTINATION_IP", 16390, "COOKIE", 16391, "USE_TRANSPORT_MODE",
    16392, "HTTP_CERT_LOOKUP_SUPPORTED", 16393, "REKEY_SA", 16394, "ESP_TFC_PADDING_NOT_SUPPORTED",
    16396, "MOBIKE_SUPPORTED", 16403, "AUTH_LIFETIME", 16404, "MULTIPLE_AUTH_SUPPORTED", 16406, "REDIRECT_SUPPORTED",
    16407, "REDIRECT", 16417, "EAP_ONLY_AUTHENTICATION", 16418, "CHILDLESS_IKEV2_SUPPORTED",
    16430, "IKEV2_FRAGMENTATION_SUPPORTED", 16431, "SIGNATURE_HASH_ALGORITHMS", 16435, "USE_PPK",
    16438, "INTERMEDIATE_EXCHANGE_SUPPORTED", 16441, "ADDITIONAL_KEY_EXCHANGE",
    24576, "CONNECTED, or RESPONDER_LIFETIME", 24578, "INITIAL_CONTACT (v1)", 36136, "R_U_THERE",
    36137, "R_U_THERE_ACK")
IDENTITY = names(1, "IPv4", 2, "FQDN", 3, "mail address", 4, "IPv4 subnet", 5, "IPv6", 6, "IPv6 subnet",
                 7, "IPv4 range", 9, "distinguished name", 10, "general name", 11, "key ID")
VENDORS = {     # what such a payload begins with, as their owners publish it
    "DPD (RFC 3706)": "afcad71368a1f1c96b8696fc7757", "NAT traversal (RFC 3947)": "4a131c81070358455c5728f20e95452f",
    "NAT traversal (draft 02)": "cd60464335df21f87cfdb2fc68b6a448", "XAUTH": "09002689dfd6b712",
    "NAT traversal (draft 02, new)": "90cb80913ebb696e086381b5ec427b1f", "Cisco Unity": "12f5f28c457168a9702d9fe274cc",
    "fragmentation": "4048b7d56ebce88525e7de7f00d6c2d3", "strongSwan": "882fe56d6fd20dbc2251613b2ebe5beb",
    "Microsoft": "1e2b516905991c7d7c96fcbfb587e461", "Cisco fragmentation": "434953434f"}

HEAVY_GROUPS, WEAK_CIPHERS = (1, 2, 5, 22), (1, 2)
Words = tuple[Any, ...]


def weak(condition: Any) -> Any:
    """What should not be agreed on any more (RFC 8247 section 2)."""
    return when(condition, finding("weak_offer"))


def chosen(name: str, known: Any, says: str) -> Field:
    """An algorithm that is offered or chosen."""
    return Field(name, u16, names=known, scope="session", keep="distinct", says=says)


ATTRIBUTE_HEAD = bits(u16, Field("attribute_short", flag, mask=0x8000, says="its value is in the next two bytes"),
                      Field("attribute_type", u16, mask=0x7FFF, names=OLD_TYPE, says="what it is about"))
LONG_ATTRIBUTE = (Field("attribute_length", u16, unit="bytes", says="of its value"),
                  Field("attribute_value", sized("attribute_length", octets), says="its value"))
NUMBER = Field("attribute_number", u16, says="its value")
KEY_LENGTH = Field("key_length", u16, unit="bits", scope="session", keep="distinct", says="of the encryption")
OLD_ATTRIBUTES = repeat(node(Field("attribute", nested, says="one of a transform"), ATTRIBUTE_HEAD, when(
    of("attribute_short") == 1, when(of("protocol") == 1, switch("attribute_type", {
        1: (chosen("encryption_v1", OLD_ENCRYPTION, "how messages are encrypted"), weak(of("encryption_v1") == 1)),
        2: chosen("hash_v1", OLD_HASH, "how messages are protected"),
        3: chosen("authentication_v1", OLD_METHOD, "how both prove who they are"),
        4: (chosen("group", GROUP, "how keys are agreed on"), weak(of("group").one_of(*HEAVY_GROUPS))),
        14: KEY_LENGTH}, default=NUMBER), otherwise=NUMBER), otherwise=LONG_ATTRIBUTE)))
NEW_ATTRIBUTES = repeat(node(Field("attribute", nested, says="one of a transform"), ATTRIBUTE_HEAD, when(
    of("attribute_short") == 1, when(of("attribute_type") == 14, KEY_LENGTH, otherwise=NUMBER),
    otherwise=LONG_ATTRIBUTE)))
MORE = Field("more", u8, says="another one follows")
TRANSFORMS = repeat(node(
    Field("transform", nested, says="one algorithm, or in version 1 several"), MORE, Field("reserved", u8, says="zero"),
    Field("transform_length", u16, unit="bytes", says="of the transform"),
    bound(of("transform_length") - 4, when(
        of("version") == 1,
        Field("transform_number", u8, says="counts them"), Field("transform_id", u8, says="what it is for"),
        Field("unused", u16, says="zero"), OLD_ATTRIBUTES,
        otherwise=(
            Field("transform_type", u8, names=TRANSFORM, says="what the algorithm is for"),
            Field("unused_byte", u8, says="zero"),
            switch("transform_type", {
                1: (chosen("encryption", ENCRYPTION, "how messages are encrypted"),
                    weak(of("encryption").one_of(*WEAK_CIPHERS))),
                2: chosen("prf", PRF, "how keys are derived"), 3: chosen("integrity", INTEGRITY,
                                                                        "how messages are protected"),
                4: (chosen("group", GROUP, "how keys are agreed on"), weak(of("group").one_of(*HEAVY_GROUPS)))},
                default=Field("algorithm", u16, says="of another kind")),
            NEW_ATTRIBUTES)))),
    until=of("more") == 0)
PROPOSALS = repeat(node(
    Field("proposal", nested, says="algorithms that go together"), MORE, Field("reserved", u8, says="zero"),
    Field("proposal_length", u16, unit="bytes", says="of the proposal"),
    bound(of("proposal_length") - 4, Field("proposal_number", u8, says="counts them"),
          Field("protocol", u8, names=PROTOCOL, says="what it is for"),
          Field("spi_length", u8, unit="bytes", says="of the number of the association"),
          Field("transform_count", u8, says="transforms that follow"),
          when(of("spi_length") > 0, Field("spi", sized("spi_length", octets), says="number of the association")),
          TRANSFORMS)), until=of("more") == 0)
REST = when(left > 0, Field("data", octets, says="of the payload"))
DOI = Field("doi", u32, names=names(0, "ISAKMP", 1, "IPsec"), says="whose numbers they are")
NAME = switch("identity_type", {
    1: Field("identity_address", ipv4, scope="session", keep="distinct", says="who it is"),
    (2, 3): Field("identity", text, scope="session", keep="distinct", says="who it is"),
    5: Field("identity_ipv6", ipv6, scope="session", keep="distinct", says="who it is")}, default=REST)
IDENTITY_TYPE = Field("identity_type", u8, names=IDENTITY, says="how it says who it is")
NOTIFIED = (
    Field("notify_protocol", u8, names=PROTOCOL, says="what it is about"),
    Field("notify_spi_length", u8, unit="bytes", says="of the number of the association"),
    Field("notify_type", u16, names=NOTIFY, scope="session", keep="distinct", says="what is told"),
    when(of("notify_type") < 16384, finding("error")),
    when(of("notify_spi_length") > 0, Field("notify_spi", sized("notify_spi_length", octets),
                                            says="which association")),
    REST)
DELETED = (Field("delete_protocol", u8, names=PROTOCOL, says="what it is about"),
           Field("delete_spi_length", u8, unit="bytes", says="of each number"),
           Field("delete_count", u16, says="associations that end"),
           repeat(Field("deleted", sized("delete_spi_length", octets), says="an association that ends"),
                  count="delete_count"))
VENDOR: Words = (Field("vendor_id", octets, says="what the program can do, or who made it"),)
for name, begin in VENDORS.items():
    VENDOR = (when(begins(bytes.fromhex(begin)), joined(
        Field("vendor", text, scope="session", keep="distinct", says="what a vendor ID stands for"), say(name)),
        Field("vendor_id", octets, says="what the program can do, or who made it"), otherwise=VENDOR),)
KEY = Field("key", octets, says="public part of the key")
VALUES: dict[Any, Any] = {
    1: (DOI, Field("situation", u32, says="what it is for"), PROPOSALS), 33: PROPOSALS,
    4: KEY, 34: (Field("key_group", u16, names=GROUP, says="of the key"), Field("unused", u16, says="zero"), KEY),
    (10, 40): Field("nonce", octets, says="random bytes"),
    5: (IDENTITY_TYPE, Field("identity_protocol", u8, says="0, or whose traffic is meant"),
        Field("identity_port", u16, says="0, or whose traffic is meant"), NAME),
    (35, 36): (IDENTITY_TYPE, Field("unused_bytes", sized(3, octets), says="zero"), NAME),
    11: (DOI, *NOTIFIED), 41: NOTIFIED, 12: (DOI, *DELETED), 42: DELETED, (13, 43): VENDOR,
    (46, 53): Field("ciphertext", octets, says="encrypted payloads"),
}

ISAKMP = Protocol(
    key="isakmp", title="Internet Key Exchange", reference="RFC 7296", layer=7, rides_on={"udp.port": (500, 4500, 848)},
    starts=(),
    layout=(
        when(ahead(u32, 0), Field("marker", u32, base=16, says="no ESP follows, but this")),
        Field("initiator_spi", sized(8, octets), scope="session", keep="distinct", says="the initiator's number of it"),
        Field("responder_spi", sized(8, octets), says="the responder's number of it"),
        Field("next_payload", u8, names=PAYLOAD, says="what the next payload is", only=tuple(PAYLOAD.names)),
        bits(u8, Field("version", u8, mask=0xF0, scope="session", keep="distinct", only=(1, 2), says="of IKE"),
             Field("minor_version", u8, mask=0x0F, says="of the version")),
        Field("exchange", u8, names=EXCHANGE, scope="session", keep="distinct", only=tuple(EXCHANGE.names),
              says="what the message belongs to"),
        bits(u8, Field("response", flag, mask=0x20, says="an answer (v2)"),
             Field("higher_version", flag, mask=0x10, says="a higher version is known (v2)"),
             Field("from_initiator", flag, mask=0x08, says="the initiator sends it (v2)"),
             Field("authentication_only", flag, mask=0x04, says="not encrypted (v1)"),
             Field("commit", flag, mask=0x02, says="to be waited for (v1)"),
             Field("encrypted", flag, mask=0x01, says="what follows is encrypted (v1)")),
        Field("message_id", u32, base=16, says="the answer has the request's"),
        Field("length", u32, unit="bytes", only=(range(28, 65536),), says="of the whole message"),
        when((cut == 0) & ((of("length") - total > 0) | (of("length") - total < -4)), malformed()),
        when(of("version") == 2, when(of("from_initiator") == 1, client(), otherwise=server())),
        bound(of("length") - 28, when(
            of("encrypted") == 1, Field("ciphertext", octets, says="encrypted payloads"),
            otherwise=when(of("next_payload") > 0, repeat(node(
                Field("payload", nested, says="one part of the message"),
                take("nothing", sized(0, octets)),          # what is computed is said here
                computed(Field("payload_type", u8, names=PAYLOAD, says="what it is"), of("next_payload")),
                Field("next_payload", u8, names=PAYLOAD, says="what the next payload is", only=tuple(PAYLOAD.names)),
                bits(u8, Field("critical", flag, mask=0x80, says="must be understood")),
                Field("payload_length", u16, unit="bytes", says="of the payload"),
                bound(of("payload_length") - 4, switch("payload_type", VALUES, default=REST), apart=True),
                when(of("payload_type").one_of(46, 53), stop())), until=of("next_payload") == 0)))),
    ),
    info=("IKEv{version}", "{exchange}", "{notify_type}", "{identity}"),
    findings=(
        Finding("error", Severity.NOTE, "An IPsec peer refused something."),
        Finding("weak_offer", Severity.NOTE,
                "An algorithm is offered or chosen that protects little: DES, or keys agreed on in a small group.")))
