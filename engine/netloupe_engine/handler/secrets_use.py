"""What the secrets of an analysis were good for."""
from ..records import record
from .run import Run

_TOLD = ("tls.decryption", "quic.decryption")       # session attributes
DECRYPTED = 1                                       # of their values


@record(frozen=True, slots=True)
class SecretsUse:
    """How far secrets open sessions, and what was read of them."""

    secrets: int        # that were read
    ignored: int        # lines of key logs that are none, or are needed for nothing here
    is_full: bool       # a limit left some out
    sessions: int       # encrypted ones that were looked at
    decrypted: int      # of them


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
