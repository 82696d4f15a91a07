"""Every setting has a control, changes hold at once or it is said why not, and can be found."""

from __future__ import annotations

import re

import pytest
from fakes.engine import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import Settings, UsageError, load_settings, save_settings
from docmind.core.paths import config_file
from docmind.ui.main_window import MainWindow
from docmind.ui.settings.controls import ChoiceControl, ListControl, SwitchControl, TextControl
from docmind.ui.settings.page import SettingsPage
from docmind.ui.settings.row import SettingRow
from docmind.ui.settings.sections import WORDS, section_words


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SettingsPage:
    """The page, opened and filled."""
    window.actions_table["settings"].trigger()
    qtbot.waitUntil(lambda: window.wiring.settings.page.row("updates.address") is not None)
    assert window.pages.currentWidget() is window.wiring.settings.page
    return window.wiring.settings.page


def row_of(page: SettingsPage, key: str) -> SettingRow:
    row = page.row(key)
    assert row is not None
    return row


def press(button: QPushButton) -> None:
    assert not button.isHidden()
    button.click()


def type_into(row: SettingRow, text: str) -> None:
    control = row.control
    assert isinstance(control, TextControl)
    control.edit.setFocus()
    control.edit.selectAll()
    QTest.keyClicks(control.edit, text)


def test_every_setting_has_a_control_and_words_of_its_own(page: SettingsPage) -> None:
    for section, field in Settings.model_fields.items():
        if section == "version":
            continue
        for name in field.annotation.model_fields:  # type: ignore[union-attr]
            row = row_of(page, f"{section}.{name}")
            assert row.control.part().accessibleName(), row.spec.key
            assert name in section_words(section).fields, row.spec.key
            assert row.words.label
            for value in row.spec.choices:
                assert value in row.words.choices, (row.spec.key, value)
    known = {f"{name}.{field}" for name in WORDS for field in section_words(name).fields}
    assert known == set(page._specs)


def test_kinds_of_values_have_their_controls(page: SettingsPage) -> None:
    for key, kind in (
        ("pictures.enabled", SwitchControl),
        ("window.theme", ChoiceControl),
        ("search.limit", TextControl),
        ("search.reranker", TextControl),
        ("discovery.exclude", ListControl),
    ):
        assert isinstance(row_of(page, key).control, kind)


def test_a_section_is_shown_at_a_time(page: SettingsPage) -> None:
    page.sections.setCurrentRow(2)
    shown = [name for name, view in page.views.items() if view.isVisible()]
    assert shown == ["discovery"]


def test_a_number_holds_at_once_and_the_engine_starts_anew(
    qtbot: QtBot, page: SettingsPage, engine: FakeEngine
) -> None:
    row = row_of(page, "search.candidates")
    type_into(row, "250")
    QTest.keyClick(row.control.part(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.said == "Saved.")
    assert load_settings().search.candidates == 250
    assert engine.asked("restart") == [None]
    assert not row.back.isHidden()


def test_changes_close_together_start_the_engine_once(
    qtbot: QtBot, page: SettingsPage, engine: FakeEngine
) -> None:
    for key in ("discovery.include_hidden", "pictures.inside_documents"):
        control = row_of(page, key).control
        assert isinstance(control, SwitchControl)
        control.switch.click()
    rows = [row_of(page, key) for key in ("discovery.include_hidden", "pictures.inside_documents")]
    qtbot.waitUntil(lambda: all(row.said == "Saved." for row in rows))
    assert load_settings().discovery.include_hidden
    assert not load_settings().pictures.inside_documents
    assert engine.asked("restart") == [None]


def test_a_change_just_before_the_window_closes_is_kept(
    page: SettingsPage, window: MainWindow, engine: FakeEngine
) -> None:
    control = row_of(page, "discovery.include_hidden").control
    assert isinstance(control, SwitchControl)
    control.switch.click()
    window.leave()
    assert load_settings().discovery.include_hidden
    assert engine.asked("restart") == []  # it ends anyway


def test_what_the_window_alone_reads_starts_no_engine(
    qtbot: QtBot, page: SettingsPage, window: MainWindow, engine: FakeEngine
) -> None:
    window.set_theme("light")
    row = row_of(page, "window.theme")
    assert isinstance(row.control, ChoiceControl)
    choice = row.control.choice
    choice.setCurrentIndex(choice.findData("dark"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: row.said == "Saved.", timeout=30_000)  # all is styled anew first
    assert window.session.theme is None
    assert window.actions_table["theme_dark"].isChecked()
    assert engine.asked("restart") == []
    window.set_theme("light")


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("search.limit", "0", "At least 1."),
        ("search.limit", "5000", "At most 1000."),
        ("search.limit", "many", "Write a number."),
        ("search.limit", "2.5", "Write a whole number."),
        ("extraction.timeout_seconds", "0", "More than 0."),
    ],
)
def test_a_wrong_value_is_said_beside_the_field_and_not_saved(
    page: SettingsPage, key: str, typed: str, said: str
) -> None:
    row = row_of(page, key)
    type_into(row, typed)
    assert row.said == said
    QTest.keyClick(row.control.part(), Qt.Key.Key_Return)
    assert row.said == said
    assert not config_file().exists()
    type_into(row, "30")
    assert row.said == ""


