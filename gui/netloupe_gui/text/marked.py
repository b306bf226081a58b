"""Texts that are translated where they are shown: those of tables, and the engine's.

The translation tools (gui/translations) find them by `lupdate -tr-function-alias QT_TRANSLATE_NOOP=T`.
"""
from PySide6.QtCore import QCoreApplication


def T(context: str, text: str) -> str:
    """The text as it is; `context` is what `QCoreApplication.translate` is given later."""
    del context
    return text


def translated(text: str) -> str:
    """A text of the engine in the window's language; as it is where the catalogue has none, such as a name."""
    return QCoreApplication.translate("Engine", text) if text else ""
