"""The job queue: order, progress, pause, cancel, failure."""

from __future__ import annotations

import threading

import pytest

from docmind.core.errors import DocMindError
from docmind.core.events import JobFinished, JobStarted, Notice
from docmind.core.jobs import JobQueue
from docmind.core.schema import Counts, JobReport


@pytest.fixture
def events():
    return []


@pytest.fixture
def jobs(events):
    queue = JobQueue(events.append)
    yield queue
    queue.resume()
    queue.close()


def done(context):
    return JobReport(context.job_id, "done", Counts(added=1))


def test_jobs_run_one_after_the_other_in_order(jobs, events):
    first, second = jobs.submit("one", done), jobs.submit("two", done)
    assert jobs.wait(second, 10).outcome == "done"
    assert jobs.wait(first).counts.added == 1
    started = [item.title for item in events if isinstance(item, JobStarted)]
    assert started == ["one", "two"]


def test_waiting_ends_with_the_timeout(jobs):
    release = threading.Event()

    def slow(context):
        release.wait(10)
        return done(context)

    job = jobs.submit("slow", slow)
    assert jobs.wait(job, 0.01) is None
    release.set()
    assert jobs.wait(job, 10).outcome == "done"


def test_a_cancelled_job_stops_at_its_next_check(jobs):
    running = threading.Event()

    def endless(context):
        running.set()
        while True:
            context.token.check()

    job = jobs.submit("endless", endless)
    assert running.wait(10)
    jobs.cancel(job)
    assert jobs.wait(job, 10).outcome == "cancelled"


def test_a_paused_job_waits_and_goes_on(jobs):
    steps = []

    def work(context):
        context.token.check()
        steps.append("ran")
        return done(context)

    jobs.pause()
    job = jobs.submit("work", work)
    assert jobs.wait(job, 0.3) is None
    assert not steps
    assert jobs.progress()[0].stage == "paused"
    jobs.resume()
    assert jobs.wait(job, 10).outcome == "done"


def test_a_failing_job_is_reported_and_the_next_one_runs(jobs, events):
    def bad(context):
        raise ValueError("no such thing")

    failed, fine = jobs.submit("bad", bad), jobs.submit("fine", done)
    assert "no such thing" in jobs.wait(failed, 10).message
    assert jobs.wait(fine, 10).outcome == "done"
    assert any(isinstance(item, Notice) for item in events)
    finished = [item.report.outcome for item in events if isinstance(item, JobFinished)]
    assert finished[0] == "failed"


def test_progress_knows_rate_and_time_left(jobs):
    seen = []

    def work(context):
        context.started -= 10
        context.advance(5, 10, "a.txt")
        seen.append(context.progress)
        return done(context)

    jobs.wait(jobs.submit("work", work), 10)
    assert seen[0].rate == pytest.approx(0.5, rel=0.05)
    assert seen[0].seconds_left == pytest.approx(10, rel=0.05)


def test_an_unknown_job_is_an_error(jobs):
    with pytest.raises(DocMindError):
        jobs.wait(999)


def test_a_closed_queue_takes_no_jobs(events):
    queue = JobQueue(events.append)
    queue.close()
    with pytest.raises(DocMindError):
        queue.submit("late", done)
