"""The colour rules: made, changed, put in order, on or off. What is done here is seen in the table at once."""
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.colour_rules import NAME_MAX, ColourRule, ColourRules, rule_name
from netloupe_gui.bridge.colouring import Colouring, Verdict
from netloupe_gui.bridge.completing import Completing
from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.text import counted, one_line, tip
from netloupe_gui.text.marked import T
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.swatches import SIDE, swatches
from netloupe_gui.theme.tokens import RULE_COLOURS
from netloupe_gui.widgets.filter_line import FilterLine
from netloupe_gui.widgets.notice import ERROR, GLYPHS, GOOD, PLAIN, TintedLabel

TYPING_PAUSE_MS = 180
PROBLEM_MAX = 200       # characters
NAME_DIGITS = 26        # of the width of the names
_COLOUR_NAMES = (T("ColourRulesDialog", "Yellow"), T("ColourRulesDialog", "Green"), T("ColourRulesDialog", "Teal"),
                 T("ColourRulesDialog", "Blue"), T("ColourRulesDialog", "Violet"), T("ColourRulesDialog", "Pink"),
                 T("ColourRulesDialog", "Red"), T("ColourRulesDialog", "Orange"), T("ColourRulesDialog", "Grey"))


class ColourRulesDialog(StyledDialog):
    """A list, and below it the fields of the rule that is chosen there. GUI thread only."""

    def __init__(self, rules: ColourRules, colouring: Colouring, completing: Completing, offered: str,
                 parent: QWidget | None = None) -> None:
        """Of these rules; a new one has the filter `offered` at first."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Colour rules"))
        self._rules, self._colouring, self._offered = rules, colouring, offered
        self._is_showing = False            # fields and list are filled, nobody types
        self._shown = -1                    # the rule whose fields are shown
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._make_list()
        self._make_fields(completing)
        self._lay_out()
        self._connect()
        self._fill(0)

    def _make_list(self) -> None:
        self.says = TintedLabel(self)
        self.rows = QTreeWidget(self)
        self.rows.setHeaderLabels([self.tr("Rule"), self.tr("Filter"), self.tr("Colours")])
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setIconSize(QSize(SIDE, SIDE))
        self.rows.setAccessibleName(self.tr("Colour rules, first to last"))
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.setColumnWidth(0, NAME_DIGITS * self.rows.fontMetrics().horizontalAdvance("0"))
        self.add = QPushButton(self.tr("&Add"), self)
        self.remove = QPushButton(self.tr("&Remove"), self)
        self.up = QPushButton(self.tr("Move &up"), self)
        self.down = QPushButton(self.tr("Move &down"), self)

    def _make_fields(self, completing: Completing) -> None:
        self.name = QLineEdit(self)
        self.name.setMaxLength(NAME_MAX)
        self.expression = FilterLine(completing, self)
        self.expression.set_clears(False)
        self.expression.setPlaceholderText(self.tr("A filter such as: app == tls and bytes > 10k"))
        self.colour = QComboBox(self)
        for name in _COLOUR_NAMES:
            self.colour.addItem(self.tr(name))
        self.verdict = TintedLabel(self)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verdict.setAccessibleName(self.tr("What comes of the rule"))

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.add, self.remove, self.up, self.down, close):
            button.setAutoDefault(False)
            if button is close:
                buttons.addStretch(1)
            buttons.addWidget(button)
        fields = QFormLayout()
        fields.addRow(self.tr("&Name:"), self.name)
        fields.addRow(self.tr("&Filter:"), self.expression)
        fields.addRow("", self.verdict)
        fields.addRow(self.tr("&Colour:"), self.colour)
        layout = QVBoxLayout(self)
        layout.addWidget(self.says)
        layout.addWidget(self.rows, 1)
        layout.addLayout(fields)
        layout.addLayout(buttons)
        self.resize(760, 480)

    def _connect(self) -> None:
        self.rows.currentItemChanged.connect(self._show_fields)
        self.rows.itemChanged.connect(self._on_ticked)
        self.name.textEdited.connect(self._pause.start)
        self.expression.textChanged.connect(self._on_edited)
        self.expression.returnPressed.connect(self._keep)
        self.expression.left.connect(self.reject)
        self.name.returnPressed.connect(self._keep)
        self.colour.currentIndexChanged.connect(self._keep)
        self._pause.timeout.connect(self._keep)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self._colouring.coloured.connect(self._show_verdicts)
        self.finished.connect(self._keep_last)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.rows, self._on_remove,
                  context=Qt.ShortcutContext.WidgetShortcut)

    # the list

    @property
    def _at(self) -> int:
        item = self.rows.currentItem()
        return self.rows.indexOfTopLevelItem(item) if item is not None else -1

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.rows.topLevelItem(at) for at in range(self.rows.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _fill(self, current: int) -> None:
        """Show the rules anew, and this one's fields."""
        self._is_showing = True
        self.rows.clear()
        for rule in self._rules.rules:
            item = QTreeWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self._show_rule(item, rule)
            self.rows.addTopLevelItem(item)
        self._is_showing = False
        if self._rules.rules:
            self.rows.setCurrentItem(self._items()[min(current, len(self._rules.rules) - 1)])
        self._show_fields()
        self._show_verdicts()

    def _show_rule(self, item: QTreeWidgetItem, rule: ColourRule) -> None:
        item.setCheckState(0, Qt.CheckState.Checked if rule.is_on else Qt.CheckState.Unchecked)
        item.setText(0, rule.name)
        item.setIcon(0, swatches(theme_of(self.palette()), [rule.colour]))
        item.setToolTip(0, tip(rule.name))
        item.setText(1, one_line(" ".join(rule.expression.split())))
        item.setToolTip(1, tip(rule.expression))

    def _show_icons(self) -> None:
        theme = theme_of(self.palette())
        for at, colour in enumerate(RULE_COLOURS):
            self.colour.setItemIcon(at, swatches(theme, [colour]))
        for item, rule in zip(self._items(), self._rules.rules, strict=False):
            item.setIcon(0, swatches(theme, [rule.colour]))

    def _on_ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._is_showing and column == 0:
            self._rules.set_on(self.rows.indexOfTopLevelItem(item), item.checkState(0) == Qt.CheckState.Checked)

    def _on_add(self) -> None:
        self._keep_last()
        text = "" if any(rule.expression == self._offered for rule in self._rules.rules) else self._offered
        self._rules.append(ColourRule(rule_name(text) or self.tr("New rule"), text, self._rules.next_colour))
        self._fill(len(self._rules.rules) - 1)
        field = self.name if text else self.expression
        field.setFocus()
        field.selectAll()

    def _on_remove(self) -> None:
        at = self._at
        if at >= 0:
            self._pause.stop()
            self._rules.remove(at)
            self._fill(at)

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        self._keep_last()
        at = self._at
        self._rules.move(at, at + by)
        self._fill(at + by)

    # the fields

    def _show_fields(self) -> None:
        """Those of the rule that is chosen now; what was typed for another one is kept first."""
        if self._is_showing:
            return
        self._keep_last()
        at, count = self._at, len(self._rules.rules)
        self._is_showing = True
        rule = self._rules[at] if at >= 0 else None
        self._shown = at
        self.name.setText(rule.name if rule is not None else "")
        self.expression.setText(rule.expression if rule is not None else "")
        self.colour.setCurrentIndex(RULE_COLOURS.index(rule.colour) if rule is not None else -1)
        self._show_icons()
        self._is_showing = False
        for widget in (self.name, self.expression, self.colour, self.remove):
            widget.setEnabled(rule is not None)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.add.setEnabled(not self._rules.is_full)
        self.says.tell(PLAIN, self.tr("The first rule that holds colours the row of a session.") if count else self.tr(
            "No row is coloured yet: add a rule here, or right click a value and choose “Colour these”."))
        self._show_verdicts()

    def _on_edited(self) -> None:
        if not self._is_showing:
            self._pause.start()

    def _keep_last(self) -> None:
        if self._pause.isActive():
            self._keep()

    def _keep(self) -> None:
        """What the fields say is the rule now."""
        self._pause.stop()
        at = self._shown
        if self._is_showing or not 0 <= at < len(self._rules.rules):
            return
        old, text = self._rules[at], self.expression.text().strip()
        name = rule_name(self.name.text()) or rule_name(text)
        if name == old.name and name in (rule_name(old.expression), self.tr("New rule")):
            name = rule_name(text) or name      # nobody has given it one
        new = replace(old, name=name, expression=text, colour=RULE_COLOURS[self.colour.currentIndex()])
        self._rules.put(at, new)
        self._is_showing = True
        self._show_rule(self._items()[at], new)
        if not self.name.hasFocus():
            self.name.setText(new.name)
        self._is_showing = False

    # what comes of them

    def _show_verdicts(self) -> None:
        """How many sessions each rule colours, and what is wrong with it."""
        colours = self._colouring.colours
        known = dict(zip(colours.rules, colours.verdicts, strict=False))
        self._is_showing = True
        for item, rule in zip(self._items(), self._rules.rules, strict=False):
            verdict = known.get(rule)
            item.setText(2, self._told(rule, verdict))
            item.setToolTip(2, tip(verdict.problem) if verdict is not None else "")
        self._is_showing = False
        self._tell_verdict(known)

    def _tell_verdict(self, known: dict[ColourRule, Verdict]) -> None:
        if not 0 <= self._shown < len(self._rules.rules):
            self.verdict.tell(PLAIN, "")
            return
        rule = self._rules[self._shown]
        verdict = known.get(rule, Verdict())
        if not rule.expression:
            self.verdict.tell(PLAIN, self.tr("Write what its sessions have in common."))
        elif verdict.problem:
            self.verdict.tell(ERROR, GLYPHS[ERROR] + one_line(verdict.problem, PROBLEM_MAX))
        elif not rule.is_on:
            self.verdict.tell(PLAIN, self.tr("Off: colours nothing."))
        elif rule in known:
            self.verdict.tell(GOOD, GLYPHS[GOOD] + counted(
                verdict.sessions, self.tr("Colours {n} session"), self.tr("Colours {n} sessions")))
        self.verdict.setToolTip(tip(verdict.problem))

    def _told(self, rule: ColourRule, verdict: Verdict | None) -> str:
        if verdict is not None and verdict.problem:
            return GLYPHS[ERROR] + self.tr("no filter")
        if not rule.is_on:
            return self.tr("off")
        return counted(verdict.sessions, self.tr("{n} session"), self.tr("{n} sessions")) if verdict is not None else ""

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "verdict"):
            self._show_icons()
