"""Every statistic there is, as one table: window, command line and Python know no other."""
from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..errors import UnknownNameError
from ..filters.view import Asked
from ..protocols.compiled import CompiledRegistry
from ..records import record
from . import distributions, hierarchy, over_time, tallies
from .scope import Scope
from .statistic import Picture, Statistic, StatisticKind, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Ask = Callable[[Scope, StatisticKind], Statistic]
LOOKED_AT = 1000    # sessions that are asked whether the vendor of any end is known
_TCP = 8            # in the column tcp_marks
_DAY_NS = 86_400 * 10**9
_FAR = 100_000      # days
_EXPIRY = (("Expired", -_FAR, 0), ("Within 7 days", 0, 7), ("7 – 30 days", 7, 30), ("30 – 90 days", 30, 90),
           ("90 days – 1 year", 90, 365), ("Later", 365, _FAR))
_JITTER_MS = ((0, 1), (1, 5), (5, 10), (10, 20), (20, 50), (50, 100), (100, 1000), (1000, 10**9))
_LOST = (("none", 0, 0), ("1 – 9", 1, 9), ("10 – 99", 10, 99), ("100 – 999", 100, 999), ("1000 or more", 1000, 10**12))


@record(frozen=True, slots=True)
class _Entry:
    """A statistic: how it is asked, which attributes it is about (sessions must have kept one, if there are any), and
    which sessions, as a filter."""

    kind: StatisticKind
    ask: Ask
    needs: tuple[str, ...] = ()
    within: str = ""


def _values(name: str, topic: str, title: str, column: str, by: Sequence[str], says: str, within: str = "",
            kept: bool = True) -> _Entry:
    return _Entry(StatisticKind(name, topic, title, says, Picture.BARS),
                  partial(tallies.by_value, by=tuple(by), title=column, within=within), tuple(by) if kept else (),
                  within)


def _entry(name: str, topic: str, title: str, picture: Picture, says: str, ask: Ask, *needs: str) -> _Entry:
    return _Entry(StatisticKind(name, topic, title, says, picture), ask, needs)


def _throughput(by: str, title: str) -> _Entry:
    name = "throughput" if by == "app" else f"throughput.{title}"
    return _entry(name, "Traffic", f"Throughput by {title}", Picture.STACK,
                  f"Bits per second of whole frames, by {title}.", partial(over_time.throughput, by=by))


def _response(name: str, topic: str, title: str, within: str) -> _Entry:
    return _Entry(StatisticKind(name, topic, title, "From the client's first payload to the server's first after it.",
                       Picture.HISTOGRAM),
                  partial(distributions.of_field, name="response", unit=Unit.DURATION, within=within), (), within)


