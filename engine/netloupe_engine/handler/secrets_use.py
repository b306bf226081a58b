"""What the secrets of an analysis were good for."""
from ..model import Session
from ..records import record
from .run import Run

_TOLD = ("tls.decryption", "quic.decryption")       # session attributes
DECRYPTED, NO_SECRET = 1, 2                         # of their values


@record(frozen=True, slots=True)
class SecretsUse:
    """How far secrets open sessions, and what was read of them."""

    secrets: int        # that were read
    ignored: int        # lines of key logs that are none, or are needed for nothing here
    is_full: bool       # a limit left some out
    sessions: int       # encrypted ones that were looked at
    decrypted: int      # of them


def is_decrypted(session: Session) -> bool:
    """Did secrets open it?"""
    return any(told.name in _TOLD and told.value == DECRYPTED for told in session.attributes)


def closed_because(session: Session) -> str:
    """Why an encrypted session stays closed, in the words of "tls.decryption"; "" where it does not, or is in clear."""
    if is_decrypted(session) or not {"tls", "quic"} & set(session.path.split(".")):
        return ""
    told = next((told.text for told in reversed(session.attributes) if told.name in _TOLD), None)
    if told is None:
        from ..protocols.application._tls_numbers import DECRYPTION
        return DECRYPTION.names[NO_SECRET]
    return told.partition(" (")[0]


def use_of(run: Run) -> SecretsUse | None:
    """See `Analysis.secrets_use`."""
    if run.secrets is None:
        return None
    from ..export.text_column import TextColumn  # what tells columns takes longer to load than most commands to run
    from .told import Told
    told = Told(run)
    values = [told.attribute(name, None).values for name in _TOLD if name in told.attributes]
    decrypted = sum(int((part == DECRYPTED).sum()) for part in values if not isinstance(part, TextColumn))
    return SecretsUse(len(run.secrets), run.secrets.ignored, run.secrets.is_full, sum(map(len, values)), decrypted)
