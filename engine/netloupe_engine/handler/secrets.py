"""Which secrets an analysis has: of key logs that were named, and of the capture itself."""
from ..capture.source import CaptureSource
from ..crypto.secrets import Secrets
from ..model import Settings
from ..protocols.compiled import CompiledRegistry
from ..protocols.findings import CLEAR_TEXT_CREDENTIALS


def secrets_of(source: CaptureSource, settings: Settings, registry: CompiledRegistry) -> Secrets | None:
    """None where there are none, and nothing is to be looked for. Raises CaptureError if a key log cannot be read."""
    texts = source.key_logs if settings.capture_secrets else []
    if not texts and not settings.key_logs:
        return None
    found = Secrets()
    for path in settings.key_logs:          # what a person names goes before what a file says
        found.add_file(path)
    for text in texts:
        found.add(text)
    found.hush(finding.key == CLEAR_TEXT_CREDENTIALS.key for finding in registry.findings)
    return found
