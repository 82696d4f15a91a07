"""Colours: readable in both schemes, the same names, taken from the scheme and not the widget."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from docmind.ui.widgets import theme
from docmind.ui.widgets.sheet import style_sheet
from docmind.ui.widgets.theme import (
    BADGES,
    DARK,
    LIGHT,
    ON_BADGE,
    SCHEMES,
    SIGN_PAIRS,
    TEXT_PAIRS,
    contrast,
)

AA = 4.5
SIGN = 3.0


class Polished(QWidget):
    """Counts how often it gets another style."""

    styles = 0

    def changeEvent(self, event: QEvent) -> None:
        self.styles += event.type() == QEvent.Type.StyleChange


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(scheme: theme.Scheme, ink: str, ground: str) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= AA


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGN_PAIRS)
def test_signs_and_focus_rings_can_be_seen(scheme: theme.Scheme, sign: str, ground: str) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, sign), getattr(tokens, ground)) >= SIGN


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rules_of_the_style_sheet_are_readable(scheme: theme.Scheme, qapp: QApplication) -> None:
    tokens = SCHEMES[scheme]
    rules = re.findall(r"([^{}]+)\{([^}]*)\}", style_sheet(tokens, qapp.font()))
    faint = []
    for selector, rule in rules:
        said = dict(re.findall(r"(?<![-\w])([a-z-]+):\s*(#[0-9a-f]{6})", rule))
        if "color" in said:
            ground = said.get("background", tokens.panel)
            if contrast(said["color"], ground) < AA:
                faint.append(f"{selector.strip()}: {said['color']} on {ground}")
        ring = said.get("border-color", tokens.accent) if ":focus" in selector else tokens.accent
        if contrast(ring, tokens.panel) < SIGN:
            faint.append(f"{selector.strip()}: ring {ring}")
    assert len(rules) > 50 and faint == []


@pytest.mark.parametrize("colour", BADGES.values())
def test_badges_are_readable(colour: str) -> None:
    assert contrast(ON_BADGE, colour) >= AA


def test_marks_on_paper_leave_print_readable() -> None:
    assert contrast("#000000", LIGHT.paper_mark) >= AA
    assert contrast("#000000", LIGHT.paper_word) >= AA
    assert contrast(LIGHT.paper_ring, LIGHT.paper_word) >= SIGN
    assert contrast(LIGHT.paper_ring, "#ffffff") >= SIGN


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


def test_the_same_scheme_again_polishes_nothing(qtbot: QtBot) -> None:
    theme.apply("light")
    widget = Polished()
    qtbot.addWidget(widget)
    widget.show()
    theme.apply("light")
    assert widget.styles == 0
    theme.apply("dark")
    assert widget.styles > 0
    theme.apply("light")
