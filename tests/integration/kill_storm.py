"""An index made under a storm of kills against one made in peace.

``python tests/integration/kill_storm.py FOLDER... [--kills 100] [--seed 1]`` indexes the folders
twice into new libraries with nothing cached: once undisturbed, once while the engine, the model
worker and the readers get SIGKILL at random moments. Then both try files with problems again and
look for changes once more. It prints how the two libraries differ in documents, passages and
problems (not at all, it should be), and how many passages were embedded more often than needed.
Ends with status 1 when they differ.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

os.environ["DOCMIND_ENGINE__IDLE_SECONDS"] = "0"
os.environ["DOCMIND_LOG_LEVEL"] = "DEBUG"  # the model worker notes how much it embeds

from docmind.core.catalog.catalog import Catalog
from docmind.core.paths import Library
from docmind.core.remote import supervisor
from docmind.core.remote.supervisor import SupervisedEngine

KINDS = ("engine", "model worker", "reader")
IN_FLIGHT = 2 * 64  # passages that a kill may cost: a batch in the model, one on its way back


def processes(engine: SupervisedEngine) -> dict[str, psutil.Process]:
    """The living processes of the engine, one of each kind."""
    found: dict[str, psutil.Process] = {}
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(engine.pid)
        for child in process.children(recursive=True):
            line = " ".join(child.cmdline())
            found["model worker" if "embed-worker" in line else "reader"] = child
        found["engine"] = process
    return found


def idle(engine: SupervisedEngine) -> bool:
    return not engine.status().jobs


def settle(engine: SupervisedEngine) -> None:
    """Let all jobs end, try problems again, look once more."""
    while not idle(engine):
        threading.Event().wait(0.5)
    for job in (engine.retry(), engine.rescan()):
        engine.wait(job, 3600)


def storm(engine: SupervisedEngine, kills: int, chance: random.Random) -> Counter[str]:
    """Kill a random process of a random kind at random moments while there is work."""
    killed: Counter[str] = Counter()
    while sum(killed.values()) < kills:
        threading.Event().wait(chance.uniform(0.1, 1.0))
        if idle(engine):
            break
        alive = processes(engine)
        name = chance.choice(KINDS)
        if name in alive:
            with contextlib.suppress(psutil.Error):
                alive[name].send_signal(signal.SIGKILL)
                killed[name] += 1
    return killed


def index(library: Path, folders: list[Path], kills: int, chance: random.Random) -> Counter[str]:
    engine = SupervisedEngine(Library(library))
    killed: Counter[str] = Counter()
    try:
        engine.add(folders)
        if kills:
            killed = storm(engine, kills, chance)
        settle(engine)
    finally:
        engine.close()
    return killed


def contents(library: Path) -> dict[str, Counter[object]]:
    """Documents, passages and problems as comparable values."""
    catalog = Catalog(Library(library).catalog)
    records = catalog.list_files(None, 10**9)
    try:
        return {
            "documents": Counter(
                (os.fsencode(r.path), r.state, r.content_hash, r.title, r.media_type, r.page_count)
                for r in records
            ),
            "passages": Counter(
                (os.fsencode(r.path), chunk.ordinal, chunk.page, chunk.span, chunk.text)
                for r in records
                for chunk in catalog.file_chunks(r.file_id)
            ),
            "problems": Counter((os.fsencode(p.path), p.kind) for p in catalog.problems()),
        }
    finally:
        catalog.close()


def embedded(library: Path) -> int:
    """How many passages the model worker embedded, by its log."""
    logs = sorted((Library(library).logs).glob("model.log*"))
    text = "".join(log.read_text(errors="replace") for log in logs)
    return sum(int(count) for count in re.findall(r"embedded (\d+) passages", text))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    supervisor._RESTART_WINDOW = 0.0  # it would give up after five deaths a minute
    folders = [folder.absolute() for folder in asked.folders]
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        calm, stormy = Path(name, "calm"), Path(name, "stormy")
        began = time.monotonic()
        index(calm, folders, 0, chance)
        between = time.monotonic()
        killed = index(stormy, folders, asked.kills, chance)
        ended = time.monotonic()
        expected, found = contents(calm), contents(stormy)
        needed, spent = embedded(calm), embedded(stormy)
    print(f"in peace {between - began:.0f} s, in the storm {ended - between:.0f} s")
    print("killed: " + ", ".join(f"{name} {killed[name]}" for name in KINDS))
    differs = False
    for what, values in expected.items():
        missing, more = values - found[what], found[what] - values
        differs |= bool(missing or more)
        print(
            f"{what:<10} {sum(values.values()):>7}  missing {sum(missing.values())}"
            f"  more {sum(more.values())}"
        )
        for example in [*list(missing)[:5], *list(more)[:5]]:
            print(f"    {example!r}"[:300])
    most = sum(killed.values()) * IN_FLIGHT
    print(f"embedded   {needed:>7} in peace, {spent} in the storm (at most {most} more are due)")
    return int(differs or spent > needed + most)


if __name__ == "__main__":
    sys.exit(main())
