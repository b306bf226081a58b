"""docs/findings.md, made of the table of rules: `python tests/architecture/thresholds.py > docs/findings.md`."""
import sys

from netloupe_engine.quantities import count
from netloupe_engine.rules.rule import Threshold
from netloupe_engine.rules.table import RULES

HEAD = """# Findings by rules

Most findings are raised by a protocol's parser at the packet that shows them; `netloupe findings --kinds` lists all
kinds. Those here are found by rules, from what is known of all sessions when a capture has been read, and of a live one
now and then. A finding names the sessions and packets it is about, says what was counted, and guesses nothing. A rule's
numbers are changed by name: `netloupe findings FILE --threshold scan.ports.least=50`, in Python
`Settings(thresholds={"scan.ports.least": 50})`. Made of `engine/netloupe_engine/rules/table.py` by
`tests/architecture/thresholds.py`.

"""


def _line(threshold: Threshold) -> str:
    number = count(int(threshold.value)) if threshold.value == int(threshold.value) else str(threshold.value)
    return f"| `{threshold.name}` | {number}{f' {threshold.unit}' if threshold.unit else ''} | {threshold.says} |\n"


def page() -> str:
    """The page."""
    parts = [HEAD]
    for rule in RULES:
        kind = rule.finding
        parts.append(f"## {kind.key}\n\n{kind.text[:1].upper()}{kind.text[1:]} ({kind.severity.name.lower()}). "
                     f"{kind.meaning}\n\n")
        if rule.thresholds:
            parts += ["| threshold | value | what it decides |\n|---|---|---|\n", *map(_line, rule.thresholds), "\n"]
    return "".join(parts).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
