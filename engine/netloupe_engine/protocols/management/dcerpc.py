"""DCE/RPC: calls of procedures as Windows makes them, connection-oriented (The Open Group C706 chapter 12, [MS-RPCE]).

Who is called, by which number, and how it went; arguments are not read. Numbers have their low byte first, as all
Windows send them.
"""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, align, bits, bound, certain, client, finding, flag,
                      guid, joined, le16, le32, left, names, nested, node, octets, of, repeat, say, server, sized, skip,
                      switch, take, text, u8, u32, when)
from ..files._ntlm_words import NTLM

TYPE = names(0, "request", 1, "ping", 2, "response", 3, "fault", 4, "working", 5, "no call", 6, "reject", 7,
             "acknowledge",
             8, "cancel", 9, "fragment acknowledged", 10, "cancel acknowledged", 11, "bind", 12, "bound", 13,
             "not bound",
             14, "alter context", 15, "context altered", 16, "third login message", 17, "shut down", 18, "cancel",
             19, "orphaned", 20, "RTS")
STATUS = names(5, "access denied", 0x1C010002, "no such operation", 0x1C010003, "unknown interface",
               0x1C010009, "protocol error", 0x1C01000B, "unsupported type", 0x1C00001D, "context mismatch",
               0x1C000009, "communication failure", 0x6F7, "bad stub data")
REJECTION = names(0, "not specified", 1, "congestion", 2, "limit exceeded", 4, "version not supported",
                  8, "authentication not supported", 9, "wrong checksum")
RESULT = names(0, "accepted", 1, "refused by the user", 2, "refused by the provider", 3, "negotiated")
AUTHENTICATION = names(9, "SPNEGO", 10, "NTLM", 14, "Schannel", 16, "Kerberos", 68, "Netlogon")
LEVEL = names(1, "none", 2, "connect", 3, "call", 4, "packet", 5, "integrity", 6, "privacy")
# [MS-*] section 1.9 of each
SERVICE = {
    "e1af8308-5d1f-11c9-91a4-08002b14a0fa": "endpoint mapper", "12345778-1234-abcd-ef00-0123456789ac": "SAM",
    "12345778-1234-abcd-ef00-0123456789ab": "LSA", "12345678-1234-abcd-ef00-01234567cffb": "Netlogon",
    "4b324fc8-1670-01d3-1278-5a47bf6ee188": "server", "6bffd098-a112-3610-9833-46c3f87e345a": "workstation",
    "367abb81-9844-35f1-ad32-98f038001003": "service control", "338cd001-2244-31f1-aaaa-900038001003": "registry",
    "12345678-1234-abcd-ef00-0123456789ab": "printing", "86d35949-83c9-4044-b424-db363231fd0c": "task scheduler",
    "1ff70682-0a51-30e8-076d-740be8cee98b": "tasks (AT)",
    "e3514235-4b06-11d1-ab04-00c04fc2dcd2": "directory replication",
    "4fc742e0-4a10-11cf-8273-00aa004ae673": "DFS", "82273fdc-e32a-18c3-3f78-827929dc23ea": "event log",
    "f6beaff7-1e19-4fbb-9f8f-b89e2018337c": "event log 6", "afa8bd80-7d8a-11c9-bef4-08002b102989": "management",
    "99fcfec4-5260-101b-bbcb-00aa0021347a": "DCOM resolver", "000001a0-0000-0000-c000-000000000046": "DCOM activation",
    "00000143-0000-0000-c000-000000000046": "DCOM references", "50abc2a4-574d-40b3-9d66-ee4fd5fba076": "DNS server",
    "c681d488-d850-11d0-8c52-00c04fd90f7e": "EFS", "9556dc99-828c-11cf-a37e-00aa003240c7": "WMI services",
    "f309ad18-d86a-11d0-a075-00c04fb68820": "WMI login", "a4f1db00-ca47-1067-b31f-00dd010662da": "Exchange"}
# Interfaces by which a host is changed from afar, and how attackers go on from one to the next
POWERFUL = ("service control", "tasks (AT)", "task scheduler")

