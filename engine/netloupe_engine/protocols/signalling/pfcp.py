"""PFCP: the control plane of mobile cores tells the user plane what to do with packets (3GPP TS 29.244)."""
from ..define import (Field, Protocol, bits, bound, call, define, finding, flag, ipv4, ipv6, left, names, nested, node,
                      octets, of, partial_domain_name, refute, repeat, switch, text, total, u8, u16, u24, u32, u64,
                      unix32, when)
from ..findings import REJECTED

MESSAGE = names(
    1, "heartbeat request", 2, "heartbeat response", 3, "PFD management request", 4, "PFD management response",
    5, "association setup request", 6, "association setup response", 7, "association update request",
    8, "association update response", 9, "association release request", 10, "association release response",
    11, "version not supported response", 12, "node report request", 13, "node report response",
    14, "session set deletion request", 15, "session set deletion response", 16, "session set modification request",
    17, "session set modification response", 50, "session establishment request", 51, "session establishment response",
    52, "session modification request", 53, "session modification response", 54, "session deletion request",
    55, "session deletion response", 56, "session report request", 57, "session report response")
ELEMENT = names(
    1, "Create PDR", 2, "PDI", 3, "Create FAR", 4, "Forwarding Parameters", 5, "Duplicating Parameters",
    6, "Create URR", 7, "Create QER", 8, "Created PDR", 9, "Update PDR", 10, "Update FAR",
    11, "Update Forwarding Parameters", 12, "Update BAR", 13, "Update URR", 14, "Update QER", 15, "Remove PDR",
    16, "Remove FAR", 17, "Remove URR", 18, "Remove QER", 19, "Cause", 20, "Source Interface", 21, "F-TEID",
    22, "Network Instance", 23, "SDF Filter", 24, "Application ID", 25, "Gate Status", 26, "MBR", 27, "GBR",
    28, "QER Correlation ID", 29, "Precedence", 30, "Transport Level Marking", 31, "Volume Threshold",
    32, "Time Threshold", 33, "Monitoring Time", 34, "Subsequent Volume Threshold", 35, "Subsequent Time Threshold",
    36, "Inactivity Detection Time", 37, "Reporting Triggers", 38, "Redirect Information", 39, "Report Type",
    40, "Offending IE", 41, "Forwarding Policy", 42, "Destination Interface", 43, "UP Function Features",
    44, "Apply Action", 45, "Downlink Data Service Information", 46, "Downlink Data Notification Delay",
    47, "DL Buffering Duration", 48, "DL Buffering Suggested Packet Count", 49, "PFCPSMReq-Flags",
    50, "PFCPSRRsp-Flags", 51, "Load Control Information", 52, "Sequence Number", 53, "Metric",
    54, "Overload Control Information", 55, "Timer", 56, "PDR ID", 57, "F-SEID", 58, "Application ID's PFDs",
    59, "PFD context", 60, "Node ID", 61, "PFD contents", 62, "Measurement Method", 63, "Usage Report Trigger",
    64, "Measurement Period", 65, "FQ-CSID", 66, "Volume Measurement", 67, "Duration Measurement",
    68, "Application Detection Information", 69, "Time of First Packet", 70, "Time of Last Packet",
    71, "Quota Holding Time", 72, "Dropped DL Traffic Threshold", 73, "Volume Quota", 74, "Time Quota",
    75, "Start Time", 76, "End Time", 77, "Query URR", 78, "Usage Report", 79, "Usage Report", 80, "Usage Report",
    81, "URR ID", 82, "Linked URR ID", 83, "Downlink Data Report", 84, "Outer Header Creation", 85, "Create BAR",
    86, "Update BAR", 87, "Remove BAR", 88, "BAR ID", 89, "CP Function Features", 90, "Usage Information",
    91, "Application Instance ID", 92, "Flow Information", 93, "UE IP Address", 94, "Packet Rate",
    95, "Outer Header Removal", 96, "Recovery Time Stamp", 97, "DL Flow Level Marking", 98, "Header Enrichment",
    99, "Error Indication Report", 100, "Measurement Information", 101, "Node Report Type",
    102, "User Plane Path Failure Report", 103, "Remote GTP-U Peer", 104, "UR-SEQN",
    105, "Update Duplicating Parameters", 106, "Activate Predefined Rules", 107, "Deactivate Predefined Rules",
    108, "FAR ID", 109, "QER ID", 110, "OCI Flags", 111, "PFCP Association Release Request",
    112, "Graceful Release Period", 113, "PDN Type", 114, "Failed Rule ID", 115, "Time Quota Mechanism",
    116, "User Plane IP Resource Information", 117, "User Plane Inactivity Timer", 118, "Aggregated URRs",
    119, "Multiplier", 120, "Aggregated URR ID IE", 121, "Subsequent Volume Quota", 122, "Subsequent Time Quota",
    123, "RQI", 124, "QFI", 127, "Create Traffic Endpoint", 128, "Created Traffic Endpoint",
    129, "Update Traffic Endpoint", 130, "Remove Traffic Endpoint", 131, "Traffic Endpoint ID", 141, "User ID",
    155, "Framed-IPv6-Route", 156, "Time Stamp", 159, "APN/DNN", 160, "3GPP Interface Type")
