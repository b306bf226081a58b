"""The one application object of the process."""
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication


def the_application() -> QApplication:
    """Present or made; named so that the desktop knows it."""
    present = QCoreApplication.instance()
    if isinstance(present, QApplication):
        return present
    application = QApplication(sys.argv[:1])
    application.setApplicationName("netloupe")
    application.setApplicationDisplayName("Netloupe")
    application.setDesktopFileName("netloupe")
    return application