_TABLE = (
    _throughput("app", "application"), _throughput("transport", "protocol"), _throughput("server", "host"),
    _throughput("service", "service"),
    _entry("hierarchy", "Traffic", "Protocol hierarchy", Picture.ICICLE,
           "What each protocol carries, with all inside it.", hierarchy.hierarchy),
    _entry("packet-sizes", "Traffic", "Packet sizes", Picture.HISTOGRAM, "Packets by their lengths in the network.",
           distributions.packet_sizes),
    _entry("applications", "Who and what", "Applications", Picture.BARS, "Sessions by what they are.",
           tallies.applications),
    _entry("services", "Who and what", "Services", Picture.BARS, "Sessions by the server's port.", tallies.services),
    _entry("hosts", "Who and what", "Hosts", Picture.BARS, "What each host sent and received.", tallies.hosts),
    _entry("pairs", "Who and what", "Host pairs", Picture.MATRIX, "Who spoke with whom.", tallies.pairs),
    _entry("ports", "Who and what", "Ports", Picture.BARS, "Sessions by the port of either end.",
           partial(tallies.by_value, by=("port",), title="Port", within="transport in {tcp, udp, sctp}")),
    _values("countries", "Who and what", "Countries", "Country", ["country"],
            "Sessions by the country of either end, by a database.", kept=False),
    _values("organisations", "Who and what", "Networks", "Run by", ["organisation"],
            "Sessions by who runs the network of either end, by a database.", kept=False),
    _values("vendors", "Who and what", "Vendors", "Vendor", ["vendor"],
            "Sessions by who made the network interface of either end.", kept=False),
    _entry("durations", "Sessions", "Durations", Picture.HISTOGRAM, "From the first packet to the last.",
           partial(distributions.of_field, name="duration", unit=Unit.DURATION)),
    _entry("sizes", "Sessions", "Sizes", Picture.HISTOGRAM, "Bytes of whole frames, both ways.",
           partial(distributions.of_field, name="bytes", unit=Unit.BYTES)),
    _entry("rtt", "Times", "Round-trip time", Picture.HISTOGRAM, "Of TCP handshakes, by the capture's clock.",
           partial(distributions.of_field, name="rtt", unit=Unit.DURATION)),
    _entry("rtt.time", "Times", "Round-trip time over time", Picture.LINES,
           "Percentiles of the sessions that began in each stretch.", partial(distributions.over_time, name="rtt")),
    _response("response", "Times", "Server response time", ""),
    _entry("response.time", "Times", "Server response over time", Picture.LINES,
           "Percentiles of the sessions that began in each stretch.",
           partial(distributions.over_time, name="response")),
    _entry("tcp", "TCP", "Health over time", Picture.STACK,
           "Retransmissions, zero windows and resets by packet; handshakes that were refused or not answered.",
           over_time.tcp_health),
    _values("dns.names", "DNS", "Names asked for", "Name", ["dns.query_name"], "Sessions by the name of a question."),
    _values("dns.codes", "DNS", "Response codes", "Code", ["dns.rcode"], "Sessions by the code of a response."),
    _values("dns.types", "DNS", "Types asked for", "Type", ["dns.query_type"], "Sessions by the type of a question."),
    _response("dns.response", "DNS", "Time to answer", "app == dns"),
    _values("dns.unanswered", "DNS", "Unanswered names", "Name", ["dns.query_name"],
            "Sessions of DNS in which no response came.", "app == dns and packets.down == 0"),
    _values("http.status", "HTTP", "Status codes", "Status", ["http.status_code", "http2.status_code"],
            "Sessions by the status of a response."),
    _values("http.hosts", "HTTP", "Hosts", "Host", ["http.host", "http2.authority"],
            "Sessions by the host that was asked."),
    _values("http.types", "HTTP", "Content types", "Type", ["http.content_type", "http2.content_type"],
            "Sessions by the type of a body."),
    _response("http.response", "HTTP", "Time to first byte", "app in {http, http2}"),
    _values("tls.versions", "TLS", "Versions", "Version", ["tls.version"], "Sessions by version of TLS."),
    _values("tls.ciphers", "TLS", "Cipher suites", "Suite", ["tls.cipher"], "Sessions by the suite that was chosen."),
    _values("tls.names", "TLS", "Server names", "Name", ["tls.server_name"],
            "Sessions by the server that was asked for."),
    _values("tls.issuers", "TLS", "Issuers", "Issuer", ["tls.certificate_issuer"],
            "Sessions by who issued a certificate."),
    _entry("tls.expiry", "TLS", "Certificates by expiry", Picture.BARS,
           "Sessions by the time from the start of the capture to the end of a certificate's validity.",
           lambda scope, kind: distributions.of_attributes(
               scope, kind, ["tls.certificate_not_after"],
               [(label, (f"{low}d", low * _DAY_NS), (f"{high}d", high * _DAY_NS)) for label, low, high in _EXPIRY],
               Unit.TIME, scope.view.clock.start_ns), "tls.certificate_not_after"),
    _values("quic.versions", "QUIC", "Versions", "Version", ["quic.version"], "Sessions by version of QUIC."),
    _values("quic.names", "QUIC", "Server names", "Name", ["tls.server_name"],
            "Sessions by the server that was asked for.", "quic"),
    _values("voice.codecs", "Voice", "Codecs", "Codec", ["rtp.codec"], "Sessions of RTP by how sound is coded."),
    _entry("voice.jitter", "Voice", "Jitter", Picture.BARS, "Sessions of RTP by how unsteadily packets came.",
           lambda scope, kind: distributions.of_attributes(
               scope, kind, ["rtp.jitter_up", "rtp.jitter_down"],
               [(f"{low} – {high} ms" if high < 10**9 else f"{low} ms or more", (str(low), low), (str(high), high))
                for low, high in _JITTER_MS], Unit.MILLISECONDS), "rtp.jitter_up", "rtp.jitter_down"),
    _entry("voice.lost", "Voice", "Packets lost", Picture.BARS, "Sessions of RTP by packets that did not come.",
           lambda scope, kind: distributions.of_attributes(
               scope, kind, ["rtp.lost_up", "rtp.lost_down"],
               [(label, (str(low), low), (str(high), high)) for label, low, high in _LOST], Unit.COUNT),
           "rtp.lost_up", "rtp.lost_down"),
    _values("voice.status", "Voice", "SIP status codes", "Status", ["sip.status_code"],
            "Sessions of SIP by the status of a response."),
    _values("voice.methods", "Voice", "SIP methods", "Method", ["sip.method"], "Sessions of SIP by request."),
    _entry("findings", "Findings", "Findings by kind", Picture.STACK, "What deserves a look, by when.",
           over_time.finding_kinds),
    _entry("findings.severity", "Findings", "Findings by severity", Picture.STACK, "What deserves a look, by when.",
           over_time.finding_severities),
)
_BY_NAME = {entry.kind.name: entry for entry in _TABLE}
KINDS = tuple(entry.kind for entry in _TABLE)