CAUSE = names(
    1, "request accepted", 2, "more Usage Report to send", 3, "request partially accepted", 64, "request rejected",
    65, "session context not found", 66, "mandatory IE missing", 67, "conditional IE missing", 68, "invalid length",
    69, "mandatory IE incorrect", 70, "invalid Forwarding Policy", 71, "invalid F-TEID allocation option",
    72, "no established PFCP Association", 73, "rule creation / modification Failure", 74, "PFCP entity in congestion",
    75, "no resources available", 76, "service not supported", 77, "system failure", 78, "redirection Requested",
    79, "all dynamic addresses are occupied", 80, "unknown Pre-defined Rule", 81, "unknown Application ID",
    82, "L2TP tunnel Establishment failure", 83, "L2TP session Establishment failure", 84, "L2TP tunnel release",
    85, "L2TP session release", 86, "PFCP session restoration failure")
INTERFACE = names(0, "access", 1, "core", 2, "SGi-LAN or N6-LAN", 3, "control plane", 4, "5G VN internal")
NODE = names(0, "IPv4", 1, "IPv6", 2, "name")
ACTION = names(0x0100, "drop", 0x0200, "forward", 0x0400, "buffer", 0x0800, "notify control plane", 0x1000, "duplicate")
GROUPED = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 51, 54, 58, 68, 77, 78, 79, 80, 83, 85, 86,
           87,
           99, 102, 105, 118, 127, 128, 129, 130)
HAS_V4, HAS_V6 = Field("has_v4", flag, mask=0x02), Field("has_v6", flag, mask=0x01)
ADDRESS = Field("address", ipv4, scope="session", keep="distinct", keep_most=64)
ADDRESS6 = Field("address6", ipv6, scope="session", keep="distinct", keep_most=64)
ENDPOINT = Field("teid", u32, base=16, scope="session", keep="distinct", keep_most=64)
VALUES = {
    19: (Field("cause", u8, names=CAUSE, scope="session", keep="distinct"),
         when(of("cause") >= 64, finding("rejected"))),
    (20, 42): bits(u8, Field("interface", u8, mask=0x0F, names=INTERFACE)),
    21: (bits(u8, Field("choose_id", flag, mask=0x08), Field("choose", flag, mask=0x04, says="the user plane chooses"),
              Field("v6", flag, mask=0x02), Field("v4", flag, mask=0x01)),
         when(of("choose") == 0, ENDPOINT, when(of("v4") == 1, ADDRESS), when(of("v6") == 1, ADDRESS6))),
    (22, 159): Field("network", text, scope="session", keep="distinct", says="network instance or access point"),
    (56, 115): Field("pdr", u16, says="packet detection rule"), 81: Field("urr", u32, says="usage reporting rule"),
    108: Field("far", u32, says="forwarding action rule"), 109: Field("qer", u32, says="QoS enforcement rule"),
    44: when(left >= 2, Field("action", u16, flags=ACTION, base=16), otherwise=Field("action_byte", u8, base=16)),
    29: Field("precedence", u32), 24: Field("application_id", text),
    57: (bits(u8, HAS_V4, HAS_V6),
         Field("session_endpoint", u64, base=16, scope="session", keep="distinct", keep_most=256),
         when(of("has_v4") == 1, ADDRESS), when(of("has_v6") == 1, ADDRESS6)),
    60: (bits(u8, Field("node_kind", u8, mask=0x0F, names=NODE)), switch("node_kind", {
        0: Field("node", ipv4, scope="session", keep="distinct"), 1: Field("node6", ipv6, scope="session",
                                                                           keep="distinct"),
        2: Field("node_name", partial_domain_name, scope="session", keep="distinct")})),
    84: (Field("outer_header", u16, base=16), when(left >= 4, ENDPOINT), when(left >= 4, ADDRESS)),
    93: (bits(u8, Field("destination", flag, mask=0x04), HAS_V4, HAS_V6),
         when(of("has_v4") == 1, Field("user_address", ipv4, scope="session", keep="distinct", keep_most=256)),
         when(of("has_v6") == 1, Field("user_address6", ipv6, scope="session", keep="distinct", keep_most=256))),
    (96, 75, 76, 69, 70, 156): Field("time", unix32), 124: Field("qfi", u8, mask=0x3F, says="QoS flow"),
    GROUPED: call("elements"),
}

PFCP = Protocol(
    key="pfcp", title="Packet Forwarding Control Protocol", reference="3GPP TS 29.244", layer=7,
    rides_on={"udp.port": 8805}, starts=(),
    layout=(
        define("elements", repeat(node(
            Field("element", nested, says="an information element"),
            Field("element_type", u16, names=ELEMENT),
            bound(Field("element_length", u16, unit="bytes"),
                  when(of("element_type") >= 0x8000, Field("enterprise", u16), Field("enterprise_data", octets),
                       otherwise=switch("element_type", VALUES, default=when(left > 0, Field("data", octets)))),
                  rest=Field("element_rest", octets))))),
        bits(u8, Field("version", u8, mask=0xE0, only=(1,)), Field("spare", u8, mask=0x18, only=(0,)),
             Field("follow_on", flag, mask=0x04, says="another message follows"),
             Field("has_priority", flag, mask=0x02),
             Field("has_session", flag, mask=0x01)),
        Field("message", u8, names=MESSAGE, scope="session", keep="distinct", only=tuple(MESSAGE.names)),
        Field("length", u16, unit="bytes", only=(range(4, 65_532),), says="behind the first four bytes"),
        when((of("follow_on") == 0) & (of("length") != total - 4), refute()),
        bound("length",
              when(of("has_session") == 1, Field("session", u64, base=16, scope="session", keep="distinct",
                                                 keep_most=256, says="endpoint of the session at the receiver")),
              Field("sequence", u24), Field("priority", u8),
              call("elements")),
    ),
    info=("{message}", "{cause}", "{node_name}"),
    findings=(REJECTED,))
