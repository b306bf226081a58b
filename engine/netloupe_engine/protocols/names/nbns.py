"""NetBIOS name service: names of Windows' local networks (RFC 1002 section 4.2)."""
from ..define import (Field, Protocol, bits, bound, flag, ipv4, left, likely, mac, malformed, names, nested,
                      netbios_name, node, octets, of, repeat, sized, switch, text, u8, u16, u32, when)

OPCODE = names(0, "query", 5, "registration", 6, "release", 7, "wait", 8, "refresh", 9, "refresh (alternate)",
               15, "multi-homed registration")
RCODE = names(0, "no error", 1, "format error", 2, "server failure", 3, "name error", 4, "unsupported request",
              5, "refused", 6, "name is active", 7, "name is in conflict")
TYPE = names(0x01, "A", 0x02, "NS", 0x0A, "NULL", 0x20, "NB", 0x21, "NBSTAT")
NODE = names(0, "broadcast", 1, "point to point", 2, "mixed", 3, "hybrid")

TYPE_AND_CLASS = (Field("type", u16, names=TYPE), Field("class", u16))
KIND_OF_NAME = (Field("group", flag, mask=0x8000, says="several may have the name"),
                Field("node_type", u8, mask=0x6000, names=NODE, says="how its owner finds names"))
ENTRIES = repeat(node(Field("entry", nested), bits(u16, *KIND_OF_NAME), Field("address", ipv4)))
STATUS = (Field("name_count", u8),
          repeat(node(Field("own_name", nested), Field("own_name_text", sized(15, text)), Field("suffix", u8, base=16),
                      bits(u16, *KIND_OF_NAME, Field("active", flag, mask=0x0400),
                           Field("conflict", flag, mask=0x0800))), count="name_count"),
          Field("unit", mac, says="the adapter's address"), Field("statistics", octets))

NBNS = Protocol(
    key="nbns", title="NetBIOS name service", reference="RFC 1002", layer=7, rides_on={"udp.port": 137}, starts=(),
    layout=(
        Field("id", u16, base=16, says="the answer has the request's"),
        bits(u16, Field("response", flag, mask=0x8000),
             Field("opcode", u8, mask=0x7800, names=OPCODE, scope="session", keep="distinct",
                   only=(0, range(5, 10), 15)),
             Field("authoritative", flag, mask=0x0400), Field("truncated", flag, mask=0x0200),
             Field("recursion_desired", flag, mask=0x0100), Field("recursion_available", flag, mask=0x0080),
             Field("reserved", u8, mask=0x0060, only=(0,)), Field("broadcast", flag, mask=0x0010),
             Field("rcode", u8, mask=0x000F, names=RCODE)),
        Field("question_count", u16, only=(0, 1)), Field("answer_count", u16, only=(range(64),)),
        Field("authority_count", u16, only=(range(64),)), Field("additional_count", u16, only=(range(64),)),
        when(of("question_count") + of("answer_count") > 0, likely()),
        when((of("response") == 0) & (of("question_count") == 0), malformed()),      # each request names one
        repeat(node(Field("question", nested), Field("query_name", netbios_name, scope="session", keep="distinct"),
                    *TYPE_AND_CLASS), count="question_count"),
        repeat(node(Field("record", nested), Field("name", netbios_name), *TYPE_AND_CLASS, Field("ttl", u32, unit="s"),
                    bound(Field("data_length", u16, unit="bytes"),
                          switch("type", {0x20: ENTRIES, 0x21: STATUS}, default=when(left > 0, Field("data", octets))),
                          rest=Field("data_rest", octets))),
               count=of("answer_count") + of("authority_count") + of("additional_count")),
    ),
    info=("{opcode}", "{query_name}", "{name}", "{rcode}"))
