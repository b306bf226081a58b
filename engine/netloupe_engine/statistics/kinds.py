"""The sentences in which findings are told."""
from ..model import Note
from ..protocols.define import Finding

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


UNFINISHED = "message.unfinished"


def sentence(finding: Finding, note: int, title: str, field: str = "") -> str:
    """What is shown of a finding; `note`, the protocol's `title` and the `field` at which its message stopped to be
    read explain malformed and odd packets."""
    if finding.key == UNFINISHED:
        return f"{finding.text} of {title}"
    why = _NOTES.get(Note(note))
    place = f" at {field}" if field else ""
    return f"{finding.text} in {title}{place}: {why}" if why else finding.text
