"""The job queue: order, progress, pause, cancel, failure."""

from __future__ import annotations

import threading

import pytest
from fakes.waiting import until

from docmind.core.errors import DocMindError
from docmind.core.events import JobFinished, JobStarted, Notice, SourcesChanged
from docmind.core.jobs import CancelToken, JobQueue
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


class Gate:
    """A job that waits at ``check`` until it may go on, and counts its beginnings."""

    def __init__(self):
        self.begun = 0
        self.running = threading.Event()
        self.finish = threading.Event()

    def __call__(self, context):
        self.begun += 1
        self.running.set()
        while not self.finish.is_set():
            context.token.check()
            context.token.rest(0.01)
        return done(context)


def test_only_background_jobs_are_held(jobs, events):
    jobs.hold("Running on battery.")
    quiet = jobs.submit("looking", done, background=True)
    asked = jobs.submit("adding", done)
    assert jobs.wait(asked, 10).outcome == "done"
    assert jobs.wait(quiet, 0.2) is None
    assert jobs.held == "Running on battery."
    assert [item.stage for item in jobs.progress()] == ["paused"]
    assert any(isinstance(item, SourcesChanged) for item in events)
    jobs.release()
    assert jobs.wait(quiet, 10).outcome == "done"
    assert jobs.held == ""


def test_what_nobody_waits_for_is_not_called_held(jobs):
    jobs.hold("Running on battery.")
    assert jobs.held == ""
    release = Gate()
    job = jobs.submit("adding", release)
    assert release.running.wait(10)
    assert jobs.held == ""
    release.finish.set()
    assert jobs.wait(job, 10).outcome == "done"


def test_a_held_job_makes_room_for_one_that_was_asked_for(jobs, events):
    work = Gate()
    quiet = jobs.submit("looking", work, background=True)
    assert work.running.wait(10)
    jobs.hold("Running on battery.")
    assert jobs.wait(quiet, 0.2) is None
    assert jobs.wait(jobs.submit("adding", done), 10).outcome == "done"
    assert jobs.is_live(quiet)
    work.finish.set()
    jobs.release()
    assert jobs.wait(quiet, 10).outcome == "done"
    assert work.begun == 2
    finished = [item.report.job_id for item in events if isinstance(item, JobFinished)]
    assert finished.count(quiet) <= 1


def test_a_held_job_can_be_cancelled(jobs):
    jobs.hold("Running on battery.")
    quiet = jobs.submit("looking", done, background=True)
    jobs.cancel(quiet)
    assert jobs.wait(quiet, 10).outcome == "cancelled"


def test_a_person_who_resumes_has_the_last_word(jobs):
    jobs.hold("Running on battery.")
    quiet = jobs.submit("looking", done, background=True)
    jobs.resume()
    assert jobs.wait(quiet, 10).outcome == "done"


def test_a_pause_and_a_hold_are_two_things(jobs):
    jobs.hold("Running on battery.")
    quiet = jobs.submit("looking", done, background=True)
    jobs.pause()
    jobs.release()
    assert jobs.wait(quiet, 0.2) is None
    assert jobs.held == ""
    jobs.resume()
    assert jobs.wait(quiet, 10).outcome == "done"


def test_work_that_holds_itself_says_why(jobs, events):
    held, free = threading.Event(), threading.Event()

    def work(context):
        with context.token.held("The disk is full."):
            held.set()
            while not free.is_set():
                context.token.rest(0.01)
        context.token.check()
        return done(context)

    job = jobs.submit("adding", work)
    assert held.wait(10)
    assert jobs.held == "The disk is full."
    assert jobs.progress()[0].stage == "paused"
    free.set()
    assert jobs.wait(job, 10).outcome == "done"
    assert jobs.held == ""
    assert sum(isinstance(item, SourcesChanged) for item in events) >= 2


def test_reasons_of_two_threads_do_not_end_each_other(jobs):
    token = CancelToken(threading.Event())
    inner, over = threading.Event(), threading.Event()

    def other():
        with token.held("The server does not answer."):
            inner.set()
            over.wait(10)

    thread = threading.Thread(target=other)
    with token.held("The disk is full.") as say:
        thread.start()
        assert inner.wait(10)
        assert token.reason == "The server does not answer."
        say("The disk is still full.")
    assert token.reason == "The server does not answer."
    over.set()
    thread.join()
    assert token.reason == ""