def test_the_default_comes_back_and_leaves_the_file(qtbot: QtBot, window: MainWindow) -> None:
    save_settings({"search.limit": 50, "search.candidates": 300})
    window.actions_table["settings"].trigger()
    qtbot.waitUntil(lambda: window.wiring.settings.page.row("updates.address") is not None)
    row = row_of(window.wiring.settings.page, "search.limit")
    assert "Default: 20 results." in row.text.text()
    press(row.back)
    qtbot.waitUntil(lambda: row.said == "Saved.")
    assert row.back.isHidden()
    assert "limit" not in config_file().read_text()
    assert load_settings().search.candidates == 300


def test_what_the_environment_decides_is_locked_and_names_the_variable(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCMIND_SEARCH__LIMIT", "12")
    window.actions_table["settings"].trigger()
    qtbot.waitUntil(lambda: window.wiring.settings.page.row("updates.address") is not None)
    row = row_of(window.wiring.settings.page, "search.limit")
    assert "DOCMIND_SEARCH__LIMIT" in row.said
    assert not row.control.part().isEnabled()
    assert row.back.isHidden()


def test_what_takes_long_asks_first(qtbot: QtBot, page: SettingsPage, engine: FakeEngine) -> None:
    row = row_of(page, "chunking.max_tokens")
    type_into(row, "300")
    QTest.keyClick(row.control.part(), Qt.Key.Key_Return)
    assert "may take hours" in row.said
    press(row.no)
    assert row.said == ""
    assert not config_file().exists()
    type_into(row, "300")
    QTest.keyClick(row.control.part(), Qt.Key.Key_Return)
    press(row.yes)
    qtbot.waitUntil(lambda: row.said == "Saved.")
    assert load_settings().chunking.max_tokens == 300


def test_a_switch_that_begins_something_asks_first(qtbot: QtBot, page: SettingsPage) -> None:
    row = row_of(page, "recognition.enabled")
    assert isinstance(row.control, SwitchControl)
    row.control.switch.click()
    assert "may take hours" in row.said
    press(row.no)
    assert not row.control.switch.isChecked()


def test_the_model_of_a_library_is_chosen_elsewhere(page: SettingsPage, window: MainWindow) -> None:
    press(row_of(page, "embedding.model_name").models)
    assert window.pages.currentWidget() is window.models


def test_an_engine_that_others_use_keeps_its_settings_and_that_is_said(
    qtbot: QtBot, page: SettingsPage, engine: FakeEngine
) -> None:
    engine.may_restart = False
    row = row_of(page, "search.candidates")
    type_into(row, "250")
    QTest.keyClick(row.control.part(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "next start" in row.said)


def test_patterns_are_looked_at_before_they_are_saved(
    qtbot: QtBot, page: SettingsPage, engine: FakeEngine
) -> None:
    row = row_of(page, "discovery.exclude")
    assert isinstance(row.control, ListControl)
    entries = row.control.entries
    engine.failures["preview_exclude"] = UsageError("This pattern cannot be used")
    entries.field.setText("***[")
    press(entries.add)
    qtbot.waitUntil(lambda: "cannot be used" in row.said)
    assert not config_file().exists()
    del engine.failures["preview_exclude"]
    entries.rows.setCurrentRow(0)
    press(entries.remove)
    entries.field.setText("*.log")
    QTest.keyClick(entries.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.said == "Saved.")
    assert load_settings().discovery.exclude == ("*.log",)
    item = entries.rows.item(0)
    item.setText("*.tmp")
    qtbot.waitUntil(lambda: load_settings().discovery.exclude == ("*.tmp",))
    QTest.keyClick(entries.rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: load_settings().discovery.exclude == ())


def found(page: SettingsPage) -> set[str]:
    return {
        key
        for view in page.views.values()
        if view.isVisible()
        for key, row in view.rows.items()
        if row.isVisible()
    }


def test_settings_are_found_by_name_description_and_words(page: SettingsPage) -> None:
    page.finder.setText("rerank_budget")
    assert found(page) == {"search.rerank_budget_ms"}
    page.finder.setText("processor cores")
    assert "embedding.threads" in found(page)
    page.finder.setText("battery")
    assert "background.on_battery" in found(page)
    page.finder.setText("nothing is called xyzzy")
    assert found(page) == set()
    assert page._message.isVisible()
    page.finder.clear()
    assert found(page) == set(page.views["window"].rows)
    assert not page._message.isVisible()


def test_choosing_a_section_ends_the_search(page: SettingsPage) -> None:
    page.finder.setText("battery")
    page.sections.setCurrentRow(3)
    page._on_click(page.sections.currentIndex())
    assert page.finder.text() == ""
    assert [name for name, view in page.views.items() if view.isVisible()] == ["extraction"]


def test_escape_empties_the_search_first_and_then_leaves(
    qtbot: QtBot, page: SettingsPage, window: MainWindow
) -> None:
    page.finder.setText("battery")
    QTest.keyClick(page.finder, Qt.Key.Key_Escape)
    assert page.finder.text() == ""
    assert window.pages.currentWidget() is page
    QTest.keyClick(page.finder, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is not page


def test_a_broken_file_is_said_and_can_be_shown(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file().parent.mkdir(exist_ok=True)
    config_file().write_text("[broken")
    window.actions_table["settings"].trigger()
    page = window.wiring.settings.page
    qtbot.waitUntil(lambda: "cannot be read" in page._message.text())
    shown: list[object] = []
    monkeypatch.setattr(window.desktop, "show_in_folder", shown.append)
    press(page.file)
    assert shown == [config_file()]
    config_file().unlink()
    window.sheets.leave()
    window.actions_table["settings"].trigger()
    qtbot.waitUntil(lambda: page.row("updates.address") is not None)
    assert not page._message.isVisible()


def test_labels_are_plain(page: SettingsPage) -> None:
    for name in WORDS:
        for words in section_words(name).fields.values():
            said = f"{words.label} {words.text} {words.note}"
            assert not re.search(r"token|embedding|chunk|\bGPU\b|\bCPU\b|rerank", said), said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://models.example/v1", "not protected"),
        ("nowhere", "cannot be used"),
        ("https://me@models.example/", "name or a password"),
    ],
)
def test_an_address_of_a_server_that_is_never_asked_is_refused(
    page: SettingsPage, typed: str, said: str
) -> None:
    row = row_of(page, "servers.openai_address")
    type_into(row, typed)
    QTest.keyClick(row.control.part(), Qt.Key.Key_Return)
    assert said in row.said
    assert not config_file().exists()


def test_another_computer_is_allowed_after_a_question_that_names_it(
    qtbot: QtBot, page: SettingsPage
) -> None:
    row = row_of(page, "servers.text_may_go_to")
    assert isinstance(row.control, ListControl)
    entries = row.control.entries
    entries.field.setText("models.example:8443")
    press(entries.add)
    assert "leave this computer and go to models.example:8443" in row.said
    press(row.no)
    assert entries.entries() == () and not config_file().exists()
    entries.field.setText("models.example:8443")
    press(entries.add)
    press(row.yes)
    qtbot.waitUntil(lambda: row.said == "Saved.")
    assert load_settings().servers.text_may_go_to == ("models.example:8443",)
    entries.field.setText("https://models.example/v1")
    press(entries.add)
    press(row.yes)
    qtbot.waitUntil(lambda: "is no host" in row.said)
    assert load_settings().servers.text_may_go_to == ("models.example:8443",)
