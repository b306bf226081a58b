"""NetFlow 1, 5, 7 and 9, IPFIX: what routers saw of flows (Cisco NetFlow; RFC 3954; RFC 7011).

Records of the last two are as a template says that was sent before, perhaps long ago: they are counted in bytes, and
their templates are read.
"""
from ..define import (Field, Framing, Protocol, bits, bound, client, flag, ipv4, left, likely, malformed, names, nested,
                      node, octets, of, refute, repeat, switch, take, total, u8, u16, u32, unix32, when)

VERSION = names(1, "NetFlow 1", 5, "NetFlow 5", 7, "NetFlow 7", 9, "NetFlow 9", 10, "IPFIX")
SET = names(0, "template (NetFlow 9)", 1, "options template (NetFlow 9)", 2, "template", 3, "options template")
# IANA, "IPFIX Information Elements", and RFC 3954 section 8: those that occur in most templates.
ELEMENT = names(
    1, "octetDeltaCount", 2, "packetDeltaCount", 3, "deltaFlowCount", 4, "protocolIdentifier", 5, "ipClassOfService",
    6, "tcpControlBits", 7, "sourceTransportPort", 8, "sourceIPv4Address", 9, "sourceIPv4PrefixLength",
    10, "ingressInterface", 11, "destinationTransportPort", 12, "destinationIPv4Address",
    13, "destinationIPv4PrefixLength", 14, "egressInterface", 15, "ipNextHopIPv4Address", 16, "bgpSourceAsNumber",
    17, "bgpDestinationAsNumber", 18, "bgpNextHopIPv4Address", 21, "flowEndSysUpTime", 22, "flowStartSysUpTime",
    23, "postOctetDeltaCount", 24, "postPacketDeltaCount", 27, "sourceIPv6Address", 28, "destinationIPv6Address",
    29, "sourceIPv6PrefixLength", 30, "destinationIPv6PrefixLength", 31, "flowLabelIPv6", 32, "icmpTypeCodeIPv4",
    34, "samplingInterval", 35, "samplingAlgorithm", 36, "flowActiveTimeout", 37, "flowIdleTimeout",
    40, "exportedOctetTotalCount", 41, "exportedMessageTotalCount", 42, "exportedFlowRecordTotalCount",
    48, "samplerId", 49, "samplerMode", 50, "samplerRandomInterval", 52, "minimumTTL", 53, "maximumTTL",
    54, "fragmentIdentification", 56, "sourceMacAddress", 57, "postDestinationMacAddress", 58, "vlanId",
    59, "postVlanId", 60, "ipVersion", 61, "flowDirection", 62, "ipNextHopIPv6Address", 70, "mplsTopLabelStackSection",
    80, "destinationMacAddress", 81, "postSourceMacAddress", 82, "interfaceName", 83, "interfaceDescription",
    84, "samplerName", 85, "octetTotalCount", 86, "packetTotalCount", 89, "forwardingStatus",
    94, "applicationDescription", 95, "applicationId", 96, "applicationName", 130, "exporterIPv4Address",
    136, "flowEndReason", 138, "observationPointId", 139, "icmpTypeCodeIPv6", 144, "exportingProcessId", 148, "flowId",
    149, "observationDomainId", 150, "flowStartSeconds", 151, "flowEndSeconds", 152, "flowStartMilliseconds",
    153, "flowEndMilliseconds", 160, "systemInitTimeMilliseconds", 176, "icmpTypeIPv4", 177, "icmpCodeIPv4",
    189, "ipHeaderLength", 192, "ipTTL", 195, "ipDiffServCodePoint", 225, "postNATSourceIPv4Address",
    226, "postNATDestinationIPv4Address", 227, "postNAPTSourceTransportPort", 228, "postNAPTDestinationTransportPort",
    230, "natEvent", 233, "firewallEvent", 234, "ingressVRFID", 235, "egressVRFID", 239, "biflowDirection",
    256, "ethernetType", 302, "selectorId", 304, "selectorAlgorithm", 305, "samplingPacketInterval",
    306, "samplingPacketSpace", 351, "layer2SegmentId", 352, "layer2OctetDeltaCount")

ENDS = (Field("source", ipv4, says="who sends"), Field("destination", ipv4, says="who is sent to"),
        Field("next_hop", ipv4, says="router it went on to"),
        Field("input", u16, says="interface it came in by"), Field("output", u16, says="interface it went out by"),
        Field("packets", u32, says="of the flow"), Field("bytes", u32, unit="bytes", says="of the flow"),
        Field("first", u32, unit="ms", says="when it began, since the router started"),
        Field("last", u32, unit="ms", says="when it ended, since the router started"),
        Field("source_port", u16, says="port it came from"), Field("destination_port", u16, says="port it went to"))
PROTOCOL = Field("protocol", u8, names=names(1, "ICMP", 6, "TCP", 17, "UDP", 47, "GRE", 50, "ESP", 58, "ICMPv6"),
                 says="what the flow's packets carry")
SERVICE, TCP_FLAGS = Field("service", u8, base=16, says="type of service"), Field(
    "tcp_flags", u8, base=16, says="all that were seen")
ASES = (Field("source_as", u16, says="where it came from"), Field("destination_as", u16, says="where it went to"),
        Field("source_mask", u8, unit="bits", says="of the route"), Field("destination_mask", u8, unit="bits",
                                                                          says="of the route"))
