"""Preferences: one table of what can be set, on pages; all is read from the settings and written to them."""
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.preferences import zone_names
from netloupe_gui.dialogs.styled import StyledDialog
from netloupe_gui.settings.language import LANGUAGES, SYSTEM
from netloupe_gui.settings.profiles import ProfileError, read_profile, use_profile, write_profile
from netloupe_gui.settings.store import SettingsStore, SettingValue
from netloupe_gui.text import safe
from netloupe_gui.text.marked import T
from netloupe_gui.widgets.file_list import FileList
from netloupe_gui.widgets.limit import LimitField

APPEARANCE, ANALYSIS, NAMES = (T("Preferences", "&Appearance"), T("Preferences", "A&nalysis"),
                               T("Preferences", "Na&mes"))
_THEMES = (("system", T("Preferences", "As the system")), ("light", T("Preferences", "Light")),
           ("dark", T("Preferences", "Dark")), ("contrast", T("Preferences", "High contrast")))
_PAGES = {
    APPEARANCE: T("Preferences", "Another language is spoken from the next start of the window on."),
    ANALYSIS: T("Preferences", "For captures that are opened or begun from now on; Ctrl+R reads the open one again."),
    NAMES: T("Preferences", "Nobody is asked over the network. The first file that knows an address counts; names of"
                            " the system come last.")}


@dataclass(frozen=True, slots=True)
class Preference:
    """One line of a page: a setting, and what it is changed with."""

    key: str
    page: str
    title: str
    kind: str                   # "theme", "language", "zone", "flag", "number", "files"
    says: str = ""
    unit: str = ""
    low: int = 0
    high: int = 1_000_000
    nothing: str = ""           # how the lowest number reads; of files: which can be chosen


PREFERENCES = (
    Preference("theme", APPEARANCE, T("Preferences", "&Theme:"), "theme"),
    Preference("language", APPEARANCE, T("Preferences", "&Language:"), "language",
               T("Preferences", "Of the window, from its next start on")),
    Preference("text_size", APPEARANCE, T("Preferences", "Te&xt size:"), "number",
               T("Preferences", "Points added to the system's text size"), T("Preferences", "points"), -6, 12),
    Preference("less_motion", APPEARANCE, T("Preferences", "Red&uce motion"), "flag",
               T("Preferences", "Nothing slides or runs by itself; as the system asks otherwise")),
    Preference("time_zone", APPEARANCE, T("Preferences", "Time &zone:"), "zone",
               T("Preferences", "In which times are shown")),
    Preference("time_dates", APPEARANCE, T("Preferences", "Show the &date with every time"), "flag",
               T("Preferences", "Else it is shown where a capture lasts longer than a day")),
    Preference("threads", ANALYSIS, T("Preferences", "Th&reads:"), "number",
               T("Preferences", "The result does not depend on it"), "", 1, 64),
    Preference("timeout_tcp_s", ANALYSIS, T("Preferences", "TCP ends after &silence of:"), "number",
               T("Preferences", "Seconds without a packet after which a session has ended"), "s", 0, 10_000_000,
               T("Preferences", "never")),
    Preference("timeout_udp_s", ANALYSIS, T("Preferences", "&UDP ends after silence of:"), "number",
               T("Preferences", "Seconds without a packet after which a session has ended"), "s", 0, 10_000_000,
               T("Preferences", "never")),
    Preference("timeout_other_s", ANALYSIS, T("Preferences", "Ot&hers end after silence of:"), "number",
               T("Preferences", "Seconds without a packet after which a session has ended"), "s", 0, 10_000_000,
               T("Preferences", "never")),
    Preference("sessions_max", ANALYSIS, T("Preferences", "Sessions that go on at &once:"), "number",
               T("Preferences", "Beyond this, the one that was silent longest is ended"), "", 1_000, 1_000_000_000),
    Preference("reassembly_mib", ANALYSIS, T("Preferences", "Memory for bytes that &wait:"), "number",
               T("Preferences", "Of streams with gaps, for each thread"), "MiB", 1, 1_000_000),
    Preference("findings_max", ANALYSIS, T("Preferences", "&Findings of one kind:"), "number",
               T("Preferences", "More are counted, not listed"), "", 1, 10_000_000),
    Preference("spill_mib", ANALYSIS, T("Preferences", "Memory before the &disk is used:"), "number",
               T("Preferences", "Finished sessions go to disk beyond this"), "MiB", 16, 1_000_000),
    Preference("names_shown", NAMES, T("Preferences", "Sho&w names instead of addresses"), "flag"),
    Preference("names_hosts", NAMES, T("Preferences", "&Host names:"), "files",
               T("Preferences", "Files like /etc/hosts"), nothing=T("Preferences", "All files (*)")),
    Preference("names_vendors", NAMES, T("Preferences", "&Vendors:"), "files",
               T("Preferences", "Vendors of hardware addresses: oui.csv, oui.txt or Wireshark's manuf"),
               nothing=T("Preferences", "All files (*)")),
    Preference("names_places", NAMES, T("Preferences", "&Countries and networks:"), "files",
               T("Preferences", "MaxMind databases"),
               nothing=T("Preferences", "MaxMind databases (*.mmdb);;All files (*)")),
)


def _tr(source: str) -> str:
    return QCoreApplication.translate("Preferences", source) if source else ""


