"""How much longer a whole indexing job takes than embedding its passages alone.

``python tests/perf/ingest_throughput.py FOLDER [LIMIT]`` reads FOLDER (at most LIMIT of its files)
into a new library, with nothing cached, and then embeds the same passages with the same model in
the same kind of process, in large batches, with nothing beside it. Both begin with the model
loaded. It prints both times, the ratio (bar: 1.15), and the processor time that the engine, the
readers and the model took. Use a folder with at least 5,000 passages.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docmind.core.embed.process import ModelWorker
from docmind.core.engine import Engine
from docmind.core.index.prepare import embedded_text
from docmind.core.index.space import load_options
from docmind.core.schema import JobReport
from docmind.core.settings import load

BAR = 1.15
BATCH = 256


def chosen(folder: Path, limit: int, scratch: Path) -> Path:
    """FOLDER itself, or a folder of links to its first files."""
    if not limit:
        return folder
    some = scratch / "files"
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:limit]
    for number, path in enumerate(files):
        target = some / path.parent.name / f"{number}-{path.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return some


def processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def run_job(folder: Path, scratch: Path) -> tuple[float, JobReport, list[str], dict[str, float]]:
    settings = load()
    with Engine.open(scratch / "library", settings, embedding_cache=scratch / "cache") as engine:
        engine._workshop.rooms()  # the model is loaded
        me = psutil.Process()
        before = processor_seconds(me)
        loaded = {child.pid: processor_seconds(child) for child in me.children()}
        began = time.perf_counter()
        job = engine.add([folder])
        report = None
        spent: dict[int, tuple[str, float]] = {}
        while report is None:
            report = engine.wait(job, 0.5)
            for child in me.children():
                name = "model" if child.pid in loaded else "readers"
                used = processor_seconds(child) - loaded.get(child.pid, 0.0)
                spent[child.pid] = (name, used)
        seconds = time.perf_counter() - began
        parts = {"engine": processor_seconds(me) - before}
        for name, used in spent.values():
            parts[name] = parts.get(name, 0.0) + used
        catalog = engine.catalog
        texts = [
            embedded_text(chunk.text, record.title, record.path)
            for record in (catalog.files([file_id])[file_id] for file_id in catalog.done_files())
            for chunk in catalog.file_chunks(record.file_id)
            if chunk.text
        ]
    return seconds, report, list(dict.fromkeys(texts)), parts


def embed_alone(texts: list[str], log: Path) -> tuple[float, float]:
    """(seconds, processor seconds of the model's process)."""
    settings = load().embedding
    worker = ModelWorker(settings.model_name, load_options(settings, None), log, print)
    worker.start()
    worker.embed_passages(texts[:BATCH])
    child = psutil.Process().children()[0]
    before = processor_seconds(child)
    began = time.perf_counter()
    for start in range(0, len(texts), BATCH):
        worker.embed_passages(texts[start : start + BATCH])
    seconds = time.perf_counter() - began
    used = processor_seconds(child) - before
    worker.close()
    return seconds, used


def main() -> int:
    folder = Path(sys.argv[1]).absolute()
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        place = chosen(folder, limit, scratch)
        seconds, report, texts, parts = run_job(place, scratch)
        alone, model = embed_alone(texts, scratch / "model.log")
    counts = report.counts
    print(f"job    {seconds:7.1f} s  {counts.added} files, {counts.chunks} passages")
    print("       processor: " + ", ".join(f"{name} {used:.1f} s" for name, used in parts.items()))
    print(f"alone  {alone:7.1f} s  {len(texts)} different passages, model {model:.1f} s")
    ratio = seconds / alone
    print(f"ratio  {ratio:7.2f}  (bar {BAR})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
