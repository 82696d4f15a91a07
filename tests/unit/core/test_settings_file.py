"""Saving settings: all or nothing, and nothing else is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docmind.core import DocMindError, UsageError, load_settings, save_settings, unknown_settings
from docmind.core.paths import config_file


def test_saved_settings_are_loaded_again() -> None:
    patterns = ('*.log "quoted"', "/Prïvate/\\ x", "#not a comment")
    saved = save_settings({"discovery.exclude": patterns, "search.limit": 33})
    assert saved.discovery.exclude == patterns
    assert load_settings().discovery.exclude == patterns
    assert load_settings().search.limit == 33
    save_settings({"discovery.exclude": ()})
    assert load_settings().discovery.exclude == ()
    assert load_settings().search.limit == 33


def test_comments_order_and_other_settings_stay() -> None:
    file = config_file()
    file.write_text("# mine\n[search]\nlimit = 7 # few\n\n[discovery]\ninclude_hidden = true\n")
    save_settings({"discovery.exclude": ("*.tmp",)})
    text = file.read_text()
    assert text.startswith("# mine\n[search]\nlimit = 7 # few\n")
    assert load_settings().discovery.include_hidden
    assert load_settings().discovery.exclude == ("*.tmp",)
    assert [one.name for one in file.parent.iterdir() if one.name.startswith(".settings")] == []


@pytest.mark.parametrize(
    "changes",
    [{"search.limit": 0}, {"search.colour": 1}, {"nowhere.at": 1}, {"theme": "dark"}],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(changes: dict[str, object]) -> None:
    file = config_file()
    file.write_text("[search]\nlimit = 7\n")
    with pytest.raises(UsageError):
        save_settings(changes)
    assert file.read_text() == "[search]\nlimit = 7\n"


NEWER = """# of a newer version
version = 1
colour = "blue"
[search]
limit = 7
flavour = "sweet"
[telepathy]
enabled = true
"""


def test_what_a_newer_version_wrote_is_kept_told_and_has_no_effect() -> None:
    config_file().write_text(NEWER)
    assert load_settings().search.limit == 7
    assert unknown_settings() == ("colour", "search.flavour", "telepathy")
    assert save_settings({"search.limit": 9, "window.theme": "dark"}).search.limit == 9
    text = config_file().read_text()
    assert text.startswith(NEWER.replace("limit = 7", "limit = 9").split("[telepathy]")[0])
    assert "[telepathy]\nenabled = true" in text
    assert unknown_settings() == ("colour", "search.flavour", "telepathy")
    with pytest.raises(UsageError, match="flavour"):
        save_settings({"search.flavour": "sour"})
    save_settings({"search.flavour": None})
    assert unknown_settings() == ("colour", "telepathy")


def test_a_file_without_surprises_has_no_unknown_settings() -> None:
    assert unknown_settings() == ()
    config_file().write_text("[search]\nlimit = 7\n")
    assert unknown_settings() == ()
    config_file().write_text("[search\n")
    assert unknown_settings() == ()


def test_the_environment_is_believed_only_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOCMIND_SEARCH__FLAVOUR", "sweet")
    with pytest.raises(UsageError, match="flavour"):
        load_settings()


def test_a_file_that_cannot_be_understood_is_left_alone() -> None:
    file = config_file()
    file.write_text("[search\nlimit")
    with pytest.raises(UsageError, match="cannot be read"):
        save_settings({"search.limit": 5})
    assert file.read_text() == "[search\nlimit"


def test_what_the_environment_decides_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_SEARCH__LIMIT", "12")
    with pytest.raises(UsageError, match="environment"):
        save_settings({"search.limit": 5})
    assert not config_file().exists()


def test_a_linked_settings_file_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "docmind.toml"
    real.parent.mkdir()
    real.write_text("[search]\nlimit = 7\n")
    real.chmod(0o640)
    config_file().symlink_to(real)
    save_settings({"search.limit": 8})
    assert config_file().is_symlink()
    assert "limit = 8" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DocMindError, match="could not be saved"):
        save_settings({"search.limit": 8})


def test_a_place_that_is_no_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DOCMIND_CONFIG_FILE", str(tmp_path / "file" / "settings.toml"))
    with pytest.raises(DocMindError):
        save_settings({"search.limit": 8})
