"""One attribute of all sessions: as the sessions have it one by one, by any number of handlers."""
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import analyze

SAMPLE = Path("resources/captures/sample.pcapng")


@pytest.mark.parametrize("handlers", [1, 3])
def test_every_attribute_is_what_the_sessions_say(handlers: int) -> None:
    with analyze(SAMPLE, handlers) as analysis:
        wanted: dict[str, list[tuple[int, object]]] = {}
        for session in analysis.each_session():
            for value in session.attributes:
                wanted.setdefault(value.name, []).append((session.id, value.value))
        assert set(analysis.sessions.attributes) == set(wanted)
        assert len(wanted) > 20
        for name, values in wanted.items():
            found = analysis.sessions.attribute(name)
            told = found.values.tolist() if isinstance(found.values, np.ndarray) else list(found.values)
            assert found.sessions.tolist() == [session for session, _ in values], name
            assert [value for value in told if not isinstance(values[0][1], bytes)] == [
                value for _, value in values if not isinstance(value, bytes)], name
