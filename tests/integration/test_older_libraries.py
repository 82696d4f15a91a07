"""Libraries that earlier programs made are opened: the same documents, the same saved searches.

``libraries`` holds one of each form, as the program of that time left it, with four small texts
of which the originals are gone. ``form3-older-store`` was made between two changes.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from fakes.waiting import until

from docmind.core.engine import Engine
from docmind.core.errors import LibraryTooNew
from docmind.core.events import Event, Notice
from docmind.core.paths import Library
from docmind.core.remote.supervisor import SupervisedEngine
from docmind.core.schema import Query
from docmind.core.upgrade.backups import backups
from docmind.core.upgrade.forms import LIBRARY_FORM, look

PLACE = Path(__file__).parent / "libraries"
ARCHIVES = sorted(PLACE.glob("*.tar.xz"))
NAMES = {"letter.txt", "invoice.md", "notes.txt", "table.csv"}


def unpack(archive: Path, target: Path) -> Path:
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    return target


def names(engine: Engine, text: str) -> list[str]:
    return [hit.path.name for hit in engine.search(Query(text)).hits]


def test_there_is_one_of_each_older_form() -> None:
    forms = {int(one.name.removeprefix("form")[0]) for one in ARCHIVES}
    assert forms == set(range(1, LIBRARY_FORM))


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda one: one.name.split(".")[0])
def test_a_library_of_an_earlier_program(archive: Path, tmp_path: Path) -> None:
    home = unpack(archive, tmp_path / "library")
    notices: list[str] = []

    def heed(event: Event) -> None:
        if isinstance(event, Notice):
            notices.append(event.text)

    with Engine.open(home) as engine:
        engine.subscribe(heed)
        until(lambda: not engine.status().jobs, 60)
        assert {record.path.name for record in engine.files()} == NAMES
        assert engine.status().chunks == 4
        assert names(engine, "compensation for the leak upstairs")[0] == "letter.txt"
        assert names(engine, "INV-2024-0817") == ["invoice.md"]
        saved = {one.name: (one.text, one.mode) for one in engine.searches().saved}
        form = int(archive.name.removeprefix("form")[0])
        kept = {"Leaks": ("water damage", "auto"), "Numbers": ("INV-2024-0817", "words")}
        assert saved == (kept if form >= 4 else {})
    assert "brought up to date" in notices[0]
    assert "damaged" not in " ".join(notices)
    assert [copy.form for copy in backups(engine._library)] == [form]
    assert look(engine._library).is_current
    with Engine.open(home) as engine:
        assert names(engine, "INV-2024-0817") == ["invoice.md"]
        assert engine.status().chunks == 4


def test_the_window_is_told_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It subscribes some time after the engine process has opened the library."""
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    engine = SupervisedEngine(Library(unpack(PLACE / "form1.tar.xz", tmp_path / "library")))
    try:
        until(lambda: not engine.status().jobs, 60)
        told: list[Event] = []
        engine.subscribe(told.append)
        texts = [event.text for event in told if isinstance(event, Notice)]
        assert "brought up to date" in texts[0]
        assert "damaged" not in " ".join(texts)
    finally:
        engine.close()


def test_the_window_s_engine_says_why_it_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason crosses from the process that found it; it is no crash that is tried again."""
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    home = unpack(ARCHIVES[-1], tmp_path / "library")
    record = next(home.glob("store/*/space.json"))
    record.write_text(record.read_text().replace('"form": 2', '"form": 9'))
    with pytest.raises(LibraryTooNew) as here:
        Engine.open(home)
    with pytest.raises(LibraryTooNew) as there:
        SupervisedEngine(Library(home))
    assert str(there.value) == str(here.value)
    assert not Library(home).refusal.exists()
    log = (home / "logs" / "engine.log").read_text()
    assert log.count("newer DocMind") == 1
