"""Whoever asks for late chunking is told why there is none."""

from __future__ import annotations

import pytest

from docmind.core import settings
from docmind.core.errors import UsageError
from docmind.core.paths import config_file
from docmind.core.settings_file import save


@pytest.mark.parametrize("name", ["late", "late_chunking"])
def test_the_environment_and_the_file_are_answered_alike(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f"[chunking]\n{name} = true\n")
    with pytest.raises(UsageError, match="DocMind does no late chunking") as told:
        settings.load()
    assert "arXiv:2409.04701" in told.value.detail and f"chunking.{name}" in told.value.hint
    config_file().unlink()
    monkeypatch.setenv(f"DOCMIND_CHUNKING__{name.upper()}", "1")
    with pytest.raises(UsageError, match="DocMind does no late chunking"):
        settings.load()


def test_a_face_that_would_save_it_is_told_too() -> None:
    with pytest.raises(UsageError, match="DocMind does no late chunking"):
        save({"chunking.late": True})
    assert not config_file().exists()


def test_who_says_no_to_it_gets_what_there_is() -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("[chunking]\nlate = false\nmax_tokens = 100\n")
    assert settings.load().chunking.max_tokens == 100
    assert "late" not in {name for name, *_ in settings.table()}
