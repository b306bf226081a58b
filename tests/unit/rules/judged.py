"""What rules say of an analysis, and that it is said everywhere alike."""
from netloupe_engine.analysis import Analysis
from netloupe_engine.model import FindingRow


def told(analysis: Analysis, kind: str) -> list[FindingRow]:
    """Its findings of a kind, or of all whose first part it is; those about sessions are the same in columns, counts
    and sessions."""
    rows = [row for row in analysis.findings() if row.kind == kind or row.kind.startswith(f"{kind}.")]
    columns = analysis.sessions.findings()
    keys = [columns.kinds[at].key for at in columns.kinds_of.tolist()]
    for row in rows:
        own = [session for session in row.sessions or (row.session,) if session]
        assert {(session, row.kind) for session in own} <= set(zip(columns.sessions.tolist(), keys, strict=True))
        for session in own[:3]:
            found = analysis.session(session)
            assert row.text in [one.text for one in found.findings if one.kind == row.kind]
            assert analysis.sessions.cell("findings", session - 1) == len(found.findings)
        packets = list(row.packets or (row.packet,))
        assert packets[0] == row.packet
        assert all(0 < packet <= len(analysis.packets) for packet in packets)
    return rows
