"""The model of the list of interfaces. Names and descriptions come from outside: they are shown as packets' text is."""
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_engine.model import Device, Permission, Readiness
from netloupe_gui.bridge.device_watch import DeviceFacts, DeviceWatch, Survey
from netloupe_gui.text import link_title, one_line, rate, tip
from netloupe_gui.text.marked import T, translated

NAME, STATE, TRAFFIC, USABLE, ADDRESSES, LINK, DESCRIPTION = range(7)
TITLES = (T("Devices", "Interface"), T("Devices", "State"), T("Devices", "Packets/s"), T("Devices", "Capture"),
          T("Devices", "Addresses"), T("Devices", "Link type"), T("Devices", "Description"))
RATES_ROLE = int(Qt.ItemDataRole.UserRole) + 1      # tuple of floats, oldest first
GOOD_ROLE = RATES_ROLE + 1                          # bool: the cell says something good
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)

AnyIndex = QModelIndex | QPersistentModelIndex


def _tr(text: str) -> str:
    return QCoreApplication.translate("Devices", text)


def state_of(device: Device) -> str:
    """Glyph and words."""
    if not device.up:
        return _tr(T("Devices", "▽ down"))
    if not device.running and not device.loopback:
        return _tr(T("Devices", "◇ up, no link"))
    return _tr(T("Devices", "▲ up"))


def usable_of(permission: Permission) -> str:
    """Whether one may capture: a glyph and words."""
    if permission.readiness is Readiness.READY:
        return _tr(T("Devices", "✓ ready"))
    if permission.readiness is Readiness.FIXABLE:
        return _tr(T("Devices", "✗ not yet"))
    return _tr(T("Devices", "✗ no"))


class DevicesModel(QAbstractTableModel):
    """Interfaces in the order the system gives them. GUI thread only."""

    def __init__(self, watch: DeviceWatch, parent: QObject | None = None) -> None:
        """Show what this watch sees."""
        super().__init__(parent)
        self._watch = watch
        self._rows: tuple[DeviceFacts, ...] = ()
        watch.surveyed.connect(self.take)
        watch.sampled.connect(self._on_sampled)
        if watch.survey is not None:
            self.take(watch.survey)

    @property
    def rows(self) -> tuple[DeviceFacts, ...]:
        """What is listed."""
        return self._rows

    def take(self, survey: Survey) -> None:
        """Another look was taken. The same interfaces stay the same rows, so that a selection stays."""
        names = [facts.device.name for facts in self._rows]
        if names == [facts.device.name for facts in survey.devices]:
            self._rows = survey.devices
            self._tell(0, len(TITLES) - 1)
        else:
            self.beginResetModel()
            self._rows = survey.devices
            self.endResetModel()

    def _on_sampled(self) -> None:
        self._tell(TRAFFIC, TRAFFIC)

    def _tell(self, first: int, last: int) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, first), self.index(len(self._rows) - 1, last))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """One row an interface."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """A view may hide some."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _tr(TITLES[section])
        return None

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Text, tooltip, and what the delegates draw."""
        facts, column = self._rows[index.row()], index.column()
        if role == _DISPLAY:
            return self._text(facts, column)
        if role == RATES_ROLE and column == TRAFFIC:
            return self._watch.rates(facts.device.name)
        if role == GOOD_ROLE and column in (STATE, USABLE):
            return facts.is_usable if column == USABLE else facts.device.up
        if role == _TOOLTIP:
            return self._tip(facts, column)
        if role == _ACCESSIBLE:
            return f"{_tr(TITLES[column])}: {self._text(facts, column)}"
        return None

    def _text(self, facts: DeviceFacts, column: int) -> str:
        device = facts.device
        if column == NAME:
            return one_line(device.name)
        if column == STATE:
            return state_of(device)
        if column == TRAFFIC:
            rates = self._watch.rates(device.name)
            return rate(rates[-1], "").strip() if rates else ""
        if column == USABLE:
            return usable_of(facts.permission)
        if column == ADDRESSES:
            return one_line(", ".join(device.addresses))
        if column == LINK:
            return one_line(", ".join(link_title(key) for key in device.link_types))
        return one_line(device.description)

    def _tip(self, facts: DeviceFacts, column: int) -> str:
        if column == USABLE:
            return tip(one_line(translated(facts.permission.reason), 600))
        if column == ADDRESSES:
            return tip("\n".join(facts.device.addresses))
        if column == TRAFFIC:
            return _tr(T("Devices", "Packets a second, the last half minute"))
        return tip(self._text(facts, column))
