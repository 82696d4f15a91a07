"""When and where to look for changes, without any real reading."""

from __future__ import annotations

import threading
import time

import pytest

from docmind.core.errors import UsageError
from docmind.core.events import Notice, SourcesChanged
from docmind.core.index import hints, upkeep
from docmind.core.index.pressure import ON_BATTERY
from docmind.core.index.upkeep import Upkeep
from docmind.core.jobs import JobQueue
from docmind.core.schema import JobReport
from docmind.core.settings import DiscoverySettings


class Library:
    """Sources, and looks that last until a test lets them end."""

    def __init__(self, events):
        self.jobs = JobQueue(self.publish)
        self.events = events
        self.sources = ()
        self.looks = []
        self.let_end = threading.Event()
        self.let_end.set()
        self.news = threading.Condition()
        self.heed = lambda event: None
        self.failing = None

    def publish(self, event):
        self.events.append(event)
        self.heed(event)

    def rescan(self, paths=(), *, background=False):
        if self.failing is not None:
            raise self.failing
        assert background
        with self.news:
            self.looks.append(tuple(paths))
            self.news.notify_all()
        return self.jobs.submit("Looking", self.run, background)

    def run(self, context):
        while not self.let_end.is_set():
            context.token.rest(0.005)
        return JobReport(context.job_id, "done")

    def wait_for_looks(self, count):
        with self.news:
            assert self.news.wait_for(lambda: len(self.looks) >= count, 10), self.looks


class Feeling:
    """A pressure that a test sets."""

    matters = True

    def __init__(self):
        self.said = ""

    def look(self):
        return self.said


@pytest.fixture
def events():
    return []


@pytest.fixture
def library(events):
    library = Library(events)
    yield library
    library.let_end.set()
    library.jobs.close()


@pytest.fixture
def feeling():
    return Feeling()


@pytest.fixture
def make(library, feeling, tmp_path, monkeypatch):
    monkeypatch.setattr(hints, "QUIET", 0.05)
    made = []

    def make(start=True, **settings):
        chosen = DiscoverySettings(**{"watch": False, **settings})
        keeper = Upkeep(
            library,
            library.jobs,
            lambda: library.sources,
            chosen,
            feeling,
            tmp_path / "library",
            library.publish,
        )
        library.heed = keeper.heed
        made.append(keeper)
        if start:
            keeper.start()
        return keeper

    yield make
    for keeper in made:
        began = time.monotonic()
        keeper.close()
        keeper.close()
        assert time.monotonic() - began < 1


@pytest.fixture
def source(tmp_path, library):
    source = tmp_path / "source"
    source.mkdir()
    library.sources = (source,)
    return source


def test_it_begins_with_a_look_at_everything(make, library, source):
    make()
    assert library.looks == [(source,)]


def test_an_empty_library_is_not_looked_at(make, library):
    make()
    assert library.looks == []


def test_hints_of_a_moment_become_one_look(make, library, source):
    keeper = make()
    library.wait_for_looks(1)
    keeper._hint(frozenset((source / "a.txt", source / "b.txt")))
    library.wait_for_looks(2)
    assert library.looks[1:] == [(source / "a.txt", source / "b.txt")]


def test_looks_never_pile_up(make, library, source):
    library.let_end.clear()
    keeper = make()
    library.wait_for_looks(1)
    taken = threading.Event()
    for number in range(5):
        keeper._hint(frozenset((source / f"{number}.txt",)))
        taken.wait(0.08)  # longer than files take to rest
    assert len(library.looks) == 1
    library.let_end.set()
    library.wait_for_looks(2)
    assert library.looks[1:] == [tuple(source / f"{number}.txt" for number in range(5))]


def test_writing_into_the_library_is_no_change(make, library, tmp_path):
    library.sources = (tmp_path,)
    keeper = make()
    library.wait_for_looks(1)
    keeper._hint(frozenset((tmp_path / "library" / "catalog.sqlite3", tmp_path / "note.txt")))
    library.wait_for_looks(2)
    assert library.looks[1:] == [(tmp_path / "note.txt",)]


