"""What tests ask of reasons."""
from netloupe_engine import Analysis
from netloupe_engine.reasons.reason import Evidence, Reason


def about(analysis: Analysis, session: int, name: str) -> dict[str, Reason]:
    """The reasons about one thing, by what they say."""
    return {reason.subject: reason for reason in analysis.why(session, name)}


def meant(analysis: Analysis, evidence: Evidence) -> bytes:
    """The bytes that decided; b"" where it is the whole packet."""
    data = analysis.packet(evidence.packet).buffers[evidence.buffer].data
    return data[evidence.at:evidence.at + evidence.size] if evidence.at >= 0 else b""
