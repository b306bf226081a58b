"""Filters against what a program that looks at each session by itself finds, and against tshark's counts."""
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netloupe_engine import Analysis, analyze
from netloupe_engine.analysis import compile_filter
from netloupe_engine.errors import CancelledError
from netloupe_engine.filters.masks import Masks
from netloupe_engine.model import EndReason, Session, State
from tests.unit import traffic

SAMPLE = "resources/captures/sample.pcapng"


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyze(SAMPLE)


@dataclass(frozen=True)
class Case:
    """A filter, and the same for one session."""

    text: str
    holds: Callable[[Session], bool]


def values(session: Session, name: str) -> list[object]:
    return [value.value for value in session.attributes if value.name == name]


NUMBERS: dict[str, Callable[[Session], int]] = {
    "packets": lambda session: sum(session.packets), "bytes": lambda session: sum(session.bytes),
    "bytes.up": lambda session: session.bytes[0], "payload.down": lambda session: session.payload_bytes[1],
    "server.port": lambda session: session.responder_port, "id": lambda session: session.id,
    "first_packet": lambda session: session.first_packet,
}
ORDERS: dict[str, Callable[[int, int], bool]] = {
    "==": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__}


def number_case(name: str, order: str, value: int) -> Case:
    return Case(f"{name} {order} {value}", lambda session: ORDERS[order](NUMBERS[name](session), value))


def port_case(ports: tuple[int, ...]) -> Case:
    return Case(f"port in {{{', '.join(map(str, ports))}}}",
                lambda session: session.initiator_port in ports or session.responder_port in ports)


def network_case(network: str) -> Case:
    of = ip_network(network)
    return Case(f"either in {network}", lambda session: any(
        (address := ip_address(one)).version == of.version and address in of
        for one in (session.initiator, session.responder)))


def state_case(state: State) -> Case:
    return Case(f"state == {state.name.lower()}", lambda session: session.state is state)


def end_case(reason: EndReason) -> Case:
    return Case(f'state is "{reason.text}"', lambda session: session.end_reason is reason)


def application_case(key: str) -> Case:
    return Case(f"app == {key}", lambda session: (session.application or "unknown") == key)


def protocol_case(key: str) -> Case:
    return Case(key, lambda session: key in session.path.split("."))


def text_case(name: str, operator: str, word: str) -> Case:
    how = {"contains": str.__contains__, "starts with": str.startswith, "ends with": str.endswith,
           "==": str.__eq__}[operator]
    return Case(f'{name} {operator} "{word}"',
                lambda session: any(how(str(value).lower(), word.lower()) for value in values(session, name)))


def not_text_case(name: str, word: str) -> Case:
    def holds(session: Session) -> bool:
        found = values(session, name)
        return bool(found) and word not in found
    return Case(f'{name} != "{word}"', holds)


CASES = st.one_of(
    st.builds(number_case, st.sampled_from(sorted(NUMBERS)), st.sampled_from(sorted(ORDERS)), st.integers(0, 2_000)),
    st.builds(port_case, st.lists(st.sampled_from((53, 80, 443, 993, 123, 5353)), min_size=1,
                                  max_size=3).map(tuple)),
    st.builds(network_case, st.sampled_from(("192.168.20.0/28", "192.168.0.0/16", "fd00:20::/64", "ff00::/8",
                                             "0.0.0.0/0"))),
    st.builds(state_case, st.sampled_from(State)), st.builds(end_case, st.sampled_from(list(EndReason)[1:])),
    st.builds(application_case, st.sampled_from(("dns", "http", "tls", "ntp", "unknown"))),
    st.builds(protocol_case, st.sampled_from(("dns", "tls", "tcp", "udp", "ipv6", "http", "quic", "icmp"))),
    st.builds(text_case, st.sampled_from(("http.host", "tls.server_name", "dns.query_name", "http.method")),
              st.sampled_from(("contains", "starts with", "ends with", "==")),
              st.sampled_from(("Example", "www", "t", "GET", ".test"))),
    st.builds(not_text_case, st.sampled_from(("http.method", "http.host")),
              st.sampled_from(("GET", "www.example.test"))),
)


