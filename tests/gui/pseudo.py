"""A language that nobody speaks: every text accented, 40 % longer, in brackets. What reads as English then was never
given to translation; what does not fit will not fit in German either."""
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTreeWidget,
    QWidget,
)

sys.path.insert(0, "gui/translations")
from compile import catalogue_bytes, read_catalogue

sys.path.remove("gui/translations")

ACCENTS = str.maketrans("aeioucnrsyzAEIOUCNRSYZ", "áéíóúčńŕšýžÁÉÍÓÚČŃŔŠÝŽ")
KEPT = re.compile(r"\{[^}]*\}|\*\.[\w*{}.]+|;;|0x")      # places, file patterns
# Words that stay: what protocols, the filter language, units and files are called (gui/translations/README.md).
STAYS = re.compile(
    r"\b(?:[a-z][a-z0-9_]*\.[a-z_.0-9]+|[A-Z]{2,}[A-Z0-9_-]*|(?:[kMGT])?(?:bit|B)/s|[kMG]B|MiB|min|packets/s|UTC|SHA-256"
    r"|pcapng|pcap|ipv[46]|tcp|udp|icmp(?:v6)?|dns|dhcp|http2?|tls|ntp|arp|ssdp|mdns|quic|ssh|ftp|snmp|Netloupe|Deutsch"
    r"|English|Ctrl|Shift|Left|Right|Space|PgUp|PgDown|unix|unknown|Python|PySide6|NumPy|Linux)\b|\S*[/@\\]\S*|\S+\.(?:pcapng|pcap|log|ini|py|test)\b|[a-z0-9-]+\.[a-z0-9.-]+")
ELIDED = {"FittingLabel"}       # labels that leave facts out when there is no room, and say the whole as a tooltip
WORD = re.compile(r"[A-Za-z]{4,}")


def pseudo(text: str) -> str:
    """A text of that language."""
    out, at = "", 0
    for kept in KEPT.finditer(text):
        out += text[at:kept.start()].translate(ACCENTS) + kept[0]
        at = kept.end()
    out += text[at:].translate(ACCENTS)
    stem = out.rstrip()
    longer = "·" * round(len(stem) * 0.4) if "*." not in stem and len(stem) > 1 else ""
    head = len(stem) - len(stem.lstrip())
    return f"{stem[:head]}[{stem[head:]}{longer}]{out[len(stem):]}"


def install(application: QApplication, scratch: Path) -> QTranslator:
    """Speak it from now on."""
    entries = [(context, source, pseudo(source)) for context, source, _ in
               read_catalogue(Path("gui/translations/netloupe_de.ts"))]
    (scratch / "pseudo.qm").write_bytes(catalogue_bytes("xx", entries))
    made = QTranslator(application)
    assert made.load(str(scratch / "pseudo.qm"))
    application.installTranslator(made)
    return made


def english(text: str) -> list[str]:
    """Words of a text that no translator ever saw."""
    plain = re.sub(r"<[^>]*>", " ", STAYS.sub(" ", text))
    # An accent within a word makes it one of ours, whatever ASCII letters stand around it.
    return [word for word in re.findall(r"[^\W\d_]+", plain) if WORD.fullmatch(word)]


def is_qts(widget: QWidget) -> bool:
    """Whether the widget's texts are Qt's own, which Qt's catalogue translates."""
    box = widget.parentWidget()
    if isinstance(box, QDialogButtonBox) and isinstance(widget, QAbstractButton):
        return box.standardButton(widget) is not QDialogButtonBox.StandardButton.NoButton
    return widget.objectName().startswith(("qt_", "Scroll"))


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget shows or says: (what it is, text)."""
    if is_qts(widget):
        return
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "status tip", widget.statusTip()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    if isinstance(widget, QAbstractButton | QLabel):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QGroupBox):
        yield "title", widget.title()
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(at)) for at in range(min(widget.count(), 30))
                    if not str(widget.itemData(at)).count("/"))             # a time zone
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(at)) for at in range(widget.count()))
        yield from (("tab's tooltip", widget.tabToolTip(at)) for at in range(widget.count()))
    if isinstance(widget, QListWidget):
        yield from (("row", widget.item(at).text()) for at in range(min(widget.count(), 200)))
    if isinstance(widget, QMenu):
        yield from actions_of(widget.actions())
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal and widget.model():
        yield from heads_of(widget.model())
    if isinstance(widget, QTreeWidget):
        yield from (("head", widget.headerItem().text(at)) for at in range(widget.columnCount()))
    yield from actions_of(widget.actions())


def actions_of(actions: Iterable[QAction]) -> Iterator[tuple[str, str]]:
    for action in actions:
        yield "action", action.text()
        yield "action's tooltip", action.toolTip()
        yield "action's status tip", action.statusTip()


def heads_of(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    for section in range(model.columnCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = model.headerData(section, Qt.Orientation.Horizontal, role)
            if isinstance(said, str):
                yield "head", said


def everything(window: QWidget) -> list[QWidget]:
    """The window and what is in it, seen or not."""
    return [window, *window.findChildren(QWidget)]


def cut(widgets: Iterable[QWidget]) -> list[str]:
    """Texts that are seen, and do not fit where they stand."""
    found = []
    for widget in widgets:
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QTabBar):
            rooms = [(widget.tabText(at), widget.fontMetrics().horizontalAdvance(widget.tabText(at).replace("&", "")),
                      widget.tabRect(at).width()) for at in range(widget.count()) if widget.isTabVisible(at)]
            found += [f"tab {text}: {wanted} in {room}" for text, wanted, room in rooms if wanted > room]
        elif isinstance(widget, QAbstractButton | QLabel) and widget.text():
            if isinstance(widget, QLabel) and (widget.wordWrap() or type(widget).__name__ in ELIDED):
                continue
            wanted = widget.minimumSizeHint().width() if isinstance(widget, QLabel) else widget.sizeHint().width()
            if wanted > widget.width() + 1:
                found.append(f"{type(widget).__name__} {widget.text()}: {wanted} in {widget.width()}")
    return found
