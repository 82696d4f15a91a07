"""Searches overtake waiting writes."""

from __future__ import annotations

import threading

from docmind.core.index.gate import Gate


def test_a_search_overtakes_a_waiting_write():
    gate, order = Gate(), []
    holding, release = threading.Event(), threading.Event()

    def hold():
        with gate.write():
            holding.set()
            release.wait(10)

    def write():
        with gate.write():
            order.append("write")

    def search():
        with gate.search():
            order.append("search")

    holder = threading.Thread(target=hold)
    holder.start()
    assert holding.wait(10)
    writer = threading.Thread(target=write)
    writer.start()
    searcher = threading.Thread(target=search)
    searcher.start()
    while gate._searches_waiting == 0:
        pass
    release.set()
    for thread in (holder, writer, searcher):
        thread.join(10)
    assert order == ["search", "write"]


def test_the_gate_opens_again_after_an_error():
    gate = Gate()
    try:
        with gate.write():
            raise ValueError
    except ValueError:
        pass
    with gate.search():
        pass


def test_a_job_gives_way_until_the_search_has_ended():
    gate, order = Gate(), []
    began = threading.Event()

    def step():
        began.set()
        gate.give_way()
        order.append("step")

    job = threading.Thread(target=step)
    with gate.asking():
        job.start()
        assert began.wait(10)
        order.append("answer")
    job.join(10)
    assert order == ["answer", "step"]


def test_a_job_goes_on_when_somebody_asks_all_the_time():
    gate = Gate()
    with gate.asking():
        gate.give_way()  # returns
    gate.give_way()


def test_an_answer_that_takes_its_time_lets_one_that_is_typed_go():
    gate, order = Gate(), []
    began = threading.Event()

    def step():
        with gate.asking():
            began.set()
            gate.let_typing_go()
            order.append("step")

    slow = threading.Thread(target=step)
    with gate.asking(typed=True):
        slow.start()
        assert began.wait(10)
        order.append("typed")
    slow.join(10)
    assert order == ["typed", "step"]


def test_a_slow_answer_goes_on_when_somebody_types_all_the_time():
    gate = Gate()
    with gate.asking(typed=True):
        gate.let_typing_go()  # returns
