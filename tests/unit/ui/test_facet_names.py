"""What the values of facets are called."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import FacetName
from docmind.ui.search.facet_names import value_name


@pytest.mark.parametrize(
    ("facet", "value", "name"),
    [
        ("kind", "document", "Documents"),
        ("kind", "poem", "poem"),
        ("type", "pdf", "PDF"),
        ("type", ".md", "MD"),
        ("type", "markdown", "markdown"),
        ("language", "de", "German"),
        ("language", "xx", "xx"),
        ("year", "this month", "This month"),
        ("year", "2024", "2024"),
        ("folder", "/home/ada/docs", "/home/ada/docs"),
    ],
)
def test_a_value_has_a_name(qtbot: QtBot, facet: FacetName, value: str, name: str) -> None:
    assert value_name(facet, value) == name


def test_a_label_goes_first() -> None:
    assert value_name("folder", "/home/ada/docs", "docs") == "docs"


def test_a_type_is_written_alike_from_right_to_left(
    qapp: QApplication,
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert "DOCX" in value_name("type", "docx")
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
