"""The language of the window: its texts, how numbers and dates are written, which way it is read.

English needs no catalogue. Others lie compiled in ``resources/i18n``; Qt brings its own for the
buttons of its dialogs and the menus of text fields. ``packaging/translations.py`` makes them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from docmind.core import resources_dir, window_language
from docmind.ui.widgets import told

ENGLISH = "en"
NAMES = {ENGLISH: "English", "de": "Deutsch"}  # each in its own words
TRIED = "DOCMIND_TRY_LANGUAGE"  # names a catalogue that is not offered, such as pseudo
PSEUDO = "pseudo"
_BORROWED = {PSEUDO: "he"}  # whose way to write numbers and whose direction it takes


def language_to_speak() -> str:
    """The catalogue to use: the one tried, the one of the settings, or the system's language."""
    tried = os.environ.get(TRIED)
    if tried:
        return tried
    asked = window_language()
    return asked if asked in NAMES else offered(QLocale.system().uiLanguages())


def offered(preferred: Sequence[str]) -> str:
    """The first language of ``preferred`` ("de-AT", "fr") that there is a catalogue for."""
    for name in preferred:
        language = name.replace("_", "-").partition("-")[0].lower()
        if language in NAMES:
            return language
    return ENGLISH


def speak(language: str) -> None:
    """Let everything built from now on speak ``language``; what is there already stays as it is."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for old in application.findChildren(QTranslator):
        QCoreApplication.removeTranslator(old)
        old.deleteLater()
    catalogues = resources_dir() / "i18n"
    if language != ENGLISH:
        of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        known = _BORROWED.get(language, language)
        _install(application, f"qtbase_{known}", of_qt)
        _install(application, f"docmind_{language}", str(catalogues))
    told.learn(None if language == ENGLISH else catalogues / "core_sentences.txt")
    locale = locale_of(language)
    QLocale.setDefault(locale)
    if application.layoutDirection() != locale.textDirection():
        application.setLayoutDirection(locale.textDirection())


def _install(application: QApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    if translator.load(name, folder):
        QCoreApplication.installTranslator(translator)
    else:
        translator.deleteLater()


def locale_of(language: str) -> QLocale:
    """How numbers and dates are written: as the system does where it speaks this language too."""
    system = QLocale.system()
    wanted = QLocale(_BORROWED.get(language, language)).language()
    if system.language() == wanted:
        return system
    if system.language() != QLocale.Language.C:
        return QLocale(wanted, system.territory())
    territory = QLocale.Country.UnitedKingdom if language == ENGLISH else QLocale.Country.AnyCountry
    return QLocale(wanted, territory)