def stuck(answers, ran, name):
    """A job that waits, giving way, until ``answers`` is set."""

    def work(context):
        ran.append(name)
        if not answers.is_set():
            with context.token.held(f"{name} waits.", gives_way=True):
                while not answers.is_set():
                    context.token.rest(0.01)
        return done(context)

    return work


def test_a_job_that_waits_for_a_server_lets_others_go_first(jobs):
    answers, ran = threading.Event(), []
    first = jobs.submit("first", stuck(answers, ran, "first"))
    until(lambda: jobs.held == "first waits.")
    assert jobs.wait(jobs.submit("removing", done), 10).outcome == "done"
    assert jobs.wait(jobs.submit("change", done, lowest=True), 10).outcome == "done"
    until(lambda: jobs.held == "first waits.")
    answers.set()
    assert jobs.wait(first, 10).outcome == "done"
    assert ran == ["first"] * 3


def test_jobs_that_wait_for_the_same_server_do_not_drive_each_other_out(jobs):
    answers, ran = threading.Event(), []
    first = jobs.submit("first", stuck(answers, ran, "first"))
    until(lambda: jobs.held == "first waits.")
    second = jobs.submit("second", stuck(answers, ran, "second"), lowest=True)
    until(lambda: jobs.held == "second waits.")
    third = jobs.submit("third", stuck(answers, ran, "third"))
    until(lambda: jobs.held == "third waits.")
    answers.set()
    assert [jobs.wait(job, 10).outcome for job in (first, second, third)] == ["done"] * 3
    assert sorted(ran) == ["first", "first", "second", "second", "third"]


def test_resuming_lets_those_go_whose_server_answers_again(jobs):
    answers, never, ran = threading.Event(), threading.Event(), []
    first = jobs.submit("first", stuck(answers, ran, "first"))
    until(lambda: jobs.held == "first waits.")
    jobs.submit("second", stuck(never, ran, "second"), lowest=True)
    until(lambda: jobs.held == "second waits.")
    answers.set()
    jobs.resume()
    assert jobs.wait(first, 10).outcome == "done"
    until(lambda: jobs.held == "second waits.")


def test_resuming_ends_a_rest(jobs):
    resting = threading.Event()

    def work(context):
        with context.token.held("It waits."):
            resting.set()
            woken = context.token.rest(600)
        return JobReport(context.job_id, "done", Counts(added=int(woken)))

    job = jobs.submit("work", work)
    assert resting.wait(10)
    until(lambda: jobs.held != "")
    jobs.resume()
    assert jobs.wait(job, 10).counts.added == 1


def test_closing_ends_held_jobs(events):
    queue = JobQueue(events.append)
    queue.hold("Running on battery.")
    job = queue.submit("looking", done, background=True)
    queue.close()
    assert queue.wait(job).outcome == "cancelled"


def test_a_job_of_the_lowest_rank_makes_room_for_any_other(jobs):
    work = Gate()
    low = jobs.submit("reading pictures", work, lowest=True)
    assert work.running.wait(10)
    assert jobs.wait(jobs.submit("looking", done, background=True), 10).outcome == "done"
    assert jobs.is_live(low)
    work.finish.set()
    assert jobs.wait(low, 10).outcome == "done"
    assert work.begun == 2


def test_the_lowest_rank_waits_for_all_that_was_there(jobs):
    order = []
    hold = Gate()
    first = jobs.submit("first", hold)
    assert hold.running.wait(10)

    def note(name):
        def run(context):
            order.append(name)
            return done(context)

        return run

    low = jobs.submit("low", note("low"), lowest=True)
    jobs.submit("other", note("other"))
    hold.finish.set()
    assert jobs.wait(low, 10).outcome == "done"
    assert jobs.wait(first).outcome == "done"
    assert order == ["other", "low"]


def test_a_cancelled_job_is_told_at_once(jobs):
    stopped = threading.Event()
    running = threading.Event()

    def work(context):
        with context.token.stopping(stopped.set):
            running.set()
            stopped.wait(10)
        context.token.check()
        return done(context)

    job = jobs.submit("deep in a library", work)
    assert running.wait(10)
    jobs.cancel(job)
    assert jobs.wait(job, 5).outcome == "cancelled"
    assert stopped.is_set()
