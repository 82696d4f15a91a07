"""Colours: readable in both schemes, the same names, taken from the scheme and not the widget."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.ui.widgets import theme
from docmind.ui.widgets.theme import BADGES, DARK, LIGHT, ON_BADGE, SCHEMES, TEXT_PAIRS, contrast

AA = 4.5


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(scheme: theme.Scheme, ink: str, ground: str) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= AA


@pytest.mark.parametrize("colour", BADGES.values())
def test_badges_are_readable(colour: str) -> None:
    assert contrast(ON_BADGE, colour) >= AA


def test_marks_on_paper_leave_print_readable() -> None:
    assert contrast("#000000", LIGHT.paper_word) >= AA


def test_every_token_is_a_colour() -> None:
    for tokens in (LIGHT, DARK):
        assert all(QColor(colour).isValid() for colour in tokens)


def test_scheme_is_told_from_a_palette(qtbot: QtBot) -> None:
    assert theme.scheme_of(theme.palette_for(LIGHT)) == "light"
    assert theme.scheme_of(theme.palette_for(DARK)) == "dark"


def test_apply_changes_palette_and_tokens(qtbot: QtBot) -> None:
    theme.apply("dark")
    role = QPalette.ColorRole.Window
    assert QApplication.palette().color(role).name() == DARK.window
    assert theme.tokens_now() is DARK
    theme.apply("light")
    assert theme.tokens_now() is LIGHT
