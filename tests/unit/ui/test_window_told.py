"""Sentences of the core come to the window in its language; what is not known stays English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.engine import ESTIMATE
from PySide6.QtWidgets import QApplication

from docmind.core import DocMindError, Notice, PasswordNeeded, Problem, QueryPlan
from docmind.ui import language
from docmind.ui.core_words import SAID, error_in_our_words, in_our_words
from docmind.ui.widgets.told import told


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    language.speak("de")
    yield
    language.speak("en")


def test_english_is_left_as_it_is(qapp: QApplication) -> None:
    language.speak("en")
    notice = Notice("info", "The index is complete again.")
    assert told("Nothing was found.") == "Nothing was found."
    assert in_our_words(notice) is notice


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Nothing was found.", "Nichts gefunden."),
        ("The password is wrong", "Das Passwort ist falsch"),
        ("It is 1,300 MB, the limit 200.", "Sie hat 1.300 MB, die Grenze ist 200."),
        ("There is no permission to read it.", "Es fehlt das Recht, sie zu lesen."),
        ("Downloading BGE-M3", "BGE-M3 herunterladen"),
        ("Reading took longer than planned.", "Reading took longer than planned."),
        ("Odd things happen. Nothing was found.", "Odd things happen. Nichts gefunden."),
        (
            "The file cannot be read (/docs/a b.txt). It is not there any more. Check the name.",
            "Die Datei lässt sich nicht lesen (/docs/a b.txt). Sie ist nicht mehr da. "
            "Den Namen prüfen.",
        ),
        ("", ""),
    ],
)
def test_sentences_are_found_by_their_pattern(german: None, said: str, expected: str) -> None:
    assert told(said) == expected


def test_an_error_keeps_its_kind_and_file(german: None) -> None:
    path = Path("/docs/a.pdf")
    error = error_in_our_words(
        PasswordNeeded("The file is protected by a password", detail="No sentence.", path=path)
    )
    assert isinstance(error, PasswordNeeded)
    assert error.title == "Die Datei ist durch ein Passwort geschützt"
    assert (error.detail, error.path) == ("No sentence.", path)
    assert in_our_words((error, DocMindError("Nothing was found")))[1].title == "Nichts gefunden"


def test_values_are_translated_in_what_people_read(german: None) -> None:
    plan = QueryPlan("auto", ("words",), 0.5, False, notes=("Nothing was found.",))
    assert in_our_words(plan).notes == ("Nichts gefunden.",)
    assert in_our_words(ESTIMATE).why == "Es gibt keine nutzbare Grafikkarte."
    problems = (Problem(Path("/docs/a"), "empty", "The file is empty", "Check the name.", ""),)
    assert in_our_words(problems)[0].hint == "Den Namen prüfen."
    assert in_our_words("Nothing was found.") == "Nothing was found."  # a query, a name


def test_every_named_part_exists() -> None:
    import docmind.core as core

    for kind, parts in SAID.items():
        assert set(parts) <= set(getattr(core, kind).__dataclass_fields__)