def joined(cases: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    def every(one: Case, other: Case) -> Case:
        return Case(f"({one.text} and {other.text})", lambda session: one.holds(session) and other.holds(session))

    def either(one: Case, other: Case) -> Case:
        return Case(f"({one.text} or {other.text})", lambda session: one.holds(session) or other.holds(session))

    def none(one: Case) -> Case:
        return Case(f"not {one.text}", lambda session: not one.holds(session))
    return st.builds(every, cases, cases) | st.builds(either, cases, cases) | st.builds(none, cases)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(case=st.recursive(CASES, joined, max_leaves=5))
def test_a_mask_is_what_looking_at_each_session_gives(sample: Analysis, case: Case) -> None:
    expected = [session.id for session in sample.each_session() if case.holds(session)]
    assert sample.filter(case.text).tolist() == expected


def test_an_empty_filter_holds_for_all(sample: Analysis) -> None:
    assert len(sample.filter(" ")) == len(sample.sessions)
    assert len(sample.filter_packets("")) == len(sample.packets)


def test_attributes_of_packets_ask_whether_a_session_has_such_a_packet(sample: Analysis) -> None:
    low = {packet.session for number in range(1, len(sample.packets) + 1) if (packet := sample.packet(number)).session
           and any(node.name == "ip.ttl" and isinstance(node.value, int) and node.value < 64
                   for layer in packet.nodes for node in layer.children)}
    assert low
    assert set(sample.filter("ip.ttl < 64").tolist()) == low == set(sample.filter("packet where ip.ttl < 64").tolist())


def test_packets_of_a_filter(sample: Analysis) -> None:
    lengths, sessions = sample.packets.column("length"), sample.packets.column("session")
    expected = np.flatnonzero((lengths > 500) & np.isin(sessions, sample.filter("http"))) + 1
    assert sample.filter_packets("http and packet where frame.length > 500").tolist() == expected.tolist()
    assert sample.filter_packets("not tcp and packet where frame.number < 9").max() < 9
    assert len(sample.filter_packets("packet where not frame.session")) == np.count_nonzero(sessions == 0)


@pytest.mark.parametrize("way", ["packet where app == dns", "packet where dns"])
def test_packets_are_asked_what_their_sessions_are(sample: Analysis, way: str) -> None:
    assert set(sample.filter_packets(way).tolist()) <= set(sample.packets_of(sample.filter("app == dns")).tolist())


def test_words_are_searched_in_what_is_shown(sample: Analysis) -> None:
    exact = sample.filter("server == 192.168.20.10 and server.port == 443")
    assert sample.filter("192.168.20.10:443").tolist() == exact.tolist() != []
    named = sample.filter("http.host contains www.example")
    assert set(sample.filter("www example").tolist()) >= set(named.tolist()) != set()


def test_relative_times(sample: Analysis) -> None:
    start, end = sample.capture.start_ns, sample.capture.end_ns
    assert start is not None
    assert end is not None
    assert sample.filter("start < 10s").tolist() == [session.id for session in sample.each_session()
                                                     if session.start_ns < start + 10**10]
    assert sample.filter("end > -5s").tolist() == [session.id for session in sample.each_session()
                                                   if session.end_ns > end - 5 * 10**9]


def test_a_part_of_a_name_will_do(sample: Analysis) -> None:
    assert sample.filter("tls.version == 1.2").tolist() == sample.filter('tls.version == "TLS 1.2"').tolist() != []


def test_findings(sample: Analysis) -> None:
    rows = [row for row in sample.findings() if row.session]
    resets = {row.session for row in rows if row.kind == "tcp.reset"}
    assert sample.filter("finding == tcp.reset").tolist() == sorted(resets)
    assert sample.filter("severity >= warning").tolist() == sorted({row.session for row in rows if row.severity.name in
                                                                    ("WARNING", "ERROR")})


def test_vlans_and_tunnels(tmp_path: Path) -> None:
    from scapy.layers.l2 import Dot1Q, Ether
    frame = traffic.loose(traffic.udp())
    tagged = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / Dot1Q(vlan=7) / Dot1Q(vlan=99) / frame.payload
    found = traffic.analysed(tmp_path, [(0, frame), (1, tagged)])
    texts = ("vlan == 7", "vlan == 99", "vlan", "not vlan", "vlan in {1..50}")
    assert [found.filter(text).tolist() for text in texts] == [[2], [2], [2], [1], [2]]


class Patience:
    """Called off at the nth look; counts the looks."""

    def __init__(self, looks: int) -> None:
        self.left, self.looks = looks, 0

    def __call__(self) -> bool:
        self.looks += 1
        return self.looks > self.left


ASKED = ("example", "www example", "bytes > 1 and example", "info contains a", 'info matches "a.*z"',
         "http.host matches a", "client in 10.0.0.0/8 or server == 10.0.0.1", "finding", "response > 1ms",
         "not (tls or rtt > 1ms)",
         "ip.ttl < 64", "packet where tcp.flag_syn and frame.length > 60", 'frame.bytes contains "GET"',
         'tcp.bytes matches "GET|POST"', "frame.captured_length > 100")


@pytest.mark.parametrize("text", ASKED)
def test_whenever_it_is_called_off_nothing_more_is_looked_at(sample: Analysis, text: str) -> None:
    whole = Patience(1 << 60)
    answer = sample.filter(text, whole)
    assert whole.looks > 1
    for left in sorted({*range(min(whole.looks, 12)), whole.looks // 2, whole.looks - 1}):
        patience = Patience(left)
        with pytest.raises(CancelledError):
            sample.filter(text, patience)
        assert patience.looks <= left + 2           # a loop that ends early, and who asked for it
    assert sample.filter(text).tolist() == answer.tolist()


def test_no_step_between_two_looks_is_long(tmp_path: Path) -> None:
    """Of many packets and texts there are many looks: a bounded piece of work between them."""
    one = bytes(traffic.udp(payload=bytes(400)))
    frames = [(at / 1000, one[:34] + (1024 + at).to_bytes(2) + one[36:40] + bytes(2) + one[42:])
              for at in range(30_000)]
    many = traffic.analysed(tmp_path, frames)
    assert len(many.sessions) == 30_000
    for text, least in (("ip.ttl < 64", 4), ("frame.captured_length > 100", 7), ('frame.bytes contains "x"', 2),
                        ('info matches "a.*z"', 3)):
        whole = Patience(1 << 60)
        many.filter(text, whole)
        assert whole.looks >= least, text


class Watched:
    """Notes which rows of which columns are read."""

    def __init__(self, real: object) -> None:
        self._real = real
        self.read: list[tuple[str, int]] = []

    def column(self, name: str, start: int = 0, stop: int | None = None) -> np.ndarray:
        found = self._real.column(name, start, stop)        # type: ignore[attr-defined]
        self.read.append((name, len(found)))
        return found

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def __len__(self) -> int:
        return len(self._real)      # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "columns"), [
    ("app == dns and bytes > 90", {"application", "bytes_up", "bytes_down"}),
    ("bytes > 90 or bytes < 10 or bytes.up == 7", {"bytes_up", "bytes_down"}), ("tls and quic", {"path"}),
    ("duration > 1s and duration < 9s", {"start_ns", "end_ns"}), ("client in 10.0.0.0/8", {"initiator"})])
def test_each_column_is_read_once_and_nothing_else(sample: Analysis, monkeypatch: pytest.MonkeyPatch, text: str,
                                                   columns: set[str]) -> None:
    sessions, packets = Watched(sample.sessions), Watched(sample.packets)
    monkeypatch.setattr(Analysis, "sessions", sessions)
    monkeypatch.setattr(Analysis, "packets", packets)
    compile_filter(text).sessions(sample)
    assert sorted(sessions.read) == [(name, 144) for name in sorted(columns)]
    assert packets.read == []


@pytest.mark.parametrize("text", [*ASKED[:9], '"tls"', "http.host", "app == tls", "either in 10.0.0.0/8",
                                  "severity >= note", "note", "vlan", "start > 1s"])
def test_sessions_that_come_while_it_is_answered_are_the_next_ones(sample: Analysis, text: str) -> None:
    made = compile_filter(text)
    view = made._view(sample, bool)
    view.sessions = 100                             # as many as there were when it was asked
    mask = Masks(view).sessions(made._plan)
    assert (np.flatnonzero(mask) + 1).tolist() == [id for id in sample.filter(text).tolist() if id <= 100]


@pytest.mark.parametrize("handlers", [1, 3])
def test_the_same_for_any_number_of_handlers(sample: Analysis, handlers: int) -> None:
    other = analyze(SAMPLE, handlers)
    for text in ("ip.ttl < 64", "tls and bytes > 4k", "packet where tcp.flag_syn"):
        assert other.filter(text).tolist() == sample.filter(text).tolist()
        assert other.filter_packets(text).tolist() == sample.filter_packets(text).tolist()


def test_a_filter_is_asked_of_many_captures(sample: Analysis, tmp_path: Path) -> None:
    made = compile_filter("udp")
    assert made.sessions(traffic.analysed(tmp_path, [(0, traffic.udp())])).tolist() == [1]
    assert len(made.sessions(sample))
