"""Port mapper and rpcbind: at which port a program of ONC RPC is (RFC 1833)."""
from ..define import (Field, Protocol, expect_session, names, nested, node, of, remember, repeat, switch, u32,
                      when, xdr_string)
from ._rpc_words import PROGRAM, program

PROCEDURE = names(0, "nothing", 1, "set", 2, "unset", 3, "get port", 4, "list", 5, "call it", 6, "get time",
                  7, "universal address to TLI", 8, "TLI to universal address", 9, "get version's address",
                  10, "call indirectly", 11, "list of addresses", 12, "statistics")
ASKED = Field("program", u32, names=PROGRAM, scope="session", keep="distinct", says="which is looked for")
VERSION, PORT = Field("program_version", u32), Field("port", u32, says="where it is, 0: nowhere")
TRANSPORT = Field("transport", u32, names=names(6, "TCP", 17, "UDP"), says="by which it is wanted")
NET, ADDRESS = Field("network", xdr_string, says="kind of transport"), Field(
    "address", xdr_string, scope="session", keep="distinct",
    says="where it is; the last two numbers are the port's bytes")
OWNER = Field("owner", xdr_string)
FOLLOWS = Field("follows", u32, only=(0, 1), says="another one")
FOUND = (PORT, when(of("port") > 0, when(
    of("wanted") == 6, expect_session("protocol", "rpc", port=of("port"), reason="port mapper", transport=6),
    otherwise=expect_session("protocol", "rpc", port=of("port"), reason="port mapper", transport=17))))

PORTMAP = Protocol(
    key="portmap", title="Port mapper", reference="RFC 1833", layer=7, rides_on={"rpc.program": 100000}, starts=(),
    layout=program(
        Field("procedure", u32, names=PROCEDURE, scope="session", keep="distinct", says="what is asked"),
        (when(of("version") == 2,
              switch("last", {range(1, 4): (ASKED, VERSION, TRANSPORT, PORT, remember("wanted", "transport")),
                              5: (ASKED, VERSION, Field("called_procedure", u32))}),
              otherwise=switch("last", {(1, 2, 3, 9): (ASKED, VERSION, NET, ADDRESS, OWNER)})),),
        (when(of("version") == 2, switch("last", {
            (1, 2): Field("done", u32, says="1: yes"), 3: FOUND,
            4: repeat(FOLLOWS, when(of("follows") == 1, node(Field("entry", nested), ASKED, VERSION, TRANSPORT, PORT)),
                      until=of("follows") == 0)}),
            otherwise=switch("last", {(3, 9): ADDRESS, 4: repeat(FOLLOWS, when(of("follows") == 1, node(
                Field("entry", nested), ASKED, VERSION, NET, ADDRESS, OWNER)), until=of("follows") == 0)})),)),
    info=("{procedure} {program}", "{procedure}", "{port}", "{address}"))
