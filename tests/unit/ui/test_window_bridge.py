"""The bridge: nothing blocks, newest wins, progress is coalesced, trouble becomes a message."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_hit
from pytestqt.qtbot import QtBot

from docmind.core import (
    DocMindError,
    EngineApi,
    EngineUnreachable,
    IndexChanged,
    JobFinished,
    JobProgressed,
    JobReport,
    Progress,
    Query,
)
from docmind.ui.bridge import Answered, Bridge

MakeBridge = Callable[[Callable[[], EngineApi]], Bridge]


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine((make_hit(1, "/d/a.txt", "A", "text"),))


@pytest.fixture
def make_bridge(qtbot: QtBot) -> Iterator[MakeBridge]:
    made: list[Bridge] = []

    def make(opener: Callable[[], EngineApi]) -> Bridge:
        made.append(Bridge(opener))
        return made[-1]

    yield make
    for bridge in made:
        bridge.close_down()


@pytest.fixture
def bridge(qtbot: QtBot, make_bridge: MakeBridge, engine: FakeEngine) -> Bridge:
    bridge = make_bridge(lambda: engine)
    with qtbot.waitSignal(bridge.opened):
        bridge.open()
    return bridge


def test_late_answers_are_dropped(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    gate = engine.gates["search le"] = threading.Event()
    came: list[Answered] = []
    bridge.answer_came.connect(came.append)
    first = bridge.search(Query("le", "auto"), fresh=True)
    qtbot.waitUntil(lambda: bool(engine.asked("search")))
    second = bridge.search(Query("lease", "words"), fresh=True)
    qtbot.waitUntil(lambda: bool(came))
    gate.set()
    last = bridge.search(Query("lease", "auto"), fresh=False)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert [one.request for one in came] == [second, last]
    assert first < second < last


def test_only_the_newest_waiting_search_runs(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    gate = engine.gates["search a"] = threading.Event()
    bridge.search(Query("a", "words"), fresh=True)
    qtbot.waitUntil(lambda: bool(engine.asked("search")))
    for text in ("ab", "abc", "abcd"):
        bridge.search(Query(text, "words"), fresh=True)
    with qtbot.waitSignal(bridge.answer_came) as came:
        gate.set()
    assert came.args[0].query.text == "abcd"
    assert [query.text for query in engine.asked("search")] == ["a", "abcd"]  # type: ignore[attr-defined]


def test_calls_return_at_once(bridge: Bridge, engine: FakeEngine) -> None:
    gate = engine.gates["search slow"] = threading.Event()
    engine.gates["add"] = gate
    start = time.perf_counter()
    bridge.search(Query("slow", "auto"), fresh=True)
    bridge.add([Path("/a")])
    bridge.refresh()
    spent = time.perf_counter() - start
    gate.set()
    assert spent < 0.5  # the gate would hold them for ten seconds


def test_progress_is_coalesced_and_ends_with_the_last(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    seen: list[Progress] = []
    bridge.progressed.connect(seen.append)

    def flood() -> None:
        for done in range(1000):
            engine.publish(JobProgressed(Progress(1, "reading", done + 1, 1000)))

    thread = threading.Thread(target=flood)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen) and seen[-1].done == 1000)
    assert len(seen) <= 3


def test_last_progress_comes_before_the_end_of_the_job(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    order: list[str] = []
    bridge.progressed.connect(lambda progress: order.append(f"progress {progress.done}"))
    bridge.job_finished.connect(lambda report: order.append("finished"))
    engine.publish(JobProgressed(Progress(1, "reading", 9, 9)))
    engine.publish(JobFinished(JobReport(1, "done")))
    qtbot.waitUntil(lambda: "finished" in order)
    assert order == ["progress 9", "finished"]


def test_stream_of_changes_asks_for_the_status_now_and_then(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    before = len(engine.asked("status"))
    for files in range(200):
        engine.publish(IndexChanged(files))
    qtbot.waitUntil(lambda: len(engine.asked("status")) > before)
    assert len(engine.asked("status")) <= before + 2


def test_failure_of_a_search_names_its_request(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    engine.failures["search"] = DocMindError("The index is damaged")
    with qtbot.waitSignal(bridge.search_failed) as failed:
        number = bridge.search(Query("x"), fresh=True)
    assert failed.args[0] == number
    assert failed.args[1].title == "The index is damaged"


def test_failed_opening_can_be_tried_again(
    qtbot: QtBot, make_bridge: MakeBridge, engine: FakeEngine
) -> None:
    tries: list[int] = []

    def opener() -> EngineApi:
        tries.append(1)
        if len(tries) == 1:
            raise EngineUnreachable("The engine does not answer")
        return engine

    bridge = make_bridge(opener)
    with qtbot.waitSignal(bridge.open_failed) as failed:
        bridge.open()
    assert failed.args[0].title == "The engine does not answer"
    with qtbot.waitSignal(bridge.opened):
        bridge.open()
    assert bridge.is_open


def test_unexpected_trouble_is_told_too(qtbot: QtBot, make_bridge: MakeBridge) -> None:
    def opener() -> EngineApi:
        raise ValueError("odd")

    bridge = make_bridge(opener)
    with qtbot.waitSignal(bridge.open_failed) as failed:
        bridge.open()
    assert "odd" in str(failed.args[0])


def test_what_is_added_while_opening_is_kept(
    qtbot: QtBot, make_bridge: MakeBridge, engine: FakeEngine
) -> None:
    gate = threading.Event()

    def opener() -> EngineApi:
        assert gate.wait(10)
        return engine

    bridge = make_bridge(opener)
    bridge.open()
    bridge.add([Path("/a")])
    gate.set()
    qtbot.waitUntil(lambda: engine.asked("add") == [(Path("/a"),)])


def test_action_without_engine_says_so(qtbot: QtBot, make_bridge: MakeBridge) -> None:
    bridge = make_bridge(FakeEngine)
    with qtbot.waitSignal(bridge.call_failed) as failed:
        bridge.add([Path("/a")])
    assert "not running" in failed.args[0].title


def test_what_was_ordered_before_closing_is_still_done(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    gate = engine.gates["add"] = threading.Event()
    bridge.add([Path("/a")])
    qtbot.waitUntil(lambda: engine.asked("add") == [(Path("/a"),)])
    bridge.add([Path("/b")])
    gate.set()
    bridge.close_down()
    assert engine.asked("add") == [(Path("/a"),), (Path("/b"),)]
    assert engine.closed


def test_closing_lets_the_engine_go_and_stays_quiet(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    bridge.close_down()
    bridge.close_down()
    assert engine.closed
    with qtbot.assertNotEmitted(bridge.index_changed, wait=50):
        engine.publish(IndexChanged(1))
        bridge.search(Query("x"), fresh=True)
