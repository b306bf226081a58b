"""Each protocol's conversations past the probes of all others: on a port of nobody they are what they are on their own,
or nobody's."""
from pathlib import Path

import pytest

from netloupe_engine import analyze
from tests.unit.protocols.test_kinds import PLAYED, conversations, frames, written
from tests.unit.traffic import FOREVER

STRANGE = 20_011


@pytest.mark.parametrize("key", PLAYED)
def test_no_other_protocol_takes_it_for_its_own(tmp_path: Path, key: str) -> None:
    for number, (port, datagrams, conversation) in enumerate(conversations(key)):
        labels = []
        for at in (port, STRANGE):
            folder = tmp_path / f"{number}-{at}"
            folder.mkdir()
            sent = [bytes(one) for one in frames(conversation, at, datagrams, client="10.0.0.1", server="10.0.0.2")]
            with analyze(written(folder, [(one, len(one)) for one in sent]), 1, FOREVER) as analysis:
                labels.append({part for session in analysis.each_session() if session.application
                               for part in session.path.split(".")})
        assert labels[1] <= labels[0] | {"tcp", "udp"}, (key, number)
