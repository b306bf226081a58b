"""rsync: what a daemon and its client say first."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.rsync import RSYNC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import dialogue, values

TWIN = REGISTRY.twin("rsync")

BEGINNING = dialogue("""
S: @RSYNCD: 31.0 sha512 md5
C: @RSYNCD: 31.0 sha512 md5
C: pub
S: @RSYNCD: AUTHREQD Z1wA
C: joe 6hGd
S: @RSYNCD: OK
""")
TALK = [*BEGINNING, (0, bytes(range(200))), (1, bytes(range(200)))]
REFUSED = dialogue("""
S: @RSYNCD: 31.0
C: @RSYNCD: 31.0
C: secret
S: @ERROR: Unknown module 'secret'
""")
SAMPLES = [TALK, REFUSED]


def test_a_module_is_wanted() -> None:
    fed = inspect.feed(TWIN, RSYNC, *TALK)
    assert (values(fed, "version"), values(fed, "request"), values(fed, "reply")) == (
        ["31.0"] * 2, ["pub", "joe 6hGd"], ["AUTHREQD", "OK"])
    assert fed.answers[-2:] == [200, 200]


def test_a_refusal() -> None:
    fed = inspect.feed(TWIN, RSYNC, *REFUSED)
    assert (values(fed, "error"), fed.findings) == (["@ERROR: Unknown module 'secret'"], ["rsync.refused"])
