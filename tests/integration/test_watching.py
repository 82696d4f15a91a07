"""A library that keeps up by itself: real engine, real folders, real events."""

from __future__ import annotations

import os
import threading
import time

import pytest

from docmind.core.engine import Engine
from docmind.core.events import JobFinished, JobStarted
from docmind.core.index import hints, upkeep
from docmind.core.schema import Query
from docmind.core.settings import load


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    (folder / "bread.txt").write_text("Mix flour, water and salt. Marker qzbread.")
    (folder / "deep" / "lease.md").write_text("# Lease\n\nThree months' notice. Marker qzlease.\n")
    return folder


@pytest.fixture
def engine(tmp_path, folder, monkeypatch):
    """Open and warm, with ``folder`` read, nothing else to be done and a watch that stands."""
    monkeypatch.setattr(hints, "QUIET", 0.4)
    monkeypatch.setattr(upkeep, "_PRESENCE_SECONDS", 0.5)
    engine = Engine.open(tmp_path / "library", load(embedding={"model_name": "hashing"}), warm=True)
    engine.wait(engine.add([folder]), 60)
    until(lambda: engine._upkeep._watcher._sources == (folder,), "the source is followed")
    assert engine._upkeep._watcher.wait_until_standing(10)
    until(lambda: not engine.status().jobs, "the first looks end")
    yield engine
    began = time.monotonic()
    engine.close()
    assert time.monotonic() - began < 3
    left = [thread.name for thread in threading.enumerate()]
    assert not {"upkeep", "watch", "presence"} & set(left)


