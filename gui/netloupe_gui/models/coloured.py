"""What the ground of a session's row means, in words."""
from PySide6.QtCore import QCoreApplication

from netloupe_gui.bridge.colour_rules import ColourRule
from netloupe_gui.text.marked import T

_COLOURED = T("Colours", "Coloured by the rule “{name}”")


def with_rule(text: str, rule: ColourRule | None) -> str:
    """A tooltip with the rule that colours its row: a colour alone says nothing."""
    if rule is None:
        return text
    said = QCoreApplication.translate("Colours", _COLOURED).format(name=rule.name)
    return f"{text}\n{said}" if text else said
