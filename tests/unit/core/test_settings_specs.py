"""A dialog can be made from the specs alone."""

from __future__ import annotations

import pytest

from docmind.core import Settings, SettingSpec, save_settings, setting_specs, settings_table
from docmind.core.settings_specs import deciding_variable


def _spec(key: str) -> SettingSpec:
    return next(one for one in setting_specs() if one.key == key)


def test_every_setting_has_a_spec_with_a_description() -> None:
    specs = setting_specs()
    assert [one.key for one in specs] == [row[0] for row in settings_table()]
    assert {one.section for one in specs} == set(Settings.model_fields) - {"version"}
    assert all(one.description for one in specs)
    assert all(one.value == one.default for one in specs)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("pictures.enabled", "switch"),
        ("window.theme", "choice"),
        ("search.limit", "whole"),
        ("extraction.timeout_seconds", "number"),
        ("search.reranker", "text"),
        ("discovery.exclude", "list"),
    ],
)
def test_kinds_come_from_the_declaration(key: str, kind: str) -> None:
    assert _spec(key).kind == kind


def test_ranges_and_choices_come_from_the_declaration() -> None:
    limit, timeout, theme = map(
        _spec, ("search.limit", "extraction.timeout_seconds", "window.theme")
    )
    assert (limit.least, limit.most, limit.above) == (1, 1000, False)
    assert (timeout.least, timeout.most, timeout.above) == (0, None, True)
    assert theme.choices == ("system", "light", "dark")


def test_what_holds_now_is_told_beside_the_default() -> None:
    save_settings({"search.limit": 33, "discovery.exclude": ("*.log",)})
    assert (_spec("search.limit").value, _spec("search.limit").default) == (33, 20)
    assert _spec("discovery.exclude").value == ("*.log",)


def test_the_variable_that_decides_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_WINDOW", '{"theme": "dark"}')
    monkeypatch.setenv("DOCMIND_ENGINE", "no json")
    monkeypatch.setenv("DOCMIND_SEARCH__LIMIT", "12")
    assert deciding_variable("search.limit") == "DOCMIND_SEARCH__LIMIT"
    assert deciding_variable("window.theme") == "DOCMIND_WINDOW"
    assert deciding_variable("window.tray") == ""
    assert deciding_variable("engine.idle_seconds") == ""


def test_what_takes_long_says_so() -> None:
    assert _spec("chunking.max_tokens").effect == "reread"
    assert _spec("embedding.model_name").effect == "new library"
    assert _spec("window.theme").effect == "at once"
    assert _spec("embedding.threads").effect == "restart"
