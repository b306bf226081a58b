"""Whether a certificate is for the name that was asked for (RFC 9525 section 6)."""
from collections.abc import Iterable, Sequence

from ..model import AttributeValue


def fits(name: str, pattern: str) -> bool:
    """Is a certificate's name that of the host? A star stands for one label, the first (RFC 9525 section 6.3)."""
    name, pattern = name.lower().rstrip("."), pattern.lower().rstrip(".")
    if not pattern.startswith("*."):
        return name == pattern
    first, _, rest = name.partition(".")
    return bool(first) and rest == pattern[2:]


def is_for(values: Sequence[AttributeValue]) -> bool:
    """Of a session's values: is its certificate for the name that was asked for, as far as both are known?"""
    def those(name: str) -> Iterable[str]:
        return [str(value.value) for value in values if value.name == name]
    names = those("tls.certificate_names") or those("tls.certificate_subject")
    return not names or all(any(fits(asked, name) for name in names) for asked in those("tls.server_name"))
