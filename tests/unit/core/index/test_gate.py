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