def until(condition, what, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        threading.Event().wait(0.05)


def found(engine, word):
    answer = engine.search(Query(word, "words"))
    return [hit.path.name for hit in answer.hits if hit.read]


def test_a_new_a_changed_and_a_deleted_file_are_noticed(engine, folder):
    (folder / "soup.txt").write_text("Boil the water. Marker qzsoup.")
    until(lambda: found(engine, "qzsoup") == ["soup.txt"], "a new file is found")
    (folder / "deep" / "lease.md").write_text("# Lease\n\nSix months. Marker qzlonger.\n")
    until(lambda: found(engine, "qzlonger") == ["lease.md"], "a changed file is found")
    assert found(engine, "qzlease") == []
    (folder / "bread.txt").unlink()
    until(lambda: found(engine, "qzbread") == [], "a deleted file is not found any more")


def test_a_new_folder_and_what_comes_into_it_later_are_noticed(engine, folder):
    (folder / "new" / "inner").mkdir(parents=True)
    (folder / "new" / "inner" / "one.txt").write_text("Marker qzone.")
    until(lambda: found(engine, "qzone") == ["one.txt"], "a file in a new folder")
    (folder / "new" / "inner" / "two.txt").write_text("Marker qztwo.")
    until(lambda: found(engine, "qztwo") == ["two.txt"], "a later file in a new folder")


def test_a_renamed_folder_is_followed_without_embedding(engine, folder):
    reports = []
    engine.subscribe(lambda e: reports.append(e.report) if isinstance(e, JobFinished) else None)
    (folder / "deep").rename(folder / "deeper")
    path = folder / "deeper" / "lease.md"

    def moved():
        hits = engine.search(Query("qzlease", "words")).hits
        return [hit.path for hit in hits] == [path]

    until(moved, "the file is found at its new place")
    until(lambda: not engine.status().jobs, "the jobs end")
    assert sum(report.counts.embedded for report in reports) == 0
    path.write_text("# Lease\n\nMarker qzafter.\n")
    until(lambda: found(engine, "qzafter") == ["lease.md"], "a change below the renamed folder")


def test_a_file_saved_the_way_office_does_is_read_once(engine, folder):
    jobs = []
    engine.subscribe(lambda e: jobs.append(e.job_id) if isinstance(e, JobStarted) else None)
    target = folder / "bread.txt"
    (folder / "~$bread.txt").write_bytes(b"owner")
    draft = folder / "7A31.tmp"
    draft.write_text("Rye and water. Marker qzrye.")
    target.rename(folder / "8B42.tmp")
    draft.rename(target)
    (folder / "8B42.tmp").unlink()
    (folder / "~$bread.txt").unlink()
    until(lambda: found(engine, "qzrye") == ["bread.txt"], "the new content is found")
    until(lambda: not engine.status().jobs, "the jobs end")
    assert len(jobs) == 1
    names = {item.path.name for item in engine.files()}
    assert names == {"bread.txt", "lease.md"}


def test_what_a_walk_leaves_out_starts_nothing(engine, folder):
    jobs = []
    engine.subscribe(lambda e: jobs.append(e.job_id) if isinstance(e, JobStarted) else None)
    for name in (".git", "node_modules"):
        (folder / name).mkdir()
        (folder / name / "config.txt").write_text("Marker qzhidden.")
    (folder / "draft.tmp").write_text("Marker qzdraft.")
    (folder / "marker.txt").write_text("Marker qzseen.")  # comes after the others
    until(lambda: found(engine, "qzseen") == ["marker.txt"], "the wanted file is found")
    assert found(engine, "qzhidden") == found(engine, "qzdraft") == []


def test_a_source_that_comes_back_is_looked_at(engine, folder, tmp_path):
    away = tmp_path / "away"
    folder.rename(away)
    until(lambda: engine.status().sources[0].state == "offline", "the source is offline")
    until(lambda: engine._upkeep._sights.get(folder, 1) is None, "upkeep knows")
    assert found(engine, "qzbread") == ["bread.txt"]
    (away / "late.txt").write_text("Marker qzlate.")
    away.rename(folder)
    until(lambda: found(engine, "qzlate") == ["late.txt"], "what changed meanwhile is found")
    assert engine._upkeep._watcher.wait_until_standing(10)
    (folder / "later.txt").write_text("Marker qzlater.")
    until(lambda: found(engine, "qzlater") == ["later.txt"], "it is watched again")


def test_a_library_inside_a_source_does_not_wake_itself(engine, tmp_path, folder):
    jobs = []
    engine.wait(engine.add([tmp_path]), 60)
    until(lambda: engine._upkeep._watcher._sources == (tmp_path,), "the source is followed")
    assert engine._upkeep._watcher.wait_until_standing(10)
    until(lambda: not engine.status().jobs, "the jobs end")
    engine.subscribe(lambda e: jobs.append(e.job_id) if isinstance(e, JobStarted) else None)
    (folder / "one.txt").write_text("Marker qzone.")
    until(lambda: found(engine, "qzone") == ["one.txt"], "the change is found")
    until(lambda: not engine.status().jobs, "the jobs end")
    (folder / "two.txt").write_text("Marker qztwo.")
    until(lambda: found(engine, "qztwo") == ["two.txt"], "the next change is found")
    assert len(jobs) == 2


def test_without_watching_a_glance_finds_changes(tmp_path, folder, monkeypatch):
    settings = load(embedding={"model_name": "hashing"}, discovery={"watch": False})
    monkeypatch.setattr(upkeep, "_GLANCE_SECONDS", 0.0)
    with Engine.open(tmp_path / "library", settings, warm=True) as engine:
        engine.wait(engine.add([folder]), 60)
        (folder / "soup.txt").write_text("Marker qzsoup.")
        engine.glance()
        until(lambda: found(engine, "qzsoup") == ["soup.txt"], "a look finds it")
        assert engine._upkeep._watcher is None


def test_a_short_lived_engine_does_not_watch(tmp_path, folder):
    with Engine.open(tmp_path / "library", load(embedding={"model_name": "hashing"})) as engine:
        engine.wait(engine.add([folder]), 60)
        names = {thread.name for thread in threading.enumerate()}
        assert not {"upkeep", "watch"} & names
        os.utime(folder / "bread.txt", ns=(1, 10**18))
        engine.glance()
        until(lambda: not engine.status().jobs, "the look ends")
        assert engine._upkeep._looked > 0