SERVICE_NAME = Field("service", text, scope="session", keep="distinct", says="what is called")
INTERFACE = Field("interface", guid, scope="session", keep="distinct", says="whose procedures are wanted")
VERSION = Field("interface_version", le16, says="of the interface")
SYNTAX = Field("transfer_syntax", guid, says="how arguments are written")
CONTEXT = Field("context", le16, says="number of what was agreed on")
DATA = Field("data", octets, says="arguments or results, which are not read")
HINT = Field("allocate", le32, unit="bytes", says="of all arguments or results, as far as is known")
FRAGMENTS = (Field("most_sent", le16, unit="bytes", says="of a fragment"), Field("most_received", le16, unit="bytes"),
             Field("group", le32, base=16, says="of associations"))
BIND = (client(), *FRAGMENTS, take("contexts", u8), skip(3), repeat(
    node(Field("offered", nested), CONTEXT, take("syntaxes", u8), skip(1), INTERFACE, VERSION, skip(2),
         switch("interface", {key: joined(SERVICE_NAME, say(name)) for key, name in SERVICE.items()}),
         repeat(SYNTAX, skip(4), count="syntaxes")), count="contexts"))
BOUND = (server(), *FRAGMENTS, take("address_size", le16),
         Field("secondary_address", sized("address_size", text), says="where it is"), align(4),
         take("results", u8), skip(3), repeat(
             node(Field("answered", nested), Field("result", le16, names=RESULT, says="what became of it"), skip(2),
                  SYNTAX, skip(4), when(of("result").one_of(1, 2), finding("refused"))), count="results"))
BODY = switch("type", {
    0: (client(), HINT, CONTEXT,
        Field("operation", le16, scope="session", keep="distinct", says="number of what is called"),
        when(of("has_object") == 1, Field("object", guid, says="which is meant")), when(left > 0, DATA)),
    2: (server(), HINT, CONTEXT, skip(2), when(left > 0, DATA)),
    3: (server(), HINT, CONTEXT, skip(2),
        Field("status", le32, names=STATUS, base=16, scope="session", keep="distinct", says="why it failed"),
        finding("fault"), when(left > 0, DATA)),
    (11, 14): BIND, (12, 15): BOUND,
    13: (server(), Field("rejection", le16, names=REJECTION, says="why there is no agreement"), finding("refused"),
         when(left > 0, DATA)),
}, default=when(left > 0, DATA))

DCERPC = Protocol(
    key="dcerpc", title="DCE/RPC", reference="C706", layer=7, rides_on={"tcp.port": (135, 593)}, datagrams=True,
    framing=Framing(header=16, length=le16, at=8, most=65535),
    layout=(
        Field("version", u8, only=(5,)), Field("minor_version", u8, only=(0, 1)),
        Field("type", u8, names=TYPE, only=(range(21),), scope="session", keep="distinct", says="what the message is"),
        bits(u8, Field("first_fragment", flag, mask=1), Field("last_fragment", flag, mask=2),
             Field("has_object", flag, mask=0x80)),
        Field("representation", u32, base=16, only=(0x10000000,), says="how numbers and letters are written"),
        Field("length", le16, unit="bytes", says="of this fragment"),
        Field("authentication_length", le16, unit="bytes", says="of the proof behind it"),
        Field("call", le32, says="an answer has the request's"),
        when(of("length") - of("authentication_length") > 23, certain()),
        when(of("authentication_length") > 0,
             bound(of("length") - of("authentication_length") - 24, BODY),
             Field("authentication", u8, names=AUTHENTICATION, scope="session", keep="distinct",
                   says="how who calls proves it"),
             Field("protection", u8, names=LEVEL, scope="session", keep="distinct", says="of calls and results"),
             Field("padding", u8, unit="bytes"), skip(1), Field("authentication_context", le32),
             NTLM, when(left > 0, Field("proof", octets, says="what is left of the proof")), otherwise=BODY)),
    info=("{type} {service}", "{type} {operation}", "{type}", "{status}"),
    findings=(Finding("fault", Severity.NOTE, "A procedure of Windows could not be called."),
              Finding("refused", Severity.NOTE, "An interface of Windows was refused.")))
