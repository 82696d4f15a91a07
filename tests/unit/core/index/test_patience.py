"""A provider that dies in the middle of indexing: the job waits, says why, and loses nothing."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from fakes.provider import HOST, FakeProvider, failure
from fakes.rooms import bench
from fakes.waiting import until

from docmind.core.cancelling import Cancelled, CancelToken
from docmind.core.errors import ModelError
from docmind.core.events import Notice
from docmind.core.index import patience
from docmind.core.index.patience import Patience
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.restore import restore_files

CODES = (
    "model_not_found", "model_not_loaded", "timeout", "overloaded", "connection_error",
    "unauthorized", "internal_error", "invalid_request",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(patience, "_LONGEST_PAUSE", 0.02)
    monkeypatch.setattr(patience, "_LETTING_GO", 0.01)


@pytest.fixture
def provider():
    return FakeProvider()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(12):
        (folder / f"note-{number:02}.txt").write_text(f"Note {number} speaks of apples.")
    return folder


@pytest.fixture
def shop(tmp_path, folder, provider):
    shop = bench(tmp_path / "library")
    shop.rooms = replace(shop.rooms, embedder=provider, together=2, hang_up=provider.hang_up)
    shop.catalog.add_source(folder)
    yield shop
    shop.catalog.close()


class Run:
    """An indexing job on a thread of its own."""

    def __init__(self, shop, folder):
        self.context = shop.context()
        self.outcome = None
        job = IndexJob(shop.rooms, [Target(folder)])
        self._thread = threading.Thread(target=lambda: self._keep(job), daemon=True)
        self._thread.start()

    def _keep(self, job):
        try:
            self.outcome = job.run(self.context)
        except Exception as error:
            self.outcome = error

    @property
    def held(self):
        return self.context.token.reason

    def end(self):
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self.outcome


def notices(shop):
    return [item.level for item in shop.events if isinstance(item, Notice)]


@pytest.mark.parametrize("code", CODES)
def test_a_provider_that_dies_midway_is_waited_for(shop, folder, provider, code):
    provider.lives, provider.dies_of = 3, failure(code)
    run = Run(shop, folder)
    until(lambda: run.held != "")
    assert run.held.startswith(f"{HOST} failed. Reading goes on when ")
    done = len(provider.known)
    assert 3 <= done <= 6
    until(lambda: shop.catalog.counts()[0] == done)  # what was computed is committed
    asked = provider.asked
    until(lambda: provider.asked > asked + 3)
    provider.down = None
    report = run.end()
    assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 12, 0)
    assert (run.held, shop.catalog.problems()) == ("", ())
    assert notices(shop) == ["warning", "info"]
    assert shop.store.ids() == shop.catalog.point_ids()


def test_cancelling_while_it_waits_ends_at_once_and_the_next_job_does_the_rest(
    shop, folder, provider, monkeypatch
):
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 600.0)
    provider.lives, provider.dies_of = 2, failure()
    run = Run(shop, folder)
    until(lambda: run.held != "" and shop.catalog.counts()[0] == len(provider.known))
    run.context.token.cancel()
    assert run.end().outcome == "cancelled"
    done = shop.catalog.counts()[0]
    assert done >= 2
    provider.down = None
    report = Run(shop, folder).end()
    assert (report.outcome, report.counts.added) == ("done", 12 - done)
    assert report.counts.unchanged == done


def test_a_call_that_hangs_is_ended_when_the_job_is_cancelled(shop, folder, provider):
    provider.hangs = True
    run = Run(shop, folder)
    assert provider.in_call.wait(20)
    run.context.token.cancel()
    assert run.end().outcome == "cancelled"
    assert provider.hung_up.is_set()


def test_a_call_that_ends_by_itself_is_not_broken_off(shop, folder, provider, monkeypatch):
    monkeypatch.setattr(patience, "_LETTING_GO", 20.0)
    run = Run(shop, folder)
    assert provider.in_call.wait(20)
    run.context.token.cancel()
    run.end()
    assert not provider.hung_up.is_set()


def test_files_are_not_read_on_and_on_while_the_job_waits(shop, folder, provider):
    for number in range(400):
        (folder / f"more-{number:03}.txt").write_text(f"More {number}")
    provider.down = failure()
    run = Run(shop, folder)
    until(lambda: provider.asked > 12)
    assert len(shop.reader.read) < 100
    run.context.token.cancel()
    run.end()


def test_one_refused_text_is_the_problem_of_its_file_alone(shop, folder, provider):
    (folder / "bad.txt").write_text("A text with \N{SKULL} in it.")
    provider.poison = "\N{SKULL}"
    shop.rooms = replace(shop.rooms, together=64)
    report = Run(shop, folder).end()
    assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 12, 1)
    (problem,) = shop.catalog.problems()
    assert (problem.path.name, problem.kind) == ("bad.txt", "refused")
    assert problem.reason == (
        f"The model does not take a text of this file. {HOST} failed. It said so."
    )
    assert notices(shop) == []
    again = Run(shop, folder).end()
    assert (again.counts.failed, again.counts.unchanged) == (1, 12)


@pytest.mark.parametrize("code", ["connection_error", "timeout", "model_not_loaded"])
def test_a_text_that_breaks_the_provider_each_time_is_given_up(shop, folder, code):
    """The small question between two tries tells that it is not the provider."""

    class Breaking(FakeProvider):
        def embed_passages(self, texts, check=lambda: None):
            if any("\N{SKULL}" in text for text in texts):
                raise failure(code)
            return super().embed_passages(texts, check)

    (folder / "bad.txt").write_text("A text with \N{SKULL} in it.")
    shop.rooms = replace(shop.rooms, embedder=Breaking())
    report = Run(shop, folder).end()
    assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 12, 1)


@pytest.mark.parametrize("code", ["overloaded", "model_not_loaded"])
def test_what_is_too_much_at_once_is_asked_in_parts(shop, folder, code):
    """As by a server whose model runs out of memory, or that takes few texts at a time."""

    class Narrow(FakeProvider):
        def embed_passages(self, texts, check=lambda: None):
            if len(texts) > 1:
                raise failure(code)
            return super().embed_passages(texts, check)

    shop.rooms = replace(shop.rooms, embedder=Narrow())
    report = Run(shop, folder).end()
    assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 12, 0)


def test_a_busy_provider_never_costs_a_file(shop, folder):
    class Busy(FakeProvider):
        times = 0

        def embed_passages(self, texts, check=lambda: None):
            if any("Note 11" in text for text in texts) and self.times < 40:
                self.times += 1
                raise failure("overloaded")
            return super().embed_passages(texts, check)

    shop.rooms = replace(shop.rooms, embedder=Busy())
    report = Run(shop, folder).end()
    assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 12, 0)


def test_what_a_model_here_cannot_do_ends_the_job(shop, folder, provider):
    provider.failing = ModelError("The model does not stay alive")
    assert isinstance(Run(shop, folder).end(), ModelError)


def test_a_job_that_fails_elsewhere_does_not_wait_on(shop, folder, provider, monkeypatch):
    provider.lives, provider.dies_of = 1, failure()

    def broken(files):
        until(lambda: provider.down is not None)
        raise ValueError("a fault")

    monkeypatch.setattr(shop.catalog, "commit", broken)
    assert isinstance(Run(shop, folder).end(), ValueError)


def test_restoring_leaves_a_refused_text_to_its_words(shop, folder, provider):
    (folder / "bad.txt").write_text("A text with \N{SKULL} in it.")
    Run(shop, folder).end()
    provider.poison = "\N{SKULL}"
    ids = shop.catalog.done_files()
    assert restore_files(shop.rooms, ids, (9.0, 9.0), shop.context().token) == len(ids)
    assert shop.store.ids() == shop.catalog.point_ids()


class CountingToken(CancelToken):
    """Does not rest, and counts the seconds it was to rest between two calls."""

    def __init__(self):
        running = threading.Event()
        running.set()
        super().__init__(running)
        self.rests = []

    def rest(self, seconds):
        self.rests.append(seconds)
        return False


def fails(times, *errors):
    """Work that fails so often, with the errors in turn (the last one goes on)."""
    left = list(errors)
    calls = iter(range(times))

    def work():
        if next(calls, None) is None:
            return "done"
        raise left.pop(0) if len(left) > 1 else left[0]

    return work


def test_pauses_grow_up_to_a_minute(monkeypatch):
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 1.0)
    monkeypatch.setattr(patience, "_LONGEST_PAUSE", 60.0)
    token = CountingToken()
    assert Patience(token, lambda event: None).until(fails(9, failure())) == "done"
    assert sum(token.rests) == 1 + 2 + 4 + 8 + 16 + 32 + 60 + 60 + 60


@pytest.mark.parametrize(("asked", "rested"), [(7.0, 7.0), (0.5, 1.0), (86400.0, 600.0)])
def test_what_the_provider_asks_for_is_kept(monkeypatch, asked, rested):
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 1.0)
    token = CountingToken()
    Patience(token, lambda event: None).until(fails(1, failure("overloaded", asked)))
    assert sum(token.rests) == rested


def test_another_reason_is_told_once():
    events, token = [], CountingToken()
    errors = (failure("overloaded"), failure("overloaded"), failure("unauthorized"))
    Patience(token, events.append).until(fails(6, *errors))
    assert [event.level for event in events] == ["warning", "warning", "info"]


def test_waking_asks_at_once_and_a_pause_asks_nobody(monkeypatch):
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 600.0)
    running, calls, found = threading.Event(), [], []
    running.set()
    token = CancelToken(running)

    def work():
        calls.append(token.reason)
        if len(calls) < 3:
            raise failure()
        return "done"

    thread = threading.Thread(
        target=lambda: found.append(Patience(token, lambda event: None).until(work)), daemon=True
    )
    thread.start()
    until(lambda: token.reason != "")
    running.clear()
    token.wake()
    assert not running.wait(0.3)
    assert len(calls) == 1  # a person's pause holds it back
    running.set()
    until(lambda: len(calls) == 2)
    token.wake()
    thread.join(20)
    assert found == ["done"]
    assert calls[0] == ""
    assert calls[1] == calls[2] != ""


def test_an_error_after_cancelling_is_no_error():
    running = threading.Event()
    running.set()
    token = CancelToken(running)

    def work():
        token.cancel()
        raise ModelError("The model was stopped")

    with pytest.raises(Cancelled):
        Patience(token, lambda event: None).until(work)