RECORD = Field("record", nested, says="one flow")
RECORDS = {
    1: (52, (*ENDS, take("unused", u16), PROTOCOL, SERVICE, TCP_FLAGS)),
    5: (48, (*ENDS, take("unused", u8), TCP_FLAGS, PROTOCOL, SERVICE, *ASES)),
    7: (52, (*ENDS, take("flags", u8), TCP_FLAGS, PROTOCOL, SERVICE, *ASES, take("flags2", u16),
             Field("router", ipv4, says="whose traffic a switch carried past it"))),
}
UPTIME = Field("uptime", u32, unit="ms", says="since the router started")
TIME = Field("time", unix32, says="when it was sent")
SEQUENCE = Field("sequence", u32, says="what was sent before: flows, messages or records")
SOURCE = Field("domain", u32, scope="session", keep="distinct", says="which part of the router saw it")
ENGINE = (Field("engine_type", u8, says="of the router"), Field("engine", u8, says="slot of the router"))
FIELDS = repeat(node(
    Field("element", nested, says="one field of a template"),
    bits(u16, Field("enterprise_element", flag, mask=0x8000, says="an enterprise defined it"),
         Field("element_id", u16, mask=0x7FFF, names=ELEMENT, says="what the field is")),
    Field("element_length", u16, unit="bytes", says="of its value; 65535: it says so itself"),
    when((of("enterprise_element") == 1) & (of("version") == 10), Field("enterprise", u32, says="who defined it"))),
    count="field_count")
TEMPLATE = Field("template", u16, says="number by which sets of records name it")
COUNT = Field("field_count", u16, says="fields that follow")
OPTIONS = {     # NetFlow 9 counts bytes of options templates, IPFIX fields
    1: (TEMPLATE, Field("scope_bytes", u16, unit="bytes", says="of the fields that say what is meant"),
        Field("option_bytes", u16, unit="bytes", says="of the others"),
        repeat(node(Field("option_element", nested, says="one field of an options template"),
                    Field("option_id", u16, says="what the field is"),
                    Field("option_length", u16, unit="bytes", says="of its value")))),
    3: (TEMPLATE, COUNT, Field("scope_fields", u16, says="fields that say what is meant"), FIELDS),
}
SETS = repeat(node(
    Field("set", nested, says="templates, or records of one template"),
    Field("set_id", u16, names=SET, says="the template of its records, or what templates it has"),
    Field("set_length", u16, unit="bytes", says="of the whole set"),
    when((of("set_id") > 3) & (of("set_id") < 256), malformed()),
    bound(of("set_length") - 4, switch("set_id", {
        (0, 2): repeat(when(left > 3, node(Field("template_record", nested, says="one template"), TEMPLATE, COUNT,
                                           FIELDS))),
        1: OPTIONS[1], 3: OPTIONS[3],
    }, default=when(left > 0, Field("records", octets, says="as their template says"))))))
STATED = Field("version", u16, names=VERSION, scope="session", keep="distinct", only=tuple(VERSION.names),
               says="which protocol it is")

CFLOW = Protocol(
    key="cflow", title="NetFlow", reference="RFC 7011", layer=7,
    rides_on={"udp.port": (2055, 9995, 9996, 9555, 4739), "tcp.port": 4739},
    framing=Framing(header=16, length=u16, at=2, most=65_535), datagrams=True, starts=(),
    probe=(take("v", u16), take("n", u16),
           switch("v", {5: when(of("n") * 48 + 24 == total, likely(), otherwise=refute()),
                        7: when(of("n") * 52 + 24 == total, likely(), otherwise=refute()),
                        1: when(of("n") * 52 + 16 == total, likely(), otherwise=refute()),
                        10: when(of("n") - total <= 0, likely(), otherwise=refute()),
                        9: when((of("n") > 0) & (of("n") < 256), likely(), otherwise=refute())}, default=refute())),
    layout=(
        STATED, client(),
        when(of("version") == 10, Field("length", u16, unit="bytes", only=(range(16, 65536),), says="of the message"),
             TIME, SEQUENCE, SOURCE, SETS,
             otherwise=(
                 Field("count", u16, says="records that follow; of NetFlow 9 with templates"), UPTIME, TIME,
                 switch("version", {
                     9: (SEQUENCE, SOURCE, SETS),
                     1: (Field("nanoseconds", u32, unit="ns", says="of the time"),
                         repeat(node(RECORD, bound(RECORDS[1][0], *RECORDS[1][1])), count="count")),
                     5: (Field("nanoseconds", u32, unit="ns", says="of the time"), SEQUENCE, *ENGINE,
                         bits(u16, Field("sampling_mode", u8, mask=0xC000, says="how packets were chosen"),
                              Field("sampling", u16, mask=0x3FFF, says="one packet of so many was looked at")),
                         repeat(node(RECORD, bound(RECORDS[5][0], *RECORDS[5][1])), count="count")),
                     7: (Field("nanoseconds", u32, unit="ns", says="of the time"), SEQUENCE, take("reserved", u32),
                         repeat(node(RECORD, bound(RECORDS[7][0], *RECORDS[7][1])), count="count")),
                 }))),
    ),
    info=("{version}", "{count} records", "{template}"))
