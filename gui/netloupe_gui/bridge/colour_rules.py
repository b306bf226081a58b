"""Colour rules: filters with a name and a colour, in an order, kept between runs."""
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.text import one_line
from netloupe_gui.theme.tokens import RULE_COLOURS

RULES_MAX = 32
NAME_MAX = 60               # characters
_ON, _OFF = "on", "off"     # in the settings


@dataclass(frozen=True, slots=True)
class ColourRule:
    """The rows of sessions for which a filter holds, and no rule before it, have this colour."""

    name: str
    expression: str
    colour: str             # one of RULE_COLOURS
    is_on: bool = True


def rule_name(text: str) -> str:
    """A text as the name of a rule."""
    return one_line(" ".join(text.split()), NAME_MAX)


class ColourRules(QObject):
    """Written to the settings at each change. GUI thread only."""

    changed = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        """Those of this store; what somebody else wrote there and is no rule is left out."""
        super().__init__(parent)
        self._store = store
        self._rules: tuple[ColourRule, ...] = ()
        self.read()

    def read(self) -> None:
        """Those of the store: somebody else wrote them."""
        self._rules = tuple(rule for text in self._store.texts("colour_rules")[:RULES_MAX]
                            if (rule := _read(text)) is not None)
        self.changed.emit()

    def __getitem__(self, at: int) -> ColourRule:
        """The rule at a place."""
        return self._rules[at]

    @property
    def rules(self) -> tuple[ColourRule, ...]:
        """All of them, the first that holds first."""
        return self._rules

    @property
    def is_full(self) -> bool:
        """Whether no more can be made."""
        return len(self._rules) >= RULES_MAX

    @property
    def next_colour(self) -> str:
        """The colour that the fewest rules have."""
        used = [rule.colour for rule in self._rules]
        return min(RULE_COLOURS, key=used.count)

    def colour(self, expression: str) -> ColourRule | None:
        """Colour these: a rule at the top, so that its colour is seen. One that is there is raised and put on, which
        is no second one. None: there are too many already."""
        others = [rule for rule in self._rules if rule.expression != expression]
        found = next((replace(rule, is_on=True) for rule in self._rules if rule.expression == expression), None)
        if found is None and self.is_full:
            return None
        made = found or ColourRule(rule_name(expression), expression, self.next_colour)
        self._set([made, *others])
        return made

    def append(self, rule: ColourRule) -> None:
        """Put one behind the others, unless there are too many."""
        if not self.is_full:
            self._set([*self._rules, rule])

    def put(self, at: int, rule: ColourRule) -> None:
        """Put this one in the place of another."""
        if rule != self._rules[at]:
            self._set([*self._rules[:at], rule, *self._rules[at + 1:]])

    def set_on(self, at: int, is_on: bool) -> None:
        """Let one colour rows, or not for now."""
        self.put(at, replace(self._rules[at], is_on=is_on))

    def move(self, at: int, to: int) -> None:
        """Put one to another place."""
        rules = list(self._rules)
        rules.insert(to, rules.pop(at))
        self._set(rules)

    def remove(self, at: int) -> None:
        """Forget one."""
        self._set([*self._rules[:at], *self._rules[at + 1:]])

    def _set(self, rules: list[ColourRule]) -> None:
        self._rules = tuple(rules)
        self._store.set("colour_rules", [
            "\n".join((_ON if rule.is_on else _OFF, rule.colour, rule.name, rule.expression)) for rule in rules])
        self.changed.emit()


def _read(text: str) -> ColourRule | None:
    state, _, text = text.partition("\n")
    colour, _, text = text.partition("\n")
    name, line, expression = text.partition("\n")
    if not line or state not in (_ON, _OFF) or colour not in RULE_COLOURS:
        return None
    return ColourRule(rule_name(name), expression, colour, state == _ON)
