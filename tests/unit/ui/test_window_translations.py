"""The translations: complete, current, and with every value in its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import window_language
from docmind.ui import language
from docmind.ui.widgets import wording

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))


def test_every_text_is_translated_and_compiled() -> None:
    import translations

    assert translations.faults(translations.find()) == [], "run: python packaging/translations.py"


def test_the_pseudo_locale_keeps_what_is_filled_in() -> None:
    import translations

    strange = translations.pseudo("&Open {name} in <b>{count}</b> ways")
    assert "{name}" in strange and "<b>{count}</b>" in strange and "&Ó" in strange
    assert "Open" not in strange
    assert len(strange) > 1.3 * len("Open  in  ways") + len("{name}<b>{count}</b>")
    assert translations.pseudo("d MMM yyyy") == "d MMM yyyy"


@pytest.mark.parametrize(
    ("source", "one", "said", "fault"),
    [
        ("{a} of {b}", None, ("{a} von {b}",), None),
        ("{a} of {b}", None, ("{a} von",), "other {placeholders}"),
        ("{count} files", "{count} file", ("eine Datei", "{count} Dateien"), None),
        ("{count} files", "{count} file", ("eine Datei", "Dateien"), "other {placeholders}"),
        ("Open…", None, ("Öffnen",), "… at the end of only one"),
        ("&Open", None, ("Öffnen",), "another number of mnemonics"),
        ("Open", None, ("Öffnen ",), "space at an end"),
        ("Open", None, ("",), "not translated"),
    ],
)
def test_faults_of_a_translation_are_told(
    source: str, one: str | None, said: tuple[str, ...], fault: str | None
) -> None:
    import translations
    from translatable import WINDOW, Text

    told = list(translations.faults_of(Text(WINDOW, source, one), said))
    assert told == ([] if fault is None else [fault])


def test_sentences_are_told_from_other_literals() -> None:
    from translatable import is_sentence

    assert is_sentence("The file is damaged") and is_sentence("Reading {0}")
    assert not is_sentence("SELECT path FROM files") and not is_sentence("{0}: {1}.")
    assert not is_sentence("utf-8") and not is_sentence("It")


def test_the_language_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "asked.toml"
    monkeypatch.setenv("DOCMIND_CONFIG_FILE", str(file))
    assert window_language() == ""
    for written, asked in (
        ('[window]\nlanguage = "de"\n', "de"),
        ("[window]\ntheme = 'dark' # language\n", ""),
        ("language = [", ""),
        ("[window]\nlanguage = 3\n", ""),
    ):
        file.write_text(written, encoding="utf-8")
        assert window_language() == asked
    monkeypatch.setenv("DOCMIND_WINDOW__LANGUAGE", "en")
    assert (window_language(), language.language_to_speak()) == ("en", "en")


def test_the_language_of_the_system_is_taken_where_there_is_a_catalogue() -> None:
    assert language.offered(("fr-FR", "de-AT", "en")) == "de"
    assert language.offered(("pt_BR", "fr")) == "en"
    assert language.offered(()) == "en"


def test_speaking_brings_texts_numbers_and_direction(qtbot: QtBot, qapp: QApplication) -> None:
    language.speak("de")
    german = (
        wording.tr("Add folder…"),
        wording.number(12345),
        qapp.translate("QPlatformTheme", "Cancel"),
    )
    language.speak(language.PSEUDO)
    direction = qapp.layoutDirection()
    language.speak("en")
    assert german == ("Ordner hinzufügen…", "12.345", "Abbrechen")
    assert direction == Qt.LayoutDirection.RightToLeft
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert wording.tr("Add folder…") == "Add folder…"
    assert QLocale().language() == QLocale.Language.English
