"""The window's language: which there are, and how one is put to use.

Nothing is loaded for English, which the texts are written in. Catalogues (.qm) are made by the build from those in
gui/translations.
"""
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from netloupe_gui.settings.resources import catalogue
from netloupe_gui.text import use_marks

SYSTEM = "system"
LANGUAGES = {"en": "English", "de": "Deutsch"}      # named as those who speak them name them

_installed: list[QTranslator] = []                  # in the application, of which there is one


def language_of(choice: str) -> str:
    """The language that a setting means: one of LANGUAGES; English where the system asks for none of them."""
    if choice in LANGUAGES:
        return choice
    asked = (tag.partition("-")[0] for tag in QLocale.system().uiLanguages())
    return next((tag for tag in asked if tag in LANGUAGES), "en")


def use_language(application: QCoreApplication, choice: str) -> None:
    """Texts made from now on are in this language, numbers that Qt writes too. GUI thread only."""
    while _installed:
        application.removeTranslator(_installed.pop())
    language = language_of(choice)
    system = QLocale.system()
    is_systems = system.name()[:2] == language or (choice == SYSTEM and system.language() == QLocale.Language.C)
    locale = system if is_systems else QLocale(language)
    QLocale.setDefault(locale)
    use_marks(locale.groupSeparator(), locale.decimalPoint())
    if language == "en":
        return
    for path in (_qt(language), catalogue(f"netloupe_{language}")):
        translator = QTranslator()
        if translator.load(path):           # what cannot be read stays English
            application.installTranslator(translator)
            _installed.append(translator)


def _qt(language: str) -> str:
    """Qt's own dialogs; the wheels of PySide6 bring their catalogues along, systems may not."""
    return f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{language}.qm"
