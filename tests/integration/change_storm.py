"""A library changes its model under kills, while others search in it.

``python tests/integration/change_storm.py [--passages 20000] [--kills 5] [--seed 1]`` makes a
library with the starter model, gives it BGE-M3 (a small checkpoint with random weights in the real
file format), and kills the engine and the model workers at random moments of the change, while
three threads ask questions all the time. It prints how many were asked and how many failed, and
how the result differs from a library that was read with the new model from the start (in nothing,
it should be). Ends with status 1 otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fakes.bge_m3_folder import write_folder

from docmind.core.catalog.catalog import Catalog
from docmind.core.engine import Engine
from docmind.core.models.store import ModelStore
from docmind.core.paths import Library
from docmind.core.remote import supervisor
from docmind.core.remote.supervisor import SupervisedEngine
from docmind.core.schema import Query

MODEL = "small-m3"
PASSAGE_TOKENS = 40
PASSAGES_A_FILE = 8
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
    "anchor",
    "bridge",
    "candle",
    "desert",
    "engine",
    "forest",
    "garden",
    "hammer",
    "island",
    "jacket",
    "kettle",
    "ladder",
    "marble",
    "needle",
    "oyster",
    "pencil",
]


@dataclass
class Asking:
    """Questions asked by threads until ``stop``: each has one right answer."""

    engine: SupervisedEngine
    files: int
    stop: threading.Event = field(default_factory=threading.Event)
    asked: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def run(self, seed: int) -> None:
        chance = random.Random(seed)
        while not self.stop.is_set():
            number = chance.randrange(self.files)
            began = time.monotonic()
            try:
                hits = self.engine.search(Query(marker(number), limit=3)).hits
                if not hits or hits[0].path.name != name_of(number):
                    self.failures.append(f"{marker(number)}: {[hit.path.name for hit in hits]}")
            except Exception as error:
                self.failures.append(f"{marker(number)}: {error}")
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.asked += 1
            self.stop.wait(0.02)


def marker(number: int) -> str:
    return f"zz{number:05d}qx"


def name_of(number: int) -> str:
    return f"note-{number:05d}.txt"


def write_files(folder: Path, passages: int) -> int:
    """Files that make about so many passages; how many files there are."""
    chance = random.Random(7)
    folder.mkdir(parents=True)
    files = max(passages // PASSAGES_A_FILE, 8)
    for number in range(files):
        sentences = [
            f"The {chance.choice(WORDS)} stands near the {chance.choice(WORDS)} and a "
            f"{chance.choice(WORDS)}."
            for _ in range(23)
        ]
        text = f"Marker {marker(number)}.\n{' '.join(sentences)}\n"
        (folder / name_of(number)).write_text(text, "utf-8")
    return files


def contents(library: Library) -> list[tuple[object, ...]]:
    """Every passage by place and text: ids differ from one library to the next."""
    catalog = Catalog(library.catalog)
    rows = catalog.connection().execute(
        "SELECT files.path, ordinal, start, end, text FROM chunks "
        "JOIN files ON files.id = file_id ORDER BY files.path, ordinal"
    )
    found = rows.fetchall()
    catalog.close()
    return found


Answer = list[tuple[str, float]]

# Texts that were embedded in other company differ in the last digit, which may turn one of the 8
# bits the store keeps of a number. The model's weights are random: all its texts lie within a
# cosine of .0001, so that one such bit moves a score (spread to 0..1) by up to .06.
ALIKE = 0.1


def answers(library: Library, files: int) -> list[Answer]:
    """Results and scores of some questions by meaning, and the best of some by everything."""
    found: list[Answer] = []
    with Engine.open(library.root) as engine:
        for number in range(0, files, max(files // 12, 1)):
            question = f"the {WORDS[number % len(WORDS)]} near a bridge"
            hits = engine.search(Query(question, "meaning", 10)).hits
            found.append([(hit.path.name, hit.score) for hit in hits[:5]])
            # words are weighed by mean lengths, which may differ within their tolerance
            best = engine.search(Query(marker(number))).hits[0]
            found.append([(best.path.name, 1.0)])
        found.append([("points", engine._workshop._store.count())])
    return found


def is_alike(one: Answer, other: Answer) -> bool:
    """The same files with the same scores, to ``ALIKE``."""
    return len(one) == len(other) and all(
        abs(dict(other).get(name, -1.0) - score) <= ALIKE for name, score in one
    )


def storm(home: Path, passages: int, kills: int, seed: int, say=print) -> bool:
    """Whether no question failed and the result is that of a fresh library."""
    chance = random.Random(seed)
    os.environ["DOCMIND_CHUNKING__MAX_TOKENS"] = str(PASSAGE_TOKENS)
    os.environ["DOCMIND_CHUNKING__OVERLAP_TOKENS"] = "0"
    os.environ["DOCMIND_ENGINE__IDLE_SECONDS"] = "0"
    os.environ["DOCMIND_MODELS_DIR"] = str(home / "models")
    ModelStore().import_from(write_folder(home / "checkpoint"), name=MODEL)
    files = write_files(home / "papers", passages)
    library, fresh = Library(home / "library"), Library(home / "fresh")
    with Engine.open(library.root) as engine:
        report = engine.wait(engine.add([home / "papers"]))
        say(
            f"starter model: {files} files, {report.counts.chunks} passages, {report.seconds:.0f} s"
        )
    engine = SupervisedEngine(library)
    asking = Asking(engine, files)
    threads = [threading.Thread(target=asking.run, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    try:
        engine.use_model(MODEL)
        killed = _kill(engine, kills, chance)
        while (status := engine.status()).model != MODEL or status.change is not None:
            asking.stop.wait(0.2)
    finally:
        asking.stop.set()
        for thread in threads:
            thread.join()
        engine.close()
    took = time.monotonic() - began
    say(f"changed in {took:.0f} s under {killed}; {asking.asked} questions, "
        f"{len(asking.failures)} failed, the slowest took {asking.slowest:.1f} s")  # fmt: skip
    for failure in asking.failures[:10]:
        say(f"  {failure}")
    _wait_for_end(library)
    os.environ["DOCMIND_EMBEDDING__MODEL_NAME"] = MODEL
    with Engine.open(fresh.root) as engine:
        engine.wait(engine.add([home / "papers"]))
    same = contents(library) == contents(fresh)
    changed, read = answers(library, files), answers(fresh, files)
    alike = True
    for one, other in zip(changed, read, strict=True):
        if not is_alike(one, other):
            alike = False
            say(f"  {one} instead of {other}")
    say(f"passages equal: {same}, answers equal: {alike}")
    return same and alike and not asking.failures and sum(killed.values()) == kills


def _kill(engine: SupervisedEngine, kills: int, chance: random.Random) -> dict[str, int]:
    """Kill while the change is under way; evenly over its progress, turn by turn."""
    killed = {"engine": 0, "model worker": 0}
    for turn in range(kills):
        share = (turn + chance.uniform(0.2, 0.8)) / kills * 0.9
        while True:
            change = engine.status().change
            if change is not None and change.total and change.done >= share * change.total:
                break
            if change is None and engine.status().model == MODEL:
                return killed
            threading.Event().wait(0.02)
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(engine.pid)
            workers = [
                child
                for child in process.children(recursive=True)
                if "embed-worker" in " ".join(child.cmdline())
            ]
            name = "model worker" if workers and turn % 2 else "engine"
            victim = chance.choice(workers) if name == "model worker" else process
            victim.send_signal(signal.SIGKILL)
            killed[name] += 1
    return killed


def _wait_for_end(library: Library) -> None:
    """Until the engine process has let go of the library."""
    from filelock import FileLock

    with FileLock(library.lock, timeout=60):
        pass


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    supervisor._RESTART_WINDOW = 0.0
    with tempfile.TemporaryDirectory(prefix="docmind-storm-") as name:
        os.environ["DOCMIND_CONFIG_FILE"] = str(Path(name) / "settings.toml")
        return 0 if storm(Path(name), options.passages, options.kills, options.seed) else 1


if __name__ == "__main__":
    raise SystemExit(main())
