"""What is known of every session, as one table: the store's columns, in their order.

The build makes the C row of it (columns.pxd, see protocols/generate.py), the store its layout, the command line the
counters of TCP it tells, docs/session-columns.md its list. A new counter is a line here, the line that counts it, and
the line of handler/lifecycle.pyx that writes it into the row. Wider columns come first: the row has no padding.
"""
from ..records import record


@record(frozen=True, slots=True)
class Column:
    """One column, or with `is_pair` two: `name_up` from the initiator to the responder, `name_down` back."""

    name: str
    type: str               # NumPy's word for it: i8, u8, u4, u2, u1; V16 sixteen bytes
    says: str
    unit: str = ""
    is_pair: bool = False
    of_tcp: bool = False    # 0 in other sessions
    is_told: bool = False   # a counter of TCP that JSON and CSV tell
    is_rare: bool = False   # kept beside the row, which takes no room for it where it is 0
    # What the number is, where it is no number: "time", "duration" (negative: none), "text" (another form of it is
    # told), "place" (nothing that is told), or the list of words it counts in, see export/shapes.py.
    means: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The store's names."""
        return (f"{self.name}_up", f"{self.name}_down") if self.is_pair else (self.name,)


COLUMNS = (
    Column("start_ns", "i8", "time of the first packet", "ns since 1970", means="time"),
    Column("end_ns", "i8", "time of the last packet", "ns since 1970", means="time"),
    Column("rtt_ns", "i8", "round-trip time of the handshake, -1 where there was none", "ns", of_tcp=True,
           means="duration"),
    Column("server_rtt_ns", "i8", "from SYN to SYN-ACK, -1 where there was none", "ns", of_tcp=True, means="duration"),
    Column("data_rtt_min_ns", "i8", "shortest time from data to acknowledgement", "ns", of_tcp=True, means="duration"),
    Column("data_rtt_mean_ns", "i8", "mean of these times, -1 where there was none", "ns", of_tcp=True,
           means="duration"),
    Column("data_rtt_max_ns", "i8", "longest of them", "ns", of_tcp=True, means="duration"),
    Column("vlan", "u8", "number of tags in the lowest 4 bits, then 12 bits a tag from the outermost", means="text"),
    Column("bytes", "u8", "whole frames, by their original lengths", "bytes", is_pair=True),
    Column("payload_bytes", "u8", "what the transport carried", "bytes", is_pair=True),
    Column("packets", "u4", "packets in the file", is_pair=True),
    Column("parent", "u4", "session that carries this one in a tunnel, 0: none", is_rare=True),
    Column("expected_by", "u4", "session whose protocol announced this one, 0: none", is_rare=True),
    Column("expected_packet", "u4", "packet in which that was announced, 0: none", is_rare=True),
    Column("named_by", "u4", "session whose DNS answer named the responder, 0: none", is_rare=True),
    Column("named_packet", "u4", "packet of that answer, 0: none", is_rare=True),
    Column("responder_name", "u4", "what the initiator was told by DNS that the responder is called", means="names",
           is_rare=True),
    Column("first_packet", "u4", "number of its first packet"),
    Column("last_packet", "u4", "number of its last packet"),
    Column("decided_packet", "u4", "packet at which the application was recognised"),
    Column("retransmissions", "u4", "segments sent again", is_pair=True, of_tcp=True, is_told=True),
    Column("out_of_order", "u4", "segments that came before earlier ones", is_pair=True, of_tcp=True, is_told=True),
    Column("duplicate_acks", "u4", "acknowledgements that say nothing new", is_pair=True, of_tcp=True, is_told=True),
    Column("zero_windows", "u4", "announcements that the receiver takes nothing now", is_pair=True, of_tcp=True,
           is_told=True),
    Column("resets", "u4", "segments with RST", is_pair=True, of_tcp=True, is_told=True),
    Column("copies", "u4", "of packets, made by the capture", is_pair=True, of_tcp=True, is_told=True),
    Column("discarded", "u4", "segments their receiver must discard", is_pair=True, of_tcp=True, is_told=True),
    Column("history", "u4", "newest of its changes of state, in the handler's list", means="place"),
    Column("attributes", "u4", "newest of its kept values, in the handler's list", means="place"),
    Column("inner", "u4", "what it carried for tunnelled sessions, in the handler's list", means="place", is_rare=True),
    Column("initiator_port", "u2", "port of who began"),
    Column("responder_port", "u2", "port of who was called"),
    Column("protocol", "u2", "registry's number of the protocol that makes the session", means="protocols"),
    Column("path", "u2", "number of its protocol path", means="paths"),
    Column("application", "u2", "registry's number of the application, 0: unknown", means="applications"),
    Column("findings", "u2", "findings about it, listed or not"),
    Column("expected_reason", "u2", "what announced it", means="announcements", is_rare=True),
    Column("mss", "u2", "largest segment it takes, by its SYN; 0: not said", "bytes", is_pair=True, of_tcp=True),
    Column("initiator", "V16", "address of who began; IPv4 behind ten zeros and two 0xFF", means="text"),
    Column("responder", "V16", "address of who was called", means="text"),
    Column("family", "u1", "4 or 6; 0: no IP"),
    Column("ip_protocol", "u1", "IANA's number of the protocol"),
    Column("state", "u1", "model.State", means="states"),
    Column("end_reason", "u1", "model.EndReason", means="ends"),
    Column("decided_by", "u1", "model.Decision", means="decisions"),
    Column("confidence", "u1", "model.Confidence", means="confidences"),
    Column("window_shift", "u1", "bits by which its windows are shifted; 255: not said", is_pair=True, of_tcp=True),
    Column("flags", "u1", "all flags it sent", is_pair=True, of_tcp=True),
    Column("direction", "u1", "model.DirectionReason: why the initiator is the initiator", means="reasons"),
    Column("turned", "u1", "1: it was taken for the responder at first", means="truth"),
    Column("tcp_marks", "u1", "1, 2: SACK permitted up, down; 4: began in the middle; 8: TCP", of_tcp=True),
    Column("handler", "u1", "whose lists history, attributes and inner are", means="place"),
)
# What is made of the others when somebody asks, by rules about services that may change meanwhile: export/
# service_reader.pyx. The first in each width.
DERIVED = (
    Column("service_packet", "u4", "packet that told whose service it is, 0: none"),
    Column("service_rule", "u4", "rule that says so", means="rules"),
    Column("service", "u2", "whose service it is, by its names, addresses and ports", means="services"),
    Column("category", "u2", "category of that service", means="categories"),
    Column("service_other", "u2", "whose it would be by the next rule that says something else", means="services"),
    Column("service_by", "u1", "model.ServiceWay: how that is known", means="ways"),
    Column("service_confidence", "u1", "model.Confidence: how sure that is", means="confidences"),
)
EVERY = (*COLUMNS, *DERIVED)
DERIVED_TYPES = {column.name: column.type for column in DERIVED}
DTYPES = {name: column.type for column in COLUMNS for name in column.names}
RARE = frozenset(name for column in COLUMNS if column.is_rare for name in column.names)
TCP_COUNTERS = tuple(column.name for column in COLUMNS if column.is_told)
