"""Why findings were raised: what they mean, and the bytes that are meant."""
from collections.abc import Iterator

from ..model import Confidence, FindingRow, Note
from ..protocols.explanations import EXPLANATIONS
from ..rules.table import KINDS
from .case import Case, place, walk, whole
from .reason import Evidence, Reason
from .sentences import joined, plain

FINDINGS_MAX = 100      # of a session, that are told
PACKETS_MAX = 20        # of a finding, that are told
_DECODED_MAX = 12       # packets that are decoded for them
# Which attributes a kind is about, the first that is there; of other kinds it is the layer.
FIELDS = {
    "tcp.reset": ("tcp.flags",), "tcp.refused": ("tcp.flags",), "tcp.zero_window": ("tcp.window",),
    "tcp.discarded": ("tcp.sequence",), "sctp.abort": ("sctp.cause", "sctp.chunk_type"),
    "sctp.discarded": ("sctp.verification_tag",),
    "dns.error": ("dns.rcode", "mdns.rcode", "llmnr.rcode"),
    "tls.old_version": ("tls.version",), "tls.certificate_expired": ("tls.certificate_not_after",),
    "tls.certificate_self_signed": ("tls.certificate_issuer",),
    "tls.certificate_not_yet_valid": ("tls.certificate_not_before",),
    "modbus.exception": ("modbus.exception_code", "modbus.exception"), "snmp.error": ("snmp.error_status",),
    "sip.refused": ("sip.status_code",), "rtsp.refused": ("rtsp.status_code",),
    "ftp.login_failed": ("ftp.response_code",), "tftp.error": ("tftp.error_code",), "radius.rejected": ("radius.code",),
    "quic.refused": ("quic.error_code",), "http2.connection_error": ("http2.error_code",),
    "socks.refused": ("socks.reply",), "socks.login_failed": ("socks.login_status",),
    "smb2.login_failed": ("smb2.status",), "smb2.access_denied": ("smb2.status",),
    "smb.login_failed": ("smb.nt_status",),
    "ldap.login_failed": ("ldap.result",), "dhcpv6.refused": ("dhcpv6.status",),
    "dnp3.restart": ("dnp3.function_code",), "dnp3.stopped": ("dnp3.function_code",),
    "s7comm.stopped": ("s7comm.function",), "s7comm.error": ("s7comm.error_code",),
    "scan.ports": ("tcp.flags", "udp.destination_port"), "scan.hosts": ("tcp.flags", "udp.destination_port"),
    "arp.spoofed": ("arp.sender_mac",), "arp.duplicate_address": ("arp.sender_mac",),
    "mtu.ignored": ("icmp.next_hop_mtu", "icmpv6.mtu"), "tcp.retransmission_storm": ("tcp.sequence",),
    "tcp.stalled": ("tcp.window",), "capture.clock_step": ("frame.time",),
    "tls.weak_cipher": ("tls.cipher",),
    "tls.certificate_mismatch": ("tls.certificate_names", "tls.certificate_subject"),
    "tls.odd_server_name": ("tls.server_name",), "tls.no_server_name": ("tls.handshake_type",),
    "ssh.old_version": ("ssh.server_banner", "ssh.client_banner"), "http.program": ("http.content_type", "http.uri"),
    "http.numeric_host": ("http.host",), "dns.long_names": ("dns.query_name",), "dns.many_errors": ("dns.rcode",),
    "smb.version_1": ("smb.command",),
}
_CREDENTIALS = ("password", "credentials", "authorization", "authorization_scheme", "community")
_MALFORMED = ("packet.malformed", "packet.odd")


def findings(case: Case) -> Iterator[Reason]:
    """Why each finding of the session was raised."""
    decoded = 0
    for row in case.session.findings[:FINDINGS_MAX]:
        decoded += row.packet > 0
        yield finding(case, row, decoded <= _DECODED_MAX)


def finding(case: Case, row: FindingRow, decodes: bool = True) -> Reason:
    """Why one was raised; `decodes`: with the bytes that are meant."""
    declared = next((found for found in (*case.registry.findings, *KINDS) if found.key == row.kind), None)
    meaning = EXPLANATIONS.get(row.kind, declared.meaning if declared is not None else "")
    text = row.text if row.text.endswith(".") else f"{row.text}."
    rule = joined(plain(text[:1].upper() + text[1:], row.text), plain(meaning, meaning))
    first = (_meant(case, row) if decodes else whole(row.packet),) if row.packet else ()
    return Reason("finding", row.kind, row.severity.name.lower(), rule, _source(case, row.kind), Confidence.CERTAIN,
                  (*first, *map(whole, row.packets[1:PACKETS_MAX])))


def _source(case: Case, kind: str) -> str:
    key = kind.partition(".")[0]
    protocol = case.registry.ids.get(key)
    return case.registry.protocols[protocol].reference if protocol is not None else ""


def _meant(case: Case, row: FindingRow) -> Evidence:
    nodes = case.packet(row.packet).nodes
    lines = list(walk(nodes))
    if row.kind in _MALFORMED:
        own = [node for node in nodes if node.title in row.text]       # the sentence names the protocol
        noted = [line for line in walk(own) if line.note is not Note.NONE]
        if not noted and (own or " in " in row.text):       # ... which may have found nothing to put
            behind = own or [node for node in nodes if node.name == "unknown"]
            return place(row.packet, behind[-1]) if behind else whole(row.packet)
        if noted := noted or [line for line in lines if line.note is not Note.NONE]:
            deepest = noted[-1]
            told = place(row.packet, deepest)
            return Evidence(told.packet, told.at, told.size, told.buffer,
                            f"{told.text} ({deepest.note.key.replace('_', ' ')})")
    names = FIELDS.get(row.kind, ())
    if row.kind == "clear_text_credentials":
        names = tuple(line.name for line in lines if line.name.rpartition(".")[2] in _CREDENTIALS)
    for name in names:
        found = [line for line in lines if line.name == name and line.size]
        if found:
            return place(row.packet, found[-1])
    key = row.kind.partition(".")[0]
    layer = next((node for node in reversed(nodes) if node.name in (key, case.session.application)), None)
    return place(row.packet, layer) if layer is not None else whole(row.packet)
