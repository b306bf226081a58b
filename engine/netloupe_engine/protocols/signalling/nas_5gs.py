"""NAS of 5G: what a phone and the core say to each other, through the base station (3GPP TS 24.501, clause 9).

Most is ciphered once a phone is known: then there are the header and the bytes. Where no cipher is chosen, or none yet,
messages are read as far as their type, cause and kind of identity.
"""
from ..define import (Field, Protocol, ahead, bits, call, define, finding, left, names, octets, of, switch, u8, u16,
                      u32, when)
from ..findings import REJECTED

DISCRIMINATOR = names(0x7E, "mobility management", 0x2E, "session management")
SECURITY = names(
    0, "plain", 1, "integrity protected", 2, "integrity protected and ciphered", 3, "integrity protected, new context",
    4, "integrity protected and ciphered, new context")
MESSAGE = names(
    65, "registration request", 66, "registration accept", 67, "registration complete", 68, "registration reject",
    69, "deregistration request (UE originating)", 70, "deregistration accept (UE originating)",
    71, "deregistration request (UE terminated)", 72, "deregistration accept (UE terminated)", 76, "service request",
    77, "service reject", 78, "service accept", 79, "control plane service request",
    80, "network slice-specific authentication command", 81, "network slice-specific authentication complete",
    82, "network slice-specific authentication result", 84, "configuration update command",
    85, "configuration update complete", 86, "authentication request", 87, "authentication response",
    88, "authentication reject", 89, "authentication failure", 90, "authentication result", 91, "identity request",
    92, "identity response", 93, "security mode command", 94, "security mode complete", 95, "security mode reject",
    100, "5GMM status", 101, "notification", 102, "notification response", 103, "UL NAS transport",
    104, "DL NAS transport", 193, "PDU session establishment request", 194, "PDU session establishment accept",
    195, "PDU session establishment reject", 197, "PDU session authentication command",
    198, "PDU session authentication complete", 199, "PDU session authentication result",
    201, "PDU session modification request", 202, "PDU session modification reject",
    203, "PDU session modification command", 204, "PDU session modification complete",
    205, "PDU session modification command reject", 209, "PDU session release request",
    210, "PDU session release reject", 211, "PDU session release command", 212, "PDU session release complete",
    214, "5GSM status")
CAUSE = names(
    3, "illegal UE", 5, "PEI not accepted", 6, "illegal ME", 7, "5GS services not allowed",
    9, "UE identity cannot be derived by the network", 10, "implicitly deregistered", 11, "PLMN not allowed",
    12, "tracking area not allowed", 13, "roaming not allowed in this tracking area",
    15, "no suitable cells in tracking area", 20, "MAC failure", 21, "synch failure", 22, "congestion",
    23, "UE security capabilities mismatch", 24, "security mode rejected, unspecified",
    26, "Non-5G authentication unacceptable", 27, "N1 mode not allowed", 28, "restricted service area",
    31, "redirection to EPC required", 43, "LADN not available", 62, "no network slices available",
    65, "maximum number of PDU sessions reached", 67, "insufficient resources for specific slice and DNN",
    69, "insufficient resources for specific slice", 71, "ngKSI already in use",
    72, "Non-3GPP access to 5GCN not allowed", 73, "serving network not authorized",
    74, "temporarily not authorized for this SNPN", 75, "permanently not authorized for this SNPN",
    76, "not authorized for this CAG or authorized for CAG cells only", 77, "wireline access area not allowed",
    90, "payload was not forwarded", 91, "DNN not supported or not subscribed in the slice",
    92, "insufficient user-plane resources for the PDU session", 95, "semantically incorrect message",
    96, "invalid mandatory information", 97, "message type non-existent or not implemented",
    98, "message type not compatible with the protocol state",
    99, "information element non-existent or not implemented", 100, "conditional IE error",
    101, "message not compatible with the protocol state", 111, "protocol error, unspecified")
IDENTITY = names(
    0, "none", 1, "SUCI", 2, "5G-GUTI", 3, "IMEI", 4, "5G-S-TMSI", 5, "IMEISV", 6, "MAC address", 7, "EUI-64")
REJECTS = (68, 77, 88, 195, 202, 210)

TYPE = Field("message", u8, names=MESSAGE, scope="session", keep="distinct")
REST = when(left > 0, Field("data", octets, says="elements of the message, or ciphered"))
MOBILE_IDENTITY = (Field("identity_bytes", u16, unit="bytes"),
                   when(left > 0, bits(u8, Field("identity", u8, mask=0x07, names=IDENTITY, scope="session",
                                                 keep="distinct"))))
PLAIN = define(
    "plain",
    Field("discriminator", u8, base=16, names=DISCRIMINATOR, only=(0x7E, 0x2E)),
    when(of("discriminator") == 0x2E,
         Field("session", u8, says="PDU session"), Field("transaction", u8), TYPE,
         otherwise=(
             bits(u8, Field("security", u8, mask=0x0F, names=SECURITY, only=(range(5),))),
             when(of("security") == 0, TYPE,
                  otherwise=(Field("authentication_code", u32, base=16), Field("sequence", u8))))),
    when((of("discriminator") == 0x7E) & (of("security") > 0),
         when(ahead(u8, 0x7E) & ahead(u8, 0, behind=1), call("plain"), otherwise=REST),
         otherwise=(
             switch("message", {
                 0x41: (bits(u8, Field("key_set", u8, mask=0xF0), Field("registration", u8, mask=0x07)),
                        *MOBILE_IDENTITY),
                 (0x44, 0x4D): when(left > 0, Field("cause", u8, names=CAUSE, scope="session", keep="distinct")),
                 0x5C: MOBILE_IDENTITY}),
             switch("message", {REJECTS: finding("rejected")}), REST)))

NAS_5GS = Protocol(
    key="nas_5gs", title="NAS of 5G", reference="3GPP TS 24.501", layer=7, rides_on={"ngap.nas": 0}, tells=False,
    starts=(),
    layout=(PLAIN, call("plain")), info=("{message}", "{security}", "{cause}"), findings=(REJECTED,))
