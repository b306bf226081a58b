"""What a rule is: the kind of finding it makes, its thresholds, and when it may be left alone."""
from ..protocols.define import Finding
from ..records import record


@record(frozen=True, slots=True)
class Threshold:
    """A number that decides whether a rule finds something. A user changes it by its name."""

    name: str           # "scan.ports.least"
    value: float        # unless a user says otherwise
    unit: str           # "ports", "s"; of a number without a unit ""
    says: str


@record(frozen=True, slots=True)
class Rule:
    """A rule: what it finds, and where the function is that does."""

    finding: Finding
    module: str                             # "scans", of this package, and its function
    by: str
    thresholds: tuple[Threshold, ...] = ()
    # It is left alone where no session has kept any of these attributes...
    attributes: tuple[str, ...] = ()
    gate: str = "always"                    # ... or, in a small capture, this function of gates.py says no
