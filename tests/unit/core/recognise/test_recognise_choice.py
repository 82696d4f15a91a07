"""Which recogniser is taken, and what is said when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core import doctor
from docmind.core.errors import UsageError
from docmind.core.recognise.base import Recogniser
from docmind.core.recognise.choice import NOT_INSTALLED, choose, recogniser_class
from docmind.core.recognise.rapid import Rapid
from docmind.core.recognise.tesseract import Tesseract, chosen_languages, installed_languages
from docmind.core.settings import load

LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> dict[type[Recogniser], tuple[bool, str]]:
    """What each recogniser says: (installed, the reason it cannot be used)."""
    said: dict[type[Recogniser], tuple[bool, str]] = {
        Rapid: (False, "RapidOCR is not installed. Run: it"),
        Tesseract: (False, "Tesseract is not installed. Run: it"),
    }
    for kind in (Rapid, Tesseract):
        monkeypatch.setattr(kind, "is_installed", classmethod(lambda cls: said[cls][0]))
        monkeypatch.setattr(kind, "is_available", classmethod(lambda cls: said[cls][1]))
    return said


def test_the_better_one_is_taken(there: dict[type[Recogniser], tuple[bool, str]]) -> None:
    assert choose("auto") == ("", NOT_INSTALLED)
    there[Tesseract] = (True, "")
    assert choose("auto") == ("tesseract", "")
    there[Rapid] = (True, "")
    assert choose("auto") == ("rapidocr", "")


def test_one_that_lacks_something_says_what(
    there: dict[type[Recogniser], tuple[bool, str]],
) -> None:
    there[Tesseract] = (True, "Tesseract has no language to read. Install one.")
    assert choose("auto") == ("", "Tesseract has no language to read. Install one.")


def test_a_chosen_one_is_taken_or_refused(
    there: dict[type[Recogniser], tuple[bool, str]],
) -> None:
    there[Rapid] = (True, "")
    assert choose("rapidocr") == ("rapidocr", "")
    assert choose("tesseract") == ("", "Tesseract is not installed. Run: it")
    with pytest.raises(UsageError, match="crystal"):
        choose("crystal")


def test_the_doctor_warns_only_when_it_is_switched_on(
    there: dict[type[Recogniser], tuple[bool, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = doctor._recognition()
    assert (check.state, check.finding) == ("ok", "Text recognition is not installed")
    assert "docmind[ocr]" in check.remedy
    monkeypatch.setenv("DOCMIND_RECOGNITION__ENABLED", "true")
    assert doctor._recognition().state == "warning"
    there[Rapid] = (True, "")
    assert doctor._recognition().state == "ok"
    assert "switched on" in doctor._recognition().finding


def test_the_settings_name_recognisers_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().recognition.enabled is False
    for name in ("rapidocr", "tesseract"):
        monkeypatch.setenv("DOCMIND_RECOGNITION__ENGINE", name)
        assert recogniser_class(load().recognition.engine).name == name


def _install(folder: Path, *languages: str) -> Path:
    folder.mkdir(exist_ok=True)
    for language in languages:
        (folder / f"{language}.traineddata").write_bytes(b"x")
    return folder


def test_the_language_of_the_system_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in LANGUAGE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    folder = _install(tmp_path / "tessdata", "afr", "deu", "eng", "fra", "osd")
    (folder / "tur.traineddata").touch()
    assert installed_languages(folder) == ["afr", "deu", "eng", "fra"]
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert chosen_languages(folder) == ("deu", "eng", "afr")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert chosen_languages(folder) == ("eng", "afr", "deu")
    assert chosen_languages(_install(tmp_path / "other", "jpn")) == ("jpn",)


def test_tesseract_without_data_says_where_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tesseract, "is_installed", classmethod(lambda cls: True))
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert "tesseract-ocr-eng" in Tesseract.is_available()
    _install(tmp_path / "tessdata", "osd")
    assert "tesseract-ocr-eng" in Tesseract.is_available()
    _install(tmp_path / "tessdata", "eng")
    assert Tesseract.is_available() == ""
    assert Tesseract().languages == ("eng",)
