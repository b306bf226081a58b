"""Kinds of findings: stable key, severity, and the sentence shown. Mirrors `Finding` in core/status.pxd by number."""
from dataclasses import dataclass

from ..model import Note, Severity


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What one kind of finding is called and how much it matters."""

    key: str
    severity: Severity
    text: str


KINDS = (
    FindingKind("none", Severity.NOTE, ""),
    FindingKind("packet.malformed", Severity.WARNING, "malformed packet"),
    FindingKind("tcp.reset", Severity.WARNING, "the connection was reset"),
    FindingKind("tcp.refused", Severity.WARNING, "the connection was refused: an RST answered the SYN"),
    FindingKind("tcp.zero_window", Severity.WARNING, "a receiver closed its window: it reads too slowly"),
    FindingKind("dns.error", Severity.NOTE, "a name server answered with an error"),
    FindingKind("tls.certificate_expired", Severity.WARNING, "the certificate was not valid when this was sent"),
    FindingKind("tls.certificate_self_signed", Severity.NOTE, "the certificate is signed by itself"),
    FindingKind("tls.old_version", Severity.WARNING, "a TLS version older than 1.2 was agreed"),
    FindingKind("clear_text_credentials", Severity.WARNING, "credentials travel in clear text"),
    FindingKind("limit.sessions", Severity.ERROR, "too many active sessions: the one idle for longest was given up"),
    FindingKind("stream.gap", Severity.NOTE, "bytes of the conversation are missing from the capture"),
    FindingKind("limit.attributes", Severity.WARNING, "the session has more attribute values than are kept"),
    FindingKind("limit.reassembly", Severity.WARNING, "too many bytes waited for lost segments: some were skipped"),
    FindingKind("limit.fragments", Severity.WARNING, "too many fragments were waiting: a datagram was given up"),
    FindingKind("limit.layers", Severity.WARNING, "a packet has more layers, or more nested, than are followed"),
    FindingKind("packet.odd", Severity.NOTE, "odd packet"),
)

_NOTES = {
    Note.TRUNCATED: "it ends before its header does",
    Note.BAD_LENGTH: "a length field contradicts the bytes",
    Note.BAD_VALUE: "a field has a value its specification forbids",
    Note.BAD_OPTION: "an option has an impossible length",
    Note.BAD_POINTER: "a compression pointer leads forward, outside, or in circles",
    Note.DEPTH_LIMIT: "it has more layers than are followed",
    Note.ATTRIBUTE_LIMIT: "it has more attributes than are kept",
    Note.UNSUPPORTED_LINK: "its link type is not known",
    Note.FRAGMENT_LIMIT: "too many fragments were waiting",
    Note.FRAGMENT_OVERLAP: "fragments of its datagram overlap",
    Note.BUFFER_LIMIT: "a message is longer than is put together",
}


def sentence(kind: int, note: int, title: str) -> str:
    """What is shown of a finding; `note` and the protocol's `title` explain malformed and odd packets."""
    text = KINDS[kind].text
    why = _NOTES.get(Note(note))
    return f"{text} in {title}: {why}" if why else text
