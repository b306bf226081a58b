"""What the window shows while no capture is open: how to open one, or to begin one."""
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.device_watch import DeviceWatch
from netloupe_gui.text import safe, tip
from netloupe_gui.widgets.live_start import LiveStart
from netloupe_gui.widgets.scaled_label import ScaledLabel

PATH_ROLE = int(Qt.ItemDataRole.UserRole)
_COLUMN_WIDTH = 760
ROW_PADDING = 12


class WelcomeView(QScrollArea):
    """Buttons to open something, interfaces, the recent files, one line on privacy. GUI thread only.

    It scrolls, so that it never keeps the window from being small.
    """

    open_asked = Signal()
    sample_asked = Signal()
    options_asked = Signal()
    recent_picked = Signal(str)

    def __init__(self, watch: DeviceWatch, parent: QWidget | None = None) -> None:
        """Empty list of recent files."""
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget(self)
        self._page.setAutoFillBackground(True)
        self._page.setBackgroundRole(QPalette.ColorRole.Base)
        self._file_icon = QIcon()
        self._logo = self._label("")
        self._title = ScaledLabel(self.tr("Netloupe"), 2.2, QFont.Weight.DemiBold, self)
        self._subtitle = ScaledLabel(
            self.tr("See what every session in a capture is, does and says."), 1.1, parent=self)
        self._subtitle.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open capture…"), self)
        self.open_button.setDefault(True)
        self.sample_button = QPushButton(self.tr("Open sample capture"), self)
        self.options_button = QPushButton(self.tr("Capture…"), self)
        self.live = LiveStart(watch, self)
        self._recent_title = ScaledLabel(self.tr("Recent files"), 1.1, QFont.Weight.DemiBold, self)
        self.recent_list = QListWidget(self)
        self._drop = self._label(self.tr("or drop a pcap or pcapng file anywhere on this window"))
        self._privacy_icon = self._label("")
        self._privacy = self._label(self.tr("Nothing leaves this computer; no name lookups."))
        self._set_up()
        self._lay_out()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _set_up(self) -> None:
        for button in (self.open_button, self.options_button, self.sample_button):
            button.setMinimumHeight(36)
            button.setIconSize(QSize(20, 20))
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        self.options_button.clicked.connect(self.options_asked)
        self.recent_list.setAccessibleName(self.tr("Recent files"))
        self.recent_list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent_list.setAlternatingRowColors(True)
        self.recent_list.setIconSize(QSize(20, 20))
        self.recent_list.itemActivated.connect(self._on_item)
        self.recent_list.itemClicked.connect(self._on_item)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(16)
        heading.addWidget(self._logo)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        heading.addLayout(titles, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.options_button)
        buttons.addWidget(self.sample_button)
        privacy = QHBoxLayout()
        privacy.setSpacing(8)
        privacy.addWidget(self._privacy_icon)
        privacy.addWidget(self._privacy, 1)
        column = QWidget(self._page)
        column.setMaximumWidth(_COLUMN_WIDTH)
        rows = QVBoxLayout(column)
        rows.setSpacing(10)
        rows.addLayout(heading)
        rows.addSpacing(18)
        rows.addLayout(buttons)
        rows.addWidget(self._drop)
        rows.addSpacing(14)
        rows.addWidget(self.live)
        rows.addSpacing(14)
        rows.addWidget(self._recent_title)
        rows.addWidget(self.recent_list)
        rows.addSpacing(10)
        rows.addLayout(privacy)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 8)
        across.addStretch(1)
        outer = QVBoxLayout(self._page)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
        self.setWidget(self._page)

    def set_recent(self, paths: list[str]) -> None:
        """List these files, newest first; nothing at all when there are none."""
        self.recent_list.clear()
        for path in paths:
            name, folder = Path(path).name, str(Path(path).parent)
            item = QListWidgetItem(f"{safe(name)}    {safe(folder)}", self.recent_list)
            item.setData(PATH_ROLE, path)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + ROW_PADDING))
            item.setIcon(self._file_icon)
            item.setToolTip(tip(path))
        for widget in (self._recent_title, self.recent_list):
            widget.setVisible(bool(paths))
        row = self.fontMetrics().height() + ROW_PADDING
        self.recent_list.setFixedHeight(min(len(paths), 8) * row + 2 * self.recent_list.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: rows follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "recent_list"):
            self.set_recent([self.recent_list.item(row).data(PATH_ROLE) for row in range(self.recent_list.count())])

    def set_sample_available(self, available: bool) -> None:
        """Whether a sample capture was installed."""
        self.sample_button.setVisible(available)

    def set_icons(self, logo: QIcon, opening: QIcon, record: QIcon, sample: QIcon, lock: QIcon,
                  file: QIcon) -> None:
        """The pictures, in the present theme."""
        self._file_icon = file
        for row in range(self.recent_list.count()):
            self.recent_list.item(row).setIcon(file)
        self._logo.setPixmap(logo.pixmap(QSize(72, 72)))
        self.open_button.setIcon(opening)
        self.options_button.setIcon(record)
        self.sample_button.setIcon(sample)
        self._privacy_icon.setPixmap(lock.pixmap(QSize(16, 16)))

    def _on_item(self, item: QListWidgetItem) -> None:
        self.recent_picked.emit(item.data(PATH_ROLE))
