"""The page on the program: the doctor's findings, the report, the works of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from docmind import __version__, core
from docmind.core import Check, resources_dir
from docmind.ui.main_window import MainWindow
from docmind.ui.settings.about import AboutPage

CHECKS = (
    Check("Qt", "ok", "PySide6 6.9"),
    Check("fonts", "missing", "there is no font", "sudo apt-get install -y fonts-dejavu-core"),
    Check("library", "warning", "/home/nora/divorce cannot be written"),
)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> AboutPage:
    """The page, opened and filled."""
    monkeypatch.setattr(core, "examine", lambda _library: CHECKS, raising=False)
    monkeypatch.setattr(
        core, "plain_report", lambda checks, _library: f"{len(checks)} findings", raising=False
    )
    window.actions_table["about"].trigger()
    qtbot.waitUntil(
        lambda: bool(window.wiring.about.page.checks) and bool(window.wiring.about.page.report)
    )
    return window.wiring.about.page


def test_what_needs_attention_comes_first_with_its_remedy(page: AboutPage) -> None:
    assert [row.check.state for row in page.checks] == ["missing", "warning", "ok"]
    first = page.checks[0]
    assert first.remedy.isVisible()
    assert first.remedy.text() == "sudo apt-get install -y fonts-dejavu-core"
    assert first.symbol.accessibleName() == "Missing"
    assert not page.checks[2].remedy.isVisible()
    assert not page.looking.isVisible()


def test_the_report_is_copied(page: AboutPage, window: MainWindow) -> None:
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "3 findings"
    assert "clipboard" in window.banner.said


def test_looking_again_keeps_what_was_found(
    qtbot: QtBot, page: AboutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "examine", lambda _library: CHECKS[:1], raising=False)
    page.again.click()
    assert not page.again.isEnabled()
    qtbot.waitUntil(lambda: len(page.checks) == 1)
    assert page.again.isEnabled()


def test_the_works_of_others_are_named(qtbot: QtBot, page: AboutPage) -> None:
    qtbot.waitUntil(lambda: page.parties.rowCount() > 10)


def test_folders_are_opened(
    page: AboutPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(window.desktop, "open", opened.append)
    page.logs.click()
    page.licences.click()
    assert opened == [Path("/library/logs"), resources_dir() / "licences"]


def test_the_version_is_shown(page: AboutPage) -> None:
    from PySide6.QtWidgets import QLabel

    assert f"DocMind {__version__}" in {label.text() for label in page.findChildren(QLabel)}
