"""NAS of LTE: what a phone and the core say to each other, through the base station (3GPP TS 24.301, clause 9).

Most is ciphered once a phone is known: then there are the header and the bytes.
"""
from ..define import (Field, Protocol, ahead, bits, call, define, finding, left, names, octets, of, switch, u8, u16,
                      u32, when)
from ..findings import REJECTED

DISCRIMINATOR = names(2, "session management", 7, "mobility management")
SECURITY = names(
    0, "plain", 1, "integrity protected", 2, "integrity protected and ciphered", 3, "integrity protected, new context",
    4, "integrity protected and ciphered, new context", 12, "service request")
MESSAGE = names(
    65, "attach request", 66, "attach accept", 67, "attach complete", 68, "attach reject", 69, "detach request",
    70, "detach accept", 72, "tracking area update request", 73, "tracking area update accept",
    74, "tracking area update complete", 75, "tracking area update reject", 76, "extended service request",
    77, "control plane service request", 78, "service reject", 79, "service accept", 80, "GUTI reallocation command",
    81, "GUTI reallocation complete", 82, "authentication request", 83, "authentication response",
    84, "authentication reject", 85, "identity request", 86, "identity response", 92, "authentication failure",
    93, "security mode command", 94, "security mode complete", 95, "security mode reject", 96, "EMM status",
    97, "EMM information", 98, "downlink NAS transport", 99, "uplink NAS transport", 100, "CS service notification",
    104, "downlink generic NAS transport", 105, "uplink generic NAS transport",
    193, "activate default EPS bearer context request", 194, "activate default EPS bearer context accept",
    195, "activate default EPS bearer context reject", 197, "activate dedicated EPS bearer context request",
    198, "activate dedicated EPS bearer context accept", 199, "activate dedicated EPS bearer context reject",
    201, "modify EPS bearer context request", 202, "modify EPS bearer context accept",
    203, "modify EPS bearer context reject", 205, "deactivate EPS bearer context request",
    206, "deactivate EPS bearer context accept", 208, "PDN connectivity request", 209, "PDN connectivity reject",
    210, "PDN disconnect request", 211, "PDN disconnect reject", 212, "bearer resource allocation request",
    213, "bearer resource allocation reject", 214, "bearer resource modification request",
    215, "bearer resource modification reject", 217, "ESM information request", 218, "ESM information response",
    219, "notification", 220, "ESM dummy message", 232, "ESM status", 233, "remote UE report",
    234, "remote UE report response", 235, "ESM data transport")
CAUSE = names(
    2, "IMSI unknown in HSS", 3, "illegal UE", 5, "IMEI not accepted", 6, "illegal ME", 7, "EPS services not allowed",
    8, "EPS services and non-EPS services not allowed", 9, "UE identity cannot be derived by the network",
    10, "implicitly detached", 11, "PLMN not allowed", 12, "tracking Area not allowed",
    13, "roaming not allowed in this tracking area", 14, "EPS services not allowed in this PLMN",
    15, "no Suitable Cells In tracking area", 16, "MSC temporarily not reachable", 17, "network failure",
    18, "CS domain not available", 19, "ESM failure", 20, "MAC failure", 21, "synch failure", 22, "congestion",
    23, "UE security capabilities mismatch", 24, "security mode rejected, unspecified",
    25, "not authorized for this CSG", 26, "Non-EPS authentication unacceptable", 31, "redirection to 5GCN required",
    35, "requested service option not authorized in this PLMN", 39, "CS service temporarily not available",
    40, "no EPS bearer context activated", 42, "severe network failure", 95, "semantically incorrect message",
    96, "invalid mandatory information", 97, "message type non-existent or not implemented",
    98, "message type not compatible with the protocol state",
    99, "information element non-existent or not implemented", 100, "conditional IE error",
    101, "message not compatible with the protocol state", 111, "protocol error, unspecified")
IDENTITY = names(1, "IMSI", 3, "IMEI", 6, "GUTI")
REJECTS = (68, 75, 78, 84, 195, 199, 203, 209, 211, 213, 215)

TYPE = Field("message", u8, names=MESSAGE, scope="session", keep="distinct")
REST = when(left > 0, Field("data", octets, says="elements of the message, or ciphered"))
PLAIN = define(
    "plain",
    bits(u8, Field("security", u8, mask=0xF0, names=SECURITY, says="of session management: the bearer"),
         Field("discriminator", u8, mask=0x0F, names=DISCRIMINATOR, only=(2, 7))),
    when((of("discriminator") == 7) & (of("security") > 0),
         when(of("security") >= 12,
              bits(u8, Field("key_set", u8, mask=0xE0), Field("short_sequence", u8, mask=0x1F)),
              Field("short_code", u16, base=16),
              otherwise=(Field("authentication_code", u32, base=16), Field("sequence", u8),
                         when(ahead(u8, 7) | ahead(u8, 2, 0x0F) & ahead(u8, 0xC0, 0xC0, behind=2), call("plain"),
                              otherwise=REST))),
         otherwise=(
             when(of("discriminator") == 2, Field("transaction", u8)), TYPE,
             switch("message", {
                 0x41: (bits(u8, Field("key_set", u8, mask=0xE0), Field("attach", u8, mask=0x07)),
                        Field("identity_bytes", u8, unit="bytes"),
                        when(left > 0, bits(u8, Field("identity", u8, mask=0x07, names=IDENTITY, scope="session",
                                                      keep="distinct")))),
                 (0x44, 0x4B, 0x4E): when(left > 0, Field("cause", u8, names=CAUSE, scope="session",
                                                          keep="distinct"))}),
             switch("message", {REJECTS: finding("rejected")}), REST)))

NAS_EPS = Protocol(
    key="nas_eps", title="NAS of LTE", reference="3GPP TS 24.301", layer=7, rides_on={"s1ap.nas": 0}, tells=False,
    starts=(),
    layout=(PLAIN, call("plain")), info=("{message}", "{security}", "{cause}"), findings=(REJECTED,))
