"""What facets cost: reading what they need from the catalog, and counting it.

    python tests/perf/facets.py [--files 50000] [--rounds 40]

Fills a catalog with files of two passages each, then prints p50 and p95 in milliseconds of
processor time for answers of some hundred to some thousand documents. Target: <= 30 ms at 100,000
passages.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
import uuid
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.schema import ChunkRecord, Document, FoundFile, Page, Span
from docmind.core.search.facets import count_facets

SOURCE = Path("/library")
SUFFIXES = ("pdf", "docx", "txt", "md", "html", "eml", "xlsx", "py")
LANGUAGES = ("en", "de", "fr", "")
YEAR = 31_557_600
TEXT = "Some sentence about something that was written down once. " * 8
BATCH = 500


def fill(catalog: Catalog, files: int) -> list[int]:
    """Commit ``files`` files of two passages. Returns their ids."""
    chance = random.Random(1)
    ids: list[int] = []
    for start in range(0, files, BATCH):
        found = [
            FoundFile(
                SOURCE / f"area {n % 9}" / f"folder {n % 700}" / f"file {n}.{n % 8}",
                1000,
                (1_700_000_000 - chance.randrange(12 * YEAR)) * 10**9,
                n,
            )
            for n in range(start, min(start + BATCH, files))
        ]
        found = [
            FoundFile(
                item.path.with_suffix(f".{chance.choice(SUFFIXES)}"), item.size, item.mtime_ns,
                item.inode,
            )
            for item in found
        ]  # fmt: skip
        known = list(catalog.register(SOURCE, found).values())
        catalog.commit(
            [
                new_file(file_id, item, chance.choice(LANGUAGES))
                for file_id, item in zip(known, found, strict=True)
            ]
        )
        ids.extend(known)
    return ids


def new_file(file_id: int, found: FoundFile, language: str) -> NewFile:
    """A file of one page and two passages."""
    document = Document(found.path, "text/plain", "document", "A title", (Page(None, TEXT),))
    chunks = tuple(
        NewChunk(
            ChunkRecord(str(uuid.uuid4()), file_id, n, TEXT, Span(0, len(TEXT)), None, ""), 72, 72
        )
        for n in range(2)
    )
    return NewFile(file_id, found, f"{file_id:064x}", "x", document, language, chunks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    chance = random.Random(2)
    with tempfile.TemporaryDirectory(prefix="docmind-facets-") as name:
        catalog = Catalog(Path(name) / "catalog.sqlite3")
        ids = fill(catalog, options.files)
        print(f"{len(ids)} files, {catalog.counts()[1]} passages")
        for documents in (100, 400, 800, 1600, 5000):
            times = []
            for _ in range(options.rounds):
                asked = chance.sample(ids, min(documents, len(ids)))
                began = time.process_time()
                count_facets(list(catalog.traits(asked).values()))
                times.append((time.process_time() - began) * 1000)
            cuts = statistics.quantiles(times, n=20)
            print(f"{documents:>5} documents  p50 {cuts[9]:6.2f} ms   p95 {cuts[18]:6.2f} ms")
        catalog.close()


if __name__ == "__main__":
    main()