class PreferencesDialog(StyledDialog):
    """All preferences. GUI thread only."""

    applied = Signal()          # the settings are other ones now
    exporting = Signal()        # what is kept at the end only has to be in the settings now
    imported = Signal()         # and so is what has no field here: columns, panes, rules of colour

    def __init__(self, store: SettingsStore, parent: QWidget | None = None) -> None:
        """Of these settings."""
        super().__init__(parent)
        self._store = store
        self.setWindowTitle(self.tr("Preferences"))
        self.fields: dict[str, QWidget] = {}
        self.pages = QTabWidget(self)
        for page, says in _PAGES.items():
            self.pages.addTab(self._page(page, says), _tr(page))
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Ok | button.Apply | button.Cancel | button.RestoreDefaults, self)
        self.read_in = QPushButton(self.tr("&Import profile…"), self)
        self.write_out = QPushButton(self.tr("&Export profile…"), self)
        for push in (self.read_in, self.write_out):
            push.setAutoDefault(False)
            self.buttons.addButton(push, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self._on_ok)
        self.buttons.rejected.connect(self.reject)
        self.buttons.clicked.connect(self._on_clicked)
        self.read_in.clicked.connect(self._on_import)
        self.write_out.clicked.connect(self._on_export)
        self.show_values(store.value)

    def _page(self, page: str, says: str) -> QWidget:
        made = QWidget(self)
        form = QFormLayout(made)
        form.setVerticalSpacing(8)
        for one in (one for one in PREFERENCES if one.page == page):
            field = self.fields[one.key] = self._field(one)
            field.setToolTip(_tr(one.says))
            if one.kind == "flag":
                form.addRow("", field)
            else:
                form.addRow(_tr(one.title), field)
        if says:
            told = QLabel(_tr(says), made)
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.setWordWrap(True)
            form.addRow(told)
        return made

    def _field(self, one: Preference) -> QWidget:
        name = _tr(one.title).replace("&", "").removesuffix(":")
        if one.kind == "flag":
            return QCheckBox(_tr(one.title), self)
        if one.kind == "number":
            number = LimitField(name, _tr(one.unit), 1, one.high, _tr(one.nothing), one.low)
            number.setGroupSeparatorShown(True)
            return number
        if one.kind == "files":
            return FileList(name, _tr(one.nothing), self)
        box = QComboBox(self)
        box.setAccessibleName(name)
        if one.kind == "theme":
            for value, title in _THEMES:
                box.addItem(_tr(title), value)
            return box
        if one.kind == "language":
            box.addItem(_tr(_THEMES[0][1]), SYSTEM)
            for value, title in LANGUAGES.items():
                box.addItem(title, value)
            return box
        box.addItem(self.tr("Of this computer"), "")
        for zone in zone_names():
            box.addItem(zone.replace("_", " "), zone)
        return box

    # values

    def show_values(self, value_of: Callable[[str], SettingValue]) -> None:
        """Show these."""
        for one in PREFERENCES:
            field, value = self.fields[one.key], value_of(one.key)
            if isinstance(field, QCheckBox):
                field.setChecked(bool(value))
            elif isinstance(field, LimitField) and isinstance(value, int):
                field.setValue(value)
            elif isinstance(field, FileList) and isinstance(value, list):
                field.show_paths(value)
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(value)))

    def _value(self, key: str) -> SettingValue:
        field = self.fields[key]
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, LimitField):
            return field.value()
        if isinstance(field, FileList):
            return field.paths
        assert isinstance(field, QComboBox)
        return str(field.currentData())

    def apply(self) -> None:
        """Set all as it is shown."""
        for one in PREFERENCES:
            value = self._value(one.key)
            if value != self._store.value(one.key):
                self._store.set(one.key, value)
        self._store.save()
        self.applied.emit()

    def _on_ok(self) -> None:
        self.apply()
        self.accept()

    def _on_clicked(self, button: QAbstractButton) -> None:
        which = self.buttons.standardButton(button)
        if which == QDialogButtonBox.StandardButton.Apply:
            self.apply()
        elif which == QDialogButtonBox.StandardButton.RestoreDefaults:
            self.show_values(self._store.default)

    # profiles

    def _on_import(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Import profile"), "", self._kinds())
        if path:
            self.import_from(path)

    def _on_export(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Export profile"), "mine.netloupe", self._kinds())
        if path:
            self.export_to(path)

    def _kinds(self) -> str:
        return self.tr("Profiles (*.netloupe);;All files (*)")

    def import_from(self, path: str) -> None:
        """Use a profile at once; what is wrong with it is said."""
        try:
            refused = use_profile(self._store, read_profile(path))
        except ProfileError as error:
            self.said.setText(safe(str(error)))
            return
        self.said.setText(self.tr("Not understood, and as at first: {keys}.").format(
            keys=safe(", ".join(refused[:8]))) if refused else self.tr("The profile is in use."))
        self.show_values(self._store.value)
        self._store.save()
        self.applied.emit()
        self.imported.emit()

    def export_to(self, path: str) -> None:
        """Write what is set, as it is shown, to a file."""
        self.exporting.emit()
        self.apply()
        try:
            write_profile(self._store, path)
        except OSError as error:
            self.said.setText(self.tr("{file} cannot be written: {reason}").format(
                file=safe(path), reason=error.strerror or str(error)))
            return
        self.said.setText(self.tr("Written to {file}.").format(file=safe(path)))
