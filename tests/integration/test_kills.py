"""Processes killed at random moments while indexing: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time

import psutil
import pytest

from docmind.core import Query
from docmind.core.events import EngineLost, EngineRestored
from docmind.core.paths import Library
from docmind.core.remote import supervisor
from docmind.core.remote.supervisor import SupervisedEngine

FILES = 160
KILLS = 20
WORDS = [
    "harbour",
    "lantern",
    "meadow",
    "copper",
    "violin",
    "orchard",
    "saddle",
    "thunder",
    "velvet",
    "walnut",
]


@pytest.fixture(autouse=True)
def engines_end_with_their_test(monkeypatch):
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    chance = random.Random(5)
    for number in range(FILES):
        sentences = " ".join(
            f"The {chance.choice(WORDS)} stands near the {chance.choice(WORDS)}." for _ in range(60)
        )
        (folder / f"note-{number}.txt").write_text(f"Marker zz{number:04d}qx.\n{sentences}\n")
    return folder


def victims(engine: SupervisedEngine) -> dict[str, psutil.Process]:
    """The engine, its model worker and its readers, by name, as far as they live now."""
    found = {}
    try:
        process = psutil.Process(engine.pid)
        for child in process.children(recursive=True):
            line = " ".join(child.cmdline())
            found["model worker" if "embed-worker" in line else "reader"] = child
        found["engine"] = process
    except psutil.Error:
        pass
    return found


def living(engine: SupervisedEngine) -> dict[str, psutil.Process]:
    """``victims``, once there are any: a killed engine takes a moment to come back."""
    found: dict[str, psutil.Process] = {}

    def look() -> bool:
        found.update(victims(engine))
        return "engine" in found

    wait_until(look, 60, "the engine is back")
    return found


def wait_until(condition, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        threading.Event().wait(0.05)


def searchable(engine) -> set[str]:
    return {item.path.name for item in engine.files(limit=10_000) if item.state == "done"}


def test_twenty_kills_lose_nothing(tmp_path, folder, monkeypatch):
    # the supervisor gives up after five deaths a minute, which this test exceeds on purpose
    monkeypatch.setattr(supervisor, "_RESTART_WINDOW", 0.0)
    seed = int(os.environ.get("DOCMIND_KILL_SEED", "11"))
    chance = random.Random(seed)
    events = []
    engine = SupervisedEngine(Library(tmp_path / "library"))
    try:
        engine.subscribe(events.append)
        engine.add([folder])
        killed = dict.fromkeys(("engine", "model worker", "reader"), 0)
        acknowledged: set[str] = set()
        wanted = (["engine", "model worker", "reader"] * KILLS)[:KILLS]
        chance.shuffle(wanted)
        for aim in wanted:
            threading.Event().wait(chance.uniform(0.05, 0.9))
            acknowledged |= searchable(engine)
            alive = living(engine)
            name = aim if aim in alive else "engine"  # readers end when they have nothing to do
            with contextlib.suppress(psutil.NoSuchProcess):  # a reader may just have ended
                alive[name].send_signal(signal.SIGKILL)
                killed[name] += 1
            assert acknowledged <= searchable(engine), f"lost after killing the {name}"
            if len(acknowledged) == FILES:  # go on killing while there is something to do
                touch_all(folder, chance)
                engine.rescan()
                acknowledged = set()
        finish(engine)
        assert killed["engine"] >= 3, killed
        lost = [item for item in events if isinstance(item, EngineLost)]
        back = [item for item in events if isinstance(item, EngineRestored)]
        assert len(lost) == len(back) == killed["engine"]
        assert searchable(engine) == {path.name for path in folder.iterdir()}
        check_each_found_once(engine)
        status = engine.status()
        assert status.problems == 0
    finally:
        engine.close()


def touch_all(folder, chance) -> None:
    for path in folder.iterdir():
        with path.open("a") as file:
            file.write(f"More about the {chance.choice(WORDS)}.\n")


def finish(engine) -> None:
    """Let all jobs end, then one more run over everything."""
    wait_until(lambda: not engine.status().jobs, 120, "jobs end")
    report = engine.wait(engine.retry(), 60)
    assert report is not None
    report = engine.wait(engine.rescan(), 60)
    assert report is not None
    assert report.outcome == "done"
    wait_until(lambda: not engine.status().jobs, 60, "jobs end")


def check_each_found_once(engine) -> None:
    for number in range(0, FILES, 7):
        answer = engine.search(Query(f"zz{number:04d}qx", "words"))
        names = [hit.path.name for hit in answer.hits]
        assert names[:1] == [f"note-{number}.txt"]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("sent", [signal.SIGKILL])
def test_a_dead_engine_is_noticed_within_a_second(tmp_path, sent):
    lost, back = threading.Event(), threading.Event()
    engine = SupervisedEngine(Library(tmp_path / "library"))
    try:
        engine.subscribe(
            lambda event: (
                lost.set()
                if isinstance(event, EngineLost)
                else back.set()
                if isinstance(event, EngineRestored)
                else None
            )
        )
        os.kill(engine.pid, sent)
        assert lost.wait(1.0)
        assert back.wait(30)
        assert engine.status().files == 0
    finally:
        engine.close()
