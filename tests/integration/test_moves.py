"""Moves, renames and copies, by the whole engine: nothing is read by a reader or embedded again."""

from __future__ import annotations

import os
import shutil

import pytest

from docmind.core.engine import Engine
from docmind.core.schema import Query
from docmind.core.settings import EmbeddingSettings, ExtractionSettings, Settings

TEXTS = {
    "garden.txt": "Marigold seeds want sun and little water.",
    "kitchen/bread.md": "# Bread\n\nSourdough rests over night before it is baked.",
    "kitchen/oven/manual.html": "<p>The thermostat is behind the grille.</p>",
    "law/lease.txt": "The landlord returns the deposit within thirty days.",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def engine(tmp_path):
    settings = Settings(
        embedding=EmbeddingSettings(model_name="hashing"), extraction=ExtractionSettings(workers=1)
    )
    with Engine.open(tmp_path / "library", settings) as engine:
        yield engine


def finished(engine, job):
    report = engine.wait(job, 120)
    assert report is not None
    assert report.outcome == "done"
    return report.counts


@pytest.fixture
def read(engine, folder, monkeypatch):
    """The files given to the reading processes after the folder was read once."""
    assert finished(engine, engine.add([folder])).added == 4
    asked = []
    pool = engine._workshop.reading.pool()
    real = pool.submit

    def submit(path, *rest, **more):
        asked.append(path.name)
        return real(path, *rest, **more)

    monkeypatch.setattr(pool, "submit", submit)
    return asked


def places_of(engine, word):
    hits = engine.search(Query(word, "words")).hits
    return [hit.path for hit in hits if word in hit.best.snippet.casefold()]


def test_a_file_moved_to_another_folder(engine, folder, read):
    (folder / "law" / "lease.txt").rename(folder / "kitchen" / "contract.txt")
    counts = finished(engine, engine.rescan())
    assert (counts.added, counts.removed, counts.embedded, read) == (1, 1, 0, [])
    assert places_of(engine, "landlord") == [folder / "kitchen" / "contract.txt"]


def test_a_folder_moved_with_all_below_it(engine, folder, read):
    (folder / "kitchen").rename(folder / "law" / "cooking")
    counts = finished(engine, engine.rescan())
    assert (counts.added, counts.removed, counts.unchanged) == (2, 2, 2)
    assert (counts.embedded, read) == (0, [])
    place = folder / "law" / "cooking" / "oven" / "manual.html"
    assert places_of(engine, "thermostat") == [place]


def test_a_copy_with_another_time(engine, folder, read):
    shutil.copytree(folder / "kitchen", folder / "copy")
    os.utime(folder / "copy" / "bread.md", ns=(0, 10**18))
    counts = finished(engine, engine.rescan())
    assert (counts.added, counts.removed, counts.embedded, read) == (2, 0, 0, [])


def test_two_files_that_change_places(engine, folder, read):
    one, other = folder / "garden.txt", folder / "law" / "lease.txt"
    one.rename(folder / "between")
    other.rename(one)
    (folder / "between").rename(other)
    counts = finished(engine, engine.rescan())
    assert (counts.updated, counts.added, counts.removed, counts.embedded, read) == (2, 0, 0, 0, [])
    assert places_of(engine, "marigold") == [other]


def test_a_renamed_root_added_under_its_new_name(engine, folder, read):
    moved = folder.rename(folder.with_name("archive"))
    counts = finished(engine, engine.add([moved]))
    assert (counts.added, counts.embedded, read) == (4, 0, [])
    away = finished(engine, engine.rescan())
    assert (away.removed, away.unchanged) == (0, 4)  # the old name is offline, not empty
    assert finished(engine, engine.remove(folder)).removed == 4
    assert places_of(engine, "marigold") == [moved / "garden.txt"]


def test_a_drive_that_comes_back_with_other_times_and_inodes(engine, folder, read):
    """As from a backup, or from a file system that keeps times to two seconds only."""
    away = folder.rename(folder.with_name("away"))
    assert finished(engine, engine.rescan()).removed == 0
    shutil.copytree(away, folder, copy_function=shutil.copyfile)
    counts = finished(engine, engine.rescan())
    assert (counts.unchanged, counts.updated, counts.embedded, read) == (4, 0, 0, [])