def kind_of(name: str) -> StatisticKind:
    """Raises UnknownNameError that offers the nearest name."""
    if name not in _BY_NAME:
        close = difflib.get_close_matches(name.lower(), _BY_NAME, 1, 0.5)
        raise UnknownNameError(f"There is no statistic {name}."
                               + (f" Did you mean {close[0]}?" if close else f" There are {', '.join(_BY_NAME)}."))
    return _BY_NAME[name].kind


def ask(analysis: Asked, registry: CompiledRegistry, name: str, ids: NDArray[np.uint32] | None,
        span: tuple[int, int] | None, is_cancelled: Callable[[], bool]) -> Statistic:
    """A statistic of some sessions in a stretch of time. Raises UnknownNameError, CancelledError."""
    kind = kind_of(name)
    return _BY_NAME[name].ask(Scope(analysis, registry, ids, span, is_cancelled), kind)


def with_data(analysis: Asked, registry: CompiledRegistry,
              is_cancelled: Callable[[], bool]) -> tuple[StatisticKind, ...]:
    """The statistics that have anything to show of the whole capture so far; found without asking them."""
    scope = Scope(analysis, registry, None, None, is_cancelled)
    if not scope.view.packets:
        return ()
    return tuple(entry.kind for entry in _TABLE if _has_data(scope, entry))


def _has_data(scope: Scope, entry: _Entry) -> bool:
    view, topic, name = scope.view, entry.kind.topic, entry.kind.name
    if topic == "Traffic":
        return True
    if name in ("countries", "organisations", "vendors"):
        return bool(view.sessions) and (view.has_vendors(LOOKED_AT) if name == "vendors" else view.has_places)
    if not view.sessions or (entry.needs and scope.kept.isdisjoint(entry.needs)):
        return False
    if entry.within and not scope.mask(entry.within).any():
        return False
    if name.startswith("rtt"):
        return bool((view.column("rtt_ns")[view.column("tcp_marks") & _TCP != 0] >= 0).any())
    if "response" in name:
        return bool(view.column("payload_bytes_down").any())
    if topic == "TCP":
        return bool((view.column("tcp_marks") & _TCP != 0).any())
    return topic != "Findings" or bool(scope.findings())
