"""The button that says what sessions are grouped by, and its menu."""
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from netloupe_gui.text.marked import T

LEVELS_MAX = 4

# What sessions are grouped by most, in the filter's names.
CHOICES = (
    ("app", T("GroupButton", "Application")), ("server", T("GroupButton", "Server")),
    ("client", T("GroupButton", "Client")), ("either", T("GroupButton", "Host (either end)")),
    ("name", T("GroupButton", "Server name")), ("server.port", T("GroupButton", "Service (server port)")),
    ("state", T("GroupButton", "State")), ("ended", T("GroupButton", "How it ended")),
    ("finding", T("GroupButton", "Finding")), ("severity", T("GroupButton", "Severity")),
    ("transport", T("GroupButton", "Transport")), ("path", T("GroupButton", "Protocol path")),
    ("vlan", T("GroupButton", "VLAN")), ("process.name", T("GroupButton", "Program")),
)
_TITLES = dict(CHOICES)


def group_title(name: str) -> str:
    """What a name is called."""
    return QCoreApplication.translate("GroupButton", _TITLES[name]) if name in _TITLES else name


class GroupButton(QToolButton):
    """One level after the other; each may be any attribute that sessions have. GUI thread only."""

    by_chosen = Signal(object)      # tuple of names

    def __init__(self, parent: QWidget | None = None) -> None:
        """Not grouped."""
        super().__init__(parent)
        self._by: tuple[str, ...] = ()
        self._attributes: tuple[str, ...] = ()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        self.set_by(())

    def set_by(self, by: tuple[str, ...]) -> None:
        """Say what sessions are grouped by."""
        self._by = by
        self.setText(" → ".join(map(group_title, by)) if by else self.tr("Group"))
        self.setToolTip(self.tr("Group sessions by what they have in common"))
        self.setAccessibleName(self.tr("Group sessions: {by}").format(by=self.text()))

    def set_attributes(self, attributes: tuple[str, ...]) -> None:
        """What sessions of the capture have kept."""
        self._attributes = attributes

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        none = menu.addAction(self.tr("Not grouped"))
        none.setCheckable(True)
        none.setChecked(not self._by)
        none.setData(())
        none.triggered.connect(self._on_chosen)
        menu.addSeparator()
        self._offer(menu, 0)
        for level in range(1, min(len(self._by), LEVELS_MAX - 1) + 1):
            if level == 1:
                menu.addSeparator()
            title = self.tr("Then by {name}").format(name=group_title(self._by[level])) if level < len(self._by) \
                else self.tr("Then by")
            child = menu.addMenu(title)
            if level < len(self._by):
                self._add(child, self.tr("Nothing more"), self._by[:level], False)
                child.addSeparator()
            self._offer(child, level)

    def _offer(self, menu: QMenu, level: int) -> None:
        """Everything that this level can be."""
        for name, _ in CHOICES:
            if ("." not in name or name == "server.port" or name in self._attributes) and name not in self._by[:level]:
                self._add(menu, group_title(name), (*self._by[:level], name, *self._by[level + 1:]),
                          self._by[level:level + 1] == (name,))
        protocols: dict[str, QMenu] = {}
        for name in self._attributes:
            protocol = name.partition(".")[0]
            if not protocols:
                every = menu.addMenu(self.tr("Attribute"))
            if protocol not in protocols:
                protocols[protocol] = every.addMenu(protocol)
            self._add(protocols[protocol], name, (*self._by[:level], name, *self._by[level + 1:]),
                      self._by[level:level + 1] == (name,))

    def _add(self, menu: QMenu, title: str, by: tuple[str, ...], is_chosen: bool) -> None:
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.setData(by)
        action.triggered.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.by_chosen.emit(tuple(action.data() or ()))
