"""What looking for changes costs when nothing changed, against ``find`` on the same tree.

    python tests/perf/rescan.py [--files 100000] [--rounds 5] [--rename]

Makes a tree (100 files to a folder), reads it into a library, then prints, alternating: the time
of ``find TREE -printf '%p %s %T@\\n'`` and of the whole rescan job (asked for until its report is
there); the engine's memory before and after ten more rescans; and, with ``--rename``, how many
passages were embedded after the root was renamed and added under its new name.

Goals: rescan <= 3x find, memory within 50 MB, 0 embedded. By default every hundredth file is text
read through the real job (with the hashing model, so that reading ends soon), the others are of a
type DocMind does not read and have their final state as well; ``--all-text`` makes all of them
text, which takes some minutes longer.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from docmind.core.engine import Engine
from docmind.core.schema import JobReport
from docmind.core.settings import EmbeddingSettings, load

FILES_PER_FOLDER = 100
FOLDERS_PER_FOLDER = 10
MIB = 2**20


def make_tree(root: Path, files: int, text_every: int) -> int:
    """Small files, 100 to a folder, ten such folders to a folder. Returns how many folders."""
    number = folders = 0
    while number < files:
        if folders % (FOLDERS_PER_FOLDER + 1) == 0:
            above = root / f"cabinet {folders // (FOLDERS_PER_FOLDER + 1):04}"
            above.mkdir(parents=True)
            folders += 1
        folder = above / f"folder {folders:05}"
        folder.mkdir()
        folders += 1
        for _ in range(min(FILES_PER_FOLDER, files - number)):
            if number % text_every == 0:
                (folder / f"note {number:06}.txt").write_text(f"Note {number} of the collection.")
            else:
                (folder / f"piece {number:06}.bin").write_bytes(b"\0%d" % number)
            number += 1
    return folders


def timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def find(root: Path) -> None:
    subprocess.run(
        ["find", str(root), "-printf", "%p %s %T@\\n"], stdout=subprocess.DEVNULL, check=True
    )


def finished(engine: Engine, job: int) -> JobReport:
    report = engine.wait(job)
    if report is None or report.outcome != "done":
        raise SystemExit(f"The job did not end well: {report}")
    return report


def rescan(engine: Engine) -> None:
    counts = finished(engine, engine.rescan()).counts
    if counts.added or counts.updated or counts.removed or counts.embedded:
        raise SystemExit(f"Something was read again: {counts}")


def compare(engine: Engine, root: Path, rounds: int) -> None:
    find(root)
    rescan(engine)
    found, looked = [], []
    for _ in range(rounds):
        found.append(timed(lambda: find(root)))
        looked.append(timed(lambda: rescan(engine)))
    base, cost = statistics.median(found), statistics.median(looked)
    print(f"find       {base * 1000:7.0f} ms (median of {rounds})")
    print(f"rescan     {cost * 1000:7.0f} ms (median of {rounds})   {cost / base:.2f}x   (<= 3)")


def memory(engine: Engine) -> None:
    process = psutil.Process()
    before = process.memory_info().rss
    for _ in range(10):
        rescan(engine)
    after = process.memory_info().rss
    grown = (after - before) / MIB
    print(
        f"memory     {before / MIB:7.0f} MiB, {after / MIB:.0f} MiB after ten rescans   "
        f"{grown:+.1f} MiB   (<= 50)"
    )


def rename(engine: Engine, root: Path) -> None:
    moved = root.rename(root.with_name("renamed"))
    began = time.perf_counter()
    counts = finished(engine, engine.add([moved])).counts
    print(
        f"renamed    {counts.added} files added, {counts.embedded} passages embedded "
        f"in {time.perf_counter() - began:.0f} s   (0 embedded)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--all-text", action="store_true")
    parser.add_argument("--rename", action="store_true")
    options = parser.parse_args()
    settings = load(embedding=EmbeddingSettings(model_name="hashing"))
    with tempfile.TemporaryDirectory(prefix="docmind-rescan-") as name:
        root = Path(name) / "tree"
        folders = make_tree(root, options.files, 1 if options.all_text else 100)
        kind = "all text" if options.all_text else "one in a hundred is text, the rest .bin"
        print(f"tree       {options.files} files in {folders} folders, {kind}")
        with Engine.open(Path(name) / "library", settings) as engine:
            began = time.perf_counter()
            counts = finished(engine, engine.add([root])).counts
            print(
                f"read       {counts.added} texts, {counts.skipped} others "
                f"in {time.perf_counter() - began:.0f} s"
            )
            compare(engine, root, options.rounds)
            memory(engine)
            if options.rename:
                rename(engine, root)


if __name__ == "__main__":
    main()