def test_a_glance_looks_but_not_twice_in_a_minute(make, library, source, monkeypatch):
    keeper = make()
    keeper.glance()
    assert len(library.looks) == 1
    monkeypatch.setattr(upkeep, "_GLANCE_SECONDS", 0.0)
    keeper.glance()
    library.wait_for_looks(2)


def test_a_glance_works_where_nobody_watches(make, library, source):
    make(start=False).glance()
    assert library.looks == [(source,)]


@pytest.mark.parametrize(("minutes", "later", "looks"), [(30, 1790, 0), (30, 1810, 1), (0, 1e7, 0)])
def test_the_timer(make, library, source, minutes, later, looks):
    keeper = make(rescan_minutes=minutes)
    library.wait_for_looks(1)
    assert library.jobs.wait(1, 10)
    keeper.close()  # only this thread goes on
    keeper._step(time.monotonic() + later)
    assert len(library.looks) - 1 == looks


def test_an_offline_source_is_looked_at_when_it_is_back(
    make, library, source, tmp_path, monkeypatch, events
):
    monkeypatch.setattr(upkeep, "_PRESENCE_SECONDS", 0.05)
    keeper = make()
    until(lambda: source in keeper._sights)
    source.rename(tmp_path / "away")
    until(lambda: keeper._sights[source] is None)
    assert any(isinstance(item, SourcesChanged) for item in events)
    (tmp_path / "away").rename(source)
    library.wait_for_looks(2)
    assert library.looks == [(source,), (source,)]


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def test_the_timer_leaves_out_what_is_away(make, library, source, tmp_path, monkeypatch):
    monkeypatch.setattr(upkeep, "_PRESENCE_SECONDS", 0.05)
    gone = tmp_path / "gone"
    library.sources = (source, gone)
    keeper = make()
    until(lambda: keeper._sights.get(gone, 1) is None)
    monkeypatch.setattr(upkeep, "_GLANCE_SECONDS", 0.0)
    until(lambda: not library.jobs.busy)
    keeper.glance()
    library.wait_for_looks(2)
    assert library.looks[-1] == (source,)


def test_sources_that_come_and_go_are_followed(make, library, source, tmp_path):
    keeper = make(watch=True)
    until(lambda: keeper._watcher._sources == (source,))
    second = tmp_path / "second"
    second.mkdir()
    library.sources = (source, second)
    library.publish(SourcesChanged())
    until(lambda: keeper._watcher._sources == (source, second))
    assert keeper._watcher.wait_until_standing(10)
    (second / "new.txt").write_text("x")
    until(lambda: (second / "new.txt",) in library.looks)


def test_lost_watching_is_told_once(make, library, source, events):
    keeper = make(rescan_minutes=15)
    keeper._lost("There are too many folders.")
    keeper._lost("There are too many folders.")
    notices = [item for item in events if isinstance(item, Notice)]
    assert [item.level for item in notices] == ["info"]
    assert "every 15 minutes" in notices[0].text


def test_on_battery_looks_wait(make, library, feeling, source, monkeypatch):
    monkeypatch.setattr(upkeep, "EVERY", 0.02)
    feeling.said = ON_BATTERY
    make()
    assert library.jobs.wait(1, 0.3) is None
    assert library.jobs.held == ON_BATTERY
    feeling.said = ""
    assert library.jobs.wait(1, 10).outcome == "done"


def test_a_source_removed_meanwhile_is_no_failure(make, library, source):
    keeper = make()
    library.failing = UsageError("This folder is not in the library")
    keeper._hint(frozenset((source / "a.txt",)))
    until(lambda: keeper._hints.due_in(time.monotonic()) is None)
    library.failing = None
    keeper._hint(frozenset((source / "b.txt",)))
    library.wait_for_looks(2)
    assert library.looks[-1] == (source / "b.txt",)
